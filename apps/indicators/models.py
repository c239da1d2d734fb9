"""What a municipality sets for its reports, and figures that it published before."""

from django.db import models
from django.db.models import F, Q

from omuz.kernel.models.base import Record


class ReportSetting(Record):
    """How one report starts here: the day it is read as of when nobody asks for another, and why."""

    report = models.CharField(max_length=40)
    #: Kayseri's project ended on 19.11.2016: without this, ages would drift away from what was published.
    pinned_as_of = models.DateField(null=True, blank=True)
    pinned_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report"], name="report_setting_once"),
            models.CheckConstraint(
                name="report_pin_has_reason", condition=Q(pinned_as_of__isnull=True) | ~Q(pinned_reason="")
            ),
        ]


class PublishedFigure(Record):
    """A percentage as it was printed, word for word, and why it differs from the records where it does."""

    report = models.CharField(max_length=40)
    table = models.CharField(max_length=40)
    #: The row's key, or "total".
    row = models.CharField(max_length=40)
    as_of = models.DateField()
    percent = models.CharField(max_length=8)
    why_tr = models.CharField(max_length=300, blank=True)
    why_en = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "table", "row", "as_of"], name="published_figure_once"),
            models.CheckConstraint(name="published_figure_has_source", condition=~Q(source="")),
        ]
        indexes = [models.Index(F("report"), F("as_of"), name="published_report_day")]
