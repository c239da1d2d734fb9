"""Schema `relay`: what tells the platform where work waits, without looking into 1,393 schemas.

    pointer   a room has something to do: room, topic, object, time; never a payload
    round     how far a round over all rooms has come
    trouble   a job that fails in a room, until it succeeds there

Triggers write the pointers, with the owner's right, in the transaction of the row that they point to. The room is that
of the schema in which the row was written, not what the writer says; a municipality's role has no right in `relay`, not
even to look. A pointer only says "look there": one too many costs a look, and lost ones are found by an hourly round.
"""

from typing import Final

from psycopg import sql

SCHEMA: Final = "relay"
#: The topic of pointers to rooms whose history has grown.
HISTORY: Final = "history"

_ROOM: Final = "CASE WHEN TG_TABLE_SCHEMA = 'public' THEN 'public' ELSE substr(TG_TABLE_SCHEMA, 3) END"
#: The template of schemas and whatever is being restored under another name are no rooms.
_IS_ROOM: Final = "TG_TABLE_SCHEMA = 'public' OR TG_TABLE_SCHEMA ~ '^m_[a-z0-9]{1,24}$'"
_DEFINER: Final = "RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog"

_FUNCTIONS: Final = (
    f"""
CREATE OR REPLACE FUNCTION ext.note_message() {_DEFINER} AS $note$
BEGIN
  IF {_IS_ROOM} THEN
    INSERT INTO relay.pointer (room, topic, object_id) VALUES ({_ROOM}, NEW.topic, NEW.object_id);
  END IF;
  RETURN NULL;
END
$note$
""",  # noqa: S608 - constants of this module
    f"""
CREATE OR REPLACE FUNCTION ext.note_history() {_DEFINER} AS $note$
BEGIN
  IF {_IS_ROOM} THEN
    INSERT INTO relay.pointer (room, topic) VALUES ({_ROOM}, '{HISTORY}');
  END IF;
  RETURN NULL;
END
$note$
""",  # noqa: S608 - constants of this module
)

_TABLES: Final = (
    "CREATE SCHEMA IF NOT EXISTS relay",
    """
CREATE TABLE IF NOT EXISTS relay.pointer (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  room text NOT NULL,
  topic text NOT NULL,
  object_id uuid,
  noted_at timestamptz NOT NULL DEFAULT now(),
  due_at timestamptz NOT NULL DEFAULT now()
) WITH (autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0.1)
""",
    "CREATE INDEX IF NOT EXISTS pointer_due ON relay.pointer (due_at)",
    """
CREATE TABLE IF NOT EXISTS relay.round (
  job text PRIMARY KEY,
  after_room text NOT NULL DEFAULT '',
  began_at timestamptz,
  due_at timestamptz NOT NULL DEFAULT now(),
  held_until timestamptz NOT NULL DEFAULT now()
)
""",
    """
CREATE TABLE IF NOT EXISTS relay.trouble (
  room text NOT NULL,
  job text NOT NULL,
  kind text NOT NULL,
  since timestamptz NOT NULL DEFAULT now(),
  last_at timestamptz NOT NULL DEFAULT now(),
  times integer NOT NULL DEFAULT 1,
  PRIMARY KEY (room, job)
)
""",
)

_RIGHTS: Final = (
    "REVOKE ALL ON SCHEMA relay FROM PUBLIC",
    "GRANT USAGE ON SCHEMA relay TO {public}",
    "GRANT SELECT, UPDATE (due_at), DELETE ON relay.pointer TO {public}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON relay.round, relay.trouble TO {public}",
)


def statements(public_role: str) -> list[str]:
    """Return what the owner runs whenever public is migrated: tables, functions, rights; safe to run again."""
    rights = [sql.SQL(text).format(public=sql.Identifier(public_role)).as_string(None) for text in _RIGHTS]
    return [*_TABLES, *_FUNCTIONS, *rights]
