"""Joining, roles, acting-for, leaving, handing over: who may, what is written, what ends at once."""

import datetime as dt
import re

import pytest
from django.core import mail

from apps.accounts import handover, operations
from apps.accounts.enums import AssignmentKind, Role
from apps.accounts.models import Invitation, OrgUnit, RoleAssignment, User
from apps.accounts.operations import Appointment, InvitedRole, Period
from apps.accounts.queries import actor_for
from apps.accounts.rights import Right
from omuz.kernel.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from omuz.kernel.models.audit import AuditEvent
from tenants import scope
from tests.support.staff import NOW, TODAY, make_actor, make_user

DAY = dt.timedelta(days=1)
PASSWORD = "Cok-Gizli-Parola-2026"


@pytest.fixture
def admin(kayseri):
    return make_actor("tenant_admin")


def _asked(user, role=Role.INTAKE_CLERK, *, start=TODAY, end=None, **fields):
    return Appointment(user_id=user.pk, role=role, period=Period(start, end), **fields)


def _actions():
    return list(AuditEvent.objects.order_by("at", "id").values_list("action", flat=True))


def _invite(admin, email="yeni@example.org", **fields):
    return operations.invite(actor=admin, email=email, full_name="Yeni Görevli", now=NOW, **fields)


class TestInvitations:
    def test_an_invitation_becomes_an_account_with_its_roles(self, admin, django_capture_on_commit_callbacks):
        unit = OrgUnit.objects.create(name="BEDESTEM")
        with django_capture_on_commit_callbacks(execute=True):
            sent = _invite(admin, roles=[InvitedRole(Role.INTAKE_CLERK, unit.pk)])
        key = re.search(r"http://kayseri\.localhost:\d+/davet/(\S+)", mail.outbox[-1].body)[1]
        assert sent.link.endswith(key)
        assert key not in Invitation.objects.get().key_hash
        user = operations.accept_invitation(key, password=PASSWORD, now=NOW + 6 * DAY)
        assert user.check_password(PASSWORD)
        actor = actor_for(user, on=TODAY + 6 * DAY, mfa=True)
        assert actor.units_for(Right.PEOPLE_WRITE) == {unit.pk}
        assert RoleAssignment.objects.get(user=user).granted_by_id == admin.id
        assert _actions() == ["invitation.sent", "role.assigned", "staff.joined"]

    @pytest.mark.parametrize("later", [dt.timedelta(days=7), dt.timedelta(days=30)])
    def test_a_link_is_dead_after_seven_days(self, admin, later):
        key = _invite(admin).link.rsplit("/", 1)[1]
        with pytest.raises(NotFound):
            operations.accept_invitation(key, password=PASSWORD, now=NOW + later)

    def test_a_link_works_once(self, admin):
        key = _invite(admin).link.rsplit("/", 1)[1]
        operations.accept_invitation(key, password=PASSWORD, now=NOW)
        with pytest.raises(NotFound):
            operations.accept_invitation(key, password=PASSWORD, now=NOW)

    def test_sending_again_kills_the_old_link(self, admin):
        sent = _invite(admin)
        again = operations.resend_invitation(sent.invitation.pk, actor=admin, now=NOW + 5 * DAY)
        with pytest.raises(NotFound):
            operations.find_invitation(sent.link.rsplit("/", 1)[1], now=NOW + 5 * DAY)
        assert operations.find_invitation(again.link.rsplit("/", 1)[1], now=NOW + 11 * DAY)

    def test_a_revoked_link_is_dead(self, admin):
        sent = _invite(admin)
        operations.revoke_invitation(sent.invitation.pk, actor=admin, now=NOW)
        with pytest.raises(NotFound):
            operations.find_invitation(sent.link.rsplit("/", 1)[1], now=NOW)

    def test_one_open_invitation_an_address_and_none_for_an_account(self, admin):
        _invite(admin)
        with pytest.raises(Conflict):
            _invite(admin, email="YENI@example.org")
        taken = make_user(role=None)
        with pytest.raises(DomainError, match="zaten var"):
            _invite(admin, email=taken.email.upper())

    def test_an_expired_invitation_does_not_stand_in_the_way(self, admin):
        _invite(admin)
        later = operations.invite(actor=admin, email="yeni@example.org", full_name="Yeni Görevli", now=NOW + 8 * DAY)
        assert operations.find_invitation(later.link.rsplit("/", 1)[1], now=NOW + 9 * DAY)

    @pytest.mark.parametrize("email", ["", "ad soyad@x.tr", "ışık@belediye.bel.tr", "a@b", "a@b.tr\nBcc: c@d.tr"])
    def test_what_is_no_address_is_refused(self, admin, email):
        with pytest.raises(Invalid):
            _invite(admin, email=email)

    def test_a_weak_password_is_refused_in_words(self, admin):
        key = _invite(admin).link.rsplit("/", 1)[1]
        with pytest.raises(Invalid) as refused:
            operations.accept_invitation(key, password="12345", now=NOW)
        assert {p.field for p in refused.value.problems} == {"password"}

    def test_only_who_may_assign_a_role_invites_with_one(self, kayseri):
        with pytest.raises(NotAllowed):
            _invite(make_actor("unit_manager"))


class TestRoles:
    def test_nobody_gives_a_role_to_themselves(self, admin):
        with pytest.raises(NotAllowed) as refused:
            operations.assign_role(_asked(User.objects.get(pk=admin.id)), actor=admin, now=NOW)
        assert refused.value.code == "not_for_oneself"

    def test_a_role_of_the_platforms_room_cannot_be_given_here(self, admin):
        with pytest.raises(Invalid):
            operations.assign_role(_asked(make_user(role=None), Role.COORDINATOR), actor=admin, now=NOW)

    def test_the_same_role_is_not_given_twice_for_one_day(self, admin):
        user = make_user(role=None)
        operations.assign_role(_asked(user, end=TODAY + 10 * DAY), actor=admin, now=NOW)
        with pytest.raises(Conflict):
            operations.assign_role(_asked(user, start=TODAY + 10 * DAY), actor=admin, now=NOW)
        operations.assign_role(_asked(user, start=TODAY + 11 * DAY), actor=admin, now=NOW)

    def test_acting_for_names_a_colleague_who_holds_the_role_and_has_an_end(self, admin):
        chief, deputy, other = make_user(role="unit_manager"), make_user(role=None), make_user(role="trainer")
        acting = {"kind": AssignmentKind.ACTING}
        for bad in (
            _asked(deputy, Role.UNIT_MANAGER, end=TODAY + DAY, **acting),
            _asked(deputy, Role.UNIT_MANAGER, acting_for_id=chief.pk, **acting),
            _asked(deputy, Role.UNIT_MANAGER, end=TODAY + 400 * DAY, acting_for_id=chief.pk, **acting),
            _asked(deputy, Role.UNIT_MANAGER, end=TODAY + DAY, acting_for_id=deputy.pk, **acting),
            _asked(deputy, Role.UNIT_MANAGER, end=TODAY + DAY, acting_for_id=other.pk, **acting),
        ):
            with pytest.raises(DomainError):
                operations.assign_role(bad, actor=admin, now=NOW)
        good = _asked(deputy, Role.UNIT_MANAGER, end=TODAY + DAY, acting_for_id=chief.pk, **acting)
        operations.assign_role(good, actor=admin, now=NOW)
        assert actor_for(deputy, on=TODAY + DAY, mfa=True).acting_for == chief.pk
        assert not actor_for(deputy, on=TODAY + 2 * DAY, mfa=True).can(Right.PEOPLE_READ)

    def test_a_role_ended_now_is_gone_in_the_next_request_with_every_session(self, api, municipalities):
        client = api(role="trainer")
        assert client.get("/api/v1/staff/").status_code == 200
        with scope.enter(municipalities["kayseri"]):
            assignment = RoleAssignment.objects.get(user=client.user)
            operations.end_role(assignment.pk, actor=make_actor("tenant_admin"), now=NOW)
            assert actor_for(client.user, on=TODAY).rights == frozenset()
        assert client.get("/api/v1/me/").status_code == 401

    def test_a_role_begun_today_is_taken_back_whole_and_stays_in_the_history(self, admin):
        assignment = operations.assign_role(_asked(make_user(role=None)), actor=admin, now=NOW)
        assert operations.end_role(assignment.pk, actor=admin, now=NOW) is None
        assert not RoleAssignment.objects.filter(pk=assignment.pk).exists()
        assert AuditEvent.objects.filter(action="role.ended", subject_id=assignment.pk).exists()

    def test_the_last_one_who_can_assign_roles_stays(self, admin):
        other = make_actor("tenant_admin")
        own = RoleAssignment.objects.get(user_id=admin.id)
        operations.end_role(own.pk, actor=other, now=NOW)
        with pytest.raises(NotAllowed):
            operations.close_account(other.id, actor=other, reason="ayrıldı", now=NOW)
        with pytest.raises(Conflict) as refused:
            operations.close_account(other.id, actor=admin, reason="ayrıldı", now=NOW)
        assert refused.value.code == "last_administrator"

    def test_an_administrator_of_one_unit_assigns_there_only(self, kayseri):
        unit, other = OrgUnit.objects.create(name="BEDESTEM"), OrgUnit.objects.create(name="Zabıta")
        holder = make_user(role=None)
        RoleAssignment.objects.create(user=holder, role=Role.TENANT_ADMIN, unit=unit, starts_on=TODAY)
        actor = actor_for(holder, on=TODAY, mfa=True)
        user = make_user(role=None)
        operations.assign_role(_asked(user, unit_id=unit.pk), actor=actor, now=NOW)
        for unit_id in (other.pk, None):
            with pytest.raises(NotAllowed):
                operations.assign_role(_asked(user, unit_id=unit_id), actor=actor, now=NOW)


class TestLeaving:
    def test_a_leaver_loses_roles_sessions_and_factors_and_what_they_hold_is_listed(self, admin, monkeypatch):
        monkeypatch.setattr(handover, "_kinds", {})
        handover.register(handover.WorkKind("t.cases", "Dosya", lambda _: 3, lambda **_: 3))
        user = make_user(role="trainer")
        epoch = user.session_epoch
        left = operations.close_account(user.pk, actor=admin, reason="Emekli oldu", now=NOW)
        user.refresh_from_db()
        assert not user.is_active
        assert user.left_on == TODAY
        assert user.session_epoch > epoch
        assert actor_for(user, on=TODAY) is None
        assert not RoleAssignment.objects.filter(user=user, ends_on__isnull=True).exists()
        assert left.still_held == [handover.Held("t.cases", "Dosya", 3)]

    def test_leaving_needs_a_reason(self, admin):
        with pytest.raises(DomainError) as refused:
            operations.close_account(make_user(role="trainer").pk, actor=admin, reason=" ", now=NOW)
        assert refused.value.code == "reason_required"

    def test_who_comes_back_has_no_role_and_no_factor(self, admin):
        user = make_user(role="unit_manager")
        operations.close_account(user.pk, actor=admin, reason="Görevden ayrıldı", now=NOW)
        back = operations.reopen_account(user.pk, actor=admin, reason="Geri döndü", now=NOW)
        assert actor_for(back, on=TODAY).rights == frozenset()

    def test_work_goes_to_a_colleague_in_one_step(self, admin, monkeypatch):
        moved = []

        def move(**names):
            moved.append(names)
            return 2

        monkeypatch.setattr(handover, "_kinds", {})
        handover.register(handover.WorkKind("t.cases", "Dosya", lambda _: 2, move))
        giver, receiver = make_user(role="intake_clerk"), make_user(role="intake_clerk")
        names = {"actor": admin, "from_user_id": giver.pk, "to_user_id": receiver.pk, "reason": "İzin", "now": NOW}
        assert operations.reassign_work(kinds=None, **names) == [handover.Held("t.cases", "Dosya", 2)]
        assert moved[0]["from_user_id"] == giver.pk
        with pytest.raises(DomainError):
            operations.reassign_work(kinds=["t.unknown"], **names)
        with pytest.raises(DomainError):
            operations.reassign_work(kinds=None, **{**names, "to_user_id": giver.pk})
        assert AuditEvent.objects.filter(action="staff.work_reassigned", subject_id=giver.pk).count() == 1


class TestUnits:
    def test_a_unit_never_stands_under_itself(self, admin):
        top = operations.create_unit(actor=admin, name="Daire", now=NOW)
        below = operations.create_unit(actor=admin, name="Şube", parent_id=top.pk, now=NOW)
        with pytest.raises(DomainError) as refused:
            operations.update_unit(
                top.pk, actor=admin, version=1, name="Daire", short_name="", parent_id=below.pk, is_active=True, now=NOW
            )
        assert refused.value.code == "unit_under_itself"

    def test_a_unit_with_staff_is_not_closed(self, admin):
        unit = operations.create_unit(actor=admin, name="Şube", now=NOW)
        RoleAssignment.objects.create(user=make_user(role=None), role=Role.TRAINER, unit=unit, starts_on=TODAY)
        with pytest.raises(Conflict):
            operations.update_unit(
                unit.pk, actor=admin, version=1, name="Şube", short_name="", parent_id=None, is_active=False, now=NOW
            )

    def test_two_units_do_not_share_a_name_and_an_old_version_is_refused(self, admin):
        unit = operations.create_unit(actor=admin, name="Şube", now=NOW)
        with pytest.raises(DomainError):
            operations.create_unit(actor=admin, name="Şube", now=NOW)
        with pytest.raises(Conflict):
            operations.update_unit(
                unit.pk, actor=admin, version=2, name="Şube", short_name="", parent_id=None, is_active=True, now=NOW
            )


def test_demo_accounts_can_be_made_again_and_nothing_changes(kayseri):
    first = operations.ensure_demo_staff(now=NOW)
    second = operations.ensure_demo_staff(now=NOW)
    assert AuditEvent.objects.filter(action="demo.staff_ensured").count() == 1
    assert [u.pk for u in first] == [u.pk for u in second]
    assert [u.get_session_auth_hash() for u in first] == [u.get_session_auth_hash() for u in second]
    assert RoleAssignment.objects.filter(user__is_demo=True).count() == len(first)


def test_demo_accounts_are_not_made_where_people_are_real(kayseri, settings):
    settings.OMUZ_DEMO_ACCOUNTS = False
    with pytest.raises(NotFound):
        operations.ensure_demo_staff(now=NOW)
    assert not User.objects.filter(is_demo=True).exists()


def test_every_change_of_staff_is_in_the_history_once(admin):
    user = make_user(role=None)
    assignment = operations.assign_role(_asked(user, start=TODAY - DAY), actor=admin, now=NOW)
    operations.end_role(assignment.pk, actor=admin, now=NOW)
    operations.update_staff(user.pk, actor=admin, version=1, full_name="Yeni Ad", title="", email=user.email, now=NOW)
    operations.close_account(user.pk, actor=admin, reason="Ayrıldı", now=NOW)
    operations.reopen_account(user.pk, actor=admin, reason="Döndü", now=NOW)
    operations.reset_second_factor(user.pk, actor=admin, reason="Telefonunu kaybetti", now=NOW)
    assert sorted(_actions()) == sorted(
        ["role.assigned", "role.ended", "staff.changed", "staff.left", "staff.returned", "staff.second_factor_reset"]
    )


class TestTakingOver:
    """Whoever holds an account's address and its second factor is its holder: no administrator gets both alone."""

    @staticmethod
    def _move(admin, user, now=NOW):
        user.refresh_from_db()
        fields = {"full_name": user.full_name, "title": "", "email": f"yeni-{user.pk.hex}@example.org"}
        return operations.update_staff(user.pk, actor=admin, version=user.version, now=now, **fields)

    def test_the_address_and_then_the_second_factor_need_two_administrators(self, admin):
        user = make_user(role="intake_clerk")
        self._move(admin, user)
        for act in (operations.reset_second_factor, operations.close_account):
            with pytest.raises(NotAllowed) as refused:
                act(user.pk, actor=admin, reason="Deneme", now=NOW + 13 * DAY)
            assert refused.value.code == "needs_second_person"
        operations.reset_second_factor(
            user.pk, actor=make_actor("tenant_admin"), reason="Telefonu kayıp", now=NOW + DAY
        )

    @pytest.mark.parametrize("act", [operations.reset_second_factor, operations.close_account])
    def test_the_second_factor_and_then_the_address_need_two_administrators(self, admin, act):
        user = make_user(role="intake_clerk")
        act(user.pk, actor=admin, reason="Telefonu kayıp", now=NOW)
        with pytest.raises(NotAllowed) as refused:
            self._move(admin, user, now=NOW + DAY)
        assert refused.value.code == "needs_second_person"
        user.refresh_from_db()
        assert not user.email.startswith("yeni-")
        assert self._move(make_actor("tenant_admin"), user, now=NOW + DAY).email.startswith("yeni-")

    def test_after_two_weeks_one_may_do_the_other(self, admin):
        user = make_user(role="intake_clerk")
        self._move(admin, user)
        operations.reset_second_factor(user.pk, actor=admin, reason="Telefonu kayıp", now=NOW + 14 * DAY)

    def test_the_holder_is_told_at_the_address_that_was_theirs(self, admin, django_capture_on_commit_callbacks):
        user = make_user(role="intake_clerk")
        old = user.email
        with django_capture_on_commit_callbacks(execute=True):
            self._move(admin, user)
        assert [message.to for message in mail.outbox] == [[old]]
        assert "e-posta adresi" in mail.outbox[0].subject


def test_the_shared_demo_accounts_stay_as_the_sign_in_page_shows_them(admin):
    clerk = next(user for user in operations.ensure_demo_staff(now=NOW) if user.email.startswith("basvuru@"))
    for act in (
        lambda: operations.close_account(clerk.pk, actor=admin, reason="Deneme", now=NOW),
        lambda: operations.reset_second_factor(clerk.pk, actor=admin, reason="Deneme", now=NOW),
        lambda: operations.update_staff(
            clerk.pk, actor=admin, version=1, full_name="X", title="", email="baska@example.org", now=NOW
        ),
    ):
        with pytest.raises(Conflict) as refused:
            act()
        assert refused.value.code == "demo_account"


def test_the_coordinators_room_has_demo_accounts_of_its_own(municipalities, db):
    with scope.enter(None):
        operations.ensure_demo_staff(now=NOW)
        shown = operations.list_demo_accounts(now=NOW)
    assert {account.role for account in shown} == {Role.COORDINATOR, Role.PLATFORM_OPERATOR}
    assert shown[0].email == "koordinator@omuz.example.org"
