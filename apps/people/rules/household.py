"""Households: what a change may look like. Dates hold from the first day up to and without the last."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Sequence

from apps.people.enums import HouseholdRole
from omuz.kernel.errors import FieldProblem


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class MemberDraft:
    """Who joins, as what."""

    person_id: uuid.UUID
    role: str
    is_contact: bool = False


def check_members(members: Sequence[MemberDraft], *, has_head: bool) -> list[FieldProblem]:
    """Return what is wrong with people who join a household; `has_head` says that it has one already."""
    problems = []
    heads = [index for index, member in enumerate(members) if member.role == HouseholdRole.HEAD]
    seen: set[uuid.UUID] = set()
    for index, member in enumerate(members):
        if member.role not in HouseholdRole.values:
            problems.append(FieldProblem(f"members.{index}.role", "unknown_code", "Rol seçilmemiş.", "Listeden seçin."))
        if member.person_id in seen:
            problems.append(
                FieldProblem(f"members.{index}.person", "twice", "Kişi iki kez seçilmiş.", "Birini kaldırın.")
            )
        seen.add(member.person_id)
    if len(heads) > 1 or (heads and has_head):
        problems.append(
            FieldProblem(
                f"members.{heads[-1]}.role", "one_head", "Hanenin tek temsilcisi olur.",
                "Önce temsilciyi değiştirin ya da başka bir rol seçin.",
            )
        )  # fmt: skip
    return problems


def check_day(day: dt.date, *, since: dt.date | None, today: dt.date, field: str) -> list[FieldProblem]:
    """Return what is wrong with the day on which someone leaves or moves; `since` is when they joined."""
    if day > today:
        return [FieldProblem(field, "in_future", "Tarih bugünden sonra olamaz.", "Tarihi düzeltin.")]
    if since is not None and day <= since:
        return [FieldProblem(field, "before_start", "Tarih, haneye katılmadan önce.", "Tarihi düzeltin.")]
    return []
