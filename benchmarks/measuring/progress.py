"""Progress on stderr, results on stdout: what a measurement says while it runs and at its end."""

import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any

_BEGAN = time.monotonic()


def say(text: str) -> None:
    """Print a line of progress with the seconds since the start."""
    print(f"[{time.monotonic() - _BEGAN:7.1f} s] {text}", file=sys.stderr, flush=True)


def result(name: str, ours: float, baseline: float | None, *, digits: int = 4) -> dict[str, Any]:
    """Return one line of the results: `ratio` is ours divided by the baseline; without a baseline both are None."""
    ratio = round(ours / baseline, 6) if baseline else None
    return {
        "name": name,
        "ours": round(ours, digits),
        "baseline": None if baseline is None else round(baseline, digits),
        "ratio": ratio,
    }


def load() -> list[float]:
    """Return the machine's load averages, to be read beside every figure."""
    return [round(value, 2) for value in os.getloadavg()]


def print_results(results: Sequence[Mapping[str, Any]], **further: Any) -> None:
    """Print the JSON that every benchmark ends with."""
    print(json.dumps({"results": list(results), **further}, indent=1, ensure_ascii=False), flush=True)
