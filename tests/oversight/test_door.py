"""Figures come in by one door: from the municipality that has been entered, and never a raw count."""

import uuid

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection

from tenants import scope
from tests.flow.conftest import administrator
from tests.oversight.conftest import AS_OF, cell, coordinator, release

pytestmark = pytest.mark.usefixtures("committing")


def released() -> int:
    with coordinator() as server:
        return len(server.execute("SELECT id FROM oversight_releasedcell").fetchall())


def test_a_municipality_releases_in_its_own_name(municipalities):
    assert release(municipalities["kayseri"], [cell(10), cell(2015, gender="f"), cell(None, gender="m")]) == 3
    assert released() == 3


def test_it_cannot_release_in_the_name_of_another(municipalities):
    """Also not by SQL that names it: the second wall's token is that of the room which has been entered."""
    with pytest.raises(DatabaseError, match="that has been entered"):
        release(municipalities["kayseri"], [cell(10)], into="izmir")
    assert released() == 0


@pytest.mark.parametrize("into", ["kayseri", "public", "nowhere", ""])
def test_the_platforms_room_releases_in_nobodys_name(municipalities, into):
    with pytest.raises(DatabaseError, match="that has been entered"), scope.enter(None):
        with connection.cursor() as cursor:
            values = [into, uuid.uuid4(), "registered", AS_OF, '[{"dimensions": {}, "value": 10}]']
            cursor.execute("SELECT ext.release_figures(%s, %s, %s, %s, %s::jsonb)", values)
    assert released() == 0


@pytest.mark.parametrize("value", [0, 1, 5, 9, 11, 12, 101, 2014, -10])
def test_a_raw_or_small_count_is_refused_with_the_whole_release(municipalities, value):
    with pytest.raises(IntegrityError):
        release(municipalities["kayseri"], [cell(10), cell(value, gender="f")])
    assert released() == 0


@pytest.mark.parametrize(
    "dimensions", [{"gender": "Ayşe Yılmaz"}, {"Ad": "f"}, {"gender": 7}, {"gender": {"x": "y"}}, ["f"], "f", None]
)
def test_dimensions_are_codes(municipalities, dimensions):
    with pytest.raises(DatabaseError):
        release(municipalities["kayseri"], [{"dimensions": dimensions, "value": 10}])
    assert released() == 0


def test_a_release_and_a_cell_are_entered_once(municipalities):
    once = uuid.uuid4()
    release(municipalities["kayseri"], [cell(10)], release_id=once)
    for room, cells, release_id in (("kayseri", [cell(15)], once), ("izmir", [cell(15)], once)):
        with pytest.raises(IntegrityError):
            release(municipalities[room], cells, release_id=release_id)
    with pytest.raises(IntegrityError):
        release(municipalities["kayseri"], [cell(10, gender="f"), cell(15, gender="f")])
    assert released() == 1


def test_an_empty_release_is_none(municipalities):
    with pytest.raises(IntegrityError):
        release(municipalities["kayseri"], [])


@pytest.mark.parametrize("table", ["oversight_release", "oversight_releasedcell"])
@pytest.mark.parametrize(
    "change", ["UPDATE public.{} SET indicator = 'other'", "DELETE FROM public.{}", "TRUNCATE public.{} CASCADE"]
)
def test_what_was_released_stays_even_for_the_owner(municipalities, table, change):
    release(municipalities["kayseri"], [cell(10)])
    with administrator() as server:
        server.execute("SET ROLE omuz_test_owner")
        with pytest.raises(psycopg.Error) as refused:
            server.execute(change.format(table))
        assert "written once" in str(refused.value)
    assert released() == 1
