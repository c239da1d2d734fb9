"""Expressions of PostgreSQL that the kernel's tables default to."""

from django.db.models import BigIntegerField, Func


class CurrentTransaction(Func):
    """The id of the transaction that writes the row (the outermost one, inside savepoints too)."""

    template = "((pg_current_xact_id()::text)::bigint)"
    output_field = BigIntegerField()
    arity = 0


class RunningTransaction(Func):
    """The id of the running transaction, or 0 while it has written nothing."""

    template = "coalesce(((pg_current_xact_id_if_assigned()::text)::bigint), 0)"
    output_field = BigIntegerField()
    arity = 0
