"""Rules for migrations that run over a whole fleet while the release before still serves.

Pure functions over a migration and the project's state before it. Each finding names the rule, what is wrong and what
to do instead. A migration that must break a rule says so itself, with the reason:

    class Migration(migrations.Migration):
        lint_exempt = {"unique-on-existing": "the table is empty: its screen comes with this release"}

What has been released is listed by the caller (`tests/architecture/test_migration_lint.py`) and not looked at again.
"""

import ast
import dataclasses
import inspect
import sys
from collections.abc import Callable, Collection, Iterator
from typing import Any, Final

from django.db import models
from django.db.migrations import Migration, operations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from tenants.fleet.linting_sql import drops, names_shared_schema, takes_transaction_over

Name = tuple[str, str]
_MIN_REASON: Final = 15
#: Functions whose value differs from row to row: PostgreSQL would write the whole table anew.
_VOLATILE: Final = ("random", "uuid", "clock_timestamp", "nextval")


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """A rule that a migration breaks."""

    migration: str
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.migration}: [{self.rule}] {self.message}"


@dataclasses.dataclass(frozen=True, slots=True)
class Surroundings:
    """What a rule has to know beside the migration itself. `released` are the migrations of earlier releases."""

    released: Collection[Name]
    municipal_apps: Collection[str]
    large_tables: Collection[str] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class _Seen:
    """One operation with the states around it; `new_models` were made earlier in the same migration."""

    operation: Operation
    before: ProjectState
    after: ProjectState
    migration: Migration
    new_models: frozenset[str]
    new_fields: frozenset[tuple[str, str]]
    state_only: bool = False

    @property
    def model(self) -> str:
        """Return the lower-case name of the model that the operation is about."""
        operation: Any = self.operation
        return str(getattr(operation, "model_name_lower", "") or getattr(operation, "name_lower", ""))

    @property
    def is_on_new_table(self) -> bool:
        """Return whether the table is as new as the migration: empty, and unknown to the code that serves."""
        return self.model in self.new_models

    def table(self) -> str:
        """Return the table of the operation's model."""
        state = self.before.models.get((self.migration.app_label, self.model))
        default = f"{self.migration.app_label}_{self.model}"
        return str(state.options.get("db_table") or default) if state is not None else default


Rule = Callable[[_Seen, Surroundings], Iterator[str]]


def lint(migration: Migration, before: ProjectState, surroundings: Surroundings) -> list[Finding]:
    """Return what is wrong with `migration`; `before` is the project's state before it, and stays as it is."""
    found: list[tuple[str, str]] = []
    for seen in _walk(migration, before):
        for rule, check in RULES.items():
            found += [(rule, message) for message in check(seen, surroundings)]
    for rule, check_whole in WHOLE_RULES.items():
        found += [(rule, message) for message in check_whole(migration, surroundings)]
    exempt: dict[str, str] = dict(getattr(migration, "lint_exempt", {}))
    name = f"{migration.app_label}.{migration.name}"
    kept = [Finding(name, rule, message) for rule, message in dict.fromkeys(found) if rule not in exempt]
    return kept + [Finding(name, "exemption", text) for text in _bad_exemptions(exempt, {rule for rule, _ in found})]


def _bad_exemptions(exempt: dict[str, str], broken: set[str]) -> Iterator[str]:
    for rule, reason in exempt.items():
        if rule not in broken:
            yield f"{rule!r} is exempted and not broken: take the exemption away."
        if len(reason) < _MIN_REASON:
            yield f"{rule!r} is exempted without a reason: say why it does no harm here."


def _walk(migration: Migration, before: ProjectState) -> Iterator[_Seen]:
    state = before.clone()
    new_models: set[str] = set()
    new_fields: set[tuple[str, str]] = set()
    for operation, state_only in _flat(migration.operations):
        earlier = state.clone()
        operation.state_forwards(migration.app_label, state)
        yield _Seen(
            operation, earlier, state, migration, frozenset(new_models), frozenset(new_fields), state_only=state_only
        )
        if isinstance(operation, operations.CreateModel):
            new_models.add(operation.name_lower)
        if isinstance(operation, operations.AddField):
            new_fields.add((operation.model_name_lower, operation.name))


def _flat(listed: Collection[Operation]) -> Iterator[tuple[Operation, bool]]:
    """Yield the operations and whether they change Django's state alone."""
    for operation in listed:
        if isinstance(operation, operations.SeparateDatabaseAndState):
            yield from ((inner, False) for inner in operation.database_operations)
            yield from ((inner, True) for inner in operation.state_operations)
        else:
            yield operation, False


def _old_field(seen: _Seen, name: str) -> Any:
    state = seen.before.models.get((seen.migration.app_label, seen.model))
    return state.get_field(name) if state is not None and name in state.fields else None


# --- rules over one operation ---------------------------------------------------------------------------------------


def _no_rewrite(seen: _Seen, _: Surroundings) -> Iterator[str]:
    if isinstance(seen.operation, operations.AlterField) and not seen.state_only and not seen.is_on_new_table:
        old, new = _old_field(seen, seen.operation.name), seen.operation.field
        if old is not None and not _widens(old, new):
            yield (
                f"changing the type of {seen.model}.{seen.operation.name} writes the table anew under a lock: add a "
                "second, nullable column, fill it in batches, switch the code, drop the first one a release later."
            )


def _widens(old: Any, new: Any) -> bool:
    """Return whether PostgreSQL takes the new type without touching a row."""
    before, after = old.get_internal_type(), new.get_internal_type()
    text = {"CharField", "TextField", "SlugField", "EmailField", "URLField"}
    if before in text and after in text:
        return new.max_length is None or bool(old.max_length is not None and new.max_length >= old.max_length)
    if before == after == "DecimalField":
        return bool(new.decimal_places == old.decimal_places and new.max_digits >= old.max_digits)
    related = {"ForeignKey", "OneToOneField"}
    return before == after or {before, after} <= related


def _old_code_inserts(seen: _Seen, _: Surroundings) -> Iterator[str]:
    if isinstance(seen.operation, operations.AddField) and not seen.is_on_new_table and not seen.state_only:
        field = seen.operation.field
        if field.many_to_many or field.null or field.has_db_default() or getattr(field, "generated", False):
            return
        yield (
            f"{seen.model}.{field.name or seen.operation.name} is NOT NULL without db_default: the release that still "
            "serves does not know it and could insert nothing. Give it db_default=, or null=True first."
        )


def _one_value_for_all(seen: _Seen, _: Surroundings) -> Iterator[str]:
    if not isinstance(seen.operation, operations.AddField) or seen.is_on_new_table or seen.state_only:
        return
    field = seen.operation.field
    if field.has_default() and callable(field.default) and not field.null:
        yield (
            f"the default of {seen.model}.{seen.operation.name} is called once, and all rows of a municipality get the "
            "one value: add it nullable, fill it in a RunPython step, add the constraint later."
        )
    database = str(field.db_default).lower() if field.has_db_default() else ""
    if any(word in database for word in _VOLATILE):
        yield (
            f"the db_default of {seen.model}.{seen.operation.name} differs from row to row, so that the whole table is "
            "written anew under a lock: add it nullable, fill it in batches."
        )


def _no_validation(seen: _Seen, _: Surroundings) -> Iterator[str]:
    if seen.is_on_new_table or seen.state_only:
        return
    operation = seen.operation
    if isinstance(operation, operations.AlterField):
        old = _old_field(seen, operation.name)
        if old is not None and old.null and not operation.field.null:
            yield (
                f"{seen.model}.{operation.name} becomes NOT NULL, which reads the table under a lock: add "
                "CHECK (... IS NOT NULL) NOT VALID, VALIDATE it in a later migration, then set NOT NULL."
            )
        if old is not None and not old.is_relation and operation.field.is_relation:
            yield f"{seen.model}.{operation.name} gets a foreign key on existing rows: add it NOT VALID first."
    if type(operation) is operations.AddConstraint and isinstance(operation.constraint, models.CheckConstraint):
        yield (
            f"CHECK {operation.constraint.name} reads {seen.model} under a lock: use AddConstraintNotValid, and "
            "ValidateConstraint in a later migration (django.contrib.postgres.operations)."
        )


def _no_unique(seen: _Seen, surroundings: Surroundings) -> Iterator[str]:
    operation = seen.operation
    if seen.is_on_new_table or seen.state_only:
        return
    made_unique = (
        isinstance(operation, operations.AlterField)
        and operation.field.unique
        and not getattr(_old_field(seen, operation.name), "unique", True)
    )
    if made_unique or (
        isinstance(operation, operations.AddConstraint) and isinstance(operation.constraint, models.UniqueConstraint)
    ):
        yield (
            f"UNIQUE on {seen.model}, which has rows: one municipality with a double stops its migration. Find the "
            "doubles in a release before, then build the index concurrently; or say why there can be none."
        )


def _large_index(seen: _Seen, surroundings: Surroundings) -> Iterator[str]:
    operation = seen.operation
    field: Any = getattr(operation, "field", None)
    if seen.is_on_new_table or seen.state_only or seen.table() not in surroundings.large_tables:
        return
    if type(operation) is operations.AddIndex or (
        isinstance(operation, operations.AddField | operations.AlterField) and (field.db_index or field.unique)
    ):
        yield (
            f"an index on {seen.table()}, which grows large, keeps its writers out: AddIndexConcurrently in a "
            "migration of its own with atomic = False."
        )


def _two_releases(seen: _Seen, surroundings: Surroundings) -> Iterator[str]:
    operation = seen.operation
    taken = (operations.RemoveField, operations.DeleteModel)
    renamed = (operations.RenameField, operations.RenameModel, operations.AlterModelTable)
    if seen.state_only:
        if isinstance(operation, operations.RemoveField):
            yield from _must_stay_insertable(seen, operation)
        return
    if isinstance(operation, taken) and not seen.is_on_new_table:
        yield (
            f"{operation.describe()}: the release that still serves uses it. Remove it from Django's state first "
            "(SeparateDatabaseAndState with state_operations), and drop it in a later release by RunSQL with "
            'drops_after = ("app", "that migration").'
        )
    if isinstance(operation, renamed) and not seen.is_on_new_table:
        yield (
            f"{operation.describe()}: the release that still serves knows the old name. Keep it (db_column, db_table), "
            "or add the new one, fill it, and drop the old one later."
        )


def _must_stay_insertable(seen: _Seen, operation: operations.RemoveField) -> Iterator[str]:
    field = _old_field(seen, operation.name)
    if field is None or field.null or field.has_db_default() or field.many_to_many:
        return
    freed = any(
        isinstance(inner, operations.RunSQL) and "DROP NOT NULL" in str(inner.sql).upper()
        for inner, state_only in _flat(seen.migration.operations)
        if not state_only
    )
    if not freed:
        yield (
            f"{seen.model}.{operation.name} stays in the table as NOT NULL and the new code does not fill it: add "
            "database_operations with ALTER TABLE ... ALTER COLUMN ... DROP NOT NULL."
        )


def _sql(seen: _Seen) -> list[str]:
    if not isinstance(seen.operation, operations.RunSQL):
        return []
    listed = seen.operation.sql
    entries = [listed] if isinstance(listed, str) else list(listed)
    return [str(entry[0] if isinstance(entry, list | tuple) else entry) for entry in entries]


def _marked_drop(seen: _Seen, surroundings: Surroundings) -> Iterator[str]:
    dropped = [what for text in _sql(seen) for what in drops(text)]
    if not dropped:
        return
    marker = getattr(seen.migration, "drops_after", None)
    if marker is None:
        yield (
            f"{', '.join(dropped)} without a marker: name the migration of an earlier release that took it out of "
            'Django\'s state: drops_after = ("app", "name").'
        )
    elif tuple(marker) not in surroundings.released:
        yield (
            f"{', '.join(dropped)} in the release that stops using it: {'.'.join(marker)} has not been released yet. "
            "Drop it a release later."
        )


def _shared_schema(seen: _Seen, surroundings: Surroundings) -> Iterator[str]:
    if seen.migration.app_label not in surroundings.municipal_apps:
        return
    for text in _sql(seen):
        for named in names_shared_schema(text):
            yield (
                f"{named} belongs to all: every municipality would do it again, several at once. Put it into a "
                "migration of `tenants`, or into the bootstrap script."
            )
    field = getattr(seen.operation, "field", None)
    related = [field] if field is not None else [f for _, f in getattr(seen.operation, "fields", ())]
    for one in related:
        target = getattr(getattr(one, "remote_field", None), "model", None)
        app = str(target).partition(".")[0].lower() if isinstance(target, str) else ""
        if app and app not in surroundings.municipal_apps and app != "self":
            yield f"a foreign key to {target} crosses from a municipality's schema to a shared one: keep the id alone."
    table = str(getattr(seen.operation, "options", {}).get("db_table", ""))
    if "." in table:
        yield f"db_table {table!r} names a schema: a municipality's tables stand where its path points."


def _transactions(seen: _Seen, _: Surroundings) -> Iterator[str]:
    for text in _sql(seen):
        for word in takes_transaction_over(text, atomic=seen.migration.atomic):
            yield f"{word}: the runner holds the transaction and its limits; leave it to that."


def _reversible(seen: _Seen, _: Surroundings) -> Iterator[str]:
    operation = seen.operation
    if isinstance(operation, operations.RunPython | operations.RunSQL) and not operation.reversible:
        kind = type(operation).__name__
        yield f"{kind} has no way back: give the reverse, or say {kind}.noop where there is nothing to undo."


# --- rules over the whole migration ---------------------------------------------------------------------------------


def _no_models(migration: Migration, _: Surroundings) -> Iterator[str]:
    if not any(isinstance(operation, operations.RunPython) for operation, _ in _flat(migration.operations)):
        return
    module = sys.modules.get(type(migration).__module__)
    if module is None:
        return
    for imported in imported_models(inspect.getsource(module)):
        yield f"imports {imported}: today's model does not fit yesterday's table. Use apps.get_model()."


def imported_models(source: str) -> Iterator[str]:
    """Yield the modules with models that a migration's source imports, other than Django's."""
    for node in ast.walk(ast.parse(source)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        yield from sorted(
            {name for name in names if "models" in name.split(".")[1:] and not name.startswith("django.")}
        )


def _loose(migration: Migration, _: Surroundings) -> Iterator[str]:
    if migration.atomic:
        return
    for operation, _state_only in _flat(migration.operations):
        name = type(operation).__name__
        if isinstance(operation, operations.RunPython) or name in {"AddIndexConcurrently", "RemoveIndexConcurrently"}:
            continue
        yield (
            f"{name} in a migration without a transaction: after a kill it would run twice. Only indexes built "
            "concurrently and repeatable Python steps stand there; put it into a migration of its own."
        )


RULES: Final[dict[str, Rule]] = {
    "rewrites-table": _no_rewrite,
    "old-code-inserts": _old_code_inserts,
    "volatile-default": _one_value_for_all,
    "validates-under-lock": _no_validation,
    "unique-on-existing": _no_unique,
    "index-on-large-table": _large_index,
    "dropped-too-early": _two_releases,
    "drop-without-marker": _marked_drop,
    "shared-schema": _shared_schema,
    "transaction-control": _transactions,
    "no-way-back": _reversible,
}
WHOLE_RULES: Final[dict[str, Callable[[Migration, Surroundings], Iterator[str]]]] = {
    "imports-models": _no_models,
    "loose-migration": _loose,
}
