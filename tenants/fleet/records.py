"""What the fleet's migrations keep in public: their compiled form, and where one has failed."""

from django.db import models

from omuz.kernel import clock
from omuz.kernel.ids import new_id


class CompiledMigration(models.Model):
    """One migration as it ran on the template: the statements that every municipality gets.

    The owner runs what stands here in all schemas, so nobody else may reach it (`owner_only`). `digest` is that of
    the migration's source: a changed file is compiled anew.
    """

    owner_only = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    app_label = models.CharField(max_length=100)
    name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    #: `tenants.fleet.recording.Form` as JSON.
    form = models.JSONField()
    compiled_at = models.DateTimeField(default=clock.now)

    class Meta:
        app_label = "tenants"
        constraints = [models.UniqueConstraint(fields=["app_label", "name"], name="compiled_migration_once")]


class MigrationFailure(models.Model):
    """A municipality in which the fleet's migration stopped: which migration, why, and since when.

    `cause` names the error and what it is about, never a row's values. Success removes the row.
    """

    owner_written = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    municipality = models.OneToOneField(
        "tenants.Municipality", on_delete=models.CASCADE, related_name="migration_failure"
    )
    migration = models.CharField(max_length=255, blank=True)
    cause = models.CharField(max_length=400)
    since = models.DateTimeField()
    last_tried = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=1)

    class Meta:
        app_label = "tenants"
