"""Grants of capabilities: who asks, who approves, when they end, and that every step is on record."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from apps.documents.models import StoredFile
from apps.programmes.enums import GrantState
from apps.programmes.models import CapabilityGrant, GrantNotice
from apps.programmes.operations.grants import (
    approve_grant,
    end_grant,
    end_grants_by_day,
    open_act,
    refuse_grant,
    request_grant,
)
from apps.programmes.queries.capabilities import (
    Opening,
    closed_capabilities,
    grants_to_watch,
    is_open,
    read_board,
    unreadable_capabilities,
)
from apps.programmes.registry.acts import Act
from omuz.kernel.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from omuz.kernel.models.audit import AuditEvent
from tests.people.support import in_unit, unit
from tests.programmes.capability_support import (
    A_PDF,
    HOLDS_BROKERAGE,
    IZMIR_TEXT,
    NOW,
    TODAY,
    add_version,
    asked,
    granted,
    programme_with,
)

pytestmark = pytest.mark.usefixtures("kayseri")
DAY = dt.timedelta(days=1)


@pytest.fixture
def factory(kayseri):
    return programme_with(HOLDS_BROKERAGE, name="Meslek Fabrikası")


@pytest.fixture
def admin(actor):
    return actor(role="tenant_admin")


@pytest.fixture
def manager(factory):
    return in_unit("unit_manager", factory.unit)


def brokerage(programme, on=TODAY):
    return read_board(on).standing(programme.pk, "job_brokerage").opening


def test_two_people_open_brokerage_for_the_days_of_its_basis(factory, admin, manager):
    grant = request_grant(factory.pk, asked(), actor=admin, now=NOW)
    assert brokerage(factory) == Opening.WAITING
    approve_grant(grant.pk, actor=manager, now=NOW)
    assert [brokerage(factory, on) for on in (TODAY, grant.valid_to, grant.valid_to + DAY)] == [
        Opening.ON, Opening.ON, Opening.FROZEN,
    ]  # fmt: skip
    actions = AuditEvent.objects.filter(subject_id=grant.pk).order_by("at", "id").values_list("action", flat=True)
    assert list(actions) == ["capability.requested", "capability.approved"]


def test_art_6_izmirs_text_takes_no_request_while_meslek_fabrikasi_beside_it_holds_brokerage(factory, admin, manager):
    office = programme_with(IZMIR_TEXT, name="Destekli İstihdam")
    with pytest.raises(DomainError) as refused:
        request_grant(office.pk, asked(), actor=admin, now=NOW)
    assert (refused.value.code, refused.value.article) == ("refused_by_text", "Uygulama Esasları m. 6")
    approve_grant(request_grant(factory.pk, asked(), actor=admin, now=NOW).pk, actor=manager, now=NOW)
    assert (brokerage(office), brokerage(factory)) == (Opening.OFF, Opening.ON)
    assert read_board(TODAY).programmes("job_brokerage") == {factory.pk}


def test_art_6_a_request_from_before_is_not_approved_under_a_text_that_refuses(factory, admin, manager):
    grant = request_grant(factory.pk, asked(), actor=admin, now=NOW)
    factory.versions.update(state="retired", retired_at=NOW)
    add_version(factory, IZMIR_TEXT, number=2)
    with pytest.raises(DomainError, match="refused_by_text"):
        approve_grant(grant.pk, actor=manager, now=NOW)
    assert brokerage(factory) == Opening.OFF


def test_whoever_asks_does_not_decide(factory, admin):
    both = in_unit("unit_manager", factory.unit)
    grant = granted(factory, state="requested", requested_by_id=both.id)
    for act in (lambda: approve_grant(grant.pk, actor=both, now=NOW),
                lambda: refuse_grant(grant.pk, reason="olmaz", actor=both, now=NOW)):  # fmt: skip
        with pytest.raises(NotAllowed, match="needs_second_person"):
            act()


def test_the_second_person_is_of_that_unit_or_named(factory, admin, actor):
    elsewhere, clerk = in_unit("unit_manager", unit()), actor(role="intake_clerk")
    grant = request_grant(factory.pk, asked(named_approver_id=clerk.id), actor=admin, now=NOW)
    with pytest.raises(NotFound):
        approve_grant(grant.pk, actor=elsewhere, now=NOW)
    with pytest.raises(NotAllowed):
        approve_grant(grant.pk, actor=actor(role="tenant_admin"), now=NOW)
    assert approve_grant(grant.pk, actor=clerk, now=NOW).state == GrantState.APPROVED


def test_only_who_manages_programmes_asks(factory, manager):
    with pytest.raises(NotAllowed):
        request_grant(factory.pk, asked(), actor=manager, now=NOW)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"basis": "good_will"}, "basis"),
        ({"number": "  "}, "number"),
        ({"dated": TODAY + DAY, "valid_from": TODAY + DAY}, "dated"),
        ({"valid_from": dt.date(2026, 9, 30)}, "valid_from"),
        ({"valid_to": dt.date(2026, 10, 30)}, "valid_to"),
        ({"valid_from": dt.date(2026, 10, 1), "valid_to": TODAY - DAY}, "valid_to"),
        ({"act": Act("protokol.exe", b"MZ")}, "act"),
        ({"act": Act("protokol.pdf", b"")}, "act"),
    ],
)
def test_a_basis_needs_kind_number_dates_and_a_scanned_act(factory, admin, values, field):
    with pytest.raises(Invalid) as refused:
        request_grant(factory.pk, asked(**values), actor=admin, now=NOW)
    assert [one.field for one in refused.value.problems] == [field]
    assert not CapabilityGrant.objects.exists()


def test_nobody_names_themselves(factory, admin):
    with pytest.raises(Invalid) as refused:
        request_grant(factory.pk, asked(named_approver_id=admin.id), actor=admin, now=NOW)
    assert refused.value.problems[0].field == "named_approver"


@pytest.mark.parametrize(
    ("capabilities", "capability", "code"),
    [
        ({"held": []}, "job_brokerage", "capability_not_held"),
        (None, "job_brokerage", "capability_not_held"),
        (HOLDS_BROKERAGE, "individual_guidance", "grant_not_needed"),
        (HOLDS_BROKERAGE, "teleport", "grant_not_needed"),
    ],
)
def test_what_a_version_does_not_hold_is_no_matter_of_grants(admin, capabilities, capability, code):
    with pytest.raises(DomainError, match=code):
        request_grant(programme_with(capabilities).pk, asked(capability=capability), actor=admin, now=NOW)


def test_one_request_at_a_time_and_no_two_grants_for_a_day(factory, admin, manager):
    first = request_grant(factory.pk, asked(), actor=admin, now=NOW)
    with pytest.raises(Conflict, match="grant_requested"):
        request_grant(factory.pk, asked(), actor=admin, now=NOW)
    approve_grant(first.pk, actor=manager, now=NOW)
    with pytest.raises(Conflict, match="grant_overlaps"):
        request_grant(factory.pk, asked(valid_from=first.valid_to, valid_to=first.valid_to), actor=admin, now=NOW)
    following = asked(valid_from=first.valid_to + DAY, valid_to=first.valid_to + 300 * DAY)
    approve_grant(request_grant(factory.pk, following, actor=admin, now=NOW).pk, actor=manager, now=NOW)
    assert brokerage(factory, first.valid_to + DAY) == Opening.ON


def test_the_database_keeps_two_approved_grants_apart_and_each_as_it_was_asked_for(factory):
    grant = granted(factory)
    wrong = [
        lambda: granted(factory),
        lambda: CapabilityGrant.objects.filter(pk=grant.pk).update(valid_to=dt.date(2030, 1, 1)),
        lambda: CapabilityGrant.objects.filter(pk=grant.pk).update(state=GrantState.REQUESTED),
        lambda: CapabilityGrant.objects.filter(pk=grant.pk).update(state=GrantState.ENDED),
        grant.delete,
        lambda: granted(factory, state="requested", requested_by_id=grant.pk, decided_by_id=grant.pk) and
        CapabilityGrant.objects.filter(state="requested").update(state="approved"),
    ]  # fmt: skip
    for act in wrong:
        with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
            act()


def test_a_refusal_says_why_and_opens_nothing(factory, admin, manager):
    grant = request_grant(factory.pk, asked(), actor=admin, now=NOW)
    with pytest.raises(Invalid):
        refuse_grant(grant.pk, reason=" ", actor=manager, now=NOW)
    refuse_grant(grant.pk, reason="Sayı yanlış", actor=manager, now=NOW)
    assert brokerage(factory) == Opening.OFF
    with pytest.raises(Conflict, match="already_decided"):
        approve_grant(grant.pk, actor=manager, now=NOW)


def test_ending_by_hand_freezes_at_once(factory, admin, manager):
    grant = granted(factory)
    end_grant(grant.pk, reason="Protokol feshedildi", actor=admin, now=NOW)
    assert (brokerage(factory), brokerage(factory, TODAY - DAY)) == (Opening.FROZEN, Opening.ON)
    assert AuditEvent.objects.get(subject_id=grant.pk).reason == "Protokol feshedildi"
    with pytest.raises(Conflict, match="grant_not_approved"):
        end_grant(grant.pk, reason="Bir daha", actor=manager, now=NOW)


def test_the_calendar_ends_a_grant_once_and_the_gate_waits_for_nobody(factory, manager):
    grant = granted(factory, valid_to=TODAY - DAY)
    assert brokerage(factory) == Opening.FROZEN
    assert [end_grants_by_day(now=NOW), end_grants_by_day(now=NOW + DAY)] == [1, 0]
    grant.refresh_from_db()
    assert (grant.state, grant.reason) == (GrantState.ENDED, "Süresi doldu.")
    assert list(AuditEvent.objects.filter(subject_id=grant.pk).values_list("action", "actor_kind")) == [
        ("capability.ended", "system")
    ]
    assert [one.pk for one in grants_to_watch(manager, on=TODAY)] == [grant.pk]
    assert not grants_to_watch(manager, on=TODAY + 31 * DAY)


def test_the_unit_is_told_90_and_30_days_before_the_end_once_each(factory, manager):
    grant = granted(factory, valid_to=TODAY + 90 * DAY)
    done = [end_grants_by_day(now=NOW + days * DAY) for days in (-1, 0, 1, 59, 60, 61)]
    assert done == [0, 1, 0, 0, 1, 0]
    assert set(GrantNotice.objects.values_list("grant_id", "kind")) == {(grant.pk, "days_90"), (grant.pk, "days_30")}
    assert [one.pk for one in grants_to_watch(manager, on=TODAY)] == [grant.pk]
    assert not grants_to_watch(in_unit("unit_manager", unit()), on=TODAY)


def test_the_scanned_act_is_sealed_and_its_fetching_recorded(factory, admin, manager):
    grant = request_grant(factory.pk, asked(), actor=admin, now=NOW)
    act = open_act(grant.pk, actor=manager, now=NOW)
    assert (act.name, act.content) == ("protokol.pdf", A_PDF)
    assert StoredFile.objects.get(pk=grant.document_id).programme_id == factory.pk
    assert AuditEvent.objects.filter(subject_id=grant.pk, action="capability.act_read", actor_id=manager.id).exists()
    with pytest.raises(NotFound):
        open_act(grant.pk, actor=in_unit("unit_manager", unit()), now=NOW)


def test_a_grant_of_another_unit_opens_nothing(factory):
    granted(factory, unit=unit())
    assert brokerage(factory) == Opening.OFF


def test_without_a_published_version_nothing_is_open(django_assert_num_queries):
    draft, retired = programme_with(HOLDS_BROKERAGE, state="draft"), programme_with(HOLDS_BROKERAGE, state="retired")
    for one in (draft, retired):
        granted(one)
    with django_assert_num_queries(1):
        board = read_board(TODAY)
    assert [board.standing(one.pk, "individual_guidance").opening for one in (draft, retired)] == [
        Opening.OFF, Opening.FROZEN,
    ]  # fmt: skip
    assert board.standing(retired.pk, "job_brokerage").opening == Opening.FROZEN


def test_forms_and_rules_ask_for_the_version_that_a_case_is_pinned_to(factory, django_assert_num_queries):
    pinned = factory.versions.get()
    with django_assert_num_queries(1):
        assert "job_brokerage" in closed_capabilities(pinned, factory.unit_id, TODAY)
    granted(factory, valid_to=TODAY)
    assert is_open(pinned, factory.unit_id, "job_brokerage", TODAY)
    assert not is_open(pinned, unit().pk, "job_brokerage", TODAY)
    after = TODAY + DAY
    assert "job_brokerage" in closed_capabilities(pinned, factory.unit_id, after)
    assert "job_brokerage" not in unreadable_capabilities(pinned, factory.unit_id, after)
    assert "courses" in unreadable_capabilities(pinned, factory.unit_id, after)
    plain = programme_with({"held": [{"key": "courses"}]}).versions.get()
    with django_assert_num_queries(0):
        assert is_open(plain, factory.unit_id, "courses", TODAY)
