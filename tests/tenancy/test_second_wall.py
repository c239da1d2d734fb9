"""The second wall: whoever has got out of a role by SQL meets tables that ask for a token which no SQL can read."""

from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection

from apps.people.models import SensitiveFact
from omuz.kernel import crypto
from tenants import scope, walls
from tenants.migration import owner_schema
from tenants.provisioning import get_municipality
from tenants.wall_tokens import replace_token
from tests.support import intruder
from tests.support.intruder import FACTS, inside, plant_fact, refused, stand_in, web_connection

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
NO_TOKEN, WRONG_TOKEN = "", "a-token-that-was-made-up"
EVERY_WAY = (
    "SELECT count(*) FROM {t}",
    "SELECT EXISTS (SELECT FROM {t})",
    "SELECT 1 FROM people_person p JOIN {t} f ON f.person_id = p.id",
    "SELECT 1 FROM people_person p LEFT JOIN {t} f ON f.person_id = p.id",
    "SELECT 1 FROM people_person p WHERE EXISTS (SELECT FROM {t} f WHERE f.person_id = p.id)",
    "SELECT (SELECT max(token) FROM {t}) FROM people_person",
    "SELECT max(recorded_at) FROM {t}",
    "INSERT INTO {t} (id) VALUES (gen_random_uuid())",
    "INSERT INTO {t} SELECT * FROM {t}",
    "UPDATE {t} SET kind = kind",
    "DELETE FROM {t}",
    "DELETE FROM {t} WHERE id = gen_random_uuid()",
    "SELECT * FROM {t} WHERE id = gen_random_uuid() FOR UPDATE",
    "MERGE INTO {t} USING (SELECT 1) s ON false WHEN NOT MATCHED THEN DO NOTHING",
    "EXPLAIN SELECT * FROM {t} WHERE kind = 'disability_group'",
    "DECLARE c CURSOR FOR SELECT * FROM {t}",
    "PREPARE p AS SELECT * FROM {t}; EXECUTE p",
)


@pytest.mark.parametrize("token", [NO_TOKEN, WRONG_TOKEN], ids=["missing", "wrong"])
@pytest.mark.parametrize("statement", EVERY_WAY)
def test_without_the_token_every_statement_raises_on_an_empty_table_too(municipalities, statement, token):
    with inside(municipalities["kayseri"], token=token) as web:
        refused(web, statement.format(t=FACTS), match="second wall")


@pytest.mark.parametrize("token", [NO_TOKEN, WRONG_TOKEN], ids=["missing", "wrong"])
def test_without_the_token_every_statement_raises_on_a_full_table(municipalities, token):
    plant_fact(municipalities["kayseri"])
    with inside(municipalities["kayseri"], token=token) as web:
        for statement in EVERY_WAY:
            refused(web, statement.format(t=FACTS), match="second wall")


def test_an_index_tells_nobody_who_has_a_disability(municipalities):
    """Raising only where a row is found would answer the question: so it raises for those who have none as well."""
    person, _ = plant_fact(municipalities["kayseri"])
    stranger = "01990000-0000-7000-8000-000000000000"
    with inside(municipalities["kayseri"], token=NO_TOKEN) as web:
        web.execute("SET LOCAL enable_seqscan = off")
        for who in (person, stranger):
            question = f"SELECT 1 FROM {FACTS} WHERE kind = 'disability_group' AND person_id = '{who}'"
            refused(web, question, match="second wall")


def test_the_token_of_another_municipality_opens_nothing(municipalities):
    kayseri, izmir = municipalities["kayseri"], municipalities["izmir"]
    with inside(kayseri, token=walls.token_of(izmir)) as web:
        refused(web, f"SELECT * FROM {FACTS}", match="another municipality")


def test_with_its_token_the_municipality_reads_its_own(municipalities):
    plant_fact(municipalities["kayseri"])
    with inside(municipalities["kayseri"]) as web:
        assert web.execute(f"SELECT count(*) FROM {FACTS}").fetchone() == (1,)
    with scope.enter(municipalities["kayseri"]):
        assert SensitiveFact.objects.count() == 1


def test_the_owner_of_the_tables_is_asked_for_the_token_too(municipalities):
    kayseri = municipalities["kayseri"]
    with owner_schema(kayseri.schema_name) as owner, owner.cursor() as cursor:
        with pytest.raises(DatabaseError, match="second wall"):
            cursor.execute(f"SELECT count(*) FROM {FACTS}")
    with owner_schema(kayseri.schema_name, wall_token=walls.token_of(kayseri)) as owner, owner.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {FACTS}")


def test_a_backfill_of_the_owner_never_hits_nothing_in_silence(municipalities):
    kayseri = municipalities["kayseri"]
    plant_fact(kayseri)
    with owner_schema(kayseri.schema_name) as owner, owner.cursor() as cursor:
        with pytest.raises(DatabaseError, match="second wall"):
            cursor.execute(f"UPDATE {FACTS} SET statute = 'x'")


def test_a_plan_kept_from_before_asks_again_when_it_runs(municipalities):
    """Planned with the token, executed without: a prepared statement of another request must not be a key."""
    kayseri = municipalities["kayseri"]
    plant_fact(kayseri)
    with web_connection() as web:
        stand_in(web, kayseri)
        web.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        web.execute(f"PREPARE kept AS SELECT count(*) FROM {FACTS}")
        assert web.execute("EXECUTE kept").fetchone() == (1,)
        web.execute(f"SET LOCAL {walls.SETTING} = ''")
        with pytest.raises(psycopg.Error, match="second wall"):
            web.execute("EXECUTE kept")
        web.rollback()


@pytest.mark.parametrize("table", walls.walled_tables())
def test_every_table_behind_the_wall_has_it_in_every_municipality(municipalities, table):
    for municipality in municipalities.values():
        with inside(municipality, token=NO_TOKEN) as web:
            refused(web, f'SELECT count(*) FROM "{table}"', match="second wall")
            refused(web, f'DELETE FROM "{table}"', match=r"second wall|permission denied for table")


def test_an_error_shows_no_value_of_a_row_behind_the_wall(municipalities):
    """A duplicate key's message names the value; the wall stands before the index."""
    _, fact = plant_fact(municipalities["kayseri"])
    with inside(municipalities["kayseri"], token=NO_TOKEN) as web:
        refused(web, f"INSERT INTO {FACTS} (id) VALUES ('{fact}')", match="second wall")


def test_rotating_the_token_shuts_out_the_old_one_and_keeps_the_rows(municipalities):
    kayseri = municipalities["kayseri"]
    plant_fact(kayseri)
    old = walls.token_of(kayseri)
    call_command("keys", "rotate-wall", room="kayseri", pause=0)
    rotated = get_municipality("kayseri")
    try:
        assert walls.token_of(rotated) != old
        with inside(kayseri, token=old) as web:
            for table in walls.walled_tables():
                refused(web, f'SELECT count(*) FROM "{table}"', match="another municipality")
        with scope.enter(rotated):
            assert SensitiveFact.objects.count() == 1
        with pytest.raises(DatabaseError, match="second wall"), scope.enter(kayseri):
            SensitiveFact.objects.count()
    finally:
        # The template's other tests hold the municipality as it was.
        replace_token(rotated, sealed=kayseri.sealed_wall_token)


def test_rewrapping_seals_the_tokens_under_the_first_master_key_and_keeps_them(municipalities, tmp_path, settings):
    kayseri = municipalities["kayseri"]
    old = walls.token_of(kayseri)
    lines = Path(settings.OMUZ_MASTER_KEY_FILE).read_text()
    two = tmp_path / "master.key"
    two.write_text(crypto.new_master_key_line("second") + "\n" + lines)
    try:
        settings.OMUZ_MASTER_KEY_FILE = two
        call_command("keys", "rewrap", room="kayseri")
        assert get_municipality("kayseri").sealed_wall_token.startswith("second:")
        assert walls.token_of(get_municipality("kayseri")) == old
        two.write_text(lines + crypto.new_master_key_line("third") + "\n" + two.read_text().splitlines()[0] + "\n")
    finally:
        call_command("keys", "rewrap", room="kayseri")
    assert not get_municipality("kayseri").sealed_wall_token.startswith("second:")


def test_the_platforms_room_has_no_wall_and_needs_none(municipalities):
    """It holds no registrant; what is behind the wall in a municipality stands there for the platform's own staff."""
    with scope.enter(None), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_user")
        cursor.execute("SELECT count(*) FROM pg_policies WHERE schemaname = 'public'")
        assert cursor.fetchone() == (0,)


def test_statistics_of_tables_behind_the_wall_are_hidden(municipalities):
    """The most common values of a column are values: PostgreSQL hides them where a policy holds."""
    kayseri = municipalities["kayseri"]
    for _ in range(3):
        plant_fact(kayseri)
    intruder.as_superuser(f"ANALYZE {kayseri.schema_name}.{FACTS}")
    with inside(kayseri, token=NO_TOKEN) as web:
        seen = web.execute("SELECT tablename, most_common_vals FROM pg_stats WHERE tablename = %s", [FACTS]).fetchall()
    assert seen == []
    [(count,)] = intruder.as_superuser("SELECT count(*) FROM pg_stats WHERE tablename = %s", [FACTS])
    assert count > 0, "there were no statistics to hide: this test would prove nothing"
