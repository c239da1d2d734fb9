"""The coordinator's login reads the released figures and nothing else in the database."""

import psycopg
import pytest

from tenants.figures import CELLS
from tests.flow.conftest import administrator
from tests.oversight.conftest import cell, coordinator, release

pytestmark = pytest.mark.usefixtures("committing")
DENIED = psycopg.errors.InsufficientPrivilege
_RELATIONS = """
    SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
    ORDER BY 1, 2
"""
_DEFINERS = "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.prosecdef ORDER BY 1"


def test_it_reads_what_was_released(municipalities):
    release(municipalities["kayseri"], [cell(120), cell(None, gender="f")])
    with coordinator() as server:
        rows = server.execute(f"SELECT municipality_key, value, suppressed FROM {CELLS} ORDER BY value").fetchall()
    assert rows == [("kayseri", 120, False), ("kayseri", None, True)]


def test_every_other_relation_of_every_schema_is_refused():
    with administrator() as server:
        relations = server.execute(_RELATIONS).fetchall()
    assert len(relations) > 100
    readable = []
    with coordinator() as server:
        for schema, name in relations:
            for attempt in ("SELECT * FROM {} LIMIT 0", "SELECT count(*) FROM {}", "COPY {} TO STDOUT"):
                try:
                    server.execute(attempt.format(f'"{schema}"."{name}"'))
                except (DENIED, psycopg.errors.WrongObjectType):  # a view or sequence is not copied as a table is
                    continue
                readable.append((schema, name))
                break
    assert set(readable) == {("public", CELLS)}


@pytest.mark.parametrize(
    "statement",
    [
        f"INSERT INTO public.{CELLS} (id) VALUES (gen_random_uuid())",
        f"UPDATE public.{CELLS} SET value = 10",
        f"DELETE FROM public.{CELLS}",
        f"TRUNCATE public.{CELLS}",
        f"DROP TABLE public.{CELLS}",
        "CREATE TABLE public.own (id int)",
        "CREATE TEMP TABLE own (id int)",
        "CREATE SCHEMA own",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT set_config('omuz.wall2', 'x', false)",
        "SELECT query_to_xml('SELECT 1', true, true, '')",
        "SELECT lo_create(0)",
        "COPY (SELECT 1) TO PROGRAM 'true'",
    ],
)
def test_it_changes_nothing_and_makes_nothing(statement):
    with coordinator() as server, pytest.raises(DENIED):
        server.execute(statement)


def test_it_becomes_nobody_else():
    with administrator() as server:
        roles = [name for (name,) in server.execute("SELECT rolname FROM pg_roles WHERE rolname !~ '_figures$'")]
        member_of = server.execute("SELECT count(*) FROM pg_auth_members WHERE member = 'omuz_test_figures'::regrole")
        assert member_of.fetchone() == (0,)
    with coordinator() as server:
        for role in roles:
            with pytest.raises(DENIED):
                server.execute(f'SET ROLE "{role}"')


def test_of_the_functions_that_run_with_anothers_right_none_serves_it(municipalities):
    with administrator() as server:
        definers = {name for (name,) in server.execute(_DEFINERS)}
    assert {name.partition("(")[0] for name in definers} >= {"ext.release_figures", "ext.note_message"}
    with coordinator() as server:
        for name in definers:
            arguments = name.partition("(")[2].rstrip(")")
            values = ", ".join(f"NULL::{kind}" for kind in arguments.split(",") if kind)
            with pytest.raises(psycopg.Error) as refused:
                server.execute(f"SELECT {name.partition('(')[0]}({values})")
            # A trigger's function cannot be called by anybody.
            assert isinstance(refused.value, DENIED | psycopg.errors.FeatureNotSupported), name


def test_the_web_reads_no_figure_and_writes_none(municipalities):
    from django.db import ProgrammingError, connection

    from tenants import scope

    for room in (None, municipalities["kayseri"]):
        for statement in (
            f"SELECT * FROM public.{CELLS}",
            "SELECT * FROM public.oversight_release",
            f"INSERT INTO public.{CELLS} (id) VALUES (gen_random_uuid())",
        ):
            with pytest.raises(ProgrammingError, match="permission denied"), scope.enter(room):
                with connection.cursor() as cursor:
                    cursor.execute(statement)
