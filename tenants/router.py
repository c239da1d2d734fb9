"""Which app's tables stand in which schema."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections

from tenants.naming import OWNER_ALIAS

__all__ = ["OWNER_ALIAS", "SchemaRouter"]


class SchemaRouter:
    """Reads and writes go to `default`; tables are made through `owner`, per schema, from the two app lists."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        """Return the one alias that requests use."""
        return "default"

    def db_for_write(self, model: Any, **hints: Any) -> str:
        """Return the one alias that requests use."""
        return "default"

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool | None:
        """Return False where the app's tables do not belong into the schema being migrated."""
        if db != OWNER_ALIAS:
            return False
        is_public = connections[db].schema_name == "public"  # type: ignore[attr-defined]
        listed = settings.SHARED_APPS if is_public else settings.TENANT_APPS
        config = apps.get_app_config(app_label)
        names = {config.name, f"{type(config).__module__}.{type(config).__name__}"}
        return None if names & set(listed) else False
