"""Names of schemas and database roles. Roles are cluster-wide, so their names carry the database's prefix."""

from django.conf import settings

EXTENSION_SCHEMA = "ext"
#: The connection of the owner, in processes that change tables; requests are served without it.
OWNER_ALIAS = "owner"


def schema_name(key: str) -> str:
    """Return the schema of the municipality with the immutable `key`."""
    return f"m_{key}"


def role_name(key: str) -> str:
    """Return the NOLOGIN role that holds rights on that municipality's schema alone."""
    return f"{settings.OMUZ_ROLE_PREFIX}_m_{key}"


def public_role_name() -> str:
    """Return the role of the platform's own room (o_public in the design)."""
    return f"{settings.OMUZ_ROLE_PREFIX}_public"


def web_login_name() -> str:
    """Return the NOINHERIT login of web, worker and scheduler."""
    return f"{settings.OMUZ_ROLE_PREFIX}_web"


def figures_login_name() -> str:
    """Return the login that reads the coordinator's released figures and nothing else."""
    return f"{settings.OMUZ_ROLE_PREFIX}_figures"


def owner_login_name() -> str:
    """Return the login that owns the schemas and runs DDL."""
    return f"{settings.OMUZ_ROLE_PREFIX}_owner"


def web_address(slug: str = "") -> str:
    """Return where the municipality's staff sign in (no slug: the platform's own room), without a slash at its end."""
    host = f"{slug}.{settings.OMUZ_BASE_DOMAIN}" if slug else settings.OMUZ_BASE_DOMAIN
    return f"{'https' if settings.OMUZ_HTTPS else 'http'}://{host}{settings.OMUZ_PUBLIC_PORT}"
