"""The first wall: role, path and one statement at a time. What a bug writes stays in its municipality, and so does what
injected SQL can say within a statement. Each test says the threat; docs/isolation.md lists them.
"""

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from apps.accounts.models import OrgUnit
from tenants import bootstrap, scope
from tests.support import intruder
from tests.support.intruder import inside, refused, web_connection

pytestmark = pytest.mark.django_db(transaction=True)


def refused_by_django(municipality, statement, parameters=None, *, match):
    with pytest.raises(DatabaseError, match=match), scope.enter(municipality), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def test_a_stacked_statement_without_values_is_refused(municipalities):
    stacked = "SELECT 1; RESET ROLE"
    refused_by_django(municipalities["kayseri"], stacked, match="multiple commands")


def test_a_stacked_statement_with_values_is_refused(municipalities):
    refused_by_django(municipalities["kayseri"], "SELECT %s; RESET ROLE", [1], match="multiple commands")


@pytest.mark.parametrize("setting", ["role", "search_path", "omuz.wall2", "session_authorization"])
def test_set_config_inside_a_statement_cannot_leave_the_municipality(municipalities, setting):
    statement = f"SELECT name FROM accounts_orgunit UNION SELECT set_config('{setting}', %s, true)"
    refused_by_django(municipalities["kayseri"], statement, ["x"], match="permission denied for function set_config")


def test_set_config_hidden_in_a_query_given_as_text_is_refused(municipalities):
    izmir = municipalities["izmir"]
    hidden = f"SELECT set_config(''role'', ''{izmir.role_name}'', true)"
    refused_by_django(
        municipalities["kayseri"], f"SELECT query_to_xml('{hidden}', true, true, '')", match="permission denied"
    )


@pytest.mark.parametrize("name", bootstrap.FUNCTIONS_TAKEN)
def test_a_function_that_runs_text_or_keeps_objects_is_nobodys(municipalities, name):
    rows = intruder.as_superuser(
        "SELECT has_function_privilege(%s, oid, 'execute') FROM pg_proc"
        " WHERE proname = %s AND pronamespace = 'pg_catalog'::regnamespace",
        [municipalities["kayseri"].role_name, name],
    )
    assert rows, "PostgreSQL has no function of this name any more: take it from the list"
    assert not any(may for (may,) in rows)


def test_only_the_logins_may_set_what_enters_a_municipality(municipalities):
    [(holders,)] = intruder.as_superuser(
        "SELECT array_agg(r.rolname::text ORDER BY 1) FROM pg_proc p, aclexplode(p.proacl) a"
        " LEFT JOIN pg_roles r ON r.oid = a.grantee WHERE p.oid = 'set_config(text,text,boolean)'::regprocedure"
    )
    municipal = {m.role_name for m in municipalities.values()}
    assert None not in holders, "everybody may call it"
    assert not municipal & set(holders)


def test_naming_another_municipalitys_schema_is_refused_for_every_verb(municipalities):
    izmir = municipalities["izmir"].schema_name
    with inside(municipalities["kayseri"]) as web:
        for statement in (
            f"SELECT * FROM {izmir}.accounts_orgunit",
            f"INSERT INTO {izmir}.accounts_orgunit SELECT * FROM accounts_orgunit",
            f"UPDATE {izmir}.accounts_orgunit SET name = 'x'",
            f"DELETE FROM {izmir}.accounts_orgunit",
            f"TABLE {izmir}.django_migrations",
            f"LOCK TABLE {izmir}.accounts_orgunit",
        ):
            refused(web, statement, match="permission denied for schema")


def test_the_login_itself_owns_and_reads_nothing(municipalities):
    kayseri = municipalities["kayseri"].schema_name
    with web_connection() as web:
        for statement in (f"SELECT * FROM {kayseri}.accounts_orgunit", "SELECT * FROM public.tenants_municipality"):
            refused(web, statement, match="permission denied for schema")
        refused(web, "SELECT * FROM accounts_orgunit", match="does not exist")


def test_no_temporary_table_can_stand_before_a_real_one(municipalities):
    with inside(municipalities["kayseri"]) as web:
        refused(web, "CREATE TEMP TABLE accounts_orgunit (x int)", match="permission denied to create temporary")
        refused(web, "CREATE TABLE accounts_orgunit2 (x int)", match="permission denied for schema")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE FUNCTION pg_temp.cheap(text) RETURNS boolean COST 0.0001 LANGUAGE sql AS 'SELECT true'",
        "CREATE FUNCTION cheap(text) RETURNS boolean COST 0.0001 LANGUAGE sql AS 'SELECT true'",
        "CREATE OPERATOR <<< (FUNCTION = texteq, LEFTARG = text, RIGHTARG = text)",
        "CREATE VIEW peek WITH (security_barrier = false) AS SELECT * FROM people_sensitivefact",
        "CREATE SCHEMA mine",
        "CREATE EXTENSION dblink",
        "CREATE EXTENSION postgres_fdw",
        "ALTER FUNCTION ext.wall2(text) COST 1",
        "ALTER TABLE people_sensitivefact DISABLE ROW LEVEL SECURITY",
        "DROP POLICY wall2 ON people_sensitivefact",
        "GRANT SELECT ON people_person TO PUBLIC",
    ],
)
def test_nobody_in_a_municipality_makes_or_changes_objects(municipalities, statement):
    with inside(municipalities["kayseri"]) as web:
        with pytest.raises(psycopg.Error, match=r"permission denied|must be owner|no privileges could be granted"):
            web.execute(statement.encode())
            # A GRANT without the right to it warns and does nothing.
            assert not intruder.as_superuser(
                "SELECT 1 FROM information_schema.role_table_grants WHERE grantee = 'PUBLIC' AND table_name = %s",
                ["people_person"],
            )
            raise psycopg.ProgrammingError("no privileges could be granted")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT pg_read_binary_file('/etc/passwd')",
        "SELECT pg_ls_dir('/')",
        "SELECT pg_stat_file('/etc/passwd')",
        "SELECT lo_import('/etc/passwd')",
        "SELECT lo_export(1, '/tmp/x')",
        "COPY (SELECT 1) TO '/tmp/omuz-attack'",
        "COPY (SELECT 1) TO PROGRAM 'id'",
        "SELECT rolpassword FROM pg_authid",
        "SELECT lo_from_bytea(0, 'x')",
        "SELECT * FROM dblink('host=127.0.0.1', 'SELECT 1') AS t(x int)",
        "SELECT pg_reload_conf()",
        "SET SESSION AUTHORIZATION postgres",
        "LOAD 'dblink'",
    ],
)
def test_files_programs_passwords_and_other_servers_are_out_of_reach(municipalities, statement):
    with inside(municipalities["kayseri"]) as web:
        refused(web, statement, match=r"permission denied|does not exist|could not access|must be|not allowed")


def test_no_function_of_ours_runs_with_its_owners_rights_for_a_municipality(municipalities):
    roles = [m.role_name for m in municipalities.values()]
    rows = intruder.as_superuser(
        "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE p.prosecdef AND (n.nspname IN ('ext', 'public') OR n.nspname LIKE 'm\\_%%')"
        " AND has_function_privilege(%s, p.oid, 'execute') AND has_schema_privilege(%s, n.oid, 'usage')",
        [roles[0], roles[0]],
    )
    # Pointers into the outbox and the like; each is looked at in its own tests. None returns rows of a municipality.
    assert all(not name.startswith("m_") for (name,) in rows), rows


def test_the_login_inherits_no_municipalitys_rights():
    rows = intruder.as_superuser(
        "SELECT rolname FROM pg_roles WHERE rolname = %s AND (rolinherit OR rolsuper OR rolbypassrls OR rolcreaterole)",
        [connection.settings_dict["USER"]],
    )
    assert rows == []


def test_no_municipalitys_role_is_a_member_of_another(municipalities):
    for one in municipalities.values():
        for other in municipalities.values():
            if one != other:
                [(is_member,)] = intruder.as_superuser(
                    "SELECT pg_has_role(%s, %s, 'MEMBER')", [one.role_name, other.role_name]
                )
                assert not is_member


def test_a_rolled_back_savepoint_leaves_no_stale_path_behind(municipalities):
    with scope.enter(municipalities["kayseri"]):
        OrgUnit.objects.create(name="Kayseri")
    with scope.enter(municipalities["izmir"]):
        with pytest.raises(ValueError, match="undo"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL search_path = 'pg_catalog'")
            raise ValueError("undo")
        assert not OrgUnit.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, current_schema()")
            assert cursor.fetchone() == (municipalities["izmir"].role_name, municipalities["izmir"].schema_name)


def test_a_broken_transaction_leaves_no_path_behind(municipalities):
    with pytest.raises(DatabaseError), scope.enter(municipalities["kayseri"]), connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    with pytest.raises(DatabaseError, match="does not exist"):
        OrgUnit.objects.exists()
    with scope.enter(municipalities["izmir"]):
        assert not OrgUnit.objects.exists()
