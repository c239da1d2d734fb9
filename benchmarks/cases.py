"""How long the work list of cases takes among 10,000, beside an indexed equality look-up of one case by its number.

Run: ./omuz bench cases [--cases 10000] [--rounds 200]

The people and cases are synthetic, from a fixed seed, in a municipality that is made for the measurement and dropped
afterwards. Asked as a clerk of one unit asks: with the rule of visibility over people and cases.
"""

import argparse
import datetime as dt
import json
import random
from collections.abc import Callable, Sequence

from django.db.models import QuerySet
from psycopg import sql

from apps.accounts.models import OrgUnit
from apps.accounts.rights import Right
from apps.cases.models import Case
from apps.cases.queries.cases import ORDERS, CaseFilter, list_cases
from apps.people.models import Person, PersonPhone
from apps.programmes.models import Programme, ProgrammeVersion
from benchmarks import search
from benchmarks.measuring.bulk import store
from omuz.kernel import context
from omuz.kernel.actors import Actor, Grant
from omuz.kernel.ids import new_id
from tenants import scope
from tenants.migration import owner_schema

NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
TODAY = NOW.date()
STAGES = ("intake", "needs", "plan", "follow_up")
PAGE = 51


def fill(count: int) -> tuple[Programme, list[str]]:
    """Store `count` people of one unit with an open case each; return the programme and some numbers."""
    dice = random.Random(20161119)
    unit = OrgUnit.objects.create(name="Birim")
    programme = Programme.objects.create(code="olcum", name="Ölçüm", unit=unit)
    staff = new_id()
    version = ProgrammeVersion.objects.create(
        programme=programme, number=1, document={}, drafted_by_id=staff, effective_from=TODAY
    )
    search.fill(count)
    Person.objects.update(unit=unit)
    rows = []
    for index, person_id in enumerate(Person.objects.order_by("file_number").values_list("pk", flat=True)):
        opened = NOW - dt.timedelta(days=dice.randrange(700), minutes=dice.randrange(1440))
        rows.append(
            Case(
                number=f"D-2026-{index + 1:05d}", person_id=person_id, programme=programme, programme_version=version,
                unit=unit, stage=dice.choice(STAGES), opened_at=opened, opened_by_id=staff,
                stage_since=min(NOW, opened + dt.timedelta(days=dice.randrange(30))),
                due_on=TODAY + dt.timedelta(days=dice.randrange(-30, 60)) if dice.random() < 0.5 else None,
            )
        )  # fmt: skip
    store(rows, now=NOW)
    return programme, [row.number for row in rows[:: max(count // 50, 1)]]


def settle(municipality: context.Municipality) -> None:
    """Bring statistics up to date, as autovacuum does within a minute."""
    with owner_schema(municipality.schema_name) as connection, connection.cursor() as cursor:
        for model in (Person, PersonPhone, Case):
            table = sql.Identifier(municipality.schema_name, model._meta.db_table)
            cursor.execute(sql.SQL("VACUUM ANALYZE {}").format(table).as_string(None))


def _page(rows: QuerySet[Case], order: str, *, after: Case | None = None) -> list[Case]:
    rows = rows.order_by(*ORDERS[order])
    if after is not None:
        rows = rows.filter(stage_since__gt=after.stage_since)
    return list(rows[:PAGE])


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the times as JSON; fail when a list does not hold what it should."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args(arguments)
    with search.throw_away_municipality() as municipality:
        with scope.enter(municipality, statement_timeout="10min"):
            programme, numbers = fill(options.cases)
        settle(municipality)
        rights = frozenset({Right.PEOPLE_READ, Right.CASES_READ})
        units = frozenset({programme.unit_id})
        clerk = Actor(id=new_id(), label="bench", kind="staff", rights=rights, unit_ids=units,
                      grants=(Grant(rights, units),))  # fmt: skip
        with scope.enter(municipality):
            rows = list_cases(clerk, where=CaseFilter(), today=TODAY)
            deep = next(iter(rows.order_by(*ORDERS["waiting"])[options.cases - 200 : options.cases - 199]))
            asked: dict[str, Callable[[str], object]] = {
                "first page": lambda _: _page(rows, "waiting"),
                "last pages": lambda _: _page(rows, "waiting", after=deep),
                "of a stage": lambda _: _page(
                    list_cases(clerk, where=CaseFilter(stage="plan"), today=TODAY), "waiting"
                ),
                "overdue": lambda _: _page(list_cases(clerk, where=CaseFilter(overdue=True), today=TODAY), "due"),
                "by a name": lambda _: _page(list_cases(clerk, where=CaseFilter(text="isik"), today=TODAY), "waiting"),
                "counted": lambda _: rows.count(),
            }
            assert rows.count() == options.cases
            assert all(asked[name]("") for name in asked)
            baseline = search.p95(lambda text: Case.objects.get(number=text), numbers, rounds=options.rounds)
            results = []
            for name, work in asked.items():
                ours = search.p95(work, [""], rounds=options.rounds)
                results.append(
                    {
                        "name": f"cases: {name} among {options.cases:,}, p95 (ms)",
                        "ours": round(ours, 2),
                        "baseline": round(baseline, 2),
                        "ratio": round(ours / baseline, 2),
                    }
                )
    print(json.dumps({"results": results}, indent=2))


if __name__ == "__main__":
    main()
