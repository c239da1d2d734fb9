"""Read the rows that stood there before, without locking the table."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("documents", "0006_petition_scans")]

    operations = [ValidateConstraint(model_name="storedfile", name="file_kind_known")]
