"""The whole country in one database: created, migrated under running requests, killed in the middle and finished.

Run: ./omuz soak fleet [--count 1393] [--jobs 2] [--kills 10] [--seed 1393] [--fresh] [--keep]

A run that was interrupted goes on where it stopped; the scratch database goes once everything has passed, unless it is
to be kept. The report is printed and stands in <data>/soak/fleet/report.json.
"""

from collections.abc import Sequence

from soak.running import run


def main(arguments: Sequence[str]) -> None:
    """Run or go on, and exit with 0 only when everything held."""
    run("fleet", arguments, usage=__doc__, leftovers=("*.jsonl", "migrations/*/*.py"))
