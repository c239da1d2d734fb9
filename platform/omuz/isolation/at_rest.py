"""What lies in the database: a word of one room in a table of another, or a special-category word readable anywhere."""

from collections.abc import Iterable

from django.db import connection
from psycopg import sql

from omuz.isolation.findings import Report
from omuz.isolation.planting import Planted
from omuz.kernel import context
from tenants import scope


def look_at_tables(report: Report, planted: Iterable[Planted]) -> None:
    """Read every row of the planted rooms and of the platform's own as text, bytes as hexadecimal, each as its role."""
    rooms = list(planted)
    with report.check(
        "at_rest", "no word lies in another room's tables or in the registry, and special ones lie sealed only"
    ) as check:
        for municipality in (*(room.municipality for room in rooms), None):
            home = municipality.slug if municipality is not None else context.PUBLIC_KEY
            with scope.enter(municipality, statement_timeout="120s"):
                for table in _tables():
                    check.looked_at += 1
                    for room, kind in _words_in(table, rooms):
                        if room != home or kind == "special":
                            check.find(f"{home}.{table}: {kind} of {room}")


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')"
            " AND has_table_privilege(oid, 'SELECT') ORDER BY relname"
        )
        return [name for (name,) in cursor.fetchall()]


def _words_in(table: str, rooms: list[Planted]) -> list[tuple[str, str]]:
    known = {
        word: (room.words.room, kind)
        for room in rooms
        for kind in ("plain", "special", "digits")
        for word in (getattr(room.words, kind), getattr(room.words, kind).encode().hex())
    }
    statement = sql.SQL("SELECT DISTINCT (regexp_matches(lower(t::text), {words}, 'g'))[1] FROM {table} t").format(
        words=sql.Literal(f"({'|'.join(known)})"), table=sql.Identifier(table)
    )
    with connection.cursor() as cursor:
        cursor.execute(statement.as_string(None))
        return [known[word] for (word,) in cursor.fetchall()]
