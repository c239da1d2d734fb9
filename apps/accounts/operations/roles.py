"""Giving and ending roles."""

import datetime as dt
import uuid

from django.db import transaction

from apps.accounts.enums import AssignmentKind, Role
from apps.accounts.models import RoleAssignment, User
from apps.accounts.operations.checks import (
    existing_unit,
    keep_an_administrator,
    locked_user,
    require_in_unit,
    require_someone_else,
)
from apps.accounts.operations.sessions import end_sessions_of
from apps.accounts.queries import rooms_roles
from apps.accounts.rights import Right
from apps.accounts.rules import Appointment, Period, appointment_problems
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, DomainError, Invalid, NotFound


@transaction.atomic
def assign_role(asked: Appointment, *, actor: Actor, reason: str = "", now: dt.datetime) -> RoleAssignment:
    """Give a role and return the assignment. Acting-for and leave cover are dated and name whom (readings 16).

    Raises:
        NotAllowed: without `roles.assign` in that unit; for oneself.
        NotFound: no such account.
        Invalid, DomainError: dates, role, unit or acting-for do not fit.
        Conflict: a leaver; the role is held on some of those days already.
    """
    require_in_unit(actor, Right.ROLES_ASSIGN, asked.unit_id)
    require_someone_else(actor, asked.user_id)
    user = locked_user(asked.user_id)
    if not user.is_active:
        raise Conflict("has_left", "Bu hesap kapatılmış.", remedy="Önce hesabı yeniden açın.")
    return store_assignment(asked, actor=actor, reason=reason, now=now)


def store_assignment(asked: Appointment, *, actor: Actor, reason: str, now: dt.datetime) -> RoleAssignment:
    """Check and write one assignment with its audit row; the caller has checked who asks. Raises as `assign_role`."""
    problems = appointment_problems(asked, known_roles=rooms_roles())
    if problems:
        raise Invalid(problems)
    existing_unit(asked.unit_id)
    _check_not_held(asked)
    if asked.acting_for_id is not None:
        _check_stands_in(asked, asked.acting_for_id)
    assignment = RoleAssignment.objects.create(
        user_id=asked.user_id,
        role=asked.role,
        unit_id=asked.unit_id,
        programme_id=asked.programme_id,
        starts_on=asked.period.start,
        ends_on=asked.period.end,
        kind=asked.kind,
        acting_for_id=asked.acting_for_id,
        granted_by_id=None if actor.kind == "system" else actor.id,
    )
    audit.record(
        actor=actor, action="role.assigned", subject=assignment, reason=reason, after=_values(assignment), now=now
    )
    return assignment


@transaction.atomic
def end_role(
    assignment_id: uuid.UUID, *, actor: Actor, ends_on: dt.date | None = None, reason: str = "", now: dt.datetime
) -> RoleAssignment | None:
    """End a role: at once (and with it the holder's sessions), or at the end of the day `ends_on`.

    Returns the assignment, or None where it had not begun before today and is therefore taken back whole.

    Raises:
        NotAllowed: without `roles.assign` in that unit; for oneself.
        NotFound: no such assignment.
        Conflict: it has ended already; nobody else could assign roles any more.
        DomainError: `ends_on` lies before its beginning or before today.
    """
    assignment = RoleAssignment.objects.select_for_update().filter(pk=assignment_id).first()
    if assignment is None:
        raise NotFound
    require_in_unit(actor, Right.ROLES_ASSIGN, assignment.unit_id)
    require_someone_else(actor, assignment.user_id)
    today = local_date(now)
    if assignment.ends_on is not None and assignment.ends_on < today:
        raise Conflict("ended_already", "Bu görev zaten sona ermiş.", remedy="Sayfayı yenileyin.")
    if ends_on is not None and ends_on < max(today, assignment.starts_on):
        raise DomainError("ends_in_the_past", "Bitiş günü geçmişte olamaz.", field="ends_on", remedy="Günü düzeltin.")
    keep_an_administrator(without_assignment=assignment, today=today)
    return close_assignment(assignment, actor=actor, ends_on=ends_on, reason=reason, now=now)


def close_assignment(
    assignment: RoleAssignment, *, actor: Actor, ends_on: dt.date | None, reason: str, now: dt.datetime
) -> RoleAssignment | None:
    """Write the end of an assignment with its audit row; see `end_role`."""
    before, today = _values(assignment), local_date(now)
    if ends_on is None:
        end_sessions_of(assignment.user, now=now)
        ends_on = today - dt.timedelta(days=1)
    if ends_on < assignment.starts_on:
        # Both days of an assignment count, so one that began today leaves no day behind: the audit keeps it.
        audit.record(actor=actor, action="role.ended", subject=assignment, reason=reason, before=before, now=now)
        assignment.delete()
        return None
    assignment.ends_on = ends_on
    assignment.version += 1
    assignment.save(update_fields=["ends_on", "version", "updated_at"])
    audit.record(
        actor=actor,
        action="role.ended",
        subject=assignment,
        reason=reason,
        before=before,
        after=_values(assignment),
        now=now,
    )
    return assignment


def _check_not_held(asked: Appointment) -> None:
    held = RoleAssignment.objects.filter(
        user_id=asked.user_id, role=asked.role, unit_id=asked.unit_id, programme_id=asked.programme_id
    )
    if any(Period(a.starts_on, a.ends_on).overlaps(asked.period) for a in held):
        raise Conflict(
            "role_held_already",
            "Bu kişi bu rolü aynı birimde bu günlerde zaten taşıyor.",
            remedy="Günleri değiştirin ya da önce eski görevi sonlandırın.",
        )


def _check_stands_in(asked: Appointment, colleague_id: uuid.UUID) -> None:
    """Only a role that the absent colleague holds can be acted in."""
    if not User.objects.filter(pk=colleague_id).exists():
        raise DomainError("no_such_colleague", "Personel bulunamadı.", field="acting_for", remedy="Listeden seçin.")
    own = RoleAssignment.objects.filter(user_id=colleague_id, role=asked.role, kind=AssignmentKind.PERMANENT)
    units = {asked.unit_id, None}
    covering = [
        a
        for a in own
        if a.unit_id in units
        and Period(a.starts_on, a.ends_on).contains(Period(asked.period.start, asked.period.start))
    ]
    if not covering:
        raise DomainError(
            "colleague_lacks_role",
            f"Yerine görev yapılacak kişinin bu birimde “{Role(asked.role).label}” görevi yok.",
            field="acting_for",
            remedy="Kişiyi, rolü ya da birimi düzeltin.",
        )


def _values(assignment: RoleAssignment) -> dict[str, object]:
    return {
        "user": assignment.user_id,
        "role": assignment.role,
        "unit": assignment.unit_id,
        "programme": assignment.programme_id,
        "starts_on": assignment.starts_on,
        "ends_on": assignment.ends_on,
        "kind": assignment.kind,
        "acting_for": assignment.acting_for_id,
    }
