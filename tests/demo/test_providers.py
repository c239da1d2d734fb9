"""The demo's directory: as many as published, each clearly fictional, in real places."""

import datetime as dt

import pytest

from apps.programmes.catalogue import TARGET_GROUPS
from apps.programmes.geography import list_neighbourhoods
from omuz.demo import places
from omuz.demo.people.margins import counts
from omuz.demo.providers import demo_providers


def test_kayseri_has_the_published_number_of_providers_before_the_project_ends():
    providers = demo_providers("kayseri")
    assert len(providers) == counts("providers")["registered"]
    assert all(p.registered_on <= dt.date(2016, 11, 19) for p in providers)


@pytest.mark.parametrize("slug", ["kayseri", "izmir", "torbali"])
def test_providers_are_clearly_fictional_and_unique(slug):
    providers = demo_providers(slug)
    assert all(p.name.startswith("Örnek ") for p in providers)
    assert len({p.name for p in providers}) == len(providers)
    assert all(p.phone.startswith("+90000") and p.email.endswith("@example.org") for p in providers)
    assert {g for p in providers for g in p.target_groups} <= set(TARGET_GROUPS.keys())
    assert demo_providers(slug) == providers


def test_some_entries_are_stale_and_some_were_never_confirmed():
    confirmed = [p.last_confirmed_on for p in demo_providers("kayseri")]
    assert None in confirmed
    assert any(day and day < dt.date(2025, 10, 1) for day in confirmed)
    assert any(day and day > dt.date(2026, 6, 1) for day in confirmed)


@pytest.mark.parametrize(
    ("province", "listed"), [("Kayseri", places.KAYSERI), ("İzmir", places.IZMIR), ("İzmir", places.TORBALI)]
)
def test_neighbourhoods_of_the_demo_stand_in_the_shipped_list(province, listed):
    for district, neighbourhoods in listed.items():
        assert set(neighbourhoods) <= set(list_neighbourhoods(province, district)), district
