"""What happened and what was handed in is written once."""

from django.db import migrations

from omuz.kernel.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("kernel", "0002_append_only")]

    operations = [append_only("cases_caseevent"), append_only("cases_submission")]
