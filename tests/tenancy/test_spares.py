"""Spare rooms: made ahead by the owner, taken by the web without it, one each, never an old one."""

import pytest
from django.core.management import call_command
from django.db import connections

from omuz.kernel import clock
from omuz.kernel.actors import system_actor
from omuz.kernel.models.audit import AuditEvent
from omuz.kernel.models.keys import DataKey
from tenants import scope
from tenants.enums import MunicipalityState
from tenants.fleet import building, comparing, creation, spares
from tenants.head import migrations_known
from tenants.models import Spare
from tenants.registering import ProvisioningError
from tests.support.staff import ApiClient
from tests.tenancy.rooms import asked, dies, refill, spare_keys, swept
from tests.tenancy.test_creation import at_once, schemas

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

TOWN, OTHER = "yedek-belde", "obur-belde"


@pytest.fixture(autouse=True)
def clean(municipalities):
    with swept(TOWN, OTHER):
        yield


@pytest.fixture
def without_owner(monkeypatch):
    """Let this process have no owner's login, as the web has none."""

    def refused(*args, **kwargs):
        raise AssertionError("the owner's login was used")

    def apply():
        connections["owner"].close()
        monkeypatch.setattr(connections["owner"], "ensure_connection", refused)

    yield apply
    monkeypatch.undo()


def take(slug=TOWN, **values):
    return spares.take_spare(asked(slug, **values), now=clock.now())


def test_a_spare_is_taken_without_the_owners_login(municipalities, without_owner):
    assert refill(1) == 1
    without_owner()
    made = creation.create(asked(TOWN), now=clock.now(), actor=system_actor("Deneme"))
    assert made.state == MunicipalityState.ACTIVE
    assert made.migrations_applied == migrations_known()
    assert ApiClient(f"{TOWN}.localhost").get("/api/v1/me/").status_code == 401
    with scope.enter(made):
        assert DataKey.objects.count() == 2
    with scope.enter(None):
        assert AuditEvent.objects.get(action="municipality.created").subject_id == made.id
        assert not Spare.objects.exists()


def test_a_municipality_made_from_a_spare_is_like_any_other(municipalities):
    refill(1)
    assert comparing.differences(take()) == []


def test_the_pool_is_filled_up_to_the_number_asked_for(municipalities):
    assert refill(2) == 2
    assert refill(2) == 0
    take()
    assert refill(2) == 1


def test_an_address_that_is_taken_leaves_the_spare_where_it_is(municipalities):
    refill(1)
    for slug, told in (("kayseri", "is taken"), ("www", "reserved")):
        with pytest.raises(ProvisioningError, match=told):
            take(slug)
    with pytest.raises(ProvisioningError, match="no municipality 'yok'"):
        take(TOWN, parent_slug="yok")
    assert spares.count_spares() == 1


def test_two_at_once_take_two_different_ones(municipalities):
    refill(2)
    first, second = at_once(lambda: take(TOWN), lambda: take(OTHER))
    assert {first.slug, second.slug} == {TOWN, OTHER}
    assert first.key != second.key


def test_of_two_who_ask_for_one_address_one_gets_it_and_the_others_spare_stays(municipalities):
    refill(2)
    results = at_once(take, take)
    assert sorted(type(result).__name__ for result in results) == ["Municipality", "ProvisioningError"], results
    assert spares.count_spares() == 1


@pytest.mark.parametrize(
    "values",
    [
        {"migrations_applied": 1},
        {"is_ready": False},
        {"sealed_wall_token": "older-master-key:xxxx"},
    ],
    ids=["behind", "half made", "sealed under an old master key"],
)
def test_a_spare_that_cannot_be_used_is_not_taken_and_is_cleared_away(municipalities, values):
    refill(1)
    (old,) = spare_keys()
    with scope.enter(None):
        Spare.objects.update(**values)
    assert spares.count_spares() == 0
    assert take() is None
    assert refill(1) == 1
    assert old not in spare_keys()
    assert f"m_{old}" not in schemas()


@pytest.mark.parametrize("step", ["ensure_role", "make_schema", "make_keys"])
def test_a_spare_whose_making_is_killed_is_cleared_away_by_the_next_filling(municipalities, monkeypatch, step):
    import os

    done = getattr(building, step)

    def then_die(*args, **kwargs):
        done(*args, **kwargs)
        os._exit(9)

    monkeypatch.setattr(spares, step, then_die)
    assert dies(lambda: refill(1))
    monkeypatch.undo()
    assert len(spare_keys()) == 1
    assert spares.count_spares() == 0
    assert refill(1) == 1
    assert len(spare_keys()) == 1
    assert len(schemas()) == 3


def test_with_a_key_of_its_own_no_spare_is_taken(municipalities):
    refill(1)
    made = creation.create(asked(TOWN), now=clock.now(), key="kendianahtari")
    assert made.key == "kendianahtari"
    assert spares.count_spares() == 1


def test_the_command_counts_and_fills(municipalities, capsys):
    call_command("fleet", "spares", "--count", "1", "--format", "json")
    call_command("fleet", "spares", "--format", "json")
    made, counted = capsys.readouterr().out.strip().splitlines()
    assert '"ready": 1, "made": 1' in made
    assert '"ready": 1, "made": 0' in counted
