"""People and providers travel: exported from Kayseri and imported where nobody is, they give the same report.

Both municipalities are entered one after the other inside one transaction, which is undone at the end.
"""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from omuz.demo.people.margins import published
from omuz.demo.seeding import HOUSES, seed_house
from omuz.kernel import clock
from omuz.kernel.context import Municipality

pytestmark = pytest.mark.slow

THE_DAY = "2016-11-19"


class _UndoError(Exception):
    """Ends the module's transaction."""


@pytest.fixture(scope="module")
def travelled(
    municipalities: dict[str, Municipality], django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Any]]:
    """Export Kayseri's lists, import them into the empty municipality, and return what the import said."""
    folder: Path = tmp_path_factory.mktemp("lists")
    house = next(house for house in HOUSES if house.slug == "kayseri")
    said: dict[str, Any] = {}
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                seed_house(municipalities["kayseri"], house, now=clock.now(), report=lambda _: None)
                for kind in ("people", "providers"):
                    call_command("export", "kayseri", kind, str(folder / f"{kind}.xlsx"), reason="Deneme")
                    out = io.StringIO()
                    call_command("import", "izmir", kind, str(folder / f"{kind}.xlsx"), format="json", stdout=out)
                    said[kind] = json.loads(out.getvalue())
                yield said
                raise _UndoError
        except _UndoError:
            pass
        finally:
            connection.close()


def report(slug: str, day: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("report", slug, "mdis", "--as-of", day, "--format", "json", stdout=out)
    tables: dict[str, Any] = json.loads(out.getvalue())["tables"]
    return tables


def counted(tables: dict[str, Any]) -> dict[str, Any]:
    """Return the tables without what was printed before: that belongs to Kayseri's own page."""
    for table in tables.values():
        for row in [*table["rows"], table.get("total", {})]:
            row.pop("published", None)
    return tables


def test_every_row_was_taken_in(travelled):
    for kind, n in (("people", 824), ("providers", 110)):
        assert travelled[kind]["counts"].get("imported") == n, travelled[kind]


def test_the_published_tables_come_out_again(travelled):
    tables = report("izmir", THE_DAY)
    for name, table in tables.items():
        wanted = published()["tables"][name]
        ours = [(row["key"], row["n"], row["percent"]) for row in table["rows"]]
        assert ours == [(row["key"], row["n"], row.get("expected")) for row in wanted["rows"]], name
        if "total" in wanted:
            assert (table["total"]["n"], table["total"]["percent"]) == (
                wanted["total"]["n"],
                wanted["total"]["expected"],
            )


@pytest.mark.parametrize("day", ["2015-06-30", THE_DAY, "2018-01-01", "2026-10-01"])
def test_every_other_day_gives_the_same_too(travelled, day):
    assert counted(report("izmir", day)) == counted(report("kayseri", day))
