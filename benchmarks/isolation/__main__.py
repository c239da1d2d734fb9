"""The measurement itself, in the scratch database; `benchmarks.isolation` starts it."""

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

import django

from benchmarks.measuring.progress import load, print_results, result, say

COUNTRY = 1393


def median_ms(work: Callable[[], object], *, rounds: int) -> float:
    """Return the median milliseconds of one call, after a few for warmth."""
    for _ in range(5):
        work()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def side_by_side(ours: Callable[[], object], baseline: Callable[[], object], *, rounds: int) -> tuple[float, float]:
    """Return both medians, taken in turns so that other work on the machine meets both."""
    pairs = [(median_ms(ours, rounds=rounds // 4), median_ms(baseline, rounds=rounds // 4)) for _ in range(4)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def entering(rooms: Sequence[Any], *, rounds: int) -> list[dict[str, Any]]:
    """Return what entering costs beside an empty transaction with one statement."""
    from django.db import connection, transaction

    from tenants import scope

    turns = iter(range(10**9))

    def enter_one() -> None:
        with scope.enter(rooms[0].municipality):
            pass

    def enter_any() -> None:
        with scope.enter(rooms[next(turns) % len(rooms)].municipality):
            pass

    def plain() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT %s::text, %s::text, %s::text, %s::text, %s::text, %s::text, %s::bigint",
                           ["role", "path", "30s", "10s", "60s", "token", 1])  # fmt: skip

    return [
        result("entering: a transaction in one municipality (ms; baseline: with a statement that sets nothing)",
               *side_by_side(enter_one, plain, rounds=rounds)),
        result("entering: a transaction in municipalities in turn (ms)",
               *side_by_side(enter_any, plain, rounds=rounds)),
    ]  # fmt: skip


def facts() -> Any:
    """Return the rows of a table behind the second wall."""
    from apps.people.models import SensitiveFact

    return SensitiveFact.objects


def rewrite(keys: Sequence[Any]) -> None:
    """Change rows one by one."""
    for key in keys:
        facts().filter(pk=key).update(statute="-")


WORK: dict[str, Callable[[Sequence[Any]], object]] = {
    "one row by key": lambda keys: facts().filter(pk=keys[0]).values_list("rank").first(),
    "200 rows by key": lambda keys: list(facts().filter(pk__in=keys).values_list("pk", "rank")),
    "count of 2,000 rows": lambda keys: facts().filter(pk__gte=keys[0]).count(),
    "change 20 rows one by one": lambda keys: rewrite(keys[:20]),
}


def second_wall(walled: Any, bare: Any, *, rounds: int) -> list[dict[str, Any]]:
    """Return what the policy costs reads and writes: the same table with its policy and, elsewhere, without one."""

    lines = []
    for name, work in WORK.items():
        times: dict[str, list[float]] = {}
        for label, municipality in (("with", walled), ("without", bare), ("with", walled), ("without", bare)):
            times.setdefault(label, []).append(inside(municipality, work, rounds=rounds // 2))
        lines.append(
            result(f"second wall: {name} (ms; baseline: no policy)", min(times["with"]), min(times["without"]))
        )
    return lines


def inside(municipality: Any, work: Callable[[Sequence[Any]], object], *, rounds: int) -> float:
    """Return the median of `work` inside one transaction there, which is rolled back."""
    from django.db import transaction

    from apps.people.models import SensitiveFact
    from tenants import scope

    with scope.enter(municipality, statement_timeout="5min"):
        keys = list(SensitiveFact.objects.order_by("pk").values_list("pk", flat=True)[:200])
        took = median_ms(lambda: work(keys), rounds=rounds)
        transaction.set_rollback(True)
    return took


def furnish_facts(municipality: Any, count: int) -> None:
    """Give the municipality `count` rows behind the second wall; what they hold does not matter here."""
    import datetime as dt

    from apps.accounts.models import OrgUnit
    from apps.people.models import Person, SensitiveFact
    from apps.privacy.enums import LegalBasis
    from apps.programmes.models import Programme
    from omuz.kernel import clock
    from omuz.kernel.ids import new_id
    from tenants import scope

    with scope.enter(municipality):
        unit = OrgUnit.objects.create(name="Ölçüm")
        programme = Programme.objects.create(code="olcum", name="Ölçüm", unit=unit)
        people = list(Person.objects.all()[:count])
        SensitiveFact.objects.bulk_create(
            SensitiveFact(
                person=people[n % len(people)], kind="target_group", token=f"t{n}", sealed=b"-", programme=programme,
                legal_basis=LegalBasis.values[0],
                valid_from=dt.date(2026, 1, 1), recorded_by_id=new_id(), recorded_at=clock.now(),
            )
            for n in range(count)
        )  # fmt: skip


def settle(municipality: Any) -> None:
    """Bring the table's statistics up to date, as autovacuum does within a minute."""
    from tenants import walls
    from tenants.migration import owner_schema

    token = walls.token_of(municipality)
    with owner_schema(municipality.schema_name, wall_token=token) as connection, connection.cursor() as cursor:
        cursor.execute(f'ANALYZE "{facts().model._meta.db_table}"')


def take_wall_down(municipality: Any) -> None:
    """Disable the policy on the table of one municipality: the baseline."""
    from apps.people.models import SensitiveFact
    from tenants.migration import owner_schema

    with owner_schema(municipality.schema_name) as connection, connection.cursor() as cursor:
        cursor.execute(f'ALTER TABLE "{SensitiveFact._meta.db_table}" DISABLE ROW LEVEL SECURITY')
        cursor.execute(f'ALTER TABLE "{SensitiveFact._meta.db_table}" NO FORCE ROW LEVEL SECURITY')


def stamps(municipality: Any, *, rounds: int) -> list[dict[str, Any]]:
    """Return what it costs that instances carry their municipality: loading them beside plain values."""
    from django.db.models import base

    from apps.people.models import Person
    from tenants import scope

    with scope.enter(municipality, statement_timeout="5min"):
        first = Person.objects.order_by("pk").first()
        assert first is not None
        names = [field.attname for field in Person._meta.concrete_fields]
        values = [getattr(first, name) for name in names]

        def ours() -> None:
            for _ in range(200):
                Person.from_db("default", names, values)

        def baseline() -> None:
            stamped = base.ModelState
            base.ModelState = stamped.__mro__[1]  # type: ignore[assignment, misc]
            try:
                ours()
            finally:
                base.ModelState = stamped  # type: ignore[misc]

        return [
            result("stamps: 200 instances from the database's values (ms; baseline: Django's own, without a stamp)",
                   *side_by_side(ours, baseline, rounds=rounds))
        ]  # fmt: skip


def main() -> None:
    """Print the results as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100, help="municipalities")
    parser.add_argument("--rounds", type=int, default=400)
    parser.add_argument("--quick", action="store_true", help="few of everything: to see that it runs")
    options = parser.parse_args()
    if options.quick:
        options.count, options.rounds = 4, 60
    before = load()
    django.setup()
    from benchmarks.isolation import memory
    from benchmarks.measuring import rooms as making
    from tenants.provisioning import list_municipalities

    making.prepare()
    making.create_up_to(options.count)
    rooms = list(making.furnished(list_municipalities(), people=40))
    walled, bare = rooms[0].municipality, rooms[1].municipality
    for municipality in (walled, bare):
        furnish_facts(municipality, 2000)
        settle(municipality)
    take_wall_down(bare)
    say("entering")
    lines = entering(rooms, rounds=options.rounds)
    say("second wall")
    lines += second_wall(walled, bare, rounds=options.rounds)
    lines += stamps(walled, rounds=min(options.rounds, 100))
    say("memory")
    lines += memory.measure([room.municipality for room in rooms])
    print_results(lines, municipalities=len(rooms), load={"before": before, "after": load()})


if __name__ == "__main__":
    main()
