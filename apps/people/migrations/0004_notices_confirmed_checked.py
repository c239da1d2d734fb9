"""The check that the migration before added is held against the rows that stand there."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0003_notices_confirmed")]

    operations = [ValidateConstraint(model_name="representative", name="representative_confirmed_by_somebody")]
