"""`fleet migrate`: the whole fleet to head, with its progress."""

import json
import sys
import time
from typing import Any, Final

from django.core.management.base import CommandError, CommandParser, OutputWrapper

from tenants.fleet.migrating import FleetProgress, FleetReport, migrate_fleet
from tenants.management.verbs import Verb, add_format

_BAR: Final = 30
#: Seconds between two lines in a log.
_EVERY: Final = 5.0


def _arguments(parser: CommandParser) -> None:
    add_format(parser)
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="connections at work (default 2)")
    parser.add_argument("--only", nargs="+", default=[], metavar="SLUG", help="these municipalities alone")
    parser.add_argument(
        "--tolerate", type=int, default=0, metavar="N", help="exit code 0 although up to N municipalities stayed behind"
    )
    parser.add_argument("--stop-on-failure", action="store_true", help="take up no further one after a failure")


def _migrate(options: dict[str, Any], out: OutputWrapper) -> None:
    # What is printed for a machine stays clean: progress goes to stderr.
    shown = _Shown(OutputWrapper(sys.stderr) if options["format"] == "json" else out)
    try:
        report = migrate_fleet(
            jobs=options["jobs"],
            only=options["only"],
            stop_on_failure=options["stop_on_failure"],
            progress=shown,
        )
    except LookupError as error:
        raise CommandError(str(error)) from error
    finally:
        shown.end()
    if options["format"] == "json":
        out.write(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        out.write(_summary(report))
    if report.failed and not report.untried and len(report.failed) <= options["tolerate"]:
        shown.warn(_complaint(report))
    elif not report.is_complete:
        raise CommandError(_complaint(report))


def _summary(report: FleetReport) -> str:
    mended = f", {len(report.mended)} mended" if report.mended else ""
    spares = f" {report.spares} spare rooms made anew." if report.spares else ""
    return (
        f"public: {report.public} applied. template: {report.template} applied. {len(report.migrated)} municipalities "
        f"migrated{mended}, {report.at_head_before} were at head, {len(report.failed)} failed.{spares} "
        f"{report.seconds:.1f} s"
    )


def _complaint(report: FleetReport) -> str:
    lines = [f"  {f.slug}: {f.migration or 'before any migration'}: {f.cause}" for f in report.failed]
    if report.untried:
        lines.append(f"  not tried, since one failed: {len(report.untried)} municipalities")
    return "Not at head (their own work is rolled back, run again when mended; docs/fleet.md):\n" + "\n".join(lines)


class _Shown:
    """Progress as a bar on a terminal, as a line every few seconds in a log."""

    def __init__(self, out: OutputWrapper) -> None:
        self._out = out
        self._terminal = out.isatty()
        self._last = float("-inf")
        self._open = False

    def __call__(self, progress: FleetProgress) -> None:
        """Show how far the work is."""
        if progress.phase != "municipalities":
            self._out.write(f"{progress.phase}: {progress.latest}")
            return
        is_last = progress.done == progress.total
        if not self._terminal and not is_last and time.monotonic() - self._last < _EVERY:
            return
        self._last = time.monotonic()
        text = _text(progress)
        if self._terminal:
            filled = _BAR * progress.done // max(progress.total, 1)
            self._out.write(f"\r[{'#' * filled}{'.' * (_BAR - filled)}] {text}\x1b[K", ending="")
            self._out.flush()
            self._open = True
        else:
            self._out.write(text)

    def warn(self, text: str) -> None:
        """Print what went wrong and was tolerated."""
        self._out.write(text)

    def end(self) -> None:
        """Leave the line of the bar."""
        if self._open:
            self._out.write("")


def _text(progress: FleetProgress) -> str:
    remaining = progress.remaining
    left = f", {remaining:.0f} s left" if remaining is not None and progress.done < progress.total else ""
    failed = f", {progress.failed} failed" if progress.failed else ""
    return f"{progress.done} of {progress.total} municipalities{failed}, {progress.rate:.1f} a second{left}"


MIGRATE = Verb("migrate", "bring public and every municipality to head", _arguments, _migrate)
