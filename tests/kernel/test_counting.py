"""Counting many query sets by one statement."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import OrgUnit
from omuz.kernel.counting import count_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def units(kayseri):
    made = [OrgUnit.objects.create(name=name) for name in ("Sayılan 1", "Sayılan 2", "100% 'Sayılan'")]
    return OrgUnit.objects.filter(pk__in=[one.pk for one in made])


def test_each_is_counted_on_its_own_and_all_by_one_statement(units):
    questions = [
        units,
        units.filter(name__contains="1"),
        units.none(),
        units.filter(pk__in=[]),
        units.filter(name="100% 'Sayılan'").select_related("parent").order_by("name"),
    ]
    with CaptureQueriesContext(connection) as asked:
        assert count_all(questions, most=10) == [3, 2, 0, 0, 1]
    assert len(asked) == 1


def test_counting_stops_at_the_most(units):
    assert count_all([units, units.exclude(name="Sayılan 1")], most=2) == [2, 2]


def test_nothing_asked_is_nothing_said(units):
    with CaptureQueriesContext(connection) as asked:
        assert count_all([], most=5) == []
        assert count_all([units.none()], most=5) == [0]
    assert len(asked) == 0
