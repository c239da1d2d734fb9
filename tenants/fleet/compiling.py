"""The statements that make a municipality's schema at head, compiled from a template and kept in the database.

The template `omuz_template` is brought to head by the real migrations; nobody but the owner has a right on it and no
row of a person ever stands there. From its catalogue the statements are written down once for each release (about 300
of them, with marks for schema, role and the hash of the wall's token); a new process then needs one SELECT. They are
sent one by one, since Citus refuses several in one string, but without waiting for each answer (pipeline mode).
"""

import dataclasses
import hashlib
import pkgutil
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.db import connections

from omuz.kernel import clock
from tenants import walls
from tenants.fleet import catalogue, emitting
from tenants.fleet.catalogue import HASH_MARK, ROLE_MARK, SCHEMA_MARK
from tenants.fleet.template import TEMPLATE_SCHEMA, bring_template_to_head, template_alone
from tenants.migration import (
    Progress,
    append_only_tables,
    count_applied,
    owner_only_tables,
    owner_schema,
    owner_written_tables,
    rights_statements,
)
from tenants.models import CompiledForm
from tenants.naming import EXTENSION_SCHEMA
from tenants.router import OWNER_ALIAS

_OWN_FILES: Final = ("catalogue.py", "catalogue_queries.py", "compiling.py", "emitting.py")
#: What shapes public's functions and rights too: with the same digest, those need not be set again.
_TENANTS_FILES: Final = ("figures.py", "flow/tables.py", "migration.py", "walls.py")


@dataclasses.dataclass(frozen=True, slots=True)
class CompiledSchema:
    """What makes a schema at head; `head` is the number of migrations it then records."""

    digest: str
    head: int
    statements: tuple[str, ...]

    def rendered(self, *, schema: str, role: str, token_hash: str) -> Iterator[str]:
        """Yield the statements for one municipality, in the order in which they are to run."""
        for statement in self.statements:
            yield statement.replace(SCHEMA_MARK, schema).replace(ROLE_MARK, role).replace(HASH_MARK, token_hash)


def compiled_schema(*, progress: Progress | None = None) -> CompiledSchema:
    """Return the compiled form of this release, from the process, the database, or the template (seconds, once).

    Raises:
        emitting.CannotCompileError: the template holds something that has no compiled form.
    """
    digest = shape_digest()
    database = str(connections[OWNER_ALIAS].settings_dict["NAME"])
    known = _known.get((database, digest)) or _kept(digest)
    if known is None:
        with template_alone():
            known = _kept(digest) or _compile(digest, progress)
    _known.clear()
    _known[database, digest] = known
    return known


def is_compiled() -> bool:
    """Return whether this release's form is kept in the database: its work on public and the template is done."""
    return _kept(shape_digest()) is not None


_known: dict[tuple[str, str], CompiledSchema] = {}


def forget() -> None:
    """Forget what the process knows: for tests, and after a database has been put in another's place."""
    _known.clear()


def replay(connection: Any, statements: Sequence[str], *, schema: str) -> None:
    """Run `statements` in the open transaction, unqualified names being those of `schema` until it ends.

    Raises:
        django.db.Error: the first statement that failed; the transaction is to be rolled back.
    """
    with connection.wrap_database_errors, connection.connection.pipeline():
        execute = connection.connection.execute
        execute(f'SET LOCAL search_path = "{schema}", {EXTENSION_SCHEMA}')
        execute("SET LOCAL check_function_bodies = off")
        for statement in statements:
            execute(statement)


@lru_cache(maxsize=1)
def shape_digest() -> str:
    """Return the digest of everything that shapes a municipality's schema: migrations, and the code that compiles."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    files = [*_migration_files(), *(here / name for name in _OWN_FILES), *(here.parent / n for n in _TENANTS_FILES)]
    for file in files:
        digest.update(f"{file.parent.parent.name}/{file.name}".encode() + b"\0" + file.read_bytes())
    marked = (walls.walled_tables(), append_only_tables(), owner_only_tables(), owner_written_tables())
    digest.update(repr(marked).encode())
    return digest.hexdigest()


def _migration_files() -> Iterator[Path]:
    for config in sorted(apps.get_app_configs(), key=lambda one: one.name):
        package = f"{config.name}.migrations"
        if find_spec(package) is not None:
            for path in getattr(import_module(package), "__path__", []):
                modules = sorted(m.name for m in pkgutil.iter_modules([path]) if not m.ispkg)
                yield from (Path(path) / f"{name}.py" for name in modules)


def _kept(digest: str) -> CompiledSchema | None:
    with owner_schema("public"):
        row = CompiledForm.objects.using(OWNER_ALIAS).filter(pk=digest).first()
    return CompiledSchema(digest, row.head, tuple(row.statements)) if row is not None else None


def _compile(digest: str, progress: Progress | None) -> CompiledSchema:
    bring_template_to_head(progress=progress)
    connection = connections[OWNER_ALIAS]
    described = catalogue.read(connection, schema=TEMPLATE_SCHEMA)
    tables = [thing.name for thing in described.of("table")]
    statements = [
        *emitting.statements(described, emitting.read_rows(connection, TEMPLATE_SCHEMA, tables)),
        *rights_statements(schema=SCHEMA_MARK, role=ROLE_MARK, tables=tables),
        *_wall_statements(tables),
    ]
    head = count_applied(connection, schema=TEMPLATE_SCHEMA)
    with owner_schema("public"):
        kept = CompiledForm.objects.using(OWNER_ALIAS)
        kept.update_or_create(digest=digest, defaults={"head": head, "statements": statements, "made_at": clock.now()})
        # A release that is being replaced compiles again if it must; two forms are enough for both to work.
        newest = kept.order_by("-made_at").values_list("digest", flat=True)[:2]
        kept.exclude(digest__in=list(newest)).delete()
    return CompiledSchema(digest, head, tuple(statements))


def _wall_statements(tables: Sequence[str]) -> list[str]:
    walled = [table for table in walls.walled_tables() if table in tables]
    texts = walls.wall_statements(SCHEMA_MARK, walled, expected=HASH_MARK)
    return [text for text in texts if not text.startswith("DROP POLICY")]
