"""`fleet spares`: finished rooms kept ready, so that a municipality is made at once."""

import json
import time
from typing import Any

from django.core.management.base import CommandError, CommandParser, OutputWrapper

from omuz.kernel import clock
from tenants.fleet.spares import count_spares, ensure_spares
from tenants.management.verbs import Verb, add_format
from tenants.registering import ProvisioningError


def _arguments(parser: CommandParser) -> None:
    parser.add_argument("--count", type=int, help="make as many as are missing; without it they are counted only")
    add_format(parser)


def _spares(options: dict[str, Any], out: OutputWrapper) -> None:
    started, made = time.perf_counter(), 0
    if options["count"] is not None:
        if options["count"] < 0:
            raise CommandError("--count is a number of rooms: 0 or more.")
        quiet = options["format"] == "json"
        try:
            made = ensure_spares(options["count"], now=clock.now(), progress=None if quiet else out.write)
        except ProvisioningError as error:
            raise CommandError(str(error)) from error
    ready, seconds = count_spares(), round(time.perf_counter() - started, 2)
    if options["format"] == "json":
        out.write(json.dumps({"ready": ready, "made": made, "seconds": seconds}))
    else:
        out.write(f"{ready} ready, {made} made in {seconds} s")


SPARES = Verb("spares", "count the spare rooms, or make those that are missing", _arguments, _spares)
