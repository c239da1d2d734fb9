"""The live catalogue against what the walls are said to be: every municipality, every table, every role.

Each check is one statement that returns only what differs, so that 1,393 municipalities cost a few seconds. PostgreSQL
shows its catalogue to every login; nothing here needs more than to connect.
"""

# ruff: noqa: S608 - the statements are put together from constants of this module

import dataclasses
from collections.abc import Sequence
from typing import Any, Final

from django.db import connections

from omuz.isolation.findings import Report
from omuz.kernel import context
from tenants import walls
from tenants.head import migrations_known
from tenants.migration import append_only_tables
from tenants.naming import OWNER_ALIAS, owner_login_name, public_role_name, web_login_name

#: Functions that run with their owner's rights, each for a reason.
KNOWN_DEFINERS: Final = {
    "ext.release_figures": "a municipality hands released figures to the coordinator (tenants.figures)",
    "ext.note_message": "a trigger that leaves a pointer for the relay (tenants.flow.tables)",
    "ext.note_history": "a trigger that leaves a pointer for the relay (tenants.flow.tables)",
}
_OURS: Final = r"(n.nspname LIKE 'm\_%%' OR n.nspname IN ('public', 'relay', 'omuz_template'))"
_SCHEMA: Final = r"n.nspname LIKE 'm\_%%'"


@dataclasses.dataclass(frozen=True, slots=True)
class _Question:
    """One check: `counted` says how many things it looks at, `wrong` returns the places where the claim fails."""

    name: str
    claim: str
    counted: str
    wrong: str


def _questions() -> list[_Question]:
    acl = "aclexplode(coalesce({column}, acldefault({kind}, {owner})))"
    tables = acl.format(column="c.relacl", kind="CASE c.relkind WHEN 'S' THEN 's'::\"char\" ELSE 'r' END",
                        owner="c.relowner")  # fmt: skip
    schemas = acl.format(column="n.nspacl", kind="'n'", owner="n.nspowner")
    grantee = "coalesce(g.rolname, 'PUBLIC')"
    return [
        _Question(
            "catalogue.logins",
            "the web's login inherits nothing and no login of Omuz stands above the walls",
            "SELECT count(*) FROM pg_roles WHERE rolname = ANY(%(logins)s)",
            "SELECT rolname || ': ' || concat_ws(', ', CASE WHEN rolsuper THEN 'SUPERUSER' END, CASE WHEN rolbypassrls"
            " THEN 'BYPASSRLS' END, CASE WHEN rolname = %(web)s AND rolinherit THEN 'INHERIT' END, CASE WHEN rolname <>"
            " %(owner)s AND rolcreaterole THEN 'CREATEROLE' END, CASE WHEN rolcreatedb THEN 'CREATEDB' END, CASE WHEN"
            " rolreplication THEN 'REPLICATION' END) FROM pg_roles WHERE rolname = ANY(%(logins)s) AND (rolsuper OR"
            " rolbypassrls OR rolcreatedb OR rolreplication OR (rolname = %(web)s AND rolinherit)"
            " OR (rolname <> %(owner)s AND rolcreaterole))",
        ),
        _Question(
            "catalogue.roles",
            "a municipality's role cannot log in, is a member of nothing, and only the web's login may become it",
            "SELECT count(*) FROM pg_roles WHERE rolname = ANY(%(roles)s)",
            "SELECT rolname || ': LOGIN, SUPERUSER or BYPASSRLS' FROM pg_roles WHERE rolname = ANY(%(roles)s)"
            " AND (rolcanlogin OR rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb) UNION ALL"
            " SELECT m.rolname || ' is a member of ' || r.rolname FROM pg_auth_members a JOIN pg_roles m ON m.oid ="
            " a.member JOIN pg_roles r ON r.oid = a.roleid WHERE m.rolname = ANY(%(roles)s) OR (r.rolname ="
            " ANY(%(roles)s) AND (m.rolname NOT IN (%(web)s, %(owner)s) OR (m.rolname = %(web)s AND a.admin_option)))",
        ),
        _Question(
            "catalogue.schemas",
            "nobody but its own role may enter a municipality's schema, and nobody may make anything in it",
            f"SELECT count(*) FROM pg_namespace n WHERE {_SCHEMA}",
            f"SELECT n.nspname || ': ' || {grantee} || ' has ' || a.privilege_type FROM pg_namespace n,"
            f" {schemas} a LEFT JOIN pg_roles g ON g.oid = a.grantee WHERE {_SCHEMA} AND a.grantee <> n.nspowner AND"
            " (g.rolname IS DISTINCT FROM %(prefix)s || n.nspname OR a.privilege_type <> 'USAGE' OR a.is_grantable)"
            f" UNION ALL SELECT n.nspname || ' belongs to ' || o.rolname FROM pg_namespace n JOIN pg_roles o ON o.oid ="
            f" n.nspowner WHERE {_SCHEMA} AND o.rolname <> %(owner)s",
        ),
        _Question(
            "catalogue.rights",
            "no role has a right in another municipality's schema, nor more than reading and writing rows in its own",
            f"SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {_SCHEMA}"
            " AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')",
            f"SELECT n.nspname || '.' || c.relname || ': ' || {grantee} || ' has ' || a.privilege_type FROM pg_class c"
            f" JOIN pg_namespace n ON n.oid = c.relnamespace, {tables} a LEFT JOIN pg_roles g ON g.oid = a.grantee"
            f" WHERE {_SCHEMA} AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND a.grantee <> c.relowner AND"
            " (g.rolname IS DISTINCT FROM %(prefix)s || n.nspname OR a.is_grantable OR a.privilege_type NOT IN"
            " ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'USAGE')) UNION ALL"
            " SELECT n.nspname || '.' || c.relname || '.' || t.attname || ': a right on the column' FROM pg_attribute t"
            f" JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {_SCHEMA}"
            " AND t.attacl IS NOT NULL",
        ),
        _Question(
            "catalogue.append_only",
            "no role may change or delete rows of the history or of the record of migrations",
            f"SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {_SCHEMA}"
            " AND c.relname = ANY(%(append_only)s)",
            f"SELECT n.nspname || '.' || c.relname || ': ' || {grantee} || ' has ' || a.privilege_type FROM pg_class c"
            f" JOIN pg_namespace n ON n.oid = c.relnamespace, {tables} a LEFT JOIN pg_roles g ON g.oid = a.grantee"
            f" WHERE {_SCHEMA} AND a.grantee <> c.relowner AND ((c.relname = ANY(%(append_only)s) AND a.privilege_type"
            " IN ('UPDATE', 'DELETE', 'TRUNCATE')) OR (c.relname = 'django_migrations' AND a.privilege_type IN"
            " ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE')))",
        ),
        _Question(
            "catalogue.everybody",
            "PUBLIC has no right on the database, on a schema but `ext`, or on a table of ours",
            f"SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {_OURS}",
            "SELECT 'database: PUBLIC has ' || a.privilege_type FROM pg_database d,"
            " aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a WHERE d.datname = current_database() AND"
            " a.grantee = 0 UNION ALL SELECT n.nspname || ': PUBLIC has ' || a.privilege_type FROM pg_namespace n,"
            f" {schemas} a WHERE ({_OURS} OR n.nspname = 'ext') AND a.grantee = 0"
            " AND NOT (n.nspname = 'ext' AND a.privilege_type = 'USAGE') UNION ALL"
            " SELECT n.nspname || '.' || c.relname || ': PUBLIC has ' || a.privilege_type FROM pg_class c JOIN"
            f" pg_namespace n ON n.oid = c.relnamespace, {tables} a WHERE {_OURS} AND c.relkind IN"
            " ('r', 'p', 'v', 'm', 'S', 'f') AND a.grantee = 0",
        ),
        _Question(
            "catalogue.registry",
            "no municipality's role and no login has a right on the registry; the platform's own role does",
            "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public'",
            f"SELECT n.nspname || '.' || c.relname || ': ' || {grantee} || ' has ' || a.privilege_type FROM pg_class c"
            f" JOIN pg_namespace n ON n.oid = c.relnamespace, {tables} a LEFT JOIN pg_roles g ON g.oid = a.grantee"
            " WHERE n.nspname IN ('public', 'relay') AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')"
            " AND a.grantee <> c.relowner AND g.rolname IS DISTINCT FROM %(public)s"
            " AND NOT (c.relname = 'oversight_releasedcell' AND g.rolname = %(figures)s AND a.privilege_type ="
            " 'SELECT')",
        ),
        _Question(
            "catalogue.functions",
            "no function runs with its owner's rights but those that are known",
            "SELECT count(*) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname NOT IN"
            " ('pg_catalog', 'information_schema')",
            "SELECT n.nspname || '.' || p.proname || ': SECURITY DEFINER' FROM pg_proc p JOIN pg_namespace n ON n.oid ="
            " p.pronamespace WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND p.prosecdef AND"
            " n.nspname || '.' || p.proname <> ALL(%(definers)s)",
        ),
        _Question(
            "catalogue.defaults",
            "nothing is granted by default, and no foreign key leaves its schema",
            f"SELECT count(*) FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace WHERE {_OURS}"
            " AND k.contype = 'f'",
            "SELECT 'default privileges of ' || pg_get_userbyid(defaclrole) FROM pg_default_acl UNION ALL"
            " SELECT k.conname || ': ' || n.nspname || ' points into ' || f.nspname FROM pg_constraint k JOIN"
            " pg_namespace n ON n.oid = k.connamespace JOIN pg_class c ON c.oid = k.confrelid JOIN pg_namespace f ON"
            f" f.oid = c.relnamespace WHERE k.contype = 'f' AND {_OURS} AND f.oid <> n.oid",
        ),
    ]  # fmt: skip


def check_catalogue(report: Report, municipalities: Sequence[context.Municipality]) -> None:
    """Compare the catalogue with what it must be, for every municipality; the owner's login is used where there is one.

    Adds one check a claim to the report, and the one about the second wall.
    """
    parameters = _parameters(municipalities)
    for question in _questions():
        with report.check(question.name, question.claim) as check:
            check.looked_at = int(_ask(question.counted, parameters)[0][0])
            for (place,) in _ask(question.wrong, parameters):
                check.find(str(place))
    with report.check(
        "catalogue.second_wall",
        "around every special-category table stands the wall of its own municipality, forced, and no second policy",
    ) as check:
        for municipality in municipalities:
            for table, wrong in _second_wall(municipality):
                check.looked_at += 1
                if wrong:
                    check.find(f"{municipality.slug} ({municipality.schema_name}.{table}): {wrong}")


def _parameters(municipalities: Sequence[context.Municipality]) -> dict[str, Any]:
    web, owner, public = web_login_name(), owner_login_name(), public_role_name()
    figures = web.removesuffix("web") + "figures"
    return {
        "web": web,
        "owner": owner,
        "public": public,
        "figures": figures,
        "logins": [web, owner, public, figures],
        "roles": [one.role_name for one in municipalities],
        "prefix": web.removesuffix("web"),
        "append_only": append_only_tables(),
        "definers": list(KNOWN_DEFINERS),
    }


def _second_wall(municipality: context.Municipality) -> list[tuple[str, str]]:
    """Return each special-category table with what is wrong with its wall ("" where nothing is)."""
    expected = walls.token_hash(walls.token_of(municipality))
    rows = _ask(
        "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, count(p.oid), bool_and(p.polname = %(policy)s AND"
        " p.polpermissive AND p.polcmd = '*' AND p.polroles = '{0}' AND regexp_replace(pg_get_expr(p.polqual,"
        r" p.polrelid), '\s|ext\.', '', 'g') = %(form)s AND regexp_replace(pg_get_expr(p.polwithcheck, p.polrelid),"
        r" '\s|ext\.', '', 'g') = %(form)s)"
        " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_policy p ON p.polrelid = c.oid"
        " WHERE n.nspname = %(schema)s AND c.relname = ANY(%(tables)s) GROUP BY 1, 2, 3",
        {
            "policy": walls.POLICY,
            # As PostgreSQL writes `walls.wall_statements` back, without spaces and schema.
            "form": f"(wall2_planning('{expected}'::text)AND(SELECTwall2('{expected}'::text)ASwall2))",
            "schema": municipality.schema_name,
            "tables": walls.walled_tables(),
        },
    )
    found = {name: _what_is_wrong(*state) for name, *state in rows}
    is_behind = municipality.migrations_applied < migrations_known()
    missing = [] if is_behind else [table for table in walls.walled_tables() if table not in found]
    return [*found.items(), *((table, "the table is missing") for table in missing)]


def _what_is_wrong(enabled: bool, forced: bool, policies: int, right: bool | None) -> str:
    if not enabled:
        return "row-level security is off"
    if not forced:
        return "row-level security is not forced: the owner walks past it"
    if policies != 1:
        return f"{policies} policies instead of one"
    return "" if right else "the policy is not that of this municipality's token"


def _ask(statement: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    connection = connections[OWNER_ALIAS if OWNER_ALIAS in connections.settings else "default"]
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def schemas_of_nobody(report: Report, known: Sequence[str]) -> None:
    """Tell schemas that hold a municipality's tables and that neither the registry nor the spares know."""
    with report.check("catalogue.orphans", "every schema belongs to a municipality, a spare or the template") as check:
        rows = _ask(f"SELECT n.nspname FROM pg_namespace n WHERE {_SCHEMA}", {})
        check.looked_at = len(rows)
        for (name,) in rows:
            if name not in known:
                check.find(f"{name}: in no registry")
