"""Is a municipality's schema what this release makes? By the catalogue, against a copy that is rolled back again."""

from typing import Any, Final

from django.db import connections, transaction

from omuz.kernel import context
from tenants import walls
from tenants.fleet import catalogue
from tenants.fleet.catalogue import Catalogue
from tenants.fleet.compiling import compiled_schema, replay
from tenants.naming import public_role_name
from tenants.router import OWNER_ALIAS

_COPY: Final = "omuz_comparing"
_NO_TOKEN: Final = "0" * 64


def expected_catalogue() -> Catalogue:
    """Return what the catalogue of every municipality at head says, with rights and walls; nothing stays behind."""
    compiled = compiled_schema()
    connection: Any = connections[OWNER_ALIAS]
    # Any role will do: its name is replaced by a mark.
    names = {"schema": _COPY, "role": public_role_name(), "token_hash": _NO_TOKEN}
    with transaction.atomic(using=OWNER_ALIAS):
        replay(connection, list(compiled.rendered(**names)), schema=_COPY)
        expected = catalogue.read(connection, **names)
        transaction.set_rollback(True, using=OWNER_ALIAS)
    return expected


def catalogue_of(municipality: context.Municipality) -> Catalogue:
    """Return the description of a municipality's schema.

    Raises:
        catalogue.NoSuchSchemaError: its schema is missing.
    """
    return catalogue.read(
        connections[OWNER_ALIAS],
        schema=municipality.schema_name,
        role=municipality.role_name,
        token_hash=walls.token_hash(walls.token_of(municipality)),
    )


def differences(municipality: context.Municipality, *, expected: Catalogue | None = None) -> list[str]:
    """Return in what the municipality's schema differs from what this release makes; empty when it is equal.

    Each line names the municipality's value first. To compare many, read `expected_catalogue` once.

    Raises:
        catalogue.NoSuchSchemaError: its schema is missing.
    """
    return catalogue.diff(catalogue_of(municipality), expected or expected_catalogue())
