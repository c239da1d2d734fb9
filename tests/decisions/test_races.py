"""Two at the same moment: one decision is taken once, one stop runs, one proposal is open."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from apps.decisions.models import Decision, InterimStop
from apps.decisions.operations.stopping import start_stop
from apps.letters.queries.about import letters_about
from omuz.kernel.errors import DomainError
from tenants import scope
from tests.decisions.support import case_in, programme, proposed, taken
from tests.support.staff import NOW, make_actor

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 3


def _together(room, work):
    start = threading.Barrier(AT_ONCE)

    def one(number):
        try:
            with scope.enter(room):
                start.wait(timeout=20)
                work(number)
                return "done"
        except DomainError as error:
            return error.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(pool.map(one, range(AT_ONCE)))


def test_managers_take_the_same_decision_once(municipalities):
    room = municipalities["kayseri"]
    with scope.enter(room):
        decision = proposed(case_in(programme()))
        managers = [make_actor("unit_manager") for _ in range(AT_ONCE)]
    answers = _together(room, lambda number: taken(decision, actor=managers[number]))
    assert answers == ["done"] + ["stale_version"] * (AT_ONCE - 1)
    with scope.enter(room):
        assert len(letters_about("decision", [decision.pk])[decision.pk]) == 1


def test_one_stop_runs_and_one_proposal_is_open(municipalities):
    room = municipalities["kayseri"]
    with scope.enter(room):
        case, people = case_in(programme()), [make_actor("assessor") for _ in range(AT_ONCE)]
    stopped = _together(room, lambda number: start_stop(case.pk, risk="Tehlike.", actor=people[number], now=NOW))
    assert stopped.count("done") == 1
    asked = _together(room, lambda number: proposed(case, actor=people[number]))
    assert asked.count("done") == 1
    with scope.enter(room):
        assert (InterimStop.objects.count(), Decision.objects.count()) == (1, 1)
