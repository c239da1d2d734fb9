"""A cursor that sends one statement at a time.

Where a statement has no values, psycopg sends it as text that may hold several; a stacked `RESET ROLE` would undo the
first wall. Asked by the extended protocol, as statements with values are, PostgreSQL itself refuses a second one.
"""

from typing import Any

from django.db.backends.postgresql.base import ServerBindingCursor


class OneStatementCursor(ServerBindingCursor):
    """Values are bound on the server, and every statement goes by the extended protocol."""

    def _execute_send(self, query: Any, *, force_extended: bool = True, binary: bool | None = None) -> None:
        super()._execute_send(query, force_extended=True, binary=binary)  # type: ignore[misc]  # psycopg's own part
