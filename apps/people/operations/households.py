"""Households: opening, joining, leaving, moving and splitting. What held before stays, with its dates."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence

from django.db import IntegrityError, transaction

from apps.accounts.rights import Right
from apps.people.enums import HouseholdRole
from apps.people.models import Household, HouseholdMember
from apps.people.operations.checks import locked_person, require
from apps.people.operations.numbering import reserve_file_numbers
from apps.people.queries.households import current_members
from apps.people.rules.household import MemberDraft, check_day, check_members
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotFound


@transaction.atomic
def open_household(
    *, label: str, members: Sequence[MemberDraft], actor: Actor, now: dt.datetime, one_file: bool = False,
    note: str = "", since: dt.date | None = None,
) -> Household:  # fmt: skip
    """Open a household with its first members and return it.

    `one_file` gives the family a file number of its own, for units that serve the family as one; `since` is the day
    from which the members belong to it (None: an unknown day).

    Raises:
        NotAllowed: without `people.write`.
        NotFound: a member whom the actor may not find.
        Invalid: no label, no member, two heads, someone who belongs to another household.
    """
    require(actor, Right.PEOPLE_WRITE)
    today = local_date(now)
    if not label.strip():
        raise Invalid([FieldProblem("label", "required", "Hanenin adı yazılmamış.", "Örnek: Işık ailesi")])
    if not members:
        raise Invalid([FieldProblem("members", "required", "Hanede kimse yok.", "En az bir kişi seçin.")])
    household = Household.objects.create(
        label=" ".join(label.split()), opened_on=today, opened_by_id=actor.id, note=note.strip(),
        file_number=f"H-{reserve_file_numbers(today.year)[0]}" if one_file else "",
    )  # fmt: skip
    _join(household, members, actor=actor, since=since, today=today)
    audit.record(actor=actor, action="household.opened", subject=household, now=now)
    return household


@transaction.atomic
def change_household(
    household_id: uuid.UUID, *, actor: Actor, version: int, label: str, note: str, now: dt.datetime
) -> Household:
    """Change the label and note of a household and return it.

    Raises:
        NotAllowed, NotFound, Conflict: no right, out of reach, stale version.
        Invalid: no label.
    """
    household = _locked(household_id, actor=actor, version=version)
    if not label.strip():
        raise Invalid([FieldProblem("label", "required", "Hanenin adı yazılmamış.", "Örnek: Işık ailesi")])
    household.label, household.note = " ".join(label.split()), note.strip()
    _touch(household, "label", "note")
    audit.record(actor=actor, action="household.changed", subject=household, now=now)
    return household


@transaction.atomic
def join_household(
    household_id: uuid.UUID, members: Sequence[MemberDraft], *, actor: Actor, now: dt.datetime,
    since: dt.date | None = None,
) -> Household:  # fmt: skip
    """Let people join a household and return it; see `open_household` for what it raises."""
    household = _locked(household_id, actor=actor)
    _join(household, members, actor=actor, since=since, today=local_date(now))
    _reopen(household)
    audit.record(actor=actor, action="household.joined", subject=household, now=now)
    return household


@transaction.atomic
def change_member(
    member_id: uuid.UUID, *, actor: Actor, role: str, is_contact: bool, now: dt.datetime,
    former_head_role: str = HouseholdRole.OTHER,
) -> HouseholdMember:  # fmt: skip
    """Change someone's role and return the membership; a new head takes over from the one before.

    Raises:
        NotAllowed, NotFound: no right, out of reach.
        Invalid: an unknown role.
    """
    household, member = _locked_member(member_id, actor=actor)
    if role not in HouseholdRole.values or former_head_role not in HouseholdRole.values:
        raise Invalid([FieldProblem("role", "unknown_code", "Rol seçilmemiş.", "Listeden seçin.")])
    if role == HouseholdRole.HEAD and member.role != HouseholdRole.HEAD:
        heads = HouseholdMember.objects.filter(
            household=household, role=HouseholdRole.HEAD, valid_to__isnull=True
        ).exclude(pk=member.pk)
        heads.update(role=former_head_role if former_head_role != HouseholdRole.HEAD else HouseholdRole.OTHER)
    before = {"role": member.role, "is_contact": member.is_contact}
    member.role, member.is_contact = role, is_contact
    member.version += 1
    member.save(update_fields=["role", "is_contact", "version", "updated_at"])
    _touch(household)
    audit.record(actor=actor, action="household.member_changed", subject=member, person_id=member.person_id, now=now,
                 before=before, after={"role": role, "is_contact": is_contact})  # fmt: skip
    return member


@transaction.atomic
def leave_household(member_id: uuid.UUID, *, actor: Actor, on: dt.date, now: dt.datetime) -> Household:
    """End a membership on a day and return the household, which closes when nobody is left.

    Raises:
        NotAllowed, NotFound: no right, out of reach.
        Invalid: a day after today or before the person joined.
    """
    household, member = _locked_member(member_id, actor=actor)
    _leave(member, on=on, today=local_date(now))
    _close_when_empty(household, on=on)
    _touch(household, "closed_on")
    audit.record(actor=actor, action="household.left", subject=household, person_id=member.person_id, now=now)
    return household


@transaction.atomic
def move_member(
    member_id: uuid.UUID, *, to_household_id: uuid.UUID, role: str, actor: Actor, on: dt.date, now: dt.datetime
) -> Household:
    """Let someone leave one household and join another on the same day; returns the new one.

    Raises:
        NotAllowed, NotFound, Invalid: as `leave_household` and `join_household`.
    """
    old, member = _locked_member(member_id, actor=actor)
    if to_household_id == old.id:
        raise Invalid([FieldProblem("household", "same", "Kişi zaten bu hanede.", "Başka bir hane seçin.")])
    new = _locked(to_household_id, actor=actor)
    today = local_date(now)
    _leave(member, on=on, today=today)
    _close_when_empty(old, on=on)
    _touch(old, "closed_on")
    _join(new, [MemberDraft(person_id=member.person_id, role=role)], actor=actor, since=on, today=today)
    _reopen(new)
    audit.record(actor=actor, action="household.moved", subject=new, person_id=member.person_id, now=now)
    return new


@transaction.atomic
def split_household(
    household_id: uuid.UUID, *, label: str, members: Sequence[MemberDraft], actor: Actor, version: int, on: dt.date,
    now: dt.datetime, one_file: bool = False,
) -> Household:  # fmt: skip
    """Let some members leave together and form a household of their own on a day; returns the new one.

    Raises:
        NotAllowed, NotFound, Conflict: no right, out of reach, stale version.
        Invalid: someone who is no member, or nobody would stay.
    """
    household = _locked(household_id, actor=actor, version=version)
    today = local_date(now)
    leaving = {draft.person_id for draft in members}
    current = _current(household, leaving)
    if leaving - {member.person_id for member in current} or not leaving:
        raise Invalid([FieldProblem("members", "no_member", "Seçilen kişi bu hanede değil.", "Listeden seçin.")])
    for member in current:
        _leave(member, on=on, today=today)
    if not HouseholdMember.objects.filter(household=household, valid_to__isnull=True).exists():
        raise Invalid(
            [FieldProblem("members", "nobody_stays", "Hanede kimse kalmıyor.", "Ayrılmayacak birini seçimden çıkarın.")]
        )
    _touch(household)
    new = open_household(label=label, members=members, actor=actor, now=now, one_file=one_file, since=on)
    audit.record(actor=actor, action="household.split", subject=household, now=now)
    return new


def _locked(household_id: uuid.UUID, *, actor: Actor, version: int | None = None) -> Household:
    require(actor, Right.PEOPLE_WRITE)
    found = Household.objects.visible_to(actor).filter(pk=household_id).values_list("pk", flat=True).first()
    household = Household.objects.select_for_update().filter(pk=found).first() if found is not None else None
    if household is None:
        raise NotFound
    if version is not None and household.version != version:
        raise Conflict.stale_version()
    return household


def _locked_member(member_id: uuid.UUID, *, actor: Actor) -> tuple[Household, HouseholdMember]:
    require(actor, Right.PEOPLE_WRITE)
    found = HouseholdMember.objects.visible_to(actor).filter(pk=member_id, valid_to__isnull=True).first()
    if found is None:
        raise NotFound
    household = _locked(found.household_id, actor=actor)
    found.refresh_from_db()
    if found.valid_to is not None:
        raise Conflict.stale_version()
    return household, found


def _join(
    household: Household, members: Sequence[MemberDraft], *, actor: Actor, since: dt.date | None, today: dt.date
) -> None:
    has_head = HouseholdMember.objects.filter(
        household=household, role=HouseholdRole.HEAD, valid_to__isnull=True
    ).exists()
    problems = check_members(members, has_head=has_head)
    if since is not None and since > today:
        problems.append(FieldProblem("since", "in_future", "Tarih bugünden sonra olamaz.", "Tarihi düzeltin."))
    people = [locked_person(member.person_id, actor=actor) for member in sorted(members, key=lambda m: m.person_id)]
    elsewhere = set(
        HouseholdMember.objects.filter(current_members(today), person__in=people).values_list("person_id", flat=True)
    )
    for index, member in enumerate(members):
        if member.person_id in elsewhere:
            problems.append(
                FieldProblem(
                    f"members.{index}.person", "in_a_household", "Kişi bir hanede kayıtlı.",
                    "O haneden ayırın ya da buraya taşıyın.",
                )
            )  # fmt: skip
    if problems:
        raise Invalid(problems)
    rows = [
        HouseholdMember(household=household, person_id=m.person_id, role=m.role, is_contact=m.is_contact,
                        valid_from=since)
        for m in members
    ]  # fmt: skip
    try:
        with transaction.atomic():
            HouseholdMember.objects.bulk_create(rows)
    except IntegrityError as error:
        raise Conflict("changed_meanwhile", "Hane bu sırada değişti.", remedy="Sayfayı yenileyin.") from error


def _leave(member: HouseholdMember, *, on: dt.date, today: dt.date) -> None:
    problems = check_day(on, since=member.valid_from, today=today, field="on")
    if problems:
        raise Invalid(problems)
    member.valid_to = on
    member.version += 1
    member.save(update_fields=["valid_to", "version", "updated_at"])


def _current(household: Household, person_ids: Collection[uuid.UUID]) -> list[HouseholdMember]:
    return list(HouseholdMember.objects.filter(household=household, person__in=list(person_ids), valid_to__isnull=True))


def _close_when_empty(household: Household, *, on: dt.date) -> None:
    if not HouseholdMember.objects.filter(household=household, valid_to__isnull=True).exists():
        household.closed_on = max(on, household.opened_on)


def _reopen(household: Household) -> None:
    household.closed_on = None
    _touch(household, "closed_on")


def _touch(household: Household, *fields: str) -> None:
    household.version += 1
    household.save(update_fields=[*fields, "version", "updated_at"])
