"""Forms: keys, choices, conditions, what is special-category, what feeds facts (KVKK Art. 4, 6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from apps.programmes.definition.findings import Finding, Path, Weight
from apps.programmes.definition.forms import FieldKind, Form, FormField, FormGroup
from apps.programmes.definition.programme import Definition
from apps.programmes.forms import limits
from apps.programmes.forms.choices import NATIONAL, ChoiceList, choice_list
from apps.programmes.forms.conditions import read_conditions
from apps.programmes.forms.facts import FACT_TYPES
from apps.programmes.registry.facts import Subject, fact_sources

#: The letters of KVKK Art. 6/3; `apps.privacy.enums.LegalBasis` stands above this app and holds the same.
LEGAL_BASES: Final = frozenset(
    {
        "explicit_consent", "law", "vital_interest", "made_public", "legal_claim", "health_secrecy",
        "social_services", "association",
    }
)  # fmt: skip
MAX_QUESTIONS: Final = 300
#: Addresses beside those of forms.
RESERVED: Final = frozenset({"preview"})
_CODED: Final = frozenset({FieldKind.CHOICE, FieldKind.CHOICES})
_NUMBERS: Final = frozenset({FieldKind.INTEGER, FieldKind.NUMBER})
_TEXTS: Final = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT})
_FREE: Final = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.EMAIL, FieldKind.PHONE, FieldKind.DATE})


def findings(definition: Definition) -> Iterator[Finding]:
    """Yield what is wrong with the forms of a definition, form by form, with the place of each."""
    fed: dict[str, tuple[str, FormField]] = {}
    fixed = _fixed_facts(definition)
    yield from _repeated(((("forms", index, "key"), form.key) for index, form in enumerate(definition.forms)), "form")
    for index, form in enumerate(definition.forms):
        if form.key in RESERVED:
            yield Finding(
                ("forms", index, "key"), "key_reserved", f"“{form.key}” adı sistemde başka bir iş için kullanılıyor.",
                "Forma başka bir anahtar verin.",
            )  # fmt: skip
        yield from _form(form, ("forms", index), definition)
        yield from _feeds(form, ("forms", index), fed)
        yield from _taken_names(form, ("forms", index), fixed)


def _fixed_facts(definition: Definition) -> frozenset[str]:
    """Return the facts of a case that no form feeds: they are there without any form."""
    bare = definition.model_copy(update={"forms": ()})
    return frozenset(fact.name for source in fact_sources(Subject.CASE) for fact in source.facts(bare))


def _taken_names(form: Form, path: Path, fixed: frozenset[str]) -> Iterator[Finding]:
    for place, item in _items(form, path):
        if isinstance(item, FormField) and item.feeds is not None and f"case.{item.feeds}" in fixed:
            yield Finding(
                (*place, "feeds"), "feeds_fixed",
                f"“{item.feeds}” bilgisini Omuz kendisi tutuyor; bir form besleyemez.",
                "Soruyu kaldırın ya da bilgiye başka bir ad verin.",
                Weight.BLOCKER,
            )  # fmt: skip


def _form(form: Form, path: Path, definition: Definition) -> Iterator[Finding]:
    yield from _repeated(
        (((*path, "sections", index, "key"), section.key) for index, section in enumerate(form.sections)), "bölüm"
    )
    items = list(_items(form, path))
    yield from _repeated((((*place, "key"), item.key) for place, item in items), "soru")
    questions = 0
    for place, item in items:
        if isinstance(item, FormField):
            questions += 1
            yield from _question(item, place, definition)
        else:
            questions += len(item.fields)
            yield from _group(item, place, definition)
    if questions > MAX_QUESTIONS:
        yield Finding(
            path, "too_many_questions", f"Bir formda en çok {MAX_QUESTIONS} soru olabilir.", "Formu ikiye bölün."
        )
    for fault in read_conditions(form, definition).faults:
        yield Finding((*path, *fault.path), fault.code, fault.message, fault.remedy, fault.weight)


def _items(form: Form, path: Path) -> Iterator[tuple[Path, FormField | FormGroup]]:
    for index, section in enumerate(form.sections):
        for place, item in enumerate(section.items):
            yield (*path, "sections", index, "items", place), item


def _repeated(keys: Iterator[tuple[Path, str]], what: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, key in keys:
        if key in seen:
            yield Finding(
                path, "key_repeated", f"“{key}” anahtarı birden çok {what} için kullanılmış.", "Birini değiştirin."
            )
        seen.add(key)


def _group(group: FormGroup, path: Path, definition: Definition) -> Iterator[Finding]:
    if group.min_items > group.max_items:
        yield Finding(
            (*path, "min_items"), "reversed_range", "En az kayıt sayısı en çoktan büyük.", "Sayılardan birini düzeltin."
        )
    yield from _repeated((((*path, "fields", index, "key"), one.key) for index, one in enumerate(group.fields)), "soru")
    for index, field in enumerate(group.fields):
        place = (*path, "fields", index)
        yield from _question(field, place, definition)
        if field.feeds is not None:
            yield Finding(
                (*place, "feeds"), "feeds_in_group", "Yinelenen bir soru bilgi besleyemez: yanıtı tek değildir.",
                "Soruyu gruptan çıkarın ya da bu alanı boşaltın.",
            )  # fmt: skip


# One question


def _question(field: FormField, path: Path, definition: Definition) -> Iterator[Finding]:
    choices = choice_list(field.choices, definition)
    yield from _choices(field, path, choices)
    yield from _bounds(field, path)
    yield from _privacy(field, path, choices, definition)


def _choices(field: FormField, path: Path, choices: ChoiceList | None) -> Iterator[Finding]:
    place = (*path, "choices")
    if field.kind not in _CODED:
        if field.choices is not None:
            yield Finding(place, "not_for_kind", "Bu türdeki bir sorunun seçenekleri olmaz.", "Alanı boşaltın.")
    elif field.choices is None:
        yield Finding(
            place, "choices_missing", "Seçmeli sorunun kod listesi seçilmemiş.", "Listeyi seçin.", Weight.BLOCKER
        )
    elif choices is None:
        name = field.choices.removeprefix(NATIONAL)
        yield Finding(
            place,
            "unknown_reference",
            f"“{name}” adında bir kod listesi yok.",
            "Listeyi ekleyin ya da başkasını seçin.",
        )
    elif not any(not choice.retired for choice in choices.choices):
        yield Finding(
            place, "choices_retired", "Bu listenin bütün kodları kullanımdan kaldırılmış.", "Listeye kod ekleyin.",
            Weight.BLOCKER,
        )  # fmt: skip


def _bounds(field: FormField, path: Path) -> Iterator[Finding]:
    for name, kinds in (
        ("minimum", _NUMBERS),
        ("maximum", _NUMBERS),
        ("max_length", _TEXTS),
        ("bound", {FieldKind.DATE}),
    ):
        if getattr(field, name) is not None and field.kind not in kinds:
            yield Finding((*path, name), "not_for_kind", "Bu türdeki bir soruda bu sınır olmaz.", "Alanı boşaltın.")
    for name in ("minimum", "maximum"):
        number = getattr(field, name)
        if number is None:
            continue
        if not abs(number) <= limits.MAX_NUMBER:  # a number that is none compares with nothing
            yield Finding((*path, name), "number_too_large", "Sınır çok büyük.", "Daha küçük bir sayı yazın.")
        elif field.kind is FieldKind.INTEGER and number != int(number):
            yield Finding((*path, name), "not_whole", "Tam sayı sorusunun sınırı tam sayı olmalı.", "Tam sayı yazın.")
    if field.minimum is not None and field.maximum is not None and field.minimum > field.maximum:
        yield Finding(
            (*path, "minimum"), "reversed_range", "En küçük değer en büyükten büyük.", "Sınırlardan birini düzeltin."
        )


def _privacy(field: FormField, path: Path, choices: ChoiceList | None, definition: Definition) -> Iterator[Finding]:
    if choices is not None and choices.special and not field.special:
        yield Finding(
            (*path, "special"), "special_choices",
            "Bu listenin seçenekleri özel nitelikli veridir; soru da öyle işaretlenmeli.",
            "Özel nitelikli olarak işaretleyin.",
            Weight.BLOCKER, "KVKK m. 6",
        )  # fmt: skip
    privacy = field.privacy
    if field.special and (privacy is None or not privacy.legal_basis):
        yield Finding(
            (*path, "privacy", "legal_basis"), "special_without_basis",
            "Özel nitelikli veri, amacı ve hukuki sebebi belirtilmeden sorulamaz.", "Amacı yazın, hukuki sebebi seçin.",
            Weight.BLOCKER, "KVKK m. 6/3",
        )  # fmt: skip
    if privacy is not None and privacy.legal_basis and privacy.legal_basis not in LEGAL_BASES:
        yield Finding(
            (*path, "privacy", "legal_basis"), "unknown_reference",
            f"“{privacy.legal_basis}” adında bir hukuki sebep yok.", "Listeden seçin.", article="KVKK m. 6/3",
        )  # fmt: skip
    classes = {one.key for one in definition.retention}
    if privacy is not None and privacy.retention is not None and privacy.retention not in classes:
        yield Finding(
            (*path, "privacy", "retention"), "unknown_reference",
            f"“{privacy.retention}” adında bir saklama sınıfı yok.", "Listeden seçin ya da sınıfı ekleyin.",
        )  # fmt: skip
    if privacy is None and not field.special and field.kind in _FREE:
        yield Finding(
            (*path, "privacy"), "purpose_missing", f"“{field.label.tr}” sorusunun neden sorulduğu yazılmamış.",
            "Kişisel veri istiyorsa amacını yazın; formun üzerinde ve aydınlatma metninde görünür.",
            Weight.ADVICE, "KVKK m. 4, 10",
        )  # fmt: skip


def _feeds(form: Form, path: Path, fed: dict[str, tuple[str, FormField]]) -> Iterator[Finding]:
    for place, item in _items(form, path):
        if not isinstance(item, FormField) or item.feeds is None:
            continue
        known = fed.setdefault(item.feeds, (form.key, item))
        if known[1] is item:
            continue
        if known[0] == form.key:
            yield Finding(
                (*place, "feeds"), "feeds_repeated", f"“{item.feeds}” bilgisini bu formda başka bir soru da besliyor.",
                "Birini boşaltın ya da başka bir ad verin.",
            )  # fmt: skip
        elif FACT_TYPES[known[1].kind] is not FACT_TYPES[item.kind] or known[1].choices != item.choices:
            yield Finding(
                (*place, "feeds"), "feeds_type",
                f"“{item.feeds}” bilgisini “{known[0]}” formu başka türde bir yanıtla besliyor.",
                "İki soruyu aynı türe ve aynı listeye getirin ya da başka bir ad verin.",
            )  # fmt: skip
