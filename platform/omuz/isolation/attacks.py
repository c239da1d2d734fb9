"""The walls attacked with the web's own login, as SQL injected into it would: every attempt must be refused."""

# ruff: noqa: S608 - the attacks are statements put together from names of ours

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from omuz.isolation.findings import Check, Report
from omuz.kernel import context
from tenants import walls
from tenants.naming import owner_login_name, public_role_name

_PLAIN: Final = "people_person"
_SPECIAL: Final = "people_sensitivefact"


@dataclasses.dataclass(frozen=True, slots=True)
class Attack:
    """Statements that end in one whose answer would be a leak; it holds when an error or no row comes back."""

    name: str
    statements: tuple[str, ...]


def attack_walls(report: Report, first: context.Municipality, second: context.Municipality) -> None:
    """Try everything against `first` from inside `second` and from outside of both; add two checks to the report."""
    with report.check(
        "attacks.control", "inside its own municipality the same login reads both tables: the attacks can see"
    ) as check:
        for table in (_PLAIN, _SPECIAL):
            check.looked_at += 1
            answer = _try(_entered(first), f"SELECT count(*) FROM {table}")
            if answer is None or int(answer) == 0:
                check.find(f"{table} of {first.slug}: {answer}")
    with report.check("attacks.walls", "the web's own login reaches nothing of another municipality") as check:
        for attack in _attacks(first, second):
            _judge(check, attack)


def _judge(check: Check, attack: Attack) -> None:
    check.looked_at += 1
    answer = _try(attack.statements[:-1], attack.statements[-1])
    if answer is not None:
        check.find(f"{attack.name}: answered {str(answer)[:80]!r}")


def _entered(municipality: context.Municipality | None) -> tuple[str, ...]:
    """Return what `tenants.scope` sets, as statements of its own; the token is bound by `set_config` on entering."""
    if municipality is None:
        return (f"SET LOCAL ROLE {public_role_name()}", "SET LOCAL search_path = public, ext")
    token = sql.Literal(walls.token_of(municipality)).as_string(None)
    return (
        f"SET LOCAL {walls.SETTING} = {token}",
        f"SET LOCAL search_path = {municipality.schema_name}, ext",
        f"SET LOCAL ROLE {municipality.role_name}",
    )


def _attacks(first: context.Municipality, second: context.Municipality) -> Iterator[Attack]:
    inside = _entered(second)
    role, schema = first.role_name, first.schema_name
    plain, special = f"SELECT count(*) FROM {schema}.{_PLAIN}", f"SELECT count(*) FROM {schema}.{_SPECIAL}"
    guessed = f"SET LOCAL {walls.SETTING} = 'guessed'"
    sealed = sql.Literal(first.sealed_wall_token).as_string(None)
    for name, statement in (("plain table", plain), ("special table", special)):
        yield Attack(f"{name} by its full name", (*inside, statement))
        yield Attack(f"{name} without entering", (statement,))
        yield Attack(f"{name} after RESET ROLE", (*inside, "RESET ROLE", statement))
        yield Attack(f"{name} as the platform's role", (*_entered(None), statement))
        yield Attack(f"{name} through the path", (*inside, f"SET LOCAL search_path = {schema}", f"TABLE {_PLAIN}"))
        yield Attack(f"{name} as the owner", (*inside, f"SET ROLE {owner_login_name()}", statement))
    yield Attack("special table as the other role, with the own token", (*inside, f"SET ROLE {role}", special))
    yield Attack("special table as the other role, without a token", (f"SET LOCAL ROLE {role}", special))
    yield Attack("special table with a guessed token", (guessed, f"SET LOCAL ROLE {role}", special))
    yield Attack("special table with the sealed token itself",
                 (f"SET LOCAL {walls.SETTING} = {sealed}", f"SET LOCAL ROLE {role}", special))  # fmt: skip
    yield Attack(
        "set_config of the role inside one statement",
        (*inside, f"SELECT count(*) FROM (SELECT set_config('role', '{role}', true)) s, {schema}.{_SPECIAL}"),
    )
    yield Attack("row security switched off", (f"SET LOCAL ROLE {role}", "SET LOCAL row_security = off", special))
    yield Attack("registry from inside a municipality", (*inside, "SELECT count(*) FROM public.tenants_municipality"))
    yield Attack("sealed tokens from outside", ("SELECT sealed_wall_token FROM public.tenants_municipality",))
    yield Attack("the wall pulled down by its role", (*inside, f"DROP POLICY wall2 ON {_SPECIAL}", "SELECT 1"))
    yield Attack("a table of one's own", (*inside, "CREATE TABLE probe (x int)", "SELECT 1"))
    yield Attack("a temporary table", (*inside, "CREATE TEMP TABLE probe (x int)", "SELECT 1"))
    yield Attack("a function of one's own",
                 (*inside, "CREATE FUNCTION probe() RETURNS int LANGUAGE sql AS 'SELECT 1'", "SELECT 1"))  # fmt: skip
    yield Attack(
        "statistics of the other's columns", (*inside, f"SELECT tablename FROM pg_stats WHERE schemaname = '{schema}'")
    )
    yield Attack("a file of the server", (*inside, "SELECT pg_read_file('postgresql.conf')"))
    yield Attack("a program of the server", (*inside, "COPY (SELECT 1) TO PROGRAM 'true'", "SELECT 1"))
    yield Attack("password hashes", (*inside, "SELECT count(*) FROM pg_authid"))


@contextmanager
def _web_login() -> Iterator[Any]:
    """Give a fresh connection of the web's login, everything on it rolled back at the end."""
    values = connections["default"].settings_dict
    with psycopg.connect(
        dbname=values["NAME"], user=values["USER"], password=values["PASSWORD"], host=values["HOST"],
        port=values["PORT"] or None, application_name=f"omuz audit ({settings.OMUZ_MODE})",
    ) as connection:  # fmt: skip
        try:
            yield connection
        finally:
            connection.rollback()


def _try(before: tuple[str, ...], statement: str) -> Any:
    """Return the first value that the last statement answers, or None where something was refused or nothing came."""
    with _web_login() as connection:
        try:
            for one in before:
                connection.execute(one)
            cursor = connection.execute(statement)
            row = cursor.fetchone() if cursor.description else None
        except psycopg.Error:
            return None
    return row[0] if row is not None else None
