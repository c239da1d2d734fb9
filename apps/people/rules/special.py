"""Rules of special-category facts (KVKK Art. 6, readings 3 and 4)."""

from collections.abc import Mapping
from typing import Final

from apps.programmes.catalogue import CODE_LISTS, Code
from omuz.kernel.errors import FieldProblem

ROMA: Final = "roma"
VIOLENCE: Final = "violence_victim"


def find_code(kind: str, code: str) -> Code | None:
    """Return the catalogue's entry of a special-category code, or None."""
    listed = CODE_LISTS.get(kind)
    return listed.get(code) if listed is not None else None


def confers_confidentiality(kind: str, code: str) -> bool:
    """Return whether recording it makes the record findable by named staff only, its address hidden (readings 4)."""
    return kind == "target_group" and code == VIOLENCE


def check_source(kind: str, code: str, *, source: str, field: str) -> list[FieldProblem]:
    """Return the problem of recording someone as Roma on anybody's word but their own (readings 3)."""
    if kind == "target_group" and code == ROMA and source != "self":
        return [
            FieldProblem(
                field,
                "roma_own_declaration",
                "Bu hedef grup yalnızca kişinin kendi beyanıyla kaydedilir.",
                "Beyanı kişiden alın ya da bu kaydı boş bırakın.",
            )
        ]
    return []


def resolve_basis(
    entry: Code, *, legal_basis: str, statute: str, known: Mapping[str, str], field: str
) -> tuple[str, str] | FieldProblem:
    """Return the legal basis and statute to record, or the problem that there is none (KVKK Art. 6/3).

    `known` maps the eight conditions to their labels. The default is the catalogue's, not consent: a service that is
    owed cannot depend on it (readings 17).
    """
    basis = legal_basis or entry.basis
    if basis not in known:
        return FieldProblem(
            field,
            "basis_required",
            "Özel nitelikli veri, hukuki dayanağı seçilmeden kaydedilemez.",
            "KVKK m. 6/3'teki dayanaklardan birini seçin.",
        )
    reference = statute.strip() or (entry.statute if basis == entry.basis else "")
    if basis == "law" and not reference:
        return FieldProblem(
            field.replace("legal_basis", "statute"),
            "statute_required",
            "Kanunda öngörülme dayanağı için kanun ve madde yazılmalı.",
            "Örnek: 5378 m. 4",
        )
    return basis, reference
