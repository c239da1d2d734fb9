"""The door for figures that a municipality releases to the coordinator, and the one table behind it that is read.

Two logins meet here and never see each other's side. A municipality calls `ext.release_figures`, which runs with the
owner's right, takes figures for the very room whose second wall the caller has passed, and nothing that could be a raw
count. The coordinator's login reads the table of released cells and has no other right in the database.
"""

from typing import Final

from psycopg import sql

from tenants.naming import figures_login_name
from tenants.walls import POLICY, SETTING

#: The alias of the coordinator's connection, where OMUZ_FIGURES_DATABASE_URL is set.
FIGURES_ALIAS: Final = "figures"
RELEASES: Final = "oversight_release"
CELLS: Final = "oversight_releasedcell"

#: Names do not pass, nor numbers: a dimension is no place for a value.
_CODE: Final = "^[a-z][a-z_-]{0,39}$"

# The hash is the one that the room's own policies compare with: there is no second copy that could differ.
_FUNCTION: Final = f"""
CREATE OR REPLACE FUNCTION ext.release_figures(room text, release uuid, indicator text, as_of date, cells jsonb)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $door$
DECLARE
  token text := coalesce(current_setting('{SETTING}', true), '');
  expected text;
  entered integer;
BEGIN
  SELECT substring(pg_get_expr(p.polqual, p.polrelid) FROM '[0-9a-f]{{64}}') INTO expected
  FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'm_' || room AND p.polname = '{POLICY}' ORDER BY c.relname LIMIT 1;
  IF token = '' OR expected IS NULL OR encode(sha256(convert_to(token, 'UTF8')), 'hex') <> expected THEN
    RAISE EXCEPTION 'figures are released by the municipality that has been entered' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT FROM jsonb_array_elements(cells) AS cell
             WHERE jsonb_typeof(cell->'dimensions') IS DISTINCT FROM 'object') THEN
    RAISE EXCEPTION 'dimensions are codes by name' USING ERRCODE = '23514';
  END IF;
  IF EXISTS (SELECT FROM jsonb_array_elements(cells) AS cell, jsonb_each(cell->'dimensions') AS d (name, code)
             WHERE name !~ '{_CODE}' OR jsonb_typeof(code) <> 'string' OR code #>> '{{}}' !~ '{_CODE}') THEN
    RAISE EXCEPTION 'dimensions are codes by name' USING ERRCODE = '23514';
  END IF;
  INSERT INTO public.{RELEASES} (id, municipality_key, indicator, as_of, cells)
  VALUES (release, room, indicator, as_of, jsonb_array_length(cells));
  INSERT INTO public.{CELLS} (id, release_id, municipality_key, indicator, as_of, dimensions, value, suppressed)
  SELECT gen_random_uuid(), release, room, indicator, as_of, cell->'dimensions', (cell->>'value')::integer,
         (cell->>'value') IS NULL
  FROM jsonb_array_elements(cells) AS cell;
  GET DIAGNOSTICS entered = ROW_COUNT;
  RETURN entered;
END
$door$
"""  # noqa: S608 - constants of this module

#: An installation whose administrator has not run this release's script yet lacks the login: everything else works.
_GRANT: Final = """
DO $grant$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = {name}) THEN
    GRANT SELECT ON public.{cells} TO {login};
  END IF;
END $grant$
"""


def statements() -> list[str]:
    """Return what the owner runs after public has been migrated: the door, and the one right of the figures' login."""
    login = figures_login_name()
    grant = sql.SQL(_GRANT).format(name=sql.Literal(login), cells=sql.Identifier(CELLS), login=sql.Identifier(login))
    return [_FUNCTION, grant.as_string(None)]
