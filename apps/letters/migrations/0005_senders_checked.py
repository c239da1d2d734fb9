"""The checks that the migration before added are held against the rows that stand there."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("letters", "0004_senders")]

    operations = [
        ValidateConstraint(model_name="letter", name="letter_addressee_is_one"),
        ValidateConstraint(model_name="letter", name="letter_of_a_case_has_programme"),
        ValidateConstraint(model_name="letter", name="letter_not_in_its_own_place"),
        ValidateConstraint(model_name="letterevent", name="letter_event_kind_known"),
    ]
