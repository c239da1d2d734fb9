"""What every stored record has in common."""

from django.db import models

from omuz.kernel.ids import new_id


class Record(models.Model):
    """A row with an application-made UUIDv7 key, its times and a version for `If-Match`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
