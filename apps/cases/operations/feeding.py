"""Answers that become facts of their case: what rules read as `case.<name>` and indicators count."""

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from apps.cases.models import Case, CaseFact, Submission
from apps.cases.models.filling import FACT_FIELD
from apps.cases.queries.facts import opened, packed
from apps.programmes.definition.forms import Form, FormField
from apps.programmes.forms import items_of
from omuz.kernel import crypto


def feed(case: Case, submission: Submission, facts: Mapping[str, Any], *, form: Form, now: dt.datetime) -> None:
    """Store what a form has fed; part of an operation.

    A fact that a question of the form feeds and that was not answered this time is superseded as well: the form says
    what is known today. What stands there already with the same value stays as it is.
    """
    fields = {item.feeds: item for item in items_of(form) if isinstance(item, FormField) and item.feeds is not None}
    if not fields:
        return
    held = CaseFact.objects.filter(case=case, name__in=fields, superseded_at__isnull=True).select_for_update()
    standing: dict[str, list[CaseFact]] = {}
    for row in held:
        standing.setdefault(row.name, []).append(row)
    new: list[CaseFact] = []
    over: list[CaseFact] = []
    for name, field in fields.items():
        values = _several(facts.get(name))
        rows = standing.get(name, [])
        if sorted(map(repr, values)) == sorted(repr(opened(row)) for row in rows):
            continue
        over += rows
        new += [_row(case, submission, name, field, value, now=now) for value in values]
    CaseFact.objects.filter(pk__in=[row.pk for row in over]).update(superseded_at=now, updated_at=now)
    CaseFact.objects.bulk_create(new)


def _several(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(dict.fromkeys(value)) if isinstance(value, list | tuple | set | frozenset) else [value]


def _row(case: Case, submission: Submission, name: str, field: FormField, value: Any, *, now: dt.datetime) -> CaseFact:
    row = CaseFact(case=case, submission=submission, name=name, recorded_at=now)
    if field.special:
        sealed_as = f"{FACT_FIELD}.{name}"
        row.sealed = crypto.seal_text(json.dumps(packed(value), ensure_ascii=False), field=sealed_as, row_id=row.id)
        if field.choices is not None:
            row.token = crypto.token(str(value), field=sealed_as)
    elif isinstance(value, bool):
        row.truth = value
    elif isinstance(value, int | Decimal):
        row.number = Decimal(value)
    elif isinstance(value, dt.date):
        row.day = value
    elif field.choices is not None:
        row.code = str(value)
    else:
        row.text = str(value)
    return row
