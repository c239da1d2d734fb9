"""Each wall is taken away, and the tests that stand for it must turn red; then it is put back.

A test that stays green without its wall proves nothing. What is taken away is the wall's own part (a grant, a policy, a
cursor, a stamp), in this run's own copy of the database; docs/isolation.md lists what stands for what.
"""

import contextlib

import pytest
from django.db import DatabaseError, connections
from django.db.backends.postgresql.base import ServerBindingCursor

from apps.accounts.models import OrgUnit
from omuz.kernel import blocks, context, stamps
from tenants import scope, walls
from tenants.postgresql import base as wrapper
from tests.support.intruder import as_superuser
from tests.tenancy import (
    test_first_wall,
    test_leaks_callbacks,
    test_leaks_connections,
    test_leaks_records,
    test_leaks_storage,
    test_second_wall,
)

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def turns_red(test, *arguments, close=True):
    """Expect the test to fail, whatever way it takes; `close` what it may have left behind on its connections."""
    try:
        test(*arguments)
    except (Exception, pytest.fail.Exception):
        return
    finally:
        for connection in connections.all() if close else ():
            connection.close()
    pytest.fail(f"{test.__name__} stays green without its wall")


@contextlib.contextmanager
def granted(take_away, put_back):
    """Run the superuser's statement for the block and the other one afterwards."""
    as_superuser(take_away)
    try:
        yield
    finally:
        as_superuser(put_back)


def test_without_one_statement_at_a_time_stacked_ones_pass(municipalities, monkeypatch):
    monkeypatch.setattr(wrapper, "OneStatementCursor", ServerBindingCursor)
    connections["default"].close()
    turns_red(test_first_wall.test_a_stacked_statement_without_values_is_refused, municipalities)


def test_without_its_grant_to_logins_only_set_config_leaves_the_municipality(municipalities):
    function = "FUNCTION pg_catalog.set_config(text, text, boolean)"
    with granted(f"GRANT EXECUTE ON {function} TO PUBLIC", f"REVOKE EXECUTE ON {function} FROM PUBLIC"):
        turns_red(
            test_first_wall.test_set_config_inside_a_statement_cannot_leave_the_municipality, municipalities, "role"
        )
        turns_red(test_first_wall.test_only_the_logins_may_set_what_enters_a_municipality, municipalities)


def test_with_rights_on_another_schema_naming_it_works(municipalities):
    schema, role = municipalities["izmir"].schema_name, municipalities["kayseri"].role_name
    rights = f"USAGE ON SCHEMA {schema}"
    with granted(f"GRANT {rights} TO {role}", f"REVOKE {rights} FROM {role}"):
        turns_red(test_first_wall.test_naming_another_municipalitys_schema_is_refused_for_every_verb, municipalities)


def test_with_a_right_to_make_temporary_tables_one_can_stand_before_a_real_one(municipalities):
    name, role = connections["default"].settings_dict["NAME"], municipalities["kayseri"].role_name
    right = f"TEMPORARY ON DATABASE {name}"
    with granted(f"GRANT {right} TO {role}", f"REVOKE {right} FROM {role}"):
        turns_red(test_first_wall.test_no_temporary_table_can_stand_before_a_real_one, municipalities)


@contextlib.contextmanager
def policies_as(municipality, *, condition):
    """Let the policies of the municipality have another condition for the block; None takes the wall down."""
    schema = municipality.schema_name
    table = f"{schema}.people_sensitivefact"
    if condition is None:
        as_superuser(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    else:
        as_superuser(f"ALTER POLICY {walls.POLICY} ON {table} USING ({condition}) WITH CHECK ({condition})")
    try:
        yield
    finally:
        expected = walls.token_hash(walls.token_of(municipality))
        for statement in walls.wall_statements(schema, ["people_sensitivefact"], expected=expected):
            as_superuser(statement)


def test_without_row_level_security_the_token_is_not_asked_for(municipalities):
    with policies_as(municipalities["kayseri"], condition=None):
        turns_red(test_second_wall.test_without_the_token_every_statement_raises_on_a_full_table, municipalities, "")
        turns_red(test_second_wall.test_the_token_of_another_municipality_opens_nothing, municipalities)
        turns_red(test_second_wall.test_the_owner_of_the_tables_is_asked_for_the_token_too, municipalities)
        turns_red(test_second_wall.test_statistics_of_tables_behind_the_wall_are_hidden, municipalities)


def test_without_the_question_at_planning_an_index_tells_who_has_a_disability(municipalities):
    expected = walls.token_hash(walls.token_of(municipalities["kayseri"]))
    with policies_as(municipalities["kayseri"], condition=f"(SELECT ext.wall2('{expected}'))"):
        turns_red(test_second_wall.test_an_index_tells_nobody_who_has_a_disability, municipalities)


def test_without_the_question_at_running_a_kept_plan_is_a_key(municipalities):
    expected = walls.token_hash(walls.token_of(municipalities["kayseri"]))
    with policies_as(municipalities["kayseri"], condition=f"ext.wall2_planning('{expected}')"):
        turns_red(test_second_wall.test_a_plan_kept_from_before_asks_again_when_it_runs, municipalities)


def test_without_force_the_owner_passes(municipalities):
    table = f"{municipalities['kayseri'].schema_name}.people_sensitivefact"
    with granted(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY", f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"):
        turns_red(test_second_wall.test_the_owner_of_the_tables_is_asked_for_the_token_too, municipalities)


def test_without_local_settings_a_connection_carries_its_municipality_on(municipalities, monkeypatch):
    monkeypatch.setattr(scope, "_SET_LOCAL", scope._SET_LOCAL.replace("true", "false"))
    turns_red(test_leaks_connections.test_role_path_and_token_end_with_the_transaction, municipalities)
    turns_red(test_leaks_connections.test_a_body_that_is_streamed_after_the_answer_finds_no_table, municipalities, None)


def test_with_public_in_the_path_a_missing_table_is_looked_for_there(municipalities, monkeypatch):
    monkeypatch.setattr(scope, "EXTENSION_SCHEMA", "ext, public")
    turns_red(test_leaks_storage.test_the_path_holds_the_own_schema_and_ext_and_never_public, municipalities)


def test_without_stamps_a_record_is_saved_elsewhere(municipalities, monkeypatch):
    monkeypatch.setattr(stamps, "check", lambda *_: None)
    for test in (
        test_leaks_records.test_saving_it_as_a_new_row_elsewhere_is_refused,
        test_leaks_records.test_inserting_it_in_bulk_elsewhere_is_refused,
        test_leaks_records.test_reading_it_again_elsewhere_is_refused,
    ):
        with scope.enter(municipalities["kayseri"]):
            unit = OrgUnit.objects.create(name=f"Kayseri {test.__name__}")
        with contextlib.suppress(DatabaseError), scope.enter(municipalities["izmir"]):
            turns_red(test, unit, close=False)


def test_without_bound_callbacks_one_runs_in_another_municipality(municipalities, monkeypatch):
    monkeypatch.setattr(wrapper, "in_its_room", lambda _, function: function)
    turns_red(test_leaks_callbacks.test_a_callback_that_would_run_in_another_municipality_refuses, municipalities)


def test_without_the_refusal_a_decorator_enters_a_municipality(municipalities, monkeypatch):
    monkeypatch.delattr(blocks.Block, "__call__")
    turns_red(
        test_leaks_callbacks.test_a_municipality_is_never_entered_by_a_decorator,
        municipalities,
        context.bind_municipality,
    )


def test_without_a_key_function_two_municipalities_share_a_cache(municipalities, monkeypatch):
    from django.core.cache import caches

    # The cache itself: what is set on the stand-in `cache` would be taken off it afterwards, and be gone.
    backend = caches["default"]
    monkeypatch.setattr(backend, "key_func", lambda key, prefix, version: f"{prefix}:{version}:{key}")
    turns_red(test_leaks_storage.test_a_cache_key_is_of_its_municipality, municipalities)
    backend.clear()
