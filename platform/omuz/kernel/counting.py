"""Counting the rows of many query sets by one statement."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

__all__ = ["count_all"]


def count_all(questions: Sequence[QuerySet[Any]], *, most: int) -> list[int]:
    """Return how many rows each of the query sets finds, `most` where it finds more; one statement for all of them.

    Each is asked on its own and stops at `most` rows; what is saved are the ways to the server. Nobody's words come
    into the statement: its text is what Django writes of the query sets, with their values beside it.
    """
    parts: list[str] = []
    values: list[Any] = []
    asked: list[int] = []
    for place, rows in enumerate(questions):
        try:
            text, params = rows.order_by().values("pk")[:most].query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"(SELECT COUNT(*) FROM ({text}) part_{place})")  # noqa: S608 - Django wrote the text
        values += params
        asked.append(place)
    counts = [0] * len(questions)
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(parts)}", values)
            for place, count in zip(asked, cursor.fetchone() or (), strict=True):
                counts[place] = count
    return counts
