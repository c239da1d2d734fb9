"""What tenancy and both walls cost a request, beside the same views without tenancy; at random and in one municipality.

Run: ./omuz bench requests [--count 100] [--requests 400] [--quick]
"""

import sys
from collections.abc import Sequence

from benchmarks.measuring import scratch


def main(arguments: Sequence[str]) -> None:
    """Measure in a scratch database, which is dropped afterwards; exit with the measurement's code."""
    sys.exit(scratch.measure("omuz_bench_requests", "benchmarks.requests", arguments))
