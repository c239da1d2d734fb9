"""The compiled form of migrations, and where one has failed."""

import django.db.models.deletion
from django.db import migrations, models

import omuz.kernel.clock
import omuz.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0003_operators_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="CompiledMigration",
            fields=[
                (
                    "id",
                    models.UUIDField(default=omuz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("app_label", models.CharField(max_length=100)),
                ("name", models.CharField(max_length=255)),
                ("digest", models.CharField(max_length=64)),
                ("form", models.JSONField()),
                ("compiled_at", models.DateTimeField(default=omuz.kernel.clock.now)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("app_label", "name"), name="compiled_migration_once")],
            },
        ),
        migrations.CreateModel(
            name="MigrationFailure",
            fields=[
                (
                    "id",
                    models.UUIDField(default=omuz.kernel.ids.new_id, editable=False, primary_key=True, serialize=False),
                ),
                ("migration", models.CharField(blank=True, max_length=255)),
                ("cause", models.CharField(max_length=400)),
                ("since", models.DateTimeField()),
                ("last_tried", models.DateTimeField()),
                ("attempts", models.PositiveIntegerField(default=1)),
                (
                    "municipality",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="migration_failure",
                        to="tenants.municipality",
                    ),
                ),
            ],
        ),
    ]
