"""Whom a programme serves, on what text, from when: what has to be there before a draft goes live."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from apps.programmes.catalogue import TARGET_GROUPS
from apps.programmes.definition.checking.walking import unknown
from apps.programmes.definition.findings import Finding, Path, Weight
from apps.programmes.definition.frame import Selection, TargetGroups
from apps.programmes.definition.programme import Definition
from apps.programmes.rules.articles import effective_day_entered

#: Values of apps.privacy.enums.LegalBasis, which stands above this app; a test holds the two together.
LEGAL_BASES: Final = frozenset({
    "explicit_consent", "law", "vital_interest", "made_public", "legal_claim", "health_secrecy", "social_services",
    "association",
})  # fmt: skip
_CHOSEN: Final[Path] = ("target_groups", "chosen")


def findings(definition: Definition) -> Iterator[Finding]:
    """Yield what is wrong with target groups, legal basis and effective days."""
    yield from _groups(definition)
    yield from _basis(definition)
    yield from _days(definition)


def _groups(definition: Definition) -> Iterator[Finding]:
    groups = definition.target_groups
    local = [group.key for group in groups.local]
    known = frozenset(TARGET_GROUPS.keys()) | frozenset(local)
    for index, group in enumerate(groups.local):
        if TARGET_GROUPS.get(group.key) is not None:
            yield Finding(
                ("target_groups", "local", index, "key"), "national_group",
                "Bu hedef grup ulusal katalogda var.", "Ulusal katalogdakini seçin ya da başka bir anahtar verin.",
            )  # fmt: skip
        yield from unknown(("target_groups", "local", index, "legal_basis"), group.legal_basis, LEGAL_BASES,
                           "hukuki sebep")  # fmt: skip
    for index, key in enumerate(groups.offered):
        yield from unknown(("target_groups", "offered", index), key, known, "hedef grup")
    for index, key in enumerate(groups.chosen):
        yield from unknown((*_CHOSEN, index), key, frozenset(groups.offered), "sunulan hedef grup")
    yield from _selection(groups, _article(definition, groups.selection))


def _selection(groups: TargetGroups, article: str) -> Iterator[Finding]:
    if not groups.offered:
        return
    if not groups.chosen:
        yield Finding(_CHOSEN, "groups_not_chosen", "Hedef gruplar seçilmemiş.", _remedy(groups.selection),
                      Weight.BLOCKER, article)  # fmt: skip
        return
    message = selection_problem(groups.selection, groups.chosen)
    if message is not None:
        yield Finding(_CHOSEN, "selection_broken", message, _remedy(groups.selection), Weight.ERROR, article)


def selection_problem(selection: Selection, chosen: Sequence[str]) -> str | None:
    """Return why a choice of groups is not one that the programme's text admits, or None (İSKEP: exactly three)."""
    count = len(chosen)
    if selection.exactly is not None and count != selection.exactly:
        return f"Tam {selection.exactly} hedef grup seçilmeli; {count} seçilmiş."
    if selection.at_least is not None and count < selection.at_least:
        return f"En az {selection.at_least} hedef grup seçilmeli; {count} seçilmiş."
    if selection.at_most is not None and count > selection.at_most:
        return f"En çok {selection.at_most} hedef grup seçilebilir; {count} seçilmiş."
    missing = [key for key in selection.mandatory if key not in chosen]
    if missing:
        names = ", ".join(_label(key) for key in missing)
        return f"Zorunlu hedef grup seçilmemiş: {names}."
    return None


def _remedy(selection: Selection) -> str:
    wanted = ""
    if selection.exactly is not None:
        wanted = f"tam {selection.exactly} grup"
    elif selection.at_least is not None or selection.at_most is not None:
        wanted = f"{selection.at_least or 0} ile {selection.at_most or 'hepsi'} arasında grup"
    needed = ", ".join(_label(key) for key in selection.mandatory)
    parts = [f"Seçin: {wanted}." if wanted else "En az bir grup seçin.", f"Zorunlu: {needed}." if needed else ""]
    return " ".join(part for part in parts if part)


def _label(key: str) -> str:
    code = TARGET_GROUPS.get(key)
    return code.tr if code else key


def _article(definition: Definition, selection: Selection) -> str:
    if selection.basis is None:
        return ""
    title = next((one.title for one in definition.legal_basis if one.key == selection.basis.source), "")
    return f"{title} m. {selection.basis.article}" if title and selection.basis.article else title


def _basis(definition: Definition) -> Iterator[Finding]:
    if not definition.legal_basis:
        yield Finding(("legal_basis",), "no_basis", "Programın yasal dayanağı girilmemiş.",
                      "Kararı ya da kanunu, organı, sayısı ve tarihiyle ekleyin.", Weight.BLOCKER)  # fmt: skip
    for index, basis in enumerate(definition.legal_basis):
        if basis.to_be_verified:
            yield Finding(("legal_basis", index, "to_be_verified"), "to_be_verified",
                          "Bu dayanak okunaksız bir suretten alındı; aslıyla karşılaştırılmadı.",
                          "Aslıyla karşılaştırıp işareti kaldırın.", Weight.ADVICE)  # fmt: skip


def _days(definition: Definition) -> Iterator[Finding]:
    effective, entered = definition.effective, effective_day_entered(definition)
    if effective.starts_on is None:
        yield Finding(("effective", "starts_on"), entered.code, entered.message, entered.remedy, Weight.BLOCKER)
    elif effective.ends_on is not None and effective.ends_on < effective.starts_on:
        yield Finding(("effective", "ends_on"), "ends_before_start", "Bitiş günü başlangıçtan önce.",
                      "Tarihleri düzeltin.")  # fmt: skip
