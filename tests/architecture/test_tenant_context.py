"""How a municipality may be entered in code, read from the source of the whole repository."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tenants import walls

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("platform", "tenants", "apps", "api", "benchmarks", "tests", "tools")
#: What enters a municipality; as a decorator it would enter the one of the moment in which its module was loaded.
ENTERING = {"enter", "owner_schema", "bind_municipality", "enter_room", "schema_context", "tenant_context", "inside"}
#: django-tenants' own ways: they add `public` to the path and outlast the request.
OTHER_WAYS = {"schema_context", "tenant_context", "set_tenant", "set_schema", "set_schema_to_public"}
#: Only here may code take a connection that is not the one the request has entered.
RAW_CONNECTIONS = ("tenants/", "platform/omuz/local/", "platform/omuz/cli/", "platform/omuz/commands/", "benchmarks/")
#: A thread has no municipality: one that works in any enters it itself.
THREADS = {"Thread", "Timer", "ThreadPoolExecutor", "ProcessPoolExecutor", "start_new_thread", "to_thread"}
THREADS |= {"run_in_executor", "sync_to_async", "async_to_sync", "create_task", "ensure_future"}


def sources(*folders):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            # benchmarks/stock is what we compare with: django-tenants as it comes.
            skipped = any(part.startswith(".") or part in {"node_modules", "stock"} for part in path.parts)
            if not skipped:
                yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def name_of(node):
    """Return the last part of the name that is called or used: `enter` for `scope.enter(m)`."""
    if isinstance(node, ast.Call):
        node = node.func
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def used_as_decorators(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for decorator in node.decorator_list:
                # `method_decorator(scope.enter(m))` and the like hide it one level down.
                inner = [decorator, *(decorator.args if isinstance(decorator, ast.Call) else [])]
                yield from ((node.lineno, name_of(one)) for one in inner)


def called(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node.lineno, name_of(node)


@pytest.fixture(scope="module")
def everything():
    return list(sources(*FOLDERS))


def test_no_municipality_is_entered_by_a_decorator(everything):
    wrong = [
        f"{path}:{line} {name}"
        for path, tree in everything
        for line, name in used_as_decorators(tree)
        if name in ENTERING
    ]
    assert not wrong, wrong


def test_the_ways_of_django_tenants_are_not_used(everything):
    wrong = [f"{path}:{line} {name}" for path, tree in everything for line, name in called(tree) if name in OTHER_WAYS]
    assert not wrong, wrong


def test_generic_foreign_keys_are_not_even_imported(everything):
    wrong = [
        f"{path}:{node.lineno}"
        for path, tree in everything
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and any(alias.name in {"GenericForeignKey", "GenericRelation"} for alias in node.names)
    ]
    assert not wrong, wrong


def test_only_the_tenancy_takes_a_connection_by_its_alias(everything):
    wrong = [
        f"{path}:{node.lineno}"
        for path, tree in everything
        if path.startswith(("apps/", "api/", "platform/")) and not path.startswith(RAW_CONNECTIONS)
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript) and name_of(node.value) == "connections"
    ]
    allowed = {"apps/oversight", "apps/operators", "platform/omuz/isolation", "platform/omuz/demo", "api/health.py"}
    assert not [place for place in wrong if not place.startswith(tuple(allowed))], wrong


def test_apps_and_api_start_no_thread_and_nothing_asynchronous(everything):
    wrong = [
        f"{path}:{line} {name}"
        for path, tree in everything
        if path.startswith(("apps/", "api/"))
        for line, name in called(tree)
        if name in THREADS
    ]
    wrong += [
        f"{path}:{node.lineno} async def {node.name}"
        for path, tree in everything
        if path.startswith(("apps/", "api/"))
        for node in ast.walk(tree)
        if isinstance(node, ast.AsyncFunctionDef)
    ]
    assert not wrong, "a thread and a coroutine know no municipality: use a task, or enter one there: " + str(wrong)


def is_constant(statement):
    """Return whether a statement's text is written in the source, but for the name of a model's own table."""
    if isinstance(statement, ast.JoinedStr):
        values = [part.value for part in statement.values if isinstance(part, ast.FormattedValue)]
        return all(isinstance(value, ast.Name) and value.id == "table" for value in values)
    return not isinstance(statement, ast.BinOp)


def test_apps_and_api_put_no_text_into_sql(everything):
    """A statement without values is still one statement; but what is not a constant does not belong into it."""
    wrong = [
        f"{path}:{node.lineno}"
        for path, tree in everything
        if path.startswith(("apps/", "api/"))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and name_of(node) in {"execute", "executemany", "raw", "RawSQL", "extra"}
        and node.args
        and not is_constant(node.args[0])
    ]
    assert not wrong, wrong


#: Models with sealed or keyed columns that stand outside of the second wall, and why they may.
OUTSIDE_THE_WALL = {
    "kernel.DataKey": "wrapped by the master key, which no SQL can read; needed before anything else opens",
    "kernel.PersonKey": "wrapped by a data key; names nobody but by a key of a row",
    "people.PersonAddress": "a hidden address is sealed, every other column of it empty; lists filter by district",
    "tenants.Municipality": "stands in public only: the tokens themselves, sealed under the master key",
    "tenants.Spare": "stands in public only: a room without data",
    "kernel.AuditSeal": "SHA-256 of the history; no value of a person",
}
_TELLING = ("sealed", "token", "blind_index", "wrapped")


def is_telling(field):
    """Return whether the column holds a sealed value, a key, or a keyed hash."""
    return isinstance(field, models.BinaryField) or (
        any(word in field.name for word in _TELLING) and not isinstance(field, models.DateTimeField)
    )


def test_every_model_with_a_sealed_column_is_behind_the_second_wall_or_says_why_not():
    municipal = [m for m in apps.get_models() if not m._meta.app_label.startswith(("django_tenants",))]
    telling = {m._meta.label for m in municipal if any(is_telling(f) for f in m._meta.concrete_fields)}
    public_only = {m._meta.label for m in municipal if m._meta.app_label in {"tenants", "operators", "oversight"}}
    behind = {m._meta.label for m in municipal if walls.is_walled(m)}
    missing = telling - behind - public_only - set(OUTSIDE_THE_WALL)
    assert not missing, f"declare special_category = True, or list them with the reason: {sorted(missing)}"


def test_nothing_is_excused_that_stands_behind_the_wall_or_is_gone():
    labels = {m._meta.label: m for m in apps.get_models()}
    assert not [label for label in OUTSIDE_THE_WALL if label not in labels or walls.is_walled(labels[label])]


@pytest.mark.parametrize(
    "label",
    [
        "people.SensitiveFact", "people.MedicalReport", "people.SafeContactPlan", "people.Representative",
        "people.PersonIdentity", "people.ImportRow", "people.UrgentNotice", "people.MergeRecord",
        "documents.StoredFile", "privacy.AccessLogEntry", "kernel.AuditDetail", "kernel.IdempotencyRecord",
        "sessions.Session", "accounts.User", "accounts.RoleAssignment", "mfa.Authenticator", "account.EmailAddress",
    ],
)  # fmt: skip
def test_what_is_special_and_what_one_signs_in_with_stands_behind_the_second_wall(label):
    assert walls.is_walled(apps.get_model(label))


def test_a_table_that_relates_special_rows_stands_behind_the_wall_too():
    assert "people_safecontactplan_safe_phones" in walls.walled_tables()


def test_no_column_behind_the_wall_is_searched_by_trigrams():
    """LIKE is not leakproof: under row-level security its index is lost (0.1 ms became 36 ms)."""
    wrong = [
        f"{model._meta.label}.{index.name}"
        for model in apps.get_models()
        if walls.is_walled(model)
        for index in model._meta.indexes
        if any("trgm" in opclass for opclass in getattr(index, "opclasses", ()) or ())
    ]
    assert not wrong, wrong
