"""Looking after how far municipalities have moved away from the shipped packs."""

import datetime as dt
import logging
import time
from collections.abc import Sequence
from typing import Final

from django.db.models import F, OuterRef, Q, Subquery

from apps.oversight.models import PackStanding
from apps.programmes.queries import drift
from tenants import scope
from tenants.enums import MunicipalityState
from tenants.provisioning import registry

logger = logging.getLogger(__name__)

#: What is older is looked at again.
STALE_AFTER: Final = dt.timedelta(hours=20)
_CHUNK: Final = 200


def measure_drift(*, now: dt.datetime, seconds: float = 20.0) -> int:
    """Look at the municipalities whose standing is old, the oldest first, and return how many were.

    Each is read in a transaction of its own under its own role; what leaves it are codes of packs, versions and counts
    by section, which are then written in the platform's room. One that is in maintenance or fails is left for the next
    time and keeps no other waiting. Call it outside of any municipality.
    """
    ends, looked_at = time.monotonic() + seconds, 0
    with scope.enter(None):
        _forget_strangers()
        last = PackStanding.objects.filter(municipality_key=OuterRef("key")).values("measured_at")[:1]
        rows = registry().filter(state=MunicipalityState.ACTIVE).annotate(measured_at=Subquery(last))
        due = rows.filter(Q(measured_at=None) | Q(measured_at__lte=now - STALE_AFTER))
        due = due.order_by(F("measured_at").asc(nulls_first=True), "key")
        municipalities = [one.as_context() for one in due[:_CHUNK]]
    for municipality in municipalities:
        try:
            with scope.enter(municipality):
                standings = drift.pack_standings()
        except scope.MaintenanceError:
            continue
        except Exception as error:
            logger.warning("standing of packs failed in %s: %s", municipality.key, type(error).__name__)
            continue
        with scope.enter(None):
            _keep(municipality.key, standings, now)
        looked_at += 1
        if time.monotonic() >= ends:
            break
    return looked_at


def _keep(key: str, standings: Sequence[drift.PackStanding], now: dt.datetime) -> None:
    PackStanding.objects.filter(municipality_key=key).delete()
    none = drift.PackStanding(pack="", taken="", sections={})
    PackStanding.objects.bulk_create(
        PackStanding(
            municipality_key=key,
            pack=one.pack,
            taken=one.taken,
            changes=sum(one.sections.values()),
            sections={section: int(count) for section, count in one.sections.items()},
            measured_at=now,
        )
        for one in standings or [none]
    )


def _forget_strangers() -> None:
    """Drop what is kept of municipalities that are no longer on this platform or stand still."""
    known = registry().filter(state=MunicipalityState.ACTIVE).values("key")
    PackStanding.objects.exclude(municipality_key__in=known).delete()
