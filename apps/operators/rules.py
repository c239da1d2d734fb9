"""Pure decisions about municipalities as operators order them: no database, no clock."""

import re
from collections.abc import Mapping
from typing import Final

from omuz.kernel.errors import FieldProblem

_SLUG: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?")
METROPOLITAN: Final = "metropolitan"
#: Kinds that stand below a metropolitan municipality where the province has one (5216, Art. 3 and 7).
BELOW: Final = frozenset({"district"})
MIN_REASON: Final = 3


def slug_problem(slug: str, *, reserved: frozenset[str]) -> FieldProblem | None:
    """Return what is wrong with an address label, or None."""
    if not slug:
        return FieldProblem("slug", "required", "Adres yazılmamış.", "Kısa bir adres yazın: izmir, torbali.")
    if not _SLUG.fullmatch(slug):
        return FieldProblem(
            "slug",
            "bad_slug",
            "Bu adres kullanılamaz.",
            "Yalnız küçük a-z harfleri, rakamlar ve aralarda kısa çizgi kullanın; en çok 42 karakter.",
        )
    if slug in reserved or slug.startswith(("m-", "xn-")):
        return FieldProblem(
            "slug", "reserved_slug", "Bu adres platformun kendisine ayrılmış.", "Başka bir adres yazın."
        )
    return None


def place_problems(
    *, kind: str, province: str | None, district: str | None, parent: Mapping[str, str] | None
) -> list[FieldProblem]:
    """Return what is wrong with where a municipality stands; None for a province or district means "unknown".

    A district municipality names its district. A parent is the metropolitan municipality of the same province.
    """
    found = []
    if province is None:
        found.append(FieldProblem("province", "no_such_province", "Bu adda bir il yok.", "Listeden seçin."))
    if kind == "district" and district == "" and province is not None:
        found.append(FieldProblem("district", "required", "İlçe seçilmemiş.", "İlçe belediyesinin ilçesini seçin."))
    if district is None and province is not None:
        found.append(FieldProblem("district", "no_such_district", "Bu ilde böyle bir ilçe yok.", "Listeden seçin."))
    if kind in {METROPOLITAN, "provincial"} and district:
        found.append(FieldProblem("district", "not_for_this_kind", "Bu türde ilçe yazılmaz.", "İlçeyi boş bırakın."))
    if parent is not None:
        if parent["kind"] != METROPOLITAN or kind == METROPOLITAN:
            found.append(
                FieldProblem(
                    "parent_id", "bad_parent", "Üst belediye bir büyükşehir belediyesi olur.", "Listeden seçin."
                )
            )
        elif province is not None and parent["province"] != province:
            found.append(
                FieldProblem("parent_id", "bad_parent", "Üst belediye başka bir ilde.", "Aynı ilin büyükşehrini seçin.")
            )
    return found


def reason_problem(reason: str) -> FieldProblem | None:
    """Return the complaint about a missing reason, or None."""
    if len(reason.strip()) >= MIN_REASON:
        return None
    return FieldProblem("reason", "reason_required", "Gerekçe yazılmamış.", "Kısa bir gerekçe yazın.")
