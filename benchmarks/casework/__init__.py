"""How long the screens of casework take among 10,000 cases of one municipality: lists, queues, diary, slots, a case.

Run: ./omuz bench casework [--cases 10000] [--requests 60] [--clients 50] [--quick]

The cases are those of the demo's stories, made by the operations that staff use and then multiplied under other people,
so that each has what a real one has. Asked is the application itself, as a clerk, a manager and a coach of one crew.
"""

import sys
from collections.abc import Sequence

from benchmarks.measuring import scratch


def main(arguments: Sequence[str]) -> None:
    """Measure in a scratch database, which is dropped afterwards; exit with the measurement's code."""
    sys.exit(scratch.measure("omuz_bench_casework", "benchmarks.casework", arguments))
