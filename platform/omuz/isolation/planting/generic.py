"""Rows of tables that no planting operation reaches, made from the model's own fields: a new table joins by itself."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, models, transaction

from omuz.isolation.planting.columns import OUTSIDE
from omuz.isolation.words import Words
from omuz.kernel import clock
from omuz.kernel.ids import new_id
from tenants.router import municipal_models


def plant_missing_rows(words: Words) -> dict[str, str]:
    """Make one row in each empty table of the entered room; return the tables that stay empty, with the refusal."""
    refused: dict[str, str] = {}
    for model in sorted(municipal_models(), key=lambda one: one._meta.db_table):
        if model._meta.app_label in OUTSIDE or not model._meta.managed:
            continue
        try:
            with transaction.atomic():
                if not model._default_manager.exists():
                    model._default_manager.bulk_create([model(**_values(model, words))])
        except (DatabaseError, ObjectDoesNotExist, TypeError, ValueError) as error:
            refused[model._meta.db_table] = f"{type(error).__name__}: {str(error).splitlines()[0][:120]}"
    return refused


def _values(model: type[models.Model], words: Words) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if isinstance(field, models.GeneratedField) or (field.has_default() and not _is_word(field)):
            continue
        if field.null and not field.is_relation:
            continue
        value = _value(field, words)
        if value is not None:
            values[field.attname] = value
    return values


def _is_word(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, models.CharField | models.TextField) and not field.choices


def _value(field: models.Field[Any, Any], words: Words) -> Any:
    """Return something that the field takes, a word where it is free; None leaves it to the field."""
    if isinstance(field, models.ForeignKey):
        row = field.related_model._default_manager.order_by("-pk").first()
        return row.pk if row is not None else None
    if field.choices:
        return next(str(value) for value, _ in field.flatchoices if value)
    by_kind: dict[type[models.Field[Any, Any]], Any] = {
        models.EmailField: f"{words.plain}@example.org",
        models.UUIDField: new_id() if field.primary_key else uuid.uuid4(),
        models.DateTimeField: clock.now(),
        models.DateField: clock.local_date(clock.now()),
        models.TimeField: dt.time(9),
        models.BooleanField: False,
        models.IntegerField: 1,
        models.JSONField: {words.plain: words.plain},
        ArrayField: [words.plain],
        models.BinaryField: b"\x00",
        models.GenericIPAddressField: "192.0.2.1",
        models.CharField: words.plain[: field.max_length or None],
        models.TextField: words.plain,
    }
    if isinstance(field, models.AutoField):
        return None
    return next((value for kind, value in by_kind.items() if isinstance(field, kind)), None)
