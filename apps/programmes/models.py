"""Programmes: what a unit runs. Versions, rules and forms come with issue C; purposes bind to a programme already."""

from django.db import models

from omuz.kernel.models.base import Record


class Programme(Record):
    """A programme of one unit. Special-category data are collected for a programme and read in it (readings 3)."""

    code = models.CharField(max_length=60)
    name = models.CharField(max_length=160)
    unit = models.ForeignKey("accounts.OrgUnit", on_delete=models.PROTECT, related_name="programmes")
    #: Ended programmes keep their records readable as an archive (readings 2).
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    #: Catalogue keys of the target groups it serves; İSKEP 2014-2016 had exactly three.
    target_groups = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code"], name="programme_code_unique")]
