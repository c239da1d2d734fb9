"""Seeding: a kill is mended by running again, a second run changes nothing, houses differ."""

import datetime as dt

import pytest

from apps.accounts.rights import Right
from apps.appointments.models import Appointment, Slot
from apps.cases.models import Application, Case
from apps.cases.queries.retention import DueRecords
from apps.coaching.models import Visit
from apps.decisions.models import Decision, InterimStop
from apps.directory.models import ServiceProvider
from apps.employers.models import EmployerService
from apps.indicators.models import PublishedFigure, ReportSetting
from apps.letters.models import Letter
from apps.people.models import (
    HouseholdMember,
    MedicalReport,
    NoticeGiven,
    Person,
    PersonFact,
    PersonIdentity,
    SensitiveFact,
)
from apps.people.operations.medical import read_reports
from apps.petitions.models import Petition
from apps.programmes.enums import VersionState
from apps.programmes.models import Programme, ProgrammeVersion
from omuz.demo.seeding import HOUSES, seed_house
from omuz.demo.seeding import directory as directory_part
from omuz.demo.seeding import frame as frame_part
from omuz.demo.seeding import programmes as programmes_part
from omuz.kernel.actors import system_actor

NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
TABLES = (
    Person,
    PersonFact,
    SensitiveFact,
    PersonIdentity,
    HouseholdMember,
    ServiceProvider,
    PublishedFigure,
    Programme,
    ProgrammeVersion,
    Case,
    Appointment,
    Slot,
    Visit,
    Letter,
    Decision,
    InterimStop,
    Petition,
    EmployerService,
)


def house(slug):
    return next(house for house in HOUSES if house.slug == slug)


def rows() -> list[int]:
    return [model.objects.count() for model in TABLES]


def assert_at_the_counter() -> None:
    """A complaint is due tomorrow, a request is new, somebody booked online and somebody did not come."""
    complaint, taken_back, request = Petition.objects.order_by("received_on")
    tomorrow = NOW.date() + dt.timedelta(days=1)
    assert (complaint.kind, complaint.state, complaint.due_on) == ("complaint", "drafted", tomorrow)
    assert (request.kind, request.state, request.received_on) == ("request", "registered", NOW.date())
    assert taken_back.state == "withdrawn"
    missed, nobody = Appointment.objects.filter(state="missed").order_by("-starts_at")
    assert (missed.missed_reason, missed.person_id) == ("transport", request.person_id)
    assert nobody.person is None
    booked = Appointment.objects.get(state="booked")
    assert (booked.is_public, booked.person, booked.starts_at > NOW) == (True, None, True)


def test_a_second_run_changes_nothing(izmir):
    said: list[str] = []
    seed_house(izmir, house("izmir"), now=NOW, report=said.append)
    before = rows()
    assert len(said) == 5
    assert before[0] == 60
    seed_house(izmir, house("izmir"), now=NOW, report=said.append)
    assert rows() == before
    assert len(said) == 5


def test_a_kill_between_parts_is_mended_by_the_next_run(izmir, monkeypatch):
    def die(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(directory_part, "demo_providers", die)
        with pytest.raises(KeyboardInterrupt):
            seed_house(izmir, house("izmir"), now=NOW, report=lambda _: None)
    assert (Person.objects.count(), ServiceProvider.objects.count()) == (60, 0)
    seed_house(izmir, house("izmir"), now=NOW, report=lambda _: None)
    assert (Person.objects.count(), ServiceProvider.objects.count()) == (60, 30)


def test_each_house_runs_published_packs_drafted_by_one_and_approved_by_another(izmir):
    seed_house(izmir, house("izmir"), now=NOW, report=lambda _: None)
    versions = {version.programme.code: version for version in ProgrammeVersion.objects.select_related("programme")}
    assert {code: version.programme.pack for code, version in versions.items()} == {
        "destekli-istihdam": "izmir-destekli-istihdam", "meslek-fabrikasi": "meslek-fabrikasi",
    }  # fmt: skip
    assert all(version.state == VersionState.PUBLISHED for version in versions.values())
    assert all(version.published_by_id != version.drafted_by_id for version in versions.values())
    main = versions["destekli-istihdam"]
    assert main.definition.code == "destekli-istihdam"
    assert main.programme.target_groups == ["disabled"]


def test_kayseri_keeps_the_programme_of_its_people_and_runs_bedestem_beside_it(kayseri):
    with_people = house("kayseri")
    for ensure in (frame_part.ensure, programmes_part.ensure):
        ensure(with_people, now=NOW)
    archive = Programme.objects.get(code="iskep")
    assert (archive.pack, sorted(archive.target_groups)) == (
        "iskep-2014-2016", ["disabled", "poverty", "working_children_family"],
    )  # fmt: skip
    assert Programme.objects.get(code="bedestem").unit_id == archive.unit_id
    assert programmes_part.ensure(with_people, now=NOW) == 0


def test_a_programme_from_before_there_were_packs_gets_its_first_version(izmir):
    frame_part.ensure(house("izmir"), now=NOW)
    before = Programme.objects.get(code="destekli-istihdam")
    assert (before.pack, before.versions.count()) == ("", 0)
    assert programmes_part.ensure(house("izmir"), now=NOW) == 2
    before.refresh_from_db()
    assert (before.pack, before.versions.count()) == ("izmir-destekli-istihdam", 1)


def test_reports_open_as_the_person_page_opens_them(izmir):
    seed_house(izmir, house("izmir"), now=NOW, report=lambda _: None)
    report = MedicalReport.objects.first()
    assert report is not None
    reader = system_actor("test", frozenset(Right))
    opened = read_reports(report.person_id, actor=reader, now=NOW, task="registration")
    assert opened[0].issuer == "Örnek Devlet Hastanesi"
    assert opened[0].rate or opened[0].level
    assert NoticeGiven.objects.filter(person=report.person_id).exists()


def test_only_kayseri_has_a_pinned_day_and_printed_figures(izmir):
    seed_house(izmir, house("izmir"), now=NOW, report=lambda _: None)
    assert not ReportSetting.objects.exists()
    assert not PublishedFigure.objects.exists()


def test_each_house_has_one_address_and_another_surname_to_be_seen():
    assert len({house.slug for house in HOUSES}) == len(HOUSES) == 3
    assert house("torbali").parent == "izmir"
    assert house("kayseri").unit_short == "BEDESTEM"


def test_each_house_has_files_as_far_as_its_own_programme_goes(izmir):
    seed_house(izmir, house("izmir"), now=NOW, report=lambda _: None)
    stages = sorted(Case.objects.values_list("stage", flat=True))
    assert stages == ["application", "assessment", "monitoring", "pre_application", "pre_application",
                      "pre_application", "support_plan", "suspended"]  # fmt: skip
    reader = system_actor("test", frozenset(Right))
    due = DueRecords(reader, today=NOW.date(), until=NOW.date() + dt.timedelta(days=31)).kinds()
    assert {one.source.key: one.count for one in due} == {
        "case_file": 0, "pre_application": 1, "petition": 0, "appointment": 1, "employer_service": 0,
    }  # fmt: skip
    assert Application.objects.count() == 5
    assert Slot.objects.filter(starts_at__gt=NOW).exists()
    assert {one.state for one in Letter.objects.all()} == {"draft", "approved", "served"}
    assert sorted(one.state for one in Decision.objects.all()) == ["in_effect", "proposed"]
    in_effect = Decision.objects.get(state="in_effect")
    notice = Letter.objects.get(pk=in_effect.letter_id)
    assert (notice.state, "Telefon: 0000 000 00 00" in notice.heading["contact"]) == ("served", True)
    stop = InterimStop.objects.get()
    assert (stop.state, stop.started_on <= NOW.date() <= stop.ends_on) == ("running", True)
    assert Visit.objects.count() == 4
    assert EmployerService.objects.get().channel == "phone"
    assert_at_the_counter()


@pytest.mark.parametrize(("slug", "applications"), [("kayseri", 0), ("torbali", 2)])
def test_other_houses_run_their_own_stages_without_a_line_of_code(kayseri, slug, applications):
    seed_house(kayseri, house(slug), now=NOW, report=lambda _: None)
    assert Case.objects.count() == 2
    assert Application.objects.count() == applications
    assert Appointment.objects.filter(is_walk_in=True).count() == 2
    assert not Decision.objects.exists()
    assert EmployerService.objects.count() == (1 if slug == "torbali" else 0)
    assert Visit.objects.count() == (1 if slug == "kayseri" else 0)
    assert {one.state for one in Letter.objects.all()} >= ({"draft", "approved"} if slug == "kayseri" else {"draft"})
    assert_at_the_counter()
