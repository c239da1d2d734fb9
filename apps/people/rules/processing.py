"""Who processes personal data, and on what they leave the house: the data articles of a programme's text.

Article numbers are those of İzmir's regulation; the same is asked in every programme (KVKK m. 4, 8, 9, 12).
"""

from __future__ import annotations

from typing import Final

from apps.programmes.registry import ALLOWED, Verdict, refused

#: Above this many people a list leaves with a second person's approval only (dossier G, hard rules).
FREE_UP_TO: Final = 100


def acts_for_controller(kind: str) -> Verdict:
    """Return whether an actor of this kind processes for the municipality (İzmir Art. 17; KVKK m. 3, 12).

    Its own staff do, and the work that Omuz does in its name. The coordinator and the operator of the platform do not:
    no person of a municipality is ever found by them.
    """
    if kind in {"staff", "system"}:
        return ALLOWED
    return refused("not_of_the_controller", "Kişisel verileri yalnızca belediyenin görevlendirdiği personel işler.")


def may_leave(*, reason: str, is_special: bool, people: int, approved_by_other: bool) -> Verdict:
    """Return whether a list of people may be written into a file that leaves Omuz (İzmir Art. 19; KVKK m. 8, 9).

    Always with a recorded reason; with a second person's approval where it shows special-category data or more than
    100 people. There is no other way by which data of people leave: no interface to a third party exists.
    """
    if not reason.strip():
        return refused("transfer_needs_reason", "Verinin hangi dayanakla dışarı verildiği yazılmamış.",
                       "Gerekçeyi ve dayanağını yazın.")  # fmt: skip
    if needs_second_person(is_special=is_special, people=people) and not approved_by_other:
        return refused("transfer_needs_second_person", "Bu liste ikinci bir kişinin onayı olmadan dışarı verilemez.",
                       "Onay isteyin.")  # fmt: skip
    return ALLOWED


def needs_second_person(*, is_special: bool, people: int) -> bool:
    """Return whether a list leaves with a second person's approval only (dossier G)."""
    return is_special or people > FREE_UP_TO
