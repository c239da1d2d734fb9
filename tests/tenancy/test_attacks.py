"""Attacks on the second wall from a connection past Django: statements stacked, roles changed, views read."""

import psycopg
import pytest

from tenants import walls
from tests.support.intruder import FACTS, as_superuser, inside, plant_fact, refused, stand_in, web_connection

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_stacked_change_of_role_reads_no_special_row_of_the_other(municipalities):
    kayseri, izmir = municipalities["kayseri"], municipalities["izmir"]
    plant_fact(izmir)
    with inside(kayseri) as web:
        refused(
            web,
            f"RESET ROLE; SET LOCAL ROLE {izmir.role_name}; SET LOCAL search_path = {izmir.schema_name}, ext;"
            f" SELECT * FROM {FACTS}",
            match="another municipality",
        )


def test_a_forged_or_emptied_token_opens_nothing(municipalities):
    izmir = municipalities["izmir"]
    plant_fact(izmir)
    [(policy,)] = as_superuser(
        "SELECT qual FROM pg_policies WHERE schemaname = %s AND tablename = %s", [izmir.schema_name, FACTS]
    )
    known_hash = policy.split("'")[1]
    for forged in (known_hash, "", "null", "' OR true --"):
        with inside(izmir, token=forged) as web:
            refused(web, f"SELECT * FROM {FACTS}", match="second wall")


def test_no_view_shows_a_token_of_another_connection(municipalities):
    kayseri, izmir = municipalities["kayseri"], municipalities["izmir"]
    token = walls.token_of(izmir)
    with inside(izmir) as victim, inside(kayseri) as web:
        victim.execute(f"SELECT count(*) FROM {FACTS}")
        for role in (kayseri.role_name, "NONE", izmir.role_name):
            web.execute(f"SET LOCAL ROLE {role}".encode())
            for view in (
                "pg_stat_activity", "pg_prepared_statements", "pg_settings", "pg_policies", "pg_cursors",
                "pg_stats", "pg_db_role_setting", "pg_locks", "pg_roles",
            ):  # fmt: skip
                rows = web.execute(f"SELECT * FROM pg_catalog.{view}".encode()).fetchall()
                assert token not in str(rows), view


def test_the_statement_that_enters_shows_no_token_to_its_own_login(municipalities):
    """The login sees the statements of its other connections; values are bound and stand in none."""
    from django.db import connection

    from tenants import scope

    with scope.enter(municipalities["kayseri"]), web_connection() as web:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            [pid] = cursor.fetchone()
        seen = web.execute("SELECT query FROM pg_stat_activity WHERE pid = %s", [pid]).fetchone()
        assert walls.token_of(municipalities["kayseri"]) not in str(seen)


def test_the_policies_show_a_hash_and_no_token(municipalities):
    for municipality in municipalities.values():
        rows = as_superuser(
            "SELECT qual, with_check FROM pg_policies WHERE schemaname = %s", [municipality.schema_name]
        )
        token = walls.token_of(municipality)
        assert len(rows) == len(walls.walled_tables())
        assert token not in str(rows)
        assert all(walls.token_hash(token) in qual and qual == check for qual, check in rows)


def test_the_registry_holds_tokens_sealed_only(municipalities):
    rows = as_superuser("SELECT sealed_wall_token FROM public.tenants_municipality")
    for municipality in municipalities.values():
        assert walls.token_of(municipality) not in str(rows)


def test_copy_is_asked_for_the_token(municipalities):
    izmir = municipalities["izmir"]
    plant_fact(izmir)
    for statement in (f"COPY {FACTS} TO STDOUT", f"COPY (SELECT * FROM {FACTS}) TO STDOUT"):
        with inside(izmir, token="") as web, pytest.raises(psycopg.Error, match="second wall"):
            with web.cursor().copy(statement.encode()) as copy:
                list(copy)


def test_no_foreign_key_leads_into_another_schema():
    rows = as_superuser(
        "SELECT conname FROM pg_constraint c JOIN pg_class a ON a.oid = c.conrelid JOIN pg_class b"
        " ON b.oid = c.confrelid WHERE c.contype = 'f' AND a.relnamespace <> b.relnamespace"
    )
    assert rows == []


def test_a_foreign_key_asks_about_the_own_schema_only(municipalities):
    """The same key in the other municipality is no answer: the reference is checked in the schema it stands in."""
    from apps.people.models import PersonPhone
    from tenants import scope

    person, _ = plant_fact(municipalities["izmir"])
    with pytest.raises(Exception, match="foreign key"), scope.enter(municipalities["kayseri"]):
        PersonPhone.objects.create(person_id=person, kind="mobile", number="1234567", digits="1234567")


def test_another_login_cannot_be_had(municipalities):
    with inside(municipalities["kayseri"]) as web:
        for statement in ("SET SESSION AUTHORIZATION postgres", "SET ROLE postgres", "SET ROLE pg_read_all_data"):
            refused(web, statement, match="permission denied")


def test_no_backend_of_others_is_seen_or_stopped_from_a_municipality(municipalities):
    with inside(municipalities["izmir"]) as other, inside(municipalities["kayseri"]) as web:
        pid = other.info.backend_pid
        [query] = web.execute("SELECT query FROM pg_stat_activity WHERE pid = %s", [pid]).fetchone()
        assert query == "<insufficient privilege>"
        refused(web, f"SELECT pg_terminate_backend({pid})", match="permission denied")
        refused(web, f"SELECT pg_cancel_backend({pid})", match="permission denied")


def test_entering_twice_keeps_the_last_token_only(municipalities):
    with web_connection() as web:
        stand_in(web, municipalities["kayseri"])
        web.execute("RESET ROLE")
        stand_in(web, municipalities["izmir"])
        assert web.execute(f"SELECT count(*) FROM {FACTS}").fetchone() == (0,)
        refused(web, f"SELECT * FROM {municipalities['kayseri'].schema_name}.{FACTS}", match="permission denied")
        web.rollback()
