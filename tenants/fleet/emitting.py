"""From a schema's description to the statements that make another one like it.

Order: sequences and functions, tables with their keys, checks and foreign keys (those that point to a later table come
afterwards), rows, indexes, triggers, comments. Nothing leaves the schema but uses of `ext` and `pg_catalog`: what Citus
refuses (foreign keys to elsewhere, inheritance) is refused here first.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from psycopg import sql

from tenants.fleet.catalogue import SCHEMA_MARK, Catalogue, Thing

_CONSTRAINT_ORDER: Final = "puxcf"
_STORAGE: Final = {"p": "PLAIN", "e": "EXTERNAL", "m": "MAIN", "x": "EXTENDED"}
_COMPRESSION: Final = {"p": "pglz", "l": "lz4"}
_TRIGGER_STATES: Final = {"D": "DISABLE", "R": "ENABLE REPLICA", "A": "ENABLE ALWAYS"}
_POLICY_COMMANDS: Final = {"*": "ALL", "r": "SELECT", "a": "INSERT", "w": "UPDATE", "d": "DELETE"}

#: PostgreSQL prints `kind IN ('a', 'b')` on a varchar as this; read again, it would become another tree than the one
#: that the migration made (the cast moves into the list), equal in meaning and different to the catalogue.
_PRINTED_IN: Final = re.compile(
    r"""\((\w+|"[^"]+")\)::text (= ANY|<> ALL) """
    r"""\(\(ARRAY\[((?:'(?:[^']|'')*'::character varying(?:, )?)+)\]\)::text\[\]\)"""
)


class CannotCompileError(RuntimeError):
    """The template holds something for which no statement is known here; the message names all of it."""


def statements(template: Catalogue, rows: "SeedRows") -> list[str]:
    """Return what makes a schema like `template`, with its rows.

    Raises:
        CannotCompileError: something in it has no compiled form.
    """
    _refuse_unknown(template)
    tables, later = _tables(template)
    return [
        f'CREATE SCHEMA "{SCHEMA_MARK}"',
        *_free_sequences(template),
        *(thing.facts["definition"] for thing in template.of("function")),
        *tables,
        *_sequence_owners(template),
        *_row_statements(rows),
        *later,
        *_indexes(template),
        *_triggers(template),
        *_policies(template),
        *(thing.facts["definition"] for thing in template.of("statistics")),
        *_comments(template),
    ]


class SeedRows(dict[str, tuple[list[str], str]]):
    """Table -> (columns, rows as a JSON array); `counters` are the sequences that have been used, with their value."""

    def __init__(self) -> None:
        super().__init__()
        self.counters: dict[str, int] = {}


def read_rows(connection: Any, schema: str, tables: Iterable[str]) -> SeedRows:
    """Return what the migrations have put into the tables of `schema`: django_migrations at the least."""
    found = SeedRows()
    with connection.cursor() as cursor:
        for table in tables:
            name = sql.Identifier(schema, table)
            cursor.execute(sql.SQL("SELECT json_agg(to_json(t))::text FROM {} t").format(name).as_string(None))
            rows = cursor.fetchone()[0]
            if rows is not None:
                cursor.execute(
                    "SELECT attname::text FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
                    " AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
                    [f'"{schema}"."{table}"'],
                )
                found[table] = ([row[0] for row in cursor.fetchall()], rows)
        cursor.execute(
            "SELECT sequencename::text, last_value FROM pg_sequences WHERE schemaname = %s AND last_value IS NOT NULL",
            [schema],
        )
        found.counters.update(cursor.fetchall())
    return found


def _refuse_unknown(template: Catalogue) -> None:
    refused = [f"{thing.facts['type']} {thing.name}" for thing in template.of("other")]
    for table in template.of("table"):
        facts = table.facts
        odd = facts["kind"] != "r" or facts["has_rules"] or facts["parents"] or facts["in_tablespace"]
        if odd or facts["persistence"] != "p" or facts["replica_identity"] != "d":
            refused.append(f"table {table.name} (kind {facts['kind']}, rules, parents, tablespace, replica identity)")
    refused += [f"function {thing.name}" for thing in template.of("function") if thing.facts["definition"] is None]
    refused += [
        f"foreign key {thing.name}, which leaves the schema"
        for thing in template.of("constraint")
        if thing.facts["type"] == "f" and not thing.facts["target_is_here"]
    ]
    refused += [
        f"index {thing.name} (invalid or clustered)"
        for thing in template.of("index")
        if not thing.facts["is_valid"] or thing.facts["is_clustered"]
    ]
    if refused:
        raise CannotCompileError("There is no compiled form of: " + "; ".join(refused))


def _as_written(printed: str) -> str:
    """Return an expression or definition as it has to be written to become what PostgreSQL printed."""
    return _PRINTED_IN.sub(
        lambda found: f"{found[1]} {'IN' if found[2] == '= ANY' else 'NOT IN'} ({found[3]})", printed
    )


def _name(*parts: str) -> str:
    return sql.Identifier(*parts).as_string(None)


def _here(name: str) -> str:
    return _name(SCHEMA_MARK, name)


def _tables(template: Catalogue) -> tuple[list[str], list[str]]:
    """Return the CREATE TABLE statements in order of their foreign keys, and the constraints to be added later."""
    constraints, columns = _by_table(template, "constraint"), _by_table(template, "column")
    sequences = {
        (thing.facts["owned_by_table"], thing.facts["owned_by_column"]): thing
        for thing in template.of("sequence")
        if thing.facts["owned_how"] == "i"
    }
    tables = {thing.name: thing for thing in template.of("table")}
    made: set[str] = set()
    creates: list[str] = []
    later: list[str] = []
    for name in _in_order(tables, constraints):
        made.add(name)
        owned = [k for k in constraints.get(name, []) if k.facts["type"] in _CONSTRAINT_ORDER]
        inline = [k for k in owned if k.facts["validated"] and (k.facts["type"] != "f" or k.facts["target"] in made)]
        later += (f"ALTER TABLE {_here(name)} ADD {_constraint(k)}" for k in owned if k not in inline)
        not_null = {k.facts["columns"][0]: k for k in constraints.get(name, []) if k.facts["type"] == "n"}
        parts = [_column(column, not_null, sequences) for column in columns.get(name, [])]
        inline.sort(key=lambda k: (_CONSTRAINT_ORDER.index(k.facts["type"]), k.name))
        options = tables[name].facts["options"]
        with_options = f" WITH ({', '.join(options)})" if options else ""
        inner = ", ".join([*parts, *map(_constraint, inline)])
        creates += [f"CREATE TABLE {_here(name)} ({inner}){with_options}", *_settings(name, columns.get(name, []))]
    return creates, later


def _by_table(template: Catalogue, kind: str) -> dict[str, list[Thing]]:
    found: dict[str, list[Thing]] = {}
    for thing in template.of(kind):
        found.setdefault(thing.facts["table_name"], []).append(thing)
    return found


def _in_order(tables: Mapping[str, Thing], constraints: Mapping[str, list[Thing]]) -> Iterator[str]:
    """Yield each table after those that its foreign keys point to; where these go round in a circle, by name."""
    waiting = {
        name: {k.facts["target"] for k in constraints.get(name, []) if k.facts["type"] == "f"} - {name}
        for name in sorted(tables)
    }
    while waiting:
        ready = [name for name, targets in waiting.items() if not targets & waiting.keys()] or [next(iter(waiting))]
        for name in ready:
            del waiting[name]
            yield name


def _constraint(constraint: Thing) -> str:
    return f"CONSTRAINT {_name(constraint.facts['constraint_name'])} {_as_written(constraint.facts['definition'])}"


def _column(column: Thing, not_null: Mapping[str, Thing], sequences: Mapping[tuple[str, str], Thing]) -> str:
    facts = column.facts
    parts = [_name(facts["column_name"]), facts["type"]]
    if facts["compression"]:
        parts.append(f"COMPRESSION {_COMPRESSION[facts['compression']]}")
    if facts["collation"]:
        parts.append(f"COLLATE {facts['collation']}")
    if facts["column_name"] in not_null:
        # PostgreSQL 18 keeps a name for it.
        parts.append(f"CONSTRAINT {_name(not_null[facts['column_name']].facts['constraint_name'])}")
    if facts["not_null"]:
        parts.append("NOT NULL")
    if facts["generated"]:
        kind = "STORED" if facts["generated"] == "s" else "VIRTUAL"
        parts.append(f"GENERATED ALWAYS AS ({_as_written(facts['default'])}) {kind}")
    elif facts["default"] is not None:
        parts.append(f"DEFAULT {facts['default']}")
    if facts["identity"]:
        sequence = sequences[f"{SCHEMA_MARK}.{facts['table_name']}", facts["column_name"]]
        when = "ALWAYS" if facts["identity"] == "a" else "BY DEFAULT"
        parts.append(
            f"GENERATED {when} AS IDENTITY (SEQUENCE NAME {_here(sequence.name)} {_sequence_options(sequence)})"
        )
    return " ".join(parts)


def _settings(table: str, columns: Iterable[Thing]) -> Iterator[str]:
    for column in columns:
        facts = column.facts
        changes = []
        if facts["storage"]:
            changes.append(f"SET STORAGE {_STORAGE[facts['storage']]}")
        if facts["statistics_target"] is not None:
            changes.append(f"SET STATISTICS {facts['statistics_target']}")
        if facts["options"]:
            changes.append(f"SET ({', '.join(facts['options'])})")
        for change in changes:
            yield f"ALTER TABLE {_here(table)} ALTER COLUMN {_name(facts['column_name'])} {change}"


def _sequence_options(sequence: Thing) -> str:
    facts = sequence.facts
    return (
        f"INCREMENT BY {facts['increment']} MINVALUE {facts['minimum']} MAXVALUE {facts['maximum']} "
        f"START WITH {facts['start']} CACHE {facts['cache']} {'CYCLE' if facts['cycles'] else 'NO CYCLE'}"
    )


def _free_sequences(template: Catalogue) -> Iterator[str]:
    for sequence in template.of("sequence"):
        if sequence.facts["owned_how"] != "i":
            yield f"CREATE SEQUENCE {_here(sequence.name)} AS {sequence.facts['type']} {_sequence_options(sequence)}"


def _sequence_owners(template: Catalogue) -> Iterator[str]:
    for sequence in template.of("sequence"):
        if sequence.facts["owned_how"] == "a":
            column = f"{sequence.facts['owned_by_table']}.{_name(sequence.facts['owned_by_column'])}"
            yield f"ALTER SEQUENCE {_here(sequence.name)} OWNED BY {column}"


def _row_statements(rows: SeedRows) -> Iterator[str]:
    for table, (columns, content) in rows.items():
        listed = ", ".join(_name(column) for column in columns)
        source = f"json_populate_recordset(NULL::{_here(table)}, {sql.Literal(content).as_string(None)})"
        yield f"INSERT INTO {_here(table)} ({listed}) OVERRIDING SYSTEM VALUE SELECT {listed} FROM {source}"  # noqa: S608
    for sequence, value in rows.counters.items():
        yield f"SELECT setval('{_here(sequence)}', {value})"
    if rows:
        # Foreign keys are checked at the end of a transaction; a table that waits for it cannot be changed further.
        yield "SET CONSTRAINTS ALL IMMEDIATE"


def _indexes(template: Catalogue) -> Iterator[str]:
    for index in template.of("index"):
        if not index.facts["of_constraint"]:
            yield _as_written(index.facts["definition"])


def _triggers(template: Catalogue) -> Iterator[str]:
    for trigger in template.of("trigger"):
        yield trigger.facts["definition"]
        if trigger.facts["enabled"] in _TRIGGER_STATES:
            table, name = _here(trigger.facts["table_name"]), _name(trigger.facts["trigger_name"])
            yield f"ALTER TABLE {table} {_TRIGGER_STATES[trigger.facts['enabled']]} TRIGGER {name}"


def _policies(template: Catalogue) -> Iterator[str]:
    for policy in template.of("policy"):
        facts = policy.facts
        parts = [f"CREATE POLICY {_name(facts['policy_name'])} ON {_here(facts['table_name'])}"]
        parts.append(f"AS {'PERMISSIVE' if facts['permissive'] else 'RESTRICTIVE'}")
        parts.append(f"FOR {_POLICY_COMMANDS[facts['command']]} TO {', '.join(facts['roles'])}")
        parts += [f"USING ({_as_written(facts['condition'])})"] if facts["condition"] else []
        parts += [f"WITH CHECK ({_as_written(facts['check'])})"] if facts["check"] else []
        yield " ".join(parts)
    for table in template.of("table"):
        if table.facts["row_security"]:
            yield f"ALTER TABLE {_here(table.name)} ENABLE ROW LEVEL SECURITY"
        if table.facts["row_security_forced"]:
            yield f"ALTER TABLE {_here(table.name)} FORCE ROW LEVEL SECURITY"


def _comments(template: Catalogue) -> Iterator[str]:
    for thing in template.things:
        text = thing.facts.get("comment")
        if text:
            yield f"COMMENT ON {_commented(thing)} IS {sql.Literal(text).as_string(None)}"


def _commented(thing: Thing) -> str:
    facts = thing.facts
    if thing.kind == "schema":
        return f'SCHEMA "{SCHEMA_MARK}"'
    if thing.kind == "column":
        return f"COLUMN {_here(facts['table_name'])}.{_name(facts['column_name'])}"
    if thing.kind in {"constraint", "trigger", "policy"}:
        own = _name(facts[f"{thing.kind}_name"])
        return f"{thing.kind.upper()} {own} ON {_here(facts['table_name'])}"
    if thing.kind == "function":
        return f"FUNCTION {SCHEMA_MARK}.{thing.name}"
    return f"{thing.kind.upper()} {_here(thing.name)}"
