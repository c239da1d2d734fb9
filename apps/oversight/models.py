"""What the coordinator reads: the ledger of released figures and its cells, and the standing of packs.

Figures are written by `ext.release_figures` alone and never changed.
"""

from typing import Final

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Mod, Now

from omuz.kernel.ids import new_id
from tenants.figures import FIGURES_ALIAS

#: Below it a count is suppressed; others are rounded to multiples of `ROUNDED_TO` (architecture 7).
THRESHOLD: Final = 10
ROUNDED_TO: Final = 5
_CODE: Final = r"^[a-z][a-z0-9_.-]{0,79}$"
_PACK: Final = r"^([a-z][a-z0-9-]{1,58})?$"
_VERSION: Final = r"^([0-9]+[.][0-9]+[.][0-9]+)?$"


class Release(models.Model):
    """One release of one indicator by one municipality: the ledger against which later releases will be checked."""

    append_only: Final = True
    owner_only: Final = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    municipality_key = models.CharField(max_length=24)
    indicator = models.CharField(max_length=80)
    as_of = models.DateField()
    cells = models.PositiveIntegerField()
    released_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(name="release_indicator_is_a_code", condition=Q(indicator__regex=_CODE)),
            models.CheckConstraint(name="release_has_cells", condition=Q(cells__gt=0)),
        ]


class ReleasedCell(models.Model):
    """One figure as it left the municipality: rounded, or suppressed. A raw count cannot stand here."""

    append_only: Final = True
    owner_only: Final = True
    #: Read by the coordinator's login; the web's own has no right here.
    read_alias: Final = FIGURES_ALIAS

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    municipality_key = models.CharField(max_length=24)
    indicator = models.CharField(max_length=80)
    as_of = models.DateField()
    dimensions = models.JSONField(help_text="code by dimension; empty for the total")
    value = models.PositiveIntegerField(null=True, blank=True)
    suppressed = models.BooleanField()
    released_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["indicator", "as_of"], name="releasedcell_indicator")]
        constraints = [
            models.UniqueConstraint(fields=["release", "dimensions"], name="releasedcell_once_a_release"),
            models.CheckConstraint(
                name="releasedcell_is_rounded_or_suppressed",
                condition=Q(value__isnull=True, suppressed=True)
                | Q(value__isnull=False, suppressed=False, value__gte=THRESHOLD),
            ),
            models.CheckConstraint(
                name="releasedcell_is_a_multiple",
                condition=Q(value__isnull=True) | Q(value=F("value") - Mod("value", ROUNDED_TO)),
            ),
        ]


class PackStanding(models.Model):
    """Which version of a pack a municipality uses and how many places it changed, by section: counts and codes only.

    Written by the platform's own job (`operations.measure_drift`), read by the coordinator. A municipality that runs no
    pack has one row without a pack, so that it is known when it was looked at.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    municipality_key = models.CharField(max_length=24)
    pack = models.CharField(max_length=60, blank=True)
    taken = models.CharField(max_length=20, blank=True)
    changes = models.PositiveIntegerField()
    sections = models.JSONField(help_text="number of changes by section of a definition")
    measured_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["pack", "taken"], name="packstanding_pack")]
        constraints = [
            models.UniqueConstraint(fields=["municipality_key", "pack"], name="packstanding_once"),
            # Names and sentences do not pass.
            models.CheckConstraint(name="packstanding_pack_is_a_code", condition=Q(pack__regex=_PACK)),
            models.CheckConstraint(name="packstanding_taken_is_a_version", condition=Q(taken__regex=_VERSION)),
        ]
