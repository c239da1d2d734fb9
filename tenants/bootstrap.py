"""What a PostgreSQL server needs once, before Omuz can use it: three logins, one role, a database, one schema.

Pure: it returns statements and runs nothing, so that the embedded launcher, the tests and an administrator of an
external server use the same text (`./omuz manage database_bootstrap` prints it). Run as a superuser, once; Omuz itself
never connects as one.
"""

import dataclasses
import re

from omuz.kernel.text import SQL_FUNCTIONS

_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,40}\Z")

#: Functions that PostgreSQL lets everybody call and that nobody who works in a municipality needs: they run SQL given
#: as text, or keep what any role may be handed (large objects).
FUNCTIONS_TAKEN = (
    "query_to_xml", "query_to_xmlschema", "query_to_xml_and_xmlschema", "cursor_to_xml", "cursor_to_xmlschema",
    "table_to_xml", "table_to_xmlschema", "table_to_xml_and_xmlschema", "schema_to_xml", "schema_to_xmlschema",
    "schema_to_xml_and_xmlschema", "database_to_xml", "database_to_xmlschema", "database_to_xml_and_xmlschema",
    "ts_stat", "ts_rewrite", "lo_creat", "lo_create", "lo_from_bytea", "lo_open", "lo_put", "lo_get", "lowrite",
    "loread", "lo_unlink", "lo_truncate", "lo_truncate64", "lo_lseek", "lo_lseek64", "lo_tell", "lo_tell64", "lo_close",
)  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class Bootstrap:
    """Names and passwords. `prefix` begins the cluster-wide names of roles and defaults to the database's name."""

    database: str
    web_password: str
    owner_password: str
    prefix: str = ""
    #: Without one the coordinator's login is left as it is: made without a password, nobody can use it.
    figures_password: str = ""

    def __post_init__(self) -> None:
        for name in (self.database, self.role_prefix):
            if not _IDENTIFIER.match(name):
                raise ValueError(f"{name!r}: use lower-case letters, digits and underscores, 41 at the most")

    @property
    def role_prefix(self) -> str:
        """Return the beginning of every role's name."""
        return self.prefix or self.database


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def role_statements(plan: Bootstrap) -> list[str]:
    """Return the statements that make the cluster-wide roles; safe to run again (they reset the passwords)."""
    p = plan.role_prefix
    create = (
        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = {name}) "
        "THEN CREATE ROLE {ident}; END IF; END $$"
    )
    names = [f"{p}_{name}" for name in ("owner", "web", "public", "figures")]
    statements = [create.format(name=_literal(name), ident=name) for name in names]
    figures = plan.figures_password
    may_log_in = f"LOGIN PASSWORD {_literal(figures)}" if figures else ""
    return [
        *statements,
        f"ALTER ROLE {p}_owner LOGIN NOSUPERUSER CREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS "
        f"PASSWORD {_literal(plan.owner_password)}",
        f"ALTER ROLE {p}_web LOGIN NOSUPERUSER NOINHERIT NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS "
        f"PASSWORD {_literal(plan.web_password)}",
        f"ALTER ROLE {p}_public NOLOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS",
        f"GRANT {p}_public TO {p}_web",
        # The coordinator's: a member of nothing, and of one table only (tenants.figures).
        f"ALTER ROLE {p}_figures {may_log_in} NOSUPERUSER NOINHERIT NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS",
        f"ALTER ROLE {p}_figures SET default_transaction_read_only = on",
        f"ALTER ROLE {p}_figures SET statement_timeout = '10s'",
        # What Django would set by set_config, which this login may not call.
        f"ALTER ROLE {p}_figures SET timezone = 'UTC'",
    ]


def create_database_statement(plan: Bootstrap, *, template: str = "template0") -> str:
    """Return the CREATE DATABASE statement; it cannot run inside a transaction nor twice."""
    encoding = " ENCODING 'UTF8'" if template == "template0" else ""
    return f"CREATE DATABASE {plan.database} OWNER {plan.role_prefix}_owner TEMPLATE {template}{encoding}"


def login_statements(plan: Bootstrap) -> list[str]:
    """Return what binds the logins to this database; it is not copied with a template, so it runs for every copy."""
    p, db = plan.role_prefix, plan.database
    return [
        f"REVOKE ALL ON DATABASE {db} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {db} TO {p}_web, {p}_figures",
        # A connection on which nobody entered a municipality finds no table at all.
        f"ALTER ROLE {p}_web IN DATABASE {db} SET search_path = 'pg_catalog'",
        f"ALTER ROLE {p}_figures IN DATABASE {db} SET search_path = 'public'",
    ]


#: Where the table stands already, in an installation that is older than the login; else migrations grant it.
_GRANT_FIGURES = """DO $$ BEGIN IF to_regclass('public.oversight_releasedcell') IS NOT NULL THEN
GRANT SELECT ON public.oversight_releasedcell TO {p}_figures; END IF; END $$"""

_TAKE_FROM_EVERYBODY = """DO $$ DECLARE f regprocedure; BEGIN
FOR f IN SELECT oid FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND proname IN ({names})
LOOP EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f); END LOOP; END $$"""


def function_statements(plan: Bootstrap) -> list[str]:
    """Return what takes functions from everybody, and gives set_config back to the logins.

    A statement with bound values is one statement: injected SQL in it cannot SET ROLE, it could only call set_config.
    The logins call it on entering; the roles that they work under afterwards may not, so that a municipality cannot be
    left from within a statement. Every further login that enters needs the same grant.
    """
    p = plan.role_prefix
    names = ", ".join(_literal(name) for name in FUNCTIONS_TAKEN)
    return [
        _TAKE_FROM_EVERYBODY.format(names=names),
        "REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC",
        f"GRANT EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) TO {p}_web, {p}_owner",
        # The owner may run any statement anyway; the fleet's status reads all schemas in one by it.
        f"GRANT EXECUTE ON FUNCTION pg_catalog.ts_stat(text) TO {p}_owner",
    ]


def database_statements(plan: Bootstrap) -> list[str]:
    """Return the statements to run inside the new database: extensions and text functions in schema `ext`."""
    p = plan.role_prefix
    return [
        *login_statements(plan),
        f"CREATE SCHEMA IF NOT EXISTS ext AUTHORIZATION {p}_owner",
        "CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA ext",
        "CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA ext",
        "GRANT USAGE ON SCHEMA ext TO PUBLIC",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        f"ALTER SCHEMA public OWNER TO {p}_owner",
        f"GRANT USAGE ON SCHEMA public TO {p}_public, {p}_figures",
        _GRANT_FIGURES.format(p=p),
        *function_statements(plan),
        f"SET ROLE {p}_owner",
        *SQL_FUNCTIONS,
        "RESET ROLE",
    ]
