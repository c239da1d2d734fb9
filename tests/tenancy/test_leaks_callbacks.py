"""Leak: work put off until after the commit, when another municipality may be entered."""

import functools
import logging

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction

from apps.accounts.models import OrgUnit
from omuz.kernel import blocks, context
from omuz.kernel.context import CrossMunicipalityError
from tenants import scope
from tenants.migration import owner_schema

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_callback_runs_with_the_context_of_its_municipality(municipalities):
    seen = []
    for municipality in municipalities.values():
        with scope.enter(municipality):
            transaction.on_commit(lambda: seen.append(context.scope_key()))
            transaction.on_commit(lambda: cache.set("after", context.scope_key()))
    assert seen == [m.key for m in municipalities.values()]
    for municipality in municipalities.values():
        with scope.enter(municipality):
            assert cache.get("after") == municipality.key


def test_a_callback_finds_no_table_unless_it_enters(municipalities):
    found = []

    def look():
        with pytest.raises(DatabaseError, match="does not exist"):
            OrgUnit.objects.count()
        with scope.enter(municipalities["kayseri"]):
            found.append(OrgUnit.objects.get().name)

    with scope.enter(municipalities["kayseri"]):
        OrgUnit.objects.create(name="Kayseri")
        transaction.on_commit(look)
    assert found == ["Kayseri"]


def test_a_callback_enters_no_other_municipality(municipalities):
    refused = []

    def stray():
        with pytest.raises(CrossMunicipalityError), scope.enter(municipalities["izmir"]):
            pass
        refused.append(True)

    with scope.enter(municipalities["kayseri"]):
        transaction.on_commit(stray)
    assert refused == [True]


def test_a_callback_that_would_run_in_another_municipality_refuses(municipalities):
    ran = []
    with scope.enter(municipalities["kayseri"]):
        transaction.on_commit(lambda: ran.append(True))
        (_, late, _) = connection.run_on_commit.pop()
    with scope.enter(municipalities["izmir"]), pytest.raises(CrossMunicipalityError):
        late()
    assert ran == []


def test_a_callback_is_refused_where_code_and_connection_are_in_different_municipalities(municipalities):
    with scope.enter(municipalities["kayseri"]), context.bind_municipality(municipalities["izmir"]):
        with pytest.raises(CrossMunicipalityError):
            transaction.on_commit(lambda: None)


def test_after_a_rollback_no_callback_runs(municipalities):
    ran = []
    with pytest.raises(ValueError, match="undo"), scope.enter(municipalities["kayseri"]):
        transaction.on_commit(lambda: ran.append(True))
        raise ValueError("undo")
    with scope.enter(municipalities["izmir"]):
        pass
    assert ran == []


def named_in_the_log():
    raise RuntimeError("broken")


@pytest.mark.parametrize("callback", [named_in_the_log, functools.partial(named_in_the_log)])
def test_a_robust_callback_that_fails_is_reported_and_stops_nothing(municipalities, caplog, callback):
    ran = []
    with caplog.at_level(logging.ERROR, logger="django.db.backends.base"), scope.enter(municipalities["kayseri"]):
        transaction.on_commit(callback, robust=True)
        transaction.on_commit(lambda: ran.append(True))
    assert ran == [True]
    if callback is named_in_the_log:
        assert "named_in_the_log" in caplog.text
    assert "RuntimeError" in caplog.text


@pytest.mark.parametrize(
    "block",
    [
        scope.enter,
        lambda _: scope.enter(None),
        context.bind_municipality,
        lambda m: owner_schema(m.schema_name),
    ],
    ids=["enter", "enter public", "bind", "owner"],
)
def test_a_municipality_is_never_entered_by_a_decorator(municipalities, block):
    with pytest.raises(TypeError, match="never by a decorator"):

        @block(municipalities["kayseri"])
        def work():
            """Would be bound to one municipality for the life of the process."""

    assert context.current_municipality() is None


def test_a_block_is_what_with_expects():
    @blocks.block
    def room():
        yield "inside"

    with room() as where:
        assert where == "inside"
