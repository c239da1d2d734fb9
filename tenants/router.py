"""Which app's tables stand in which schema."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections
from django.db.models import Model

from omuz.kernel import stamps
from omuz.kernel.context import CrossMunicipalityError
from tenants.naming import OWNER_ALIAS

__all__ = ["OWNER_ALIAS", "SchemaRouter", "municipal_models"]


class SchemaRouter:
    """Reads and writes go to `default`; tables are made through `owner`, per schema, from the two app lists."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        """Return the one alias that requests use; a model that is read by a login of its own names that one's.

        What is read from a record is read in the record's room.
        """
        _check_hint(hints)
        alias: str = getattr(model, "read_alias", "default")
        return alias

    def db_for_write(self, model: Any, **hints: Any) -> str:
        """Return the one alias that requests use; a record is written and deleted in its own room."""
        _check_hint(hints)
        return "default"

    def allow_relation(self, obj1: Model, obj2: Model, **hints: Any) -> None:
        """Leave the answer to Django for two records of one room.

        Raises:
            CrossMunicipalityError: they belong to two.
        """
        if stamps.room_of(obj1) != stamps.room_of(obj2):
            raise CrossMunicipalityError(
                f"{obj1._meta.label} and {obj2._meta.label} belong to different municipalities."
            )

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool | None:
        """Return False where the app's tables do not belong into the schema being migrated."""
        if db != OWNER_ALIAS:
            return False
        is_public = connections[db].schema_name == "public"  # type: ignore[attr-defined]
        return None if _is_listed(app_label, settings.SHARED_APPS if is_public else settings.TENANT_APPS) else False


def municipal_models() -> list[type[Model]]:
    """Return the models whose tables stand in a municipality's schema."""
    return [model for model in apps.get_models() if _is_listed(model._meta.app_label, settings.TENANT_APPS)]


def _is_listed(app_label: str, listed: Iterable[str]) -> bool:
    config = apps.get_app_config(app_label)
    return not {config.name, f"{type(config).__module__}.{type(config).__name__}"}.isdisjoint(listed)


def _check_hint(hints: dict[str, Any]) -> None:
    instance = hints.get("instance")
    if instance is not None:
        stamps.check(instance)
