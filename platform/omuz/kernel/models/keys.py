"""Keys, wrapped. Without the master key file the rows of these tables open nothing."""

import uuid

from django.db import models
from django.db.models import Q

from omuz.kernel.ids import new_id
from omuz.kernel.models.expressions import CurrentTransaction


class DataKey(models.Model):
    """One of the room's own keys, wrapped by a master key.

    `seal` keys encrypt and are rotated: the newest seals, all open. The one `match` key makes the tokens and blind
    indexes that queries compare, so it outlives every rotation.
    """

    class Purpose(models.TextChoices):
        SEAL = "seal"
        MATCH = "match"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    serial = models.PositiveIntegerField(help_text="1, 2, 3 ... within the purpose; the highest is current")
    master_key_id = models.CharField(max_length=32)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField()
    # A key whose transaction may still be rolled back must not become a process's current key.
    made_in_transaction = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["purpose", "serial"], name="datakey_serial_unique"),
            models.CheckConstraint(
                name="datakey_match_key_is_single", condition=Q(purpose="seal") | Q(purpose="match", serial=1)
            ),
        ]


class PersonKey(models.Model):
    """The key under which the history keeps a person's values: disposal destroys it, and the history stays as it is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField(unique=True)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="personkey_destroyed_is_empty",
                condition=Q(destroyed_at__isnull=True) | Q(wrapped=b""),
            )
        ]
