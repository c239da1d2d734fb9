"""A database wrapper that never touches role or path by itself.

django-tenants' wrapper sets the path before every cursor, adds `public` to it and swallows a failed SET; here the path
and the role are set once per transaction by `tenants.scope` (SET LOCAL), and a connection on which nobody entered a
municipality keeps the login's own path, `pg_catalog`, and no rights: it fails closed.
"""

from typing import Any

from django.db.backends.postgresql import base as django_base
from django_tenants.postgresql_backend.introspection import DatabaseSchemaIntrospection


class DatabaseWrapper(django_base.DatabaseWrapper):
    """Django's PostgreSQL wrapper plus the schema name that routers and introspection of django-tenants read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.schema_name = "public"
        super().__init__(*args, **kwargs)
        self.introspection = DatabaseSchemaIntrospection(self)
