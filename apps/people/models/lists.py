"""Saved views of lists, and exports."""

from django.db import models
from django.db.models import F, Q

from apps.people.enums import ExportState
from omuz.kernel.actors import Actor
from omuz.kernel.models.base import Record


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Filters of saved views."""

    def visible_to(self, actor: Actor) -> "SavedViewQuerySet":
        """Keep the actor's own views and those shared with the actor's units."""
        shared = Q(is_shared=True)
        if actor.unit_ids is not None:
            shared &= Q(unit__in=actor.unit_ids) | Q(unit__isnull=True)
        return self.filter(Q(owner_id=actor.id) | shared)


class SavedView(Record):
    """A list as someone wants to see it: filters, columns, order. It keeps filters, never results."""

    owner_id = models.UUIDField()
    unit = models.ForeignKey("accounts.OrgUnit", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    list_key = models.CharField(max_length=24, default="people")
    name = models.CharField(max_length=80)
    filters = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    sort = models.CharField(max_length=40, blank=True)
    is_shared = models.BooleanField(default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner_id", "list_key", "name"], name="saved_view_name")]


class ExportRequestQuerySet(models.QuerySet["ExportRequest"]):
    """Filters of export requests."""

    def visible_to(self, actor: Actor) -> "ExportRequestQuerySet":
        """Keep the actor's own; approvers see the others through `queries`, which check the right."""
        return self.filter(requested_by_id=actor.id)


class ExportRequest(Record):
    """An export: who asked and why, what it holds, and the second person where one is needed (dossier G)."""

    list_key = models.CharField(max_length=24, default="people")
    file_format = models.CharField(max_length=8, default="xlsx")
    reason = models.CharField(max_length=240)
    filters = models.JSONField(default=dict)
    columns = models.JSONField(default=list)
    row_count = models.PositiveIntegerField(default=0)
    includes_special = models.BooleanField(default=False)
    needs_approval = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=ExportState.choices)
    requested_by_id = models.UUIDField()
    requested_at = models.DateTimeField()
    decided_by_id = models.UUIDField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_reason = models.CharField(max_length=240, blank=True)
    file = models.ForeignKey("documents.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = ExportRequestQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["requested_by_id", "-requested_at"], name="export_requested")]
        constraints = [
            models.CheckConstraint(name="export_state_known", condition=Q(state__in=ExportState.values)),
            models.CheckConstraint(name="export_has_reason", condition=~Q(reason="")),
            # Nobody approves their own request (dossier G, hard rules).
            models.CheckConstraint(
                name="export_second_person",
                condition=Q(decided_by_id__isnull=True) | ~Q(decided_by_id=F("requested_by_id")),
            ),
            models.CheckConstraint(
                name="export_ready_is_approved",
                condition=~Q(state=ExportState.READY) | Q(needs_approval=False) | Q(decided_by_id__isnull=False),
            ),
        ]
