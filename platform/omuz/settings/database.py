"""Three logins on one database: the web's without rights of its own, the owner's for DDL, the coordinator's to read.

See tenants/bootstrap.py.
"""

from typing import Any

from omuz.settings.environment import env, parse_database_url

_OPTIONS: dict[str, Any] = {
    # Client-side binding lets a stacked statement undo SET ROLE; bound on the server there is one statement only.
    "server_side_binding": True,
    "application_name": "omuz",
}


def _connection(name: str) -> dict[str, Any]:
    return {
        "ENGINE": "tenants.postgresql",
        **parse_database_url(env.text(name), name=name),
        "OPTIONS": dict(_OPTIONS),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # A transaction pooler forgets server-side cursors and prepared statements.
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "TEST": {"MIGRATE": False},
    }


_web = _connection("OMUZ_DATABASE_URL")
DATABASES: dict[str, dict[str, Any]] = {"default": {**_web, "ATOMIC_REQUESTS": True}}
if env.text("OMUZ_OWNER_DATABASE_URL"):
    # Processes that serve requests run without this address.
    DATABASES["owner"] = {**_connection("OMUZ_OWNER_DATABASE_URL"), "CONN_MAX_AGE": 0}
if env.text("OMUZ_FIGURES_DATABASE_URL"):
    # The coordinator's login: one table, read only (tenants/figures.py). Without it that one address answers 503.
    DATABASES["figures"] = {**_connection("OMUZ_FIGURES_DATABASE_URL"), "CONN_MAX_AGE": 60}

OMUZ_ROLE_PREFIX = env.text("OMUZ_ROLE_PREFIX") or _web["NAME"]
# A connection's server process keeps what it learns of each municipality's tables: after so many it is given up.
OMUZ_CONNECTION_ROOMS = int(env.text("OMUZ_CONNECTION_ROOMS"))

TENANT_MODEL = "tenants.Municipality"
TENANT_DOMAIN_MODEL = "tenants.Domain"
TENANT_DB_ALIAS = "owner"
TENANT_SYNC_ROUTER = "tenants.router.SchemaRouter"
DATABASE_ROUTERS = [TENANT_SYNC_ROUTER]

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "KEY_FUNCTION": "tenants.cache.municipality_cache_key",
    }
}
if env.text("OMUZ_BROKER_URL").startswith(("redis://", "rediss://")):
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": env.text("OMUZ_BROKER_URL"),
        "KEY_FUNCTION": "tenants.cache.municipality_cache_key",
    }
