"""What a merge has changed, row by row, so that it can be taken back exactly."""

import base64
import dataclasses
import json
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction

from apps.people.models import Person


@dataclasses.dataclass(slots=True)
class Change:
    """One row: the columns that were set, before and after, and the row's version at that time."""

    model: str
    key: str
    old: dict[str, Any]
    new: dict[str, Any]
    version: int | None


@dataclasses.dataclass(slots=True)
class Journal:
    """Changes in the order in which they were made, and rows that were added."""

    changes: list[Change] = dataclasses.field(default_factory=list)
    added: list[tuple[str, str]] = dataclasses.field(default_factory=list)

    def set(self, row: models.Model, **new: Any) -> None:
        """Set columns of a row and remember what stood there; what does not change is not touched."""
        changed = {name: value for name, value in new.items() if getattr(row, name) != value}
        if not changed:
            return
        model = type(row)
        entry = Change(
            model=model._meta.label,
            key=str(row.pk),
            old={name: _plain(getattr(row, name)) for name in changed},
            new={name: _plain(value) for name, value in changed.items()},
            version=getattr(row, "version", None),
        )
        model._base_manager.filter(pk=row.pk).update(**changed)
        for name, value in changed.items():
            setattr(row, name, value)
        self.changes.append(entry)

    def try_set(self, row: models.Model, **new: Any) -> bool:
        """Do the same where the tables allow it; return False, and leave the row, where a constraint refuses."""
        try:
            with transaction.atomic():
                self.set(row, **new)
        except IntegrityError:
            return False
        return True

    def add(self, row: models.Model) -> None:
        """Store a new row and remember it."""
        row.save(force_insert=True)
        self.added.append((row._meta.label, str(row.pk)))

    def dump(self) -> str:
        """Return the journal as text, to be sealed."""
        return json.dumps({"changes": [dataclasses.asdict(c) for c in self.changes], "added": self.added})

    @classmethod
    def load(cls, text: str) -> "Journal":
        """Return the journal of a text made by `dump`."""
        content = json.loads(text)
        return cls([Change(**entry) for entry in content["changes"]], [tuple(pair) for pair in content["added"]])

    def later_edits(self) -> list[tuple[str, str]]:
        """Return what has changed since, as (model, column), without values; empty where undo is exact."""
        found = []
        last: dict[tuple[str, str], dict[str, Any]] = {}
        versions: dict[tuple[str, str], int | None] = {}
        for change in self.changes:
            last.setdefault((change.model, change.key), {}).update(change.new)
            versions[change.model, change.key] = change.version
        for (label, key), expected in last.items():
            row = apps.get_model(label)._base_manager.filter(pk=key).first()
            if row is None:
                found.append((label, "id"))
                continue
            found += [(label, name) for name, value in expected.items() if _plain(getattr(row, name)) != value]
            # A person's header is compared field by field: other fields may well have been edited since. So are rows
            # that live on (a case): a model says `merge_by_column`.
            by_column = isinstance(row, Person) or getattr(row, "merge_by_column", False)
            if not by_column and getattr(row, "version", None) != versions[label, key]:
                found.append((label, "version"))
        return sorted(set(found))

    def undo(self) -> None:
        """Put everything back, the last change first: each step back was valid on the way there."""
        for label, key in self.added:
            apps.get_model(label)._base_manager.filter(pk=key).delete()
        for change in reversed(self.changes):
            model = apps.get_model(change.model)
            restored = {name: _restored(model, name, value) for name, value in change.old.items()}
            model._base_manager.filter(pk=change.key).update(**restored)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | bytearray | memoryview):
        return {"b64": base64.b64encode(bytes(value)).decode()}
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def _restored(model: type[models.Model], column: str, value: Any) -> Any:
    if isinstance(value, dict) and "b64" in value:
        return base64.b64decode(value["b64"])
    field = next(f for f in model._meta.concrete_fields if column in {f.attname, f.name})
    if isinstance(field, models.ForeignKey):
        return field.target_field.to_python(value)
    return field.to_python(value)
