"""Who acts: rights of the day, from roles with dates, units and a second factor."""

import datetime as dt

import pytest

from apps.accounts.enums import AssignmentKind, Role
from apps.accounts.models import OrgUnit, RoleAssignment, User
from apps.accounts.operations import note_use
from apps.accounts.queries import actor_for, actor_of_session
from apps.accounts.rights import MFA_ROLES, PUBLIC_ROLES, RIGHT_LABELS, ROLE_RIGHTS, SPECIAL_READING, Right
from apps.accounts.sessions import LAST_USED, MUNICIPALITY, VIEW_AS, start_session
from tests.support.staff import NOW, TODAY, make_user

DAY = dt.timedelta(days=1)


def _assign(user, role, **fields):
    return RoleAssignment.objects.create(user=user, role=role, **{"starts_on": TODAY - 30 * DAY, **fields})


def test_every_role_and_right_is_in_the_table_and_has_a_label():
    assert set(ROLE_RIGHTS) == set(Role)
    assert set(RIGHT_LABELS) == set(Right)
    held = frozenset().union(*ROLE_RIGHTS.values())
    assert held == set(Right), "a right that no role holds is dead"


def test_every_role_that_reads_special_data_needs_a_second_factor():
    readers = {role for role, rights in ROLE_RIGHTS.items() if rights & set(SPECIAL_READING)}
    assert readers
    assert readers <= MFA_ROLES


def test_administrators_coordinator_and_operator_read_no_person():
    for role in {Role.TENANT_ADMIN, Role.AUDITOR, *PUBLIC_ROLES}:
        assert not any(right.startswith("people.") for right in ROLE_RIGHTS[role]), role


def test_an_urgent_notice_needs_no_more_than_being_staff():
    for role in set(Role) - PUBLIC_ROLES:
        assert Right.URGENT_WRITE in ROLE_RIGHTS[role], role


@pytest.mark.parametrize(
    ("starts", "ends", "holds"),
    [(-10, None, True), (0, 0, True), (1, None, False), (-10, -1, False), (-10, 5, True)],
)
def test_a_role_counts_from_its_first_to_its_last_day(kayseri, starts, ends, holds):
    user = make_user(role=None)
    _assign(user, Role.TRAINER, starts_on=TODAY + starts * DAY, ends_on=None if ends is None else TODAY + ends * DAY)
    assert actor_for(user, on=TODAY).can(Right.CONTACTS_WRITE) is holds


def test_without_a_second_factor_a_reading_role_holds_nothing(kayseri):
    user = make_user(role="unit_manager")
    without, with_factor = actor_for(user, on=TODAY), actor_for(user, on=TODAY, mfa=True)
    assert without.mfa_pending
    assert without.rights == frozenset()
    assert with_factor.can(Right.PEOPLE_SPECIAL_READ)
    assert not with_factor.mfa_pending


def test_rights_stay_in_the_unit_of_their_role(kayseri):
    top = OrgUnit.objects.create(name="Engelliler Şube Müdürlüğü")
    below = OrgUnit.objects.create(name="BEDESTEM", parent=top)
    other = OrgUnit.objects.create(name="Zabıta")
    user = make_user(role=None)
    _assign(user, Role.UNIT_MANAGER, unit=top)
    _assign(user, Role.INTAKE_CLERK, unit=other)
    actor = actor_for(user, on=TODAY, mfa=True)
    assert actor.units_for(Right.PEOPLE_SPECIAL_READ) == {top.pk, below.pk}
    assert actor.units_for(Right.PEOPLE_WRITE) == {other.pk}
    assert actor.units_for(Right.PEOPLE_READ) == {top.pk, below.pk, other.pk}
    assert actor.unit_ids == {top.pk, below.pk, other.pk}
    assert actor.units_for(Right.AUDIT_READ) == frozenset()


def test_a_role_of_another_room_gives_nothing(kayseri):
    actor = actor_for(make_user(role="coordinator"), on=TODAY, mfa=True)
    assert actor.rights == frozenset()


def test_acting_for_a_colleague_shows_whom(kayseri):
    absent, user = make_user(role="unit_manager"), make_user(role=None)
    _assign(user, Role.UNIT_MANAGER, kind=AssignmentKind.ACTING, acting_for=absent, ends_on=TODAY + DAY)
    assert actor_for(user, on=TODAY, mfa=True).acting_for == absent.pk


def test_a_leaver_and_a_closed_account_act_no_more(kayseri):
    user = make_user(role="trainer")
    user.left_on = TODAY
    assert actor_for(user, on=TODAY) is None
    assert actor_for(user, on=TODAY - DAY) is not None
    user.left_on, user.is_active = None, False
    assert actor_for(user, on=TODAY) is None


def test_a_demo_account_is_dead_outside_demo_mode(kayseri, settings):
    user = make_user(role="trainer")
    User.objects.filter(pk=user.pk).update(is_demo=True)
    user.refresh_from_db()
    assert actor_for(user, on=TODAY) is not None
    settings.OMUZ_DEMO_ACCOUNTS = False
    assert actor_for(user, on=TODAY) is None


def test_a_session_of_another_municipality_is_nobodys(kayseri):
    user = make_user(role="trainer")
    session = start_session(user, mfa=False)
    assert actor_of_session(user, session, now=NOW).id == user.pk
    session[MUNICIPALITY] = "izmir"
    assert actor_of_session(user, session, now=NOW) is None
    del session[MUNICIPALITY]
    assert actor_of_session(user, session, now=NOW) is None


def test_a_second_factor_of_another_account_does_not_count(kayseri):
    first, second = make_user(role="unit_manager"), make_user(role="unit_manager")
    session = start_session(first, mfa=True)
    assert actor_of_session(first, session, now=NOW).mfa
    assert not actor_of_session(second, session, now=NOW).mfa


def test_looking_through_a_role_only_takes_away_and_ends_by_itself(kayseri):
    user = make_user(role="tenant_admin")
    own = actor_for(user, on=TODAY, mfa=True)
    session = start_session(user, mfa=True)
    session[VIEW_AS] = {"role": "unit_manager", "until": (NOW + dt.timedelta(minutes=5)).isoformat()}
    seen = actor_of_session(user, session, now=NOW)
    assert seen.viewing_as == "unit_manager"
    assert seen.rights == own.rights & ROLE_RIGHTS[Role.UNIT_MANAGER]
    later = actor_of_session(user, session, now=NOW + dt.timedelta(minutes=6))
    assert later.viewing_as is None
    assert later.rights == own.rights


def test_looking_through_a_role_needs_the_right(kayseri):
    user = make_user(role="trainer")
    actor = actor_for(user, on=TODAY, viewing_as=Role.UNIT_MANAGER)
    assert actor.viewing_as is None
    assert actor.rights == ROLE_RIGHTS[Role.TRAINER]


def test_an_actor_costs_two_queries(kayseri, django_assert_num_queries):
    unit = OrgUnit.objects.create(name="BEDESTEM")
    user = make_user(role="trainer")
    _assign(user, Role.INTAKE_CLERK, unit=unit)
    with django_assert_num_queries(2):
        actor_for(user, on=TODAY, mfa=True)


def test_a_session_that_nobody_used_for_two_hours_is_over(kayseri):
    user = make_user(role="trainer")
    session = start_session(user, mfa=False)
    note_use(session, now=NOW)
    first = session[LAST_USED]
    soon, later = NOW + dt.timedelta(minutes=4), NOW + dt.timedelta(minutes=119)
    note_use(session, now=soon)
    assert session[LAST_USED] == first, "reading costs no write"
    assert actor_of_session(user, session, now=later) is not None
    note_use(session, now=later)
    assert actor_of_session(user, session, now=later + dt.timedelta(minutes=119)) is not None
    assert actor_of_session(user, session, now=later + dt.timedelta(hours=2)) is None
