"""The measurement itself, in the scratch database; `benchmarks.requests` starts it."""

import argparse
import contextlib
import json
import os
import random
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import django

from benchmarks.measuring.progress import load, print_results, result, say

VIEWS = {
    "list of people": "/api/v1/people/?page_size=50",
    "view of 10 queries": "/api/bench/10/",
    "request of 20 queries": "/api/bench/20/",
}
#: Rounds alternate between the applications, so that other work on the machine meets both.
ROUNDS = 8


class Application:
    """One of the two applications in a process of its own."""

    def __init__(self, settings: str, **environment: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.requests.server"],
            env=os.environ | {"DJANGO_SETTINGS_MODULE": settings, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, path: str, rooms: Sequence[Any], count: int, *, count_statements: bool = False) -> dict[str, Any]:
        """Return the milliseconds of `count` requests, and the statements of one.

        Raises:
            RuntimeError: the process ended.
        """
        wanted = {
            "path": path,
            "rooms": [[room.host, room.session] for room in rooms],
            "count": count,
            "count_statements": count_statements,
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(wanted) + "\n")
            self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the application under measurement ended; its words stand above")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.wait(timeout=30)


@contextmanager
def applications(room: Any) -> Iterator[tuple[Application, Application]]:
    """Give ours and the one without tenancy, which stands in `room` for good."""
    municipality = room.municipality
    ours = Application("benchmarks.requests.settings")
    plain = Application(
        "benchmarks.requests.plain_settings",
        OMUZ_PLAIN_SCHEMA=municipality.schema_name,
        OMUZ_PLAIN_SLUG=municipality.slug,
    )
    try:
        yield ours, plain
    finally:
        ours.close()
        plain.close()


def compare(rooms: Sequence[Any], *, requests: int) -> list[dict[str, Any]]:
    """Return the results of every view: without tenancy, in one municipality, at random."""
    dice = random.Random(1393)
    results: list[dict[str, Any]] = []
    with applications(rooms[0]) as (ours, plain):
        for name, path in VIEWS.items():
            say(f"{name}: {requests} requests each")
            times: dict[str, list[float]] = {"plain": [], "one": [], "random": []}
            spread = [dice.choice(rooms) for _ in range(requests)]
            ours.ask(path, rooms, len(rooms))  # every room once: what is measured is the lasting state
            for application in (ours, plain):
                application.ask(path, rooms[:1], 30)
            share = max(requests // ROUNDS, 1)
            for turn in range(ROUNDS):
                times["plain"] += plain.ask(path, rooms[:1], share)["times"]
                times["one"] += ours.ask(path, rooms[:1], share)["times"]
                times["random"] += ours.ask(path, spread[turn * share :], share)["times"]
            results += lines(name, times)
            results.append(counted(name, path, ours, plain, rooms))
    return results


def lines(name: str, times: dict[str, list[float]]) -> list[dict[str, Any]]:
    """Return the lines of one view."""
    middle = {kind: statistics.median(values) for kind, values in times.items()}
    late = {kind: statistics.quantiles(values, n=20)[-1] for kind, values in times.items()}
    return [
        result(f"{name}, at random, median (ms)", middle["random"], middle["plain"], digits=3),
        result(f"{name}, one municipality, median (ms)", middle["one"], middle["plain"], digits=3),
        result(f"{name}, at random, p95 (ms)", late["random"], late["plain"], digits=3),
        result(f"{name}, p95 at random beside p95 in one municipality (ms)", late["random"], late["one"], digits=3),
    ]


def counted(name: str, path: str, ours: Application, plain: Application, rooms: Sequence[Any]) -> dict[str, Any]:
    """Return the line that compares how many statements a request takes."""
    with_walls = ours.ask(path, rooms[:1], 1, count_statements=True)["statements"]
    without = plain.ask(path, rooms[:1], 1, count_statements=True)["statements"]
    further = Counter(with_walls)
    further.subtract(without)
    line = result(f"{name}, statements", len(with_walls), len(without))
    return line | {"further": [text[:60] for text, times in further.items() if times > 0]}


def main() -> None:
    """Print the results as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100, help="municipalities")
    parser.add_argument("--people", type=int, default=200, help="people in each")
    parser.add_argument("--requests", type=int, default=800, help="of each view and kind")
    parser.add_argument("--quick", action="store_true", help="few of everything: to see that it runs")
    options = parser.parse_args()
    if options.quick:
        options.count, options.people, options.requests = 3, 30, 80
    before = load()
    django.setup()
    from benchmarks.measuring import rooms as making
    from tenants.provisioning import list_municipalities

    making.prepare()
    making.create_up_to(options.count)
    rooms = list(making.furnished(list_municipalities(), people=options.people))
    say("people and sessions are there")
    results = compare(rooms, requests=options.requests)
    print_results(
        results, municipalities=len(rooms), requests=options.requests, load={"before": before, "after": load()}
    )


if __name__ == "__main__":
    main()
