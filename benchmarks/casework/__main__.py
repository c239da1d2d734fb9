"""The measurement itself, in the scratch database; `benchmarks.casework` starts it."""

import argparse
from typing import Any

import django

from benchmarks.measuring.progress import load, print_results, result, say


def main() -> None:
    """Print the results as JSON; fail when an answer is not 200 or statements grow with the cases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=60, help="of each address")
    parser.add_argument("--clients", type=int, default=50, help="who book at once")
    parser.add_argument("--quick", action="store_true", help="few of everything: to see that it runs")
    options = parser.parse_args()
    if options.quick:
        options.cases, options.requests, options.clients = 80, 6, 5
    before = load()
    django.setup()
    from benchmarks.casework import asking, filling
    from benchmarks.measuring import rooms
    from omuz.kernel import clock

    now = clock.now()
    rooms.prepare()
    municipality = filling.demo_house(now)
    say("the stories are told")
    few = min(600, options.cases // 2)
    filling.multiplied(municipality, to=few, now=now)
    say(f"{few} cases")
    asker = asking.Asker(municipality, today=clock.local_date(now))
    with_few = {(name, who): asker.measured(who, path, requests=12).statements for name, who, path in asking.ASKED}
    filling.multiplied(municipality, to=options.cases, now=now)
    say(f"{options.cases} cases")
    baseline = asker.measured(*asking.BASELINE[1:], requests=options.requests)
    results: list[dict[str, Any]] = []
    for name, who, path in asking.ASKED:
        figures = asker.measured(who, path, requests=options.requests)
        of = f"casework: {name}{f' ({who})' if who else ''} among {options.cases:,} cases"
        results += [
            result(f"{of}, p95 (ms)", figures.p95, baseline.p95, digits=1),
            result(f"{of}, processor time (ms)", figures.processor, baseline.processor, digits=1),
            result(f"{of}, statements beside {few} cases", figures.statements, with_few[name, who]),
        ]
    shown, booked, answers = asker.crowd(options.clients)
    results += [
        result(f"casework: the days, {options.clients} citizens at once, p95 (ms)", shown, None, digits=1),
        result(f"casework: a booking, {options.clients} citizens at once, p95 (ms)", booked, None, digits=1),
    ]
    print_results(results, cases=options.cases, bookings=answers, load={"before": before, "after": load()})


if __name__ == "__main__":
    main()
