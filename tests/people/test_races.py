"""Two clerks at the same moment: the database lets one of them through."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from apps.people import operations
from apps.people.models import Person, PersonIdentity
from apps.people.operations import IdentityDraft
from omuz.kernel.actors import system_actor
from omuz.kernel.errors import Conflict
from tenants import scope
from tests.people.support import NOW, demo_number, draft

pytestmark = pytest.mark.django_db(transaction=True)

CLERKS = 6
ROUNDS = 3


def at_once(work):
    """Run `work(n)` in as many threads as there are clerks, from the same moment on; return what each answered."""
    start = threading.Barrier(CLERKS)

    def one(number):
        try:
            start.wait()
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CLERKS) as pool:
        return list(pool.map(one, range(CLERKS)))


def test_one_number_is_registered_once(municipalities):
    kayseri, clerk = municipalities["kayseri"], system_actor("race")
    for _ in range(ROUNDS):
        number = IdentityDraft(kind="tckn", number=demo_number())

        def register(_, number=number):
            try:
                with scope.enter(kayseri):
                    return operations.register_person(draft(identities=[number]), actor=clerk, now=NOW).file_number
            except Conflict as error:
                return error.code

        answers = at_once(register)
        assert answers.count("identity_registered") == CLERKS - 1, answers
    with scope.enter(kayseri):
        assert PersonIdentity.objects.count() == Person.objects.count() == ROUNDS


def test_file_numbers_are_given_once_and_without_gaps(municipalities):
    kayseri, clerk = municipalities["kayseri"], system_actor("race")

    def register(_):
        with scope.enter(kayseri):
            return operations.register_person(draft(), actor=clerk, now=NOW).file_number

    numbers = [number for _ in range(ROUNDS) for number in at_once(register)]
    assert sorted(numbers) == [f"2026-{n:05d}" for n in range(1, ROUNDS * CLERKS + 1)]


def test_the_same_edit_from_two_desks_is_written_once(municipalities):
    kayseri, clerk = municipalities["kayseri"], system_actor("race")
    with scope.enter(kayseri):
        person = operations.register_person(draft(), actor=clerk, now=NOW)

    def edit(number):
        try:
            with scope.enter(kayseri):
                changes = {"surname": f"Soyadı{number}"}
                return operations.update_person(person.id, actor=clerk, version=1, changes=changes, now=NOW).surname
        except Conflict as error:
            return error.code

    answers = at_once(edit)
    winner = [answer for answer in answers if answer != "stale_version"]
    assert len(winner) == 1
    with scope.enter(kayseri):
        assert Person.objects.get(pk=person.id).surname == winner[0]
