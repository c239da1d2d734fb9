"""What each part of the isolation costs: entering, the second wall, stamps; and the memory that many rooms take.

Run: ./omuz bench isolation [--count 100] [--quick]
"""

import sys
from collections.abc import Sequence

from benchmarks.measuring import scratch


def main(arguments: Sequence[str]) -> None:
    """Measure in a scratch database, which is dropped afterwards; exit with the measurement's code."""
    sys.exit(scratch.measure("omuz_bench_isolation", "benchmarks.isolation", arguments))
