"""Creating, and migrating with nothing and with one thing to do, beside stock django-tenants on the same schemas.

Run: ./omuz bench fleet [--schemas 50,200] [--jobs 2] [--quick]
"""

import sys
from collections.abc import Sequence

from benchmarks.measuring import scratch


def main(arguments: Sequence[str]) -> None:
    """Measure in a scratch database, which is dropped afterwards; exit with the measurement's code."""
    sys.exit(scratch.measure("omuz_bench_fleet", "benchmarks.fleet", arguments))
