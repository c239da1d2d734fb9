"""İzmir Art. 7: employment is only taken note of, with source and date; people are referred to institutions."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from apps.coaching.enums import EmploymentSource, InstitutionKind
from apps.coaching.models import EmploymentObservation
from apps.coaching.operations.employment import correct_observation, note_employment, record_referral
from apps.coaching.queries.employment import list_employment, list_referrals, status_of_person
from apps.coaching.rules.employment import Observation, Referral, employment_is_observed
from apps.people.models import PersonFact
from apps.programmes.operations.guarding import GuardRefusedError
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry import bound, evidence_for
from omuz.kernel.errors import Invalid
from tests.coaching.support import neighbours, work
from tests.support.staff import NOW, TODAY

pytestmark = pytest.mark.django_db
SEEN = {"since": TODAY - dt.timedelta(days=20), "source": "sgk", "source_on": TODAY - dt.timedelta(days=2)}


@pytest.fixture
def one(kayseri):
    return work()


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"source": ""}, "employment_source_missing"),
        ({"source": "placed_by_us"}, "employment_source_missing"),
        ({"source_on": None}, "employment_source_date_missing"),
        ({"source_on": TODAY + dt.timedelta(days=1)}, "employment_source_ahead"),
    ],
)
def test_art_7_employment_is_recorded_with_its_source_and_the_day_of_it_only(one, parts, code):
    with pytest.raises(GuardRefusedError) as refused:
        note_employment(one.case.pk, Observation(**(SEEN | parts)), actor=one.coach, now=NOW)
    assert (refused.value.guard, refused.value.code) == ("observed_employment", code)
    assert refused.value.article.endswith("m. 7")
    assert not EmploymentObservation.objects.exists()


def test_art_7_what_is_observed_is_kept_with_its_words_sealed_and_counted(one):
    row = note_employment(one.case.pk, Observation(**SEEN, work="Fırında paketleme"), actor=one.coach, now=NOW)
    assert "Fırın".encode() not in bytes(row.sealed)
    assert [view.work for view in list_employment(one.case)] == ["Fırında paketleme"]
    assert evidence_for("observed_employment", one.case.programme_id)[0].count == 1


def test_art_7_the_database_holds_source_and_date_whatever_the_code_above_does(one):
    row = note_employment(one.case.pk, Observation(**SEEN), actor=one.coach, now=NOW)
    for parts in ({"source": ""}, {"source_on": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            EmploymentObservation.objects.filter(pk=row.pk).update(**parts)


def test_art_7_that_we_placed_somebody_is_no_source_and_an_employer_no_institution():
    assert set(EmploymentSource.values) == {"person", "family", "employer", "sgk", "iskur"}
    assert not {"employer", "company", "workplace"} & set(InstitutionKind.values)


def test_art_7_no_table_of_this_house_knows_vacancies_matches_placements_or_sent_cvs():
    words = ("vacanc", "match", "placement", "candidat", "cv_")
    municipal = [m for m in apps.get_models() if m.__module__.startswith("apps.")]
    found = {m._meta.label for m in municipal if any(word in m.__name__.lower() for word in words)}
    fields = {f.name for m in (EmploymentObservation,) for f in m._meta.get_fields()}
    assert not found
    assert not {"employer", "provider", "vacancy", "placed_by"} & fields


def test_art_7_a_referral_to_iskur_is_recorded_and_told(one):
    referral = Referral(kind="iskur", referred_on=TODAY, activity="training_referral", why="Kursa yazılmak istiyor.")
    record_referral(one.case.pk, referral, actor=one.coach, now=NOW)
    assert [(view.institution, view.why) for view in list_referrals(one.case)] == [("İŞKUR", "Kursa yazılmak istiyor.")]
    with pytest.raises(Invalid) as wrong:
        record_referral(one.case.pk, Referral(kind="ngo", referred_on=TODAY, activity="training_referral"),
                        actor=one.coach, now=NOW)  # fmt: skip
    assert [row.field for row in wrong.value.problems] == ["institution"]


def test_art_7_the_persons_own_record_of_work_is_shown_and_not_written_a_second_time(one):
    PersonFact.objects.create(person=one.person, kind="employment", code="unemployed", recorded_by_id=one.coach.id,
                              valid_from=dt.date(2026, 1, 1), recorded_at=NOW)  # fmt: skip
    note_employment(one.case.pk, Observation(**SEEN), actor=one.coach, now=NOW)
    assert PersonFact.objects.filter(person=one.person, kind="employment").count() == 1
    known = status_of_person(one.case, on=TODAY)
    assert (known.code, known.since) == ("unemployed", dt.date(2026, 1, 1))


def test_art_7_an_end_that_became_known_is_a_correction_and_the_first_stays(one):
    first = note_employment(one.case.pk, Observation(**SEEN), actor=one.coach, now=NOW)
    ended = Observation(**SEEN, until=TODAY)
    right = correct_observation(first.pk, ended, reason="İşten ayrıldı.", actor=one.coach, version=1, now=NOW)
    assert [view.row.pk for view in list_employment(one.case)] == [right.pk]
    assert EmploymentObservation.objects.get(pk=first.pk).until is None


def test_art_7_a_programme_without_the_article_is_not_bound(kayseri):
    one = work(neighbours())
    assert bound(pinned_definition(one.case.programme_version_id), "observed_employment") is None
    row = note_employment(one.case.pk, Observation(since=SEEN["since"]), actor=one.coach, now=NOW)
    assert (row.source, row.source_on, row.needs_source) == ("", None, False)


def test_art_7_the_rule_knows_no_clock_and_no_database():
    assert employment_is_observed(Observation(**SEEN), today=SEEN["source_on"]).allowed
    assert not employment_is_observed(Observation(**SEEN), today=SEEN["source_on"] - dt.timedelta(days=1)).allowed
