"""Whatever looks sealed or keyed says how a copy of the municipality seals it anew, or why it need not."""

import re
from typing import Final

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from omuz.kernel.sealed_columns import not_archived, sealings

_LOOKS: Final = re.compile(r"sealed|token|blind_index|_hash$|wrapped|secret|encrypted")
#: Columns that the pattern finds and that hold nothing sealed or keyed.
_PLAIN: Final = {
    ("kernel_auditseal", "sealed_at"): "a time",
}


def _models() -> list[type[models.Model]]:
    return [
        model
        for config in apps.get_app_configs()
        if {config.name, f"{type(config).__module__}.{type(config).__name__}"} & set(settings.TENANT_APPS)
        for model in config.get_models(include_auto_created=True)
    ]


def _suspects() -> list[tuple[str, str]]:
    return [
        (model._meta.db_table, str(field.column))
        for model in _models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.BinaryField) or _LOOKS.search(str(field.column))
    ]


@pytest.mark.parametrize(("table", "column"), _suspects())
def test_a_column_that_looks_sealed_or_keyed_is_declared(table, column):
    if table in not_archived() or (table, column) in _PLAIN:
        return
    sealing = sealings().get(table)
    assert sealing is not None, f"{table}: say `sealing` or `not_archived` on the model (omuz.kernel.sealed_columns)"
    assert column in {one.column for one in sealing.columns}


def test_every_declaration_names_columns_that_exist():
    tables = {model._meta.db_table: model for model in apps.get_models()}
    for table, sealing in sealings().items():
        columns = {field.column for field in tables[table]._meta.local_concrete_fields}
        assert {one.column for one in sealing.columns} <= columns, table


def test_what_is_left_out_of_archives_says_why_and_nothing_that_travels_points_there():
    left_out = not_archived()
    assert all(len(why) > 20 for why in left_out.values())
    for model in _models():
        if model._meta.db_table in left_out:
            continue
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.ForeignKey):
                assert field.related_model._meta.db_table not in left_out, f"{model.__name__}.{field.name}"
