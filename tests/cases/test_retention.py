"""Which records' keeping ends: every kind by its own class, listed for whoever plans disposal, nothing disposed of."""

import datetime as dt

import pytest
from django.db import connection
from django.db.models import DateField, IntegerField, Value
from django.test.utils import CaptureQueriesContext

from apps.appointments.models import Appointment
from apps.appointments.operations.booking import Booking, book, walk_in
from apps.appointments.operations.changing import cancel
from apps.appointments.rules.details import Details
from apps.cases.models import Case
from apps.cases.operations.lifecycle import close_case
from apps.cases.queries.kept import became_application
from apps.cases.queries.retention import DueRecords, _MonthsAfter, kept_appointment
from apps.employers.models import EmployerService
from apps.petitions.models import Petition
from apps.petitions.operations.working import withdraw_petition
from omuz.kernel.months import months_after
from tests.cases.intake_support import candidate_case, izmir_version, met, ready
from tests.people.support import in_unit
from tests.petitions.support import taken_in
from tests.programmes.support import made_up, published
from tests.support.staff import NOW, TODAY, make_actor, signed_in

URL = "/api/v1/retention/"
LONG_AGO = NOW - dt.timedelta(days=170)
LATER = TODAY + dt.timedelta(days=31)
FIVE_YEARS = months_after(TODAY, 60)


@pytest.fixture
def version(izmir):
    return izmir_version()


@pytest.fixture
def clerk(version):
    return make_actor("intake_clerk")


@pytest.fixture
def manager(clerk):
    return make_actor("unit_manager")


def _due(actor, kind, until=LATER):
    return next(one.rows for one in DueRecords(actor, today=TODAY, until=until).kinds() if one.source.key == kind)


def _ids(actor, kind, until=LATER):
    return set(_due(actor, kind, until).values_list("pk", flat=True))


def _closed(case, clerk, *, now=NOW):
    case.refresh_from_db()
    close_case(case.pk, actor=clerk, version=case.version, reason="Taşındı.", closure="moved", now=now)
    case.refresh_from_db()
    return case


def _public(version, clerk, *, at=LONG_AGO):
    """Return a booking under a name that was never matched with a record."""
    wanted = Booking(
        programme_id=version.programme_id, service="application", person_id=None, starts_at=at,
        details=Details(contact_name="Deneme Aday", phone="+90 000 111 22 33", off_slot_reason="Kendisi istedi"),
    )  # fmt: skip
    return book(wanted, actor=clerk, now=at - dt.timedelta(days=3))


def _withdrawn(case, manager, **values):
    row = taken_in(manager, case_id=case.pk, person_id=case.person_id, **values)
    return withdraw_petition(row.pk, reason="Vazgeçti.", actor=manager, version=row.version, now=NOW)


def test_the_database_counts_months_as_the_rule_does(version, clerk):
    candidate_case(version, clerk)
    days = [dt.date(2027, month, day) for month in (1, 3, 8, 12) for day in (28, 29, 30, 31)] + [dt.date(2028, 2, 29)]
    asked = {f"d{place}_{months}": (day, months) for place, day in enumerate(days) for months in (1, 6, 12, 60)}
    row = Case.objects.values_list(
        *(
            _MonthsAfter(Value(day, output_field=DateField()), Value(months, output_field=IntegerField()))
            for day, months in asked.values()
        )
    ).get()
    assert list(row) == [months_after(day, months) for day, months in asked.values()]


def test_a_file_of_before_is_no_pre_application_once_it_went_past_the_first_stage(version, clerk):
    draft, gone = candidate_case(version, clerk), candidate_case(version, clerk)
    Case.objects.filter(pk=gone.pk).update(stage="assessment")
    more = became_application({version.pk: version.definition})
    assert set(Case.objects.filter(more)) == {gone}
    assert draft not in Case.objects.filter(more)


def test_bookings_that_never_became_a_person_and_meetings_without_a_file_end_by_their_own_class(
    version, clerk, manager
):
    nobody = _public(version, clerk)
    coming = _public(version, clerk, at=NOW + dt.timedelta(days=1))
    called_off = _public(version, clerk, at=NOW + dt.timedelta(days=2))
    cancel(called_off.pk, by="person", reason="Vazgeçti.", actor=clerk, version=called_off.version, now=LONG_AGO)
    assert _ids(manager, "appointment") == {nobody.pk, called_off.pk}
    row = _due(manager, "appointment").get(pk=nobody.pk)
    assert row.kept_until == months_after(row.kept_ended, 6)
    told = kept_appointment(nobody, actor=clerk, today=TODAY)
    assert (told.with_file, told.kept.until) == (False, row.kept_until)
    assert kept_appointment(coming, actor=clerk, today=TODAY).kept.until is None


def test_an_appointment_on_which_a_file_stands_is_kept_as_long_as_the_file(version, clerk, manager):
    case = ready(version, clerk)
    attended = Appointment.objects.get(person=case.person_id)
    Appointment.objects.filter(pk=attended.pk).update(starts_at=LONG_AGO, ends_at=LONG_AGO + dt.timedelta(minutes=30))
    attended.refresh_from_db()
    assert _ids(manager, "appointment") == set()
    assert kept_appointment(attended, actor=clerk, today=TODAY).with_file is True
    assert kept_appointment(attended, actor=clerk, today=TODAY).kept.until is None
    _closed(case, clerk)
    assert _ids(manager, "appointment", FIVE_YEARS) == set()
    assert kept_appointment(attended, actor=clerk, today=TODAY).kept.until == months_after(TODAY, 6)
    # Whoever may not find the file is told that there is one and no day of it.
    hidden = kept_appointment(attended, actor=make_actor("employer_adviser"), today=TODAY)
    assert (hidden.with_file, hidden.kept) == (True, None)


def test_a_meeting_after_the_file_was_closed_is_kept_by_itself(version, clerk, manager):
    case = _closed(candidate_case(version, clerk), clerk, now=NOW - dt.timedelta(days=1))
    Case.objects.filter(pk=case.pk).update(opened_at=LONG_AGO, closed_at=LONG_AGO)
    after = met(case, clerk)
    Appointment.objects.filter(pk=after.pk).update(
        starts_at=NOW - dt.timedelta(days=2), ends_at=NOW - dt.timedelta(days=1)
    )
    after.refresh_from_db()
    assert kept_appointment(after, actor=clerk, today=TODAY).with_file is False
    assert _ids(manager, "appointment", FIVE_YEARS) == {after.pk}


def test_petitions_end_five_years_after_their_own_end_whatever_the_programmes_pauses(version, clerk, manager):
    case = candidate_case(version, clerk)
    open_one, done = taken_in(manager, case_id=case.pk, person_id=case.person_id), _withdrawn(case, manager)
    assert _ids(manager, "petition", FIVE_YEARS) == {done.pk}
    assert _ids(manager, "petition", FIVE_YEARS - dt.timedelta(days=1)) == set()
    assert open_one.pk not in _ids(manager, "petition", FIVE_YEARS)


def test_nobody_is_told_of_a_complaint_about_themselves_and_the_contact_only_of_requests_of_data_subjects(
    version, clerk, manager
):
    case = candidate_case(version, clerk)
    complained_of, contact = make_actor("unit_manager"), make_actor("kvkk_contact")
    about = _withdrawn(case, manager, concerns_id=complained_of.id)
    request = _withdrawn(case, manager, kind="data_subject")
    assert _ids(manager, "petition", FIVE_YEARS) == {about.pk, request.pk}
    assert _ids(complained_of, "petition", FIVE_YEARS) == {request.pk}
    assert _ids(contact, "petition", FIVE_YEARS) == {request.pk}
    kinds = {one.source.key for one in DueRecords(contact, today=TODAY, until=FIVE_YEARS).kinds()}
    assert kinds == {"case_file", "pre_application", "petition"}


def test_the_manager_of_another_programme_is_not_told(version, clerk, manager):
    _closed(candidate_case(version, clerk), clerk)
    _public(version, clerk)
    elsewhere = published(made_up()).programme
    other = in_unit("unit_manager", version.programme.unit, of_programme=elsewhere)
    assert _ids(manager, "appointment", FIVE_YEARS)
    found = [one.count for one in DueRecords(other, today=TODAY, until=FIVE_YEARS).kinds()]
    assert sum(found) == 0


def test_services_to_employers_are_capped_though_no_class_names_them(version, manager):
    row = EmployerService.objects.create(
        programme=version.programme, programme_version=version, unit=version.programme.unit, employer_name="Örnek A.Ş.",
        kind="awareness", given_on=TODAY, minutes=60, staff_id=manager.id, recorded_at=NOW, recorded_by_id=manager.id,
    )  # fmt: skip
    assert _ids(manager, "employer_service", FIVE_YEARS) == {row.pk}
    assert _ids(manager, "employer_service", LATER) == set()


def test_the_list_tells_each_kind_and_opens_nothing(izmir, version, clerk, manager):
    _closed(candidate_case(version, clerk), clerk)
    _public(version, clerk)
    _withdrawn(candidate_case(version, clerk), manager)
    client = signed_in(izmir, role="unit_manager")
    soon = client.get(URL).json()
    assert (soon["kind"], [one["hint"] for one in soon["results"]]) == ("appointment", ["Programa başvuru görüşmesi"])
    assert soon["results"][0]["who"] == ""
    assert "Deneme Aday" not in client.get(URL).content.decode()
    body = client.get(f"{URL}?until={FIVE_YEARS}&kind=petition").json()
    assert {one["key"]: one["count"] for one in body["kinds"]} == {
        "case_file": 0, "pre_application": 1, "petition": 1, "appointment": 1, "employer_service": 0,
    }  # fmt: skip
    (row,) = body["results"]
    assert row["link"] == f"/basvurular/{Petition.objects.get().pk}"
    assert (row["kept"]["until"], row["kept"]["months"]) == (str(FIVE_YEARS), 60)
    assert "geri alındığı" in row["kept"]["starts_label"]
    draft = client.get(f"{URL}?until={FIVE_YEARS}&kind=pre_application").json()["results"][0]
    assert draft["link"].startswith("/dosyalar/")
    contact = signed_in(izmir, role="kvkk_contact")
    assert contact.get(f"{URL}?until={FIVE_YEARS}&kind=pre_application").json()["results"][0]["link"] == ""


def test_what_is_asked_wrongly_is_refused_in_words(izmir, version):
    client = signed_in(izmir, role="unit_manager")
    past = client.get(f"{URL}?until={TODAY - dt.timedelta(days=1)}")
    assert (past.status_code, past.json()["errors"][0]["field"]) == (422, "until")
    assert client.get(f"{URL}?until=yarin").status_code == 400
    assert client.get(f"{URL}?kind=secret").json()["errors"][0]["field"] == "kind"
    assert client.get(f"{URL}?cursor=x").status_code == 400
    refused = signed_in(izmir, role="kvkk_contact").get(f"{URL}?kind=appointment")
    assert refused.json()["errors"][0]["field"] == "kind"
    assert signed_in(izmir, role="intake_clerk").get(URL).status_code == 403


def test_pages_follow_each_other_and_cost_the_same_however_many_there_are(izmir, version, clerk):
    client, path = signed_in(izmir, role="unit_manager"), f"{URL}?kind=appointment"
    _public(version, clerk)
    client.get(path)
    few = _asked(client, path)
    made = [_public(version, clerk, at=LONG_AGO + dt.timedelta(hours=turn)) for turn in (1, 2, 30)]
    assert _asked(client, path) == few
    assert few <= 12, few
    found, cursor = [], ""
    while cursor is not None:
        page = client.get(f"{path}&page_size=2{cursor and f'&cursor={cursor}'}").json()
        found += [one["id"] for one in page["results"]]
        cursor = page["next"]
    assert len(found) == len(set(found)) == len(made) + 1
    days = [client.get(path).json()["results"][place]["kept"]["until"] for place in range(4)]
    assert days == sorted(days)


def test_where_no_programme_ends_anything_the_list_is_empty(izmir):
    client = signed_in(izmir, role="unit_manager")
    body = client.get(f"{URL}?kind=petition").json()
    assert (body["results"], sum(one["count"] for one in body["kinds"])) == ([], 0)


def _asked(client, path):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_each_records_own_page_tells_its_last_day(izmir, version, clerk, manager):
    client = signed_in(izmir, role="unit_manager")
    done, meeting = _withdrawn(candidate_case(version, clerk), manager), _public(version, clerk)
    assert client.get(f"/api/v1/petitions/{done.pk}/").json()["kept"]["until"] == str(FIVE_YEARS)
    body = client.get(f"/api/v1/appointments/{meeting.pk}/").json()
    assert (body["kept"]["key"], body["kept_with_file"]) == ("appointment", False)
    wanted = Booking(programme_id=version.programme_id, service="application", person_id=done.person_id)
    with_file = walk_in(wanted, actor=clerk, now=NOW, candidate_present=True)
    body = client.get(f"/api/v1/appointments/{with_file.pk}/").json()
    assert (body["kept"]["until"], body["kept_with_file"]) == (None, True)
