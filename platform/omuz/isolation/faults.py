"""The error path: a view that has read a record breaks in the database, and what is said of it must name nobody."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db import connection
from rest_framework.request import Request
from rest_framework.response import Response

from api.v1.people.views.people import PersonView
from omuz.isolation.findings import Check
from omuz.isolation.planting import Planted
from omuz.isolation.visiting import Visitor
from omuz.isolation.watching import Caught
from omuz.isolation.words import Lookout

#: PostgreSQL repeats the whole row in its message: names, notes, everything.
_BREAKS = "UPDATE people_person SET given_names = '', surname = '', working_label = ''"


@contextmanager
def _breaking() -> Iterator[None]:
    """Let the page of a person read all of it, keep it in a local variable, and fail with the row in the message."""
    read = PersonView.get

    def fail(view: PersonView, request: Request, person_id: Any) -> Response:
        found = read(view, request, person_id)
        with connection.cursor() as cursor:
            cursor.execute(_BREAKS)
        return found

    with patch.object(PersonView, "get", fail):
        yield


def break_a_view(visitor: Visitor, room: Planted, lookout: Lookout, caught: Caught, check: Check) -> None:
    """Ask for a person's page while it breaks; note every planted word in the answer, the logs and the error report.

    `caught` must be made with `reports=True`. The check is blind where no error was logged and reported.
    """
    caught.take()
    with _breaking():
        answer = visitor.ask("GET", f"/api/v1/people/{room.keys['people_person'][0]}/")
    left = caught.take()
    if answer.status != 500 or not left.logs or not left.reports:
        check.find(f"the error path was not reached: {answer.status}, {len(left.logs)} log lines, "
                   f"{len(left.reports)} reports")  # fmt: skip
    for place, texts in (("answer", [answer.said]), ("log line", left.logs), ("error report", left.reports)):
        for text in texts:
            check.looked_at += 1
            for sighting in lookout.see(text):
                check.find(f"{place} of a fault: {sighting.kind} of {sighting.room}")
