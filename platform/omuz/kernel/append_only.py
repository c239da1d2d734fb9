"""Tables whose rows are written once: for migrations of this and other apps.

The model says `append_only = True` (the municipality's role then gets no right to change rows), and its migration adds
the operation below, which also stops the tables' owner.
"""

from typing import Final

from django.db.migrations import RunSQL

REFUSE_FUNCTION: Final = "kernel_refuse_change"


def append_only(table: str) -> RunSQL:
    """Return the migration operation that makes PostgreSQL refuse UPDATE, DELETE and TRUNCATE on `table`.

    The app's migration depends on ("kernel", "0002_append_only"), which makes the function in the same schema.
    """
    return RunSQL(
        sql=[
            f'CREATE TRIGGER "{table}_rows_stay" BEFORE UPDATE OR DELETE ON "{table}"'
            f" FOR EACH ROW EXECUTE FUNCTION {REFUSE_FUNCTION}()",
            f'CREATE TRIGGER "{table}_table_stays" BEFORE TRUNCATE ON "{table}"'
            f" FOR EACH STATEMENT EXECUTE FUNCTION {REFUSE_FUNCTION}()",
        ],
        reverse_sql=[
            f'DROP TRIGGER "{table}_table_stays" ON "{table}"',
            f'DROP TRIGGER "{table}_rows_stay" ON "{table}"',
        ],
    )
