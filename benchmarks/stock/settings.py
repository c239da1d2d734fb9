"""Our settings with the stock backend, router and migration command of django-tenants in place of our own."""

from omuz.settings import *  # noqa: F403 - the same apps, and with them the same tables
from omuz.settings.database import DATABASES as _OURS

_connection = {name: _OURS["owner"][name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
DATABASES = {"default": {**_connection, "ENGINE": "django_tenants.postgresql_backend"}}
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
TENANT_SYNC_ROUTER = "django_tenants.routers.TenantSyncRouter"
TENANT_DB_ALIAS = "default"
# Extensions and text functions stand in a schema of their own; stock looks for them in public.
PG_EXTRA_SEARCH_PATHS = ["ext"]
