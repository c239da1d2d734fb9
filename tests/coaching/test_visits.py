"""Visits: written once whatever the line does, mended on their day, corrected later; found by whom they concern."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from apps.accounts.models import RoleAssignment, User
from apps.accounts.queries import actor_for
from apps.cases.models import Case
from apps.coaching.models import Visit
from apps.coaching.operations.visits import correct_visit, mend_visit, open_visit_words, record_visit
from apps.coaching.queries.facts import load_coaching_facts
from apps.coaching.queries.today import coachs_day
from apps.coaching.queries.visits import VisitFilter, list_visits, words_of
from apps.people.models import Person
from apps.privacy.models import AccessLogEntry
from apps.programmes.queries.pinned import pinned_definition
from omuz.kernel.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from omuz.kernel.ids import new_id
from tests.coaching.support import a_visit, agreed, light, neighbours, stand_in, work
from tests.people.support import in_unit
from tests.support.staff import NOW, TODAY, make_actor

pytestmark = pytest.mark.django_db
TOMORROW = NOW + dt.timedelta(days=1)


@pytest.fixture
def one(kayseri):
    return work(light())


def write(one, *, now=NOW, key=None, **values):
    return record_visit(one.case.pk, a_visit(**values), client_key=key or new_id(), actor=one.coach, now=now)


def seen(actor):
    return set(list_visits(actor, where=VisitFilter(with_corrected=True)).values_list("pk", flat=True))


def test_the_same_visit_sent_again_days_later_is_the_same_visit(one):
    key = new_id()
    first = write(one, key=key)
    again = write(one, key=key, now=NOW + dt.timedelta(days=3), minutes=10)
    assert again.pk == first.pk
    assert (Visit.objects.count(), again.minutes) == (1, 45)


def test_a_key_opens_no_visit_of_another_case(one, kayseri):
    key, other = new_id(), work(light(code="komsu-kocu-iki"), coach=one.coach)
    write(one, key=key)
    with pytest.raises(Conflict):
        write(other, key=key)


def test_the_database_lets_one_row_a_key_in(one):
    first = write(one)
    twin = Visit.objects.get(pk=first.pk)
    twin.pk = new_id()
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_its_author_mends_it_on_its_day_and_not_on_the_next(one):
    visit = write(one)
    mended = mend_visit(visit.pk, a_visit(minutes=20, note=""), actor=one.coach, version=1, now=NOW)
    assert (mended.minutes, words_of(mended)["note"]) == (20, "")
    with pytest.raises(Conflict) as late:
        mend_visit(visit.pk, a_visit(), actor=one.coach, version=2, now=TOMORROW)
    assert late.value.code == "day_is_over"
    with pytest.raises(Conflict):
        mend_visit(visit.pk, a_visit(), actor=one.coach, version=1, now=NOW)


def test_a_correction_keeps_the_first_and_counts_once(one):
    visit = write(one)
    right = correct_visit(
        visit.pk, a_visit(minutes=15), reason="Süreyi yanlış yazdım.", actor=one.coach, version=1, client_key=new_id(),
        now=TOMORROW,
    )  # fmt: skip
    assert list(Visit.objects.current().values_list("pk", flat=True)) == [right.pk]
    assert Visit.objects.get(pk=visit.pk).minutes == 45
    assert words_of(right)["reason"] == "Süreyi yanlış yazdım."
    with pytest.raises(Conflict):
        correct_visit(visit.pk, a_visit(), reason="Bir daha", actor=one.coach, version=1, client_key=new_id(),
                      now=TOMORROW)  # fmt: skip
    with pytest.raises(DomainError):
        correct_visit(right.pk, a_visit(), reason=" ", actor=one.coach, version=1, client_key=new_id(), now=TOMORROW)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"visited_on": TODAY + dt.timedelta(days=1)}, "visited_on"),
        ({"visited_on": TODAY - dt.timedelta(days=400)}, "visited_on"),
        ({"place": ""}, "place"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 721}, "minutes"),
        ({"topics": ("placement",)}, "topics"),
        ({"topics": ("tasks", "tasks")}, "topics"),
        ({"next_on": TODAY - dt.timedelta(days=1)}, "next_on"),
        ({"note": "a" * 2001}, "note"),
        ({"appointment_id": new_id()}, "appointment"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(one, values, field):
    with pytest.raises(Invalid) as wrong:
        write(one, **values)
    assert [row.field for row in wrong.value.problems] == [field]


def test_words_lie_sealed(one):
    visit = write(one, workplace="Deneme Fırını", next_words="Annesini ara")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed::text || topics::text FROM coaching_visit")
        text = cursor.fetchone()[0]
    assert "Fırın".encode().hex() not in text
    assert words_of(Visit.objects.get(pk=visit.pk))["workplace"] == "Deneme Fırını"


def test_who_finds_a_visit(one):
    visit = write(one)
    unit, other = one.case.unit, make_actor("job_coach")
    assert seen(one.coach) == {visit.pk}
    assert seen(in_unit("unit_manager", unit)) == {visit.pk}
    assert seen(in_unit("assessor", unit)) == {visit.pk}
    assert seen(other) == set()
    assert seen(in_unit("unit_manager", light(code="baska-program").programme.unit)) == set()
    for role in ("intake_clerk", "tenant_admin", "auditor", "employer_adviser", "kvkk_contact", "trainer"):
        assert seen(make_actor(role)) == set(), role
    for stranger in (other, make_actor("unit_manager")):
        with pytest.raises((NotFound, NotAllowed)):
            record_visit(one.case.pk, a_visit(), client_key=new_id(), actor=stranger, now=NOW)


def test_words_of_others_people_are_opened_for_a_purpose_and_logged(one):
    visit = write(one)
    manager = in_unit("unit_manager", one.case.unit)
    with pytest.raises(DomainError) as asked:
        open_visit_words(visit.pk, actor=manager, now=NOW)
    assert asked.value.status == 428
    assert (
        open_visit_words(visit.pk, actor=manager, now=NOW, purpose="supervision")["note"] == "Kasayı tek başına açtı."
    )
    open_visit_words(visit.pk, actor=one.coach, now=NOW)
    entry = AccessLogEntry.objects.get(fields=["coaching_notes"])
    assert (entry.person_id, entry.actor_id, entry.programme_id) == (one.person.pk, manager.id, one.case.programme_id)


def test_whoever_stands_in_sees_and_writes_the_covered_list_between_the_dates_only(one):
    write(one, next_on=TODAY)
    visit = write(one, visited_on=TODAY, next_on=TODAY + dt.timedelta(days=1), next_words="Yol")
    deputy = stand_in(one.coach, ends=TODAY + dt.timedelta(days=1))
    assert seen(deputy) >= {visit.pk}
    tomorrow = coachs_day(deputy, today=TODAY + dt.timedelta(days=1))
    assert [(row.kind, row.covered, row.words) for row in tomorrow.items] == [("visit", "Deneme Görevlisi", "Yol")]
    written = record_visit(one.case.pk, a_visit(), client_key=new_id(), actor=deputy, now=NOW)
    assert (written.by_id, written.acting_for_id) == (deputy.id, one.coach.id)
    after = actor_for(User.objects.get(pk=deputy.id), on=TODAY + dt.timedelta(days=2), mfa=True)
    assert seen(after) == set()
    early = stand_in(one.coach, starts=TODAY + dt.timedelta(days=1), ends=TODAY + dt.timedelta(days=2), on=TODAY)
    assert seen(early) == set()


def test_a_stand_in_finds_no_confidential_record(one):
    visit = write(one)
    Person.objects.filter(pk=one.person.pk).update(is_confidential=True)
    assert seen(one.coach) == {visit.pk}
    assert seen(stand_in(one.coach)) == set()


def test_a_planned_visit_stays_until_it_is_kept_or_planned_anew(one):
    write(one, visited_on=TODAY, next_on=TODAY + dt.timedelta(days=2), next_words="İlk gün")
    due = TODAY + dt.timedelta(days=2)
    assert [row.words for row in coachs_day(one.coach, today=due).items] == ["İlk gün"]
    assert [row.is_late for row in coachs_day(one.coach, today=due + dt.timedelta(days=1)).items] == [True]
    write(one, now=NOW + dt.timedelta(days=1), visited_on=TODAY + dt.timedelta(days=1), next_on=None)
    assert len(coachs_day(one.coach, today=due).items) == 1
    later = NOW + dt.timedelta(days=2)
    write(one, now=later, visited_on=due, next_on=None)
    assert coachs_day(one.coach, today=due).items == ()


def test_a_closed_case_is_on_nobodys_list_but_takes_the_visit_of_its_last_day(one):
    write(one, next_on=TODAY)
    Case.objects.filter(pk=one.case.pk).update(state="closed", closed_at=NOW)
    assert coachs_day(one.coach, today=TODAY + dt.timedelta(days=1)).items == ()
    assert write(one, now=TOMORROW, visited_on=TODAY).pk
    with pytest.raises(Invalid):
        write(one, now=TOMORROW, visited_on=TODAY + dt.timedelta(days=1))


def test_rules_read_whether_a_plan_is_agreed_and_how_often_somebody_was_visited(one):
    definition = pinned_definition(one.case.programme_version_id)
    names = frozenset({"case.plan_agreed", "case.visits_30d"})

    def facts(on=TODAY):
        return dict(load_coaching_facts([one.case.pk], on=on, names=names, definition=definition)[one.case.pk])

    assert facts() == {"case.plan_agreed": False, "case.visits_30d": 0}
    agreed(one)
    visit = write(one)
    correct_visit(visit.pk, a_visit(), reason="Düzelttim.", actor=one.coach, version=1, client_key=new_id(), now=NOW)
    assert facts() == {"case.plan_agreed": True, "case.visits_30d": 1}
    assert facts(TODAY + dt.timedelta(days=30))["case.visits_30d"] == 0
    assert facts(TODAY - dt.timedelta(days=1))["case.plan_agreed"] is False


def test_a_programme_without_coaching_has_no_visits_at_all(kayseri):
    other = work(neighbours(capabilities={"held": [{"key": "case_management"}]}))
    with pytest.raises(NotFound):
        write(other, activity="")


def test_only_the_acting_role_lends_a_caseload(one):
    write(one)
    user = User.objects.get(pk=make_actor("job_coach").id)
    RoleAssignment.objects.filter(user=user).update(kind="acting_for", acting_for=one.coach.id, ends_on=TODAY)
    assert seen(actor_for(user, on=TODAY, mfa=True)) != set()
    assert seen(actor_for(user, on=TODAY, mfa=False)) == set()
