"""Names that point somewhere: every one has to lead to something, and no two entries of a list share one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from apps.programmes.definition.base import Citation, Part
from apps.programmes.definition.checking.walking import parts, unknown
from apps.programmes.definition.findings import Finding, Path
from apps.programmes.definition.flow import LetterUse
from apps.programmes.definition.programme import Definition

#: Values of apps.accounts.enums.Role that work in a municipality; a test holds the two together.
ROLES: Final = frozenset({
    "tenant_admin", "unit_manager", "intake_clerk", "assessor", "job_coach", "trainer", "employer_adviser",
    "social_aid_officer", "district_liaison", "volunteer_coordinator", "kvkk_contact", "auditor",
})  # fmt: skip
#: What a programme may give a role beside its usual rights. Nothing here opens special-category data or the house.
GIVEABLE_RIGHTS: Final = frozenset({
    "people.read.own", "people.write", "documents.read", "documents.write", "contacts.read", "contacts.write",
    "directory.read", "directory.write", "reports.read", "cases.read", "cases.read.own", "cases.write",
    "cases.write.own",
})  # fmt: skip
#: What the text of a letter may name; values come from the record, never from the text.
PLACEHOLDERS: Final = frozenset({
    "ad_soyad", "dosya_no", "basvuru_no", "tarih", "program", "birim", "belediye", "gerekce", "madde", "son_gun",
    "eksikler", "alinanlar", "sonuc", "yetkili", "basvuru_yolu", "muhatap", "yururluk", "karar_no", "karar_tarihi",
    "randevu", "yer",
})  # fmt: skip
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


def findings(definition: Definition) -> Iterator[Finding]:
    """Yield what points nowhere or is named twice."""
    yield from _twice(definition)
    sources = frozenset(basis.key for basis in definition.legal_basis)
    for path, part in parts(definition):
        if isinstance(part, Citation):
            yield from unknown((*path, "source"), part.source, sources, "yasal dayanak")
    yield from _stages(definition)
    yield from _roles(definition)
    yield from _letters(definition)


def _twice(definition: Definition) -> Iterator[Finding]:
    for path, part in [((), definition), *parts(definition)]:
        for name in type(part).model_fields:
            value = getattr(part, name)
            if isinstance(value, tuple):
                yield from _repeated((*path, name), value)


def _repeated(path: Path, entries: tuple[object, ...]) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        key = getattr(entry, "key", None) if isinstance(entry, Part) else entry if isinstance(entry, str) else None
        if key is None:
            continue
        if key in seen:
            place = (*path, index, "key") if isinstance(entry, Part) else (*path, index)
            yield Finding(place, "named_twice", f"“{key}” bu listede iki kez geçiyor.", "Birine başka bir ad verin.")
        seen.add(key)


def _stages(definition: Definition) -> Iterator[Finding]:
    forms, stages = frozenset(definition.forms_by_key), frozenset(definition.stages_by_key)
    rules, deadlines = frozenset(definition.rules_by_key), frozenset(one.key for one in definition.deadlines)
    for i, stage in enumerate(definition.stages):
        for j, use in enumerate(stage.forms):
            yield from unknown(("stages", i, "forms", j, "form"), use.form, forms, "form")
        if stage.deadline is not None:
            yield from unknown(("stages", i, "deadline"), stage.deadline, deadlines, "süre")
    for i, transition in enumerate(definition.transitions):
        for j, source in enumerate(transition.sources):
            yield from unknown(("transitions", i, "sources", j), source, stages, "aşama")
        yield from unknown(("transitions", i, "target"), transition.target, stages, "aşama")
        for j, guard in enumerate(transition.guards):
            yield from unknown(("transitions", i, "guards", j), guard, rules, "kural kümesi")


def _roles(definition: Definition) -> Iterator[Finding]:
    for i, stage in enumerate(definition.stages):
        if stage.responsible is not None:
            yield from unknown(("stages", i, "responsible"), stage.responsible, ROLES, "rol")
    for i, transition in enumerate(definition.transitions):
        for j, role in enumerate(transition.roles):
            yield from unknown(("transitions", i, "roles", j), role, ROLES, "rol")
    for i, outcome in enumerate(definition.outcomes):
        for j, role in enumerate(outcome.roles):
            yield from unknown(("outcomes", i, "roles", j), role, ROLES, "rol")
    for i, extra in enumerate(definition.role_rights):
        yield from unknown(("role_rights", i, "role"), extra.role, ROLES, "rol")
        for j, right in enumerate(extra.rights):
            if right not in GIVEABLE_RIGHTS:
                yield Finding(
                    ("role_rights", i, "rights", j), "right_not_giveable",
                    f"“{right}” yetkisi bir programla verilemez.",
                    "Özel nitelikli veri, personel ve dışa aktarma yetkileri yalnızca rollerle verilir.",
                )  # fmt: skip


def _letters(definition: Definition) -> Iterator[Finding]:
    for i, letter in enumerate(definition.letters):
        if letter.use == LetterUse.SUPPORT_PLAN and "{sonuc}" not in letter.body:
            yield Finding(
                ("letters", i, "body"), "plan_not_in_letter", "Destek planının yazısında plan yer almıyor.",
                "Planın geleceği yere {sonuc} yazın; gözden geçirme günü {son_gun} ile gelir.",
            )  # fmt: skip
        for name in ("subject", "body"):
            for placeholder in _PLACEHOLDER.findall(getattr(letter, name)):
                if placeholder not in PLACEHOLDERS:
                    yield Finding(
                        ("letters", i, name), "unknown_placeholder", f"“{{{placeholder}}}” adında bir yer tutucu yok.",
                        f"Kullanılabilecekler: {', '.join(sorted(PLACEHOLDERS))}.",
                    )  # fmt: skip
