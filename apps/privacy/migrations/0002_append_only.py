"""The access log is written once: the municipality's role has no right to change it, and the trigger stops the owner too."""

from django.db import migrations

from omuz.kernel.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial"), ("kernel", "0002_append_only")]

    operations = [append_only("privacy_accesslogentry")]
