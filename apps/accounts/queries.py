"""Who acts, who works here. Rights are read anew in every request, so a removed role ends at once."""

import dataclasses
import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject

from apps.accounts import sessions
from apps.accounts.demo import are_demo_accounts_allowed
from apps.accounts.enums import AssignmentKind, Role
from apps.accounts.models import Invitation, OrgUnit, ProgrammeRight, RoleAssignment, User
from apps.accounts.rights import MFA_ROLES, MUNICIPAL_ROLES, PUBLIC_ROLES, ROLE_RIGHTS, Right
from omuz.kernel.actors import Actor, Grant
from omuz.kernel.clock import local_date
from omuz.kernel.context import current_municipality, scope_key
from omuz.kernel.errors import NotFound
from omuz.kernel.text import tr_fold
from omuz.kernel.text.expressions import TrFold, TrKey


def actor_of_session(user: Any, session: Mapping[str, Any], *, now: dt.datetime) -> Actor | None:
    """Return the signed-in member of staff with the rights of this very moment, or None.

    None also for a leaver, for a session that was opened in another municipality, and for one that nobody used for two
    hours. At most two queries.
    """
    if not isinstance(user, User) or not user.is_authenticated:
        return None
    if session.get(sessions.MUNICIPALITY) != scope_key() or sessions.is_idle(session, now=now):
        return None
    return actor_for(
        user,
        on=local_date(now),
        mfa=sessions.has_second_factor(session, user.pk),
        viewing_as=sessions.viewed_role(session, now=now),
    )


def actor_for(user: User, *, on: dt.date, mfa: bool = False, viewing_as: Role | None = None) -> Actor | None:
    """Return `user` as an actor with the roles valid on that day, or None for an account that is closed.

    An actor whose roles demand a second factor and who has shown none holds no right at all (`mfa_pending`).
    `viewing_as` only takes away: what is left are the rights that both the user and that role hold.
    """
    if not may_act(user, on=on):
        return None
    assignments = list(_with_programme_rights(assignments_on(on).filter(user=user)).order_by("created_at"))
    assignments = [a for a in assignments if a.role in rooms_roles()]
    mfa_required = any(a.role in MFA_ROLES for a in assignments)
    pending = mfa_required and not mfa
    grants = () if pending else tuple(_grants(assignments))
    held = frozenset(right for grant in grants for right in grant.rights)
    if viewing_as is not None and Right.VIEW_AS_ROLE in held:
        seen: frozenset[str] = frozenset(ROLE_RIGHTS[viewing_as])
        grants = tuple(Grant(g.rights & seen, g.unit_ids, g.programme_id) for g in grants)
        held &= seen
    else:
        viewing_as = None
    acting_for = {a.acting_for_id for a in assignments if a.kind != AssignmentKind.PERMANENT and a.acting_for_id}
    return Actor(
        id=user.pk,
        label=user.full_name,
        kind="coordinator" if current_municipality() is None else "staff",
        rights=held,
        unit_ids=_union(g.unit_ids for g in grants),
        programme_ids=_union(None if g.programme_id is None else frozenset({g.programme_id}) for g in grants),
        mfa=mfa,
        mfa_required=mfa_required,
        acting_for=next(iter(acting_for)) if len(acting_for) == 1 else None,
        viewing_as=viewing_as.value if viewing_as is not None else None,
        grants=grants,
        covering=() if pending else tuple(sorted(acting_for)),
    )


def operator_by_id(user_id: uuid.UUID, *, on: dt.date, mfa: bool) -> Actor | None:
    """Return an account of the entered room as an actor of that day, None where it is gone or closed: for jobs."""
    user = User.objects.filter(pk=user_id).first()
    return actor_for(user, on=on, mfa=mfa) if user is not None else None


def rooms_roles() -> frozenset[Role]:
    """Return the roles that can be held in the entered room."""
    return PUBLIC_ROLES if current_municipality() is None else MUNICIPAL_ROLES


def may_act(user: User, *, on: dt.date) -> bool:
    """Return whether the account is open on that day: no leaver, and no demo account where demo is not allowed."""
    has_left = user.left_on is not None and user.left_on <= on
    return user.is_active and not has_left and (not user.is_demo or are_demo_accounts_allowed())


def assignments_on(day: dt.date) -> QuerySet[RoleAssignment]:
    """Return the assignments that are valid on `day`, both ends included."""
    return RoleAssignment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


def roles_on(user_id: uuid.UUID, day: dt.date) -> frozenset[Role]:
    """Return the roles that someone holds on `day`."""
    return frozenset(Role(r) for r in assignments_on(day).filter(user_id=user_id).values_list("role", flat=True))


def needs_second_factor(user_id: uuid.UUID, day: dt.date) -> bool:
    """Return whether a role held on `day` demands a second factor."""
    return not roles_on(user_id, day).isdisjoint(MFA_ROLES)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StaffFilter:
    """What narrows a list of staff; empty values narrow nothing."""

    text: str = ""
    role: str = ""
    unit_id: uuid.UUID | None = None
    state: str = "active"


def list_staff(actor: Actor, *, today: dt.date, where: StaffFilter | None = None) -> QuerySet[User]:
    """Return the colleagues that `where` names, with `name_key` to sort by and `current_roles` of that day."""
    where = where or StaffFilter()
    rows = _with_roles(User.objects.visible_to(actor), today)
    if where.state == "active":
        rows = rows.filter(is_active=True)
    elif where.state == "left":
        rows = rows.filter(is_active=False)
    for word in tr_fold(where.text).split():
        rows = rows.alias(folded=TrFold("full_name")).filter(folded__contains=word)
    if where.role or where.unit_id:
        held = assignments_on(today)
        held = held.filter(role=where.role) if where.role else held
        held = held.filter(unit_id=where.unit_id) if where.unit_id else held
        rows = rows.filter(pk__in=held.values("user_id"))
    return rows


def get_staff(actor: Actor, user_id: uuid.UUID, *, today: dt.date) -> User:
    """Return one colleague as `list_staff` does.

    Raises:
        NotFound: there is none that the actor may know of.
    """
    user = _with_roles(User.objects.visible_to(actor), today).filter(pk=user_id).first()
    if user is None:
        raise NotFound
    return user


def list_assignments(actor: Actor, *, user_id: uuid.UUID | None = None) -> QuerySet[RoleAssignment]:
    """Return assignments of every day, past and to come, with their people and units."""
    rows = RoleAssignment.objects.filter(user__in=User.objects.visible_to(actor))
    rows = rows.filter(user_id=user_id) if user_id is not None else rows
    return rows.select_related("user", "unit", "acting_for")


def has_administrator(day: dt.date) -> bool:
    """Return whether somebody who can give roles in all of the room is at work that day."""
    roles = [role for role in rooms_roles() if Right.ROLES_ASSIGN in ROLE_RIGHTS[role]]
    everywhere = assignments_on(day).filter(role__in=roles, unit__isnull=True, programme_id__isnull=True)
    return everywhere.filter(Q(user__left_on__isnull=True) | Q(user__left_on__gt=day), user__is_active=True).exists()


def somebody_holds(right: Right, *, on: dt.date) -> bool:
    """Return whether somebody at work that day holds the right, in whatever unit."""
    roles = [role for role in rooms_roles() if right in ROLE_RIGHTS[role]]
    held = assignments_on(on).filter(role__in=roles, user__is_active=True)
    return held.filter(Q(user__left_on__isnull=True) | Q(user__left_on__gt=on)).exists()


def is_at_work(user_id: uuid.UUID, *, on: dt.date) -> bool:
    """Return whether that member of staff may act on a day; False where there is none."""
    user = User.objects.filter(pk=user_id).first()
    return user is not None and may_act(user, on=on)


def list_units() -> list[OrgUnit]:
    """Return every unit in Turkish order of names, closed ones included."""
    return list(OrgUnit.objects.order_by(TrKey("name"), "id"))


def list_invitations() -> QuerySet[Invitation]:
    """Return the invitations that still wait for an answer or have run out unanswered."""
    return Invitation.objects.filter(accepted_at=None, revoked_at=None)


def names_of(user_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the names of accounts by id, leavers included."""
    return dict(User.objects.filter(pk__in=set(user_ids)).values_list("id", "full_name"))


def has_second_factor(user_id: uuid.UUID) -> bool:
    """Return whether the account has enrolled a second factor (recovery codes alone are none)."""
    return _second_factors().filter(user_id=user_id).exists()


def _second_factors() -> QuerySet[Authenticator]:
    rows: QuerySet[Authenticator] = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
    return rows


def _with_roles(rows: QuerySet[User], today: dt.date) -> QuerySet[User]:
    current = assignments_on(today).select_related("unit", "acting_for").order_by("starts_on", "id")
    return rows.annotate(
        name_key=TrKey("full_name"),
        mfa_enrolled=Exists(_second_factors().filter(user_id=OuterRef("pk"))),
    ).prefetch_related(Prefetch("assignments", queryset=current, to_attr="current_roles"))


def unit_with_descendants(unit_ids: frozenset[uuid.UUID]) -> dict[uuid.UUID, frozenset[uuid.UUID]]:
    """Return, for each of `unit_ids`, the unit and everything under it. One query."""
    children: dict[uuid.UUID | None, list[uuid.UUID]] = defaultdict(list)
    for unit_id, parent_id in OrgUnit.objects.values_list("id", "parent_id"):
        children[parent_id].append(unit_id)
    found: dict[uuid.UUID, frozenset[uuid.UUID]] = {}
    for top in unit_ids:
        below: set[uuid.UUID] = set()
        waiting = [top]
        while waiting:
            unit_id = waiting.pop()
            if unit_id not in below:
                below.add(unit_id)
                waiting.extend(children[unit_id])
        found[top] = frozenset(below)
    return found


def _with_programme_rights(assignments: QuerySet[RoleAssignment]) -> QuerySet[RoleAssignment]:
    """Read with each assignment what programmes give its role, in the same statement: this runs in every request."""
    given = ProgrammeRight.objects.filter(role=OuterRef("role")).values(
        one=JSONObject(programme=Cast("programme_id", TextField()), rights="rights")
    )
    return assignments.annotate(programme_rights=ArraySubquery(given))


def _grants(assignments: list[RoleAssignment]) -> list[Grant]:
    """Return what each assignment gives; who holds a unit holds the units under it."""
    units = frozenset(a.unit_id for a in assignments if a.unit_id is not None)
    below = unit_with_descendants(units) if units else {}
    grants = []
    for held in assignments:
        reach = None if held.unit_id is None else below[held.unit_id]
        grants.append(Grant(frozenset(ROLE_RIGHTS[Role(held.role)]), reach, held.programme_id))
        for given in getattr(held, "programme_rights", ()):
            programme_id = uuid.UUID(given["programme"])
            if held.programme_id in {None, programme_id}:
                grants.append(Grant(frozenset(given["rights"]), reach, programme_id))
    return grants


def _union(parts: Any) -> frozenset[uuid.UUID] | None:
    """Return the union of the scopes; one None (all of the municipality) makes it None."""
    found: set[uuid.UUID] = set()
    for part in parts:
        if part is None:
            return None
        found |= part
    return frozenset(found)
