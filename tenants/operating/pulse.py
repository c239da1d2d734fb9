"""Signs of life: the fleet worker says each minute that it is there, and what it saw."""

import datetime as dt
from typing import Any, Final

from tenants.models import FleetPulse

WORKER: Final = "fleet.worker"
MEASURED: Final = "fleet.measured"
#: Three beats missed.
ALIVE_FOR: Final = dt.timedelta(minutes=3)


def beat(name: str, *, now: dt.datetime, detail: dict[str, Any] | None = None) -> None:
    """Note that `name` was at work; in the platform's own room."""
    FleetPulse.objects.update_or_create(name=name, defaults={"at": now, "detail": detail or {}})


def read_pulses() -> dict[str, FleetPulse]:
    """Return the last signs by name; in the platform's own room."""
    return {pulse.name: pulse for pulse in FleetPulse.objects.all()}
