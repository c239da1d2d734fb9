"""Who may receive notices about a protected person, confirmed by somebody (readings 4)."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_import_attempts")]

    operations = [
        migrations.AddField("representative", "notices_confirmed_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("representative", "notices_confirmed_by_id", models.UUIDField(blank=True, null=True)),
        migrations.AddField("representative", "sealed_notices", models.BinaryField(blank=True, null=True)),
        AddConstraintNotValid(
            model_name="representative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    notices_confirmed_at__isnull=True, notices_confirmed_by_id__isnull=True, sealed_notices__isnull=True
                )
                | models.Q(
                    notices_confirmed_at__isnull=False,
                    notices_confirmed_by_id__isnull=False,
                    sealed_notices__isnull=False,
                    receives_notices=True,
                ),
                name="representative_confirmed_by_somebody",
            ),
        ),
    ]
