"""Seeding: a kill is mended by running again, a second run changes nothing, houses differ."""

import datetime as dt

import pytest

from apps.accounts.rights import Right
from apps.directory.models import ServiceProvider
from apps.indicators.models import PublishedFigure, ReportSetting
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
from omuz.demo.seeding import HOUSES, seed_house
from omuz.demo.seeding import directory as directory_part
from omuz.kernel.actors import system_actor

NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
TABLES = (Person, PersonFact, SensitiveFact, PersonIdentity, HouseholdMember, ServiceProvider, PublishedFigure)


def house(slug):
    return next(house for house in HOUSES if house.slug == slug)


def rows() -> list[int]:
    return [model.objects.count() for model in TABLES]


def test_a_second_run_changes_nothing(izmir):
    said: list[str] = []
    seed_house(izmir, house("izmir"), now=NOW, report=said.append)
    before = rows()
    assert len(said) == 3
    assert before[0] == 60
    seed_house(izmir, house("izmir"), now=NOW, report=said.append)
    assert rows() == before
    assert len(said) == 3


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
