"""Every column that points to a person, read from the models: a new app's tables join merges by themselves."""

import dataclasses
from collections.abc import Iterator

from django.apps import apps
from django.db import models

from apps.people.models import DuplicateDecision, MergeRecord, Person

#: Tables that say who was what at the time; they keep the person they were written about.
_HISTORY: frozenset[str] = frozenset(
    {DuplicateDecision._meta.label, MergeRecord._meta.label, "privacy.AccessLogEntry", "kernel.AuditEvent",
     "kernel.PersonKey"}
)  # fmt: skip
#: Columns named `person_id` of apps that stand below people and so cannot have a foreign key.
_WITHOUT_KEY: frozenset[str] = frozenset({"documents.StoredFile", "privacy.PurposeBasis"})


@dataclasses.dataclass(frozen=True, slots=True)
class Pointer:
    """A model and the name of its column ("person_id") that holds a person's key."""

    model: type[models.Model]
    column: str


def all_pointers() -> Iterator[Pointer]:
    """Yield every column of every table that holds a person's key, history included."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            to_person = isinstance(field, models.ForeignKey) and field.related_model is Person
            if to_person or (isinstance(field, models.UUIDField) and field.name == "person_id"):
                yield Pointer(model, field.attname)


def is_classified(pointer: Pointer) -> bool:
    """Return whether it is known what a merge does with the column; a test holds every column to it."""
    field = next(f for f in pointer.model._meta.concrete_fields if f.attname == pointer.column)
    return isinstance(field, models.ForeignKey) or pointer.model._meta.label in _WITHOUT_KEY | _HISTORY


def moved_pointers() -> list[Pointer]:
    """Return the columns that a merge moves from one person to the other."""
    return [
        pointer
        for pointer in all_pointers()
        if pointer.model is not Person and pointer.model._meta.label not in _HISTORY
    ]
