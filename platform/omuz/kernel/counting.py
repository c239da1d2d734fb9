"""Counting the rows of many questions by one statement."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, Q, QuerySet, Value, When

__all__ = ["count_all", "count_parts"]


def count_all(questions: Sequence[QuerySet[Any]], *, most: int) -> list[int]:
    """Return how many rows each of the query sets finds, `most` where it finds more; one statement for all of them.

    Each is asked on its own and stops at `most` rows; what is saved are the ways to the server.
    """
    return [count for [count] in count_parts([(rows, [Q()]) for rows in questions], most=most)]


def count_parts(questions: Sequence[tuple[QuerySet[Any], Sequence[Q]]], *, most: int) -> list[list[int]]:
    """Return how many of some rows meet each of the conditions asked of them, `most` where more do; one statement.

    A question is what is looked through and what is asked of it. Its table is read once for all of its conditions; for
    one alone it is read until `most` rows are found. Conditions name no relation to many (`Exists` does), which would
    count a row as often as it is related. Nobody's words come into the statement: its text is what Django writes of the
    query sets, with their values beside it.
    """
    parts: list[str] = []
    values: list[Any] = []
    asked: list[int] = []
    for place, (rows, conditions) in enumerate(questions):
        try:
            text, params = _part(rows, conditions, most=most)
        except EmptyResultSet:
            continue
        parts.append(text)
        values += params
        asked.append(place)
    counts = [[0] * len(conditions) for _, conditions in questions]
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts)}", values)
            for place, found in zip(asked, cursor.fetchone() or (), strict=True):
                counts[place] = [min(count, most) for count in found]
    return counts


def _part(rows: QuerySet[Any], conditions: Sequence[Q], *, most: int) -> tuple[str, Sequence[Any]]:
    """Return the expression that is an array of the counts of one question."""
    rows = rows.order_by()
    if len(conditions) == 1:
        text, values = rows.filter(conditions[0]).values("pk")[:most].query.sql_with_params()
        return f"(SELECT ARRAY[COUNT(*)] FROM ({text}) found)", values  # noqa: S608 - Django wrote the text
    # As CASE, since one that nothing can meet is written as no condition but as its default.
    answers = {
        f"answer_{place}": Case(When(condition, then=Value(True)), default=Value(False))
        for place, condition in enumerate(conditions)
    }
    text, values = rows.annotate(**answers).values(*answers).query.sql_with_params()
    counts = ", ".join(f"COUNT(*) FILTER (WHERE {name})" for name in answers)
    return f"(SELECT ARRAY[{counts}] FROM ({text}) found)", values  # noqa: S608 - as above
