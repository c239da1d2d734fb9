"""Who wants no messages about appointments."""

from typing import ClassVar

from django.db import models

from omuz.kernel.models.base import Record


class NoMessages(Record):
    """That a person wants no e-mails and text messages about appointments. Taking it back removes the row."""

    #: Two records of one person may both say so: a merge keeps one.
    merge_by_column: ClassVar[bool] = True
    merge_fallback: ClassVar = {"is_twin": True}

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="no_messages")
    is_twin = models.BooleanField(default=False)
    noted_at = models.DateTimeField()
    noted_by_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(is_twin=False), name="no_messages_once"
            )
        ]  # fmt: skip
