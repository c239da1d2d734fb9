"""A statement prepared in one municipality and executed in another reads the other's rows, with its rights and walls.

Prepared statements are off (psycopg's `prepare_threshold` is None through Django), which PgBouncer in transaction mode
wants as well. These tests turn them on and prepare at the first use: even then PostgreSQL plans again when the path or
the role has changed. benchmarks/README.md has what they would cost in memory.
"""

from collections.abc import Iterator

import pytest
from django.db import ProgrammingError, connection

from apps.accounts.models import OrgUnit
from apps.people.models import SensitiveFact
from apps.people.operations import SensitiveDraft
from omuz.kernel import context
from tenants import scope, walls
from tests.people.support import programme, register
from tests.support.staff import make_actor

pytestmark = pytest.mark.django_db(transaction=True)
TURNS = 4
DISABLED = SensitiveDraft(kind="target_group", code="disabled", rank="primary")


@pytest.fixture
def preparing() -> Iterator[None]:
    """Open a connection that prepares every statement when it is used first."""
    connection.close()
    connection.ensure_connection()
    connection.connection.prepare_threshold = 0
    yield
    connection.close()


def prepared() -> int:
    """Return how many prepared statements the connection's server process holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        count: int = cursor.fetchone()[0]
    return count


def names_in(municipality: context.Municipality) -> list[str]:
    with scope.enter(municipality):
        return list(OrgUnit.objects.values_list("name", flat=True))


def test_no_statement_is_prepared_as_we_are_set_up(municipalities):
    connection.close()
    for _ in range(10):
        names_in(municipalities["kayseri"])
    assert connection.connection.prepare_threshold is None
    assert prepared() == 0


def test_a_prepared_statement_reads_the_municipality_that_is_entered(municipalities, preparing):
    for slug, municipality in municipalities.items():
        with scope.enter(municipality):
            OrgUnit.objects.create(name=slug)
    for _ in range(TURNS):
        for slug, municipality in municipalities.items():
            assert names_in(municipality) == [slug]
    assert prepared() > 0, "nothing was prepared: this test would prove nothing"


def test_a_generic_plan_is_no_way_around_either(municipalities, preparing):
    with connection.cursor() as cursor:
        cursor.execute("SET plan_cache_mode = force_generic_plan")
    test_a_prepared_statement_reads_the_municipality_that_is_entered(municipalities, None)


def test_a_prepared_write_goes_into_the_municipality_that_is_entered(municipalities, preparing):
    for turn in range(TURNS):
        for slug, municipality in municipalities.items():
            with scope.enter(municipality):
                OrgUnit.objects.create(name=f"{slug} {turn}")
    for slug, municipality in municipalities.items():
        assert sorted(names_in(municipality)) == [f"{slug} {turn}" for turn in range(TURNS)]
    assert prepared() > 0


def sensitive_facts() -> int:
    """Count the rows behind the second wall, in SQL that is the same text in every municipality."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{SensitiveFact._meta.db_table}" WHERE rank <> %s', ["-"])
        count: int = cursor.fetchone()[0]
    return count


def test_the_second_wall_stands_in_a_prepared_statement(municipalities, preparing):
    for municipality in municipalities.values():
        with scope.enter(municipality):
            register(make_actor("intake_clerk"), programme_id=programme().id, sensitive=[DISABLED])
    for _ in range(TURNS):
        for municipality in municipalities.values():
            with scope.enter(municipality):
                assert sensitive_facts() == 1
    assert prepared() > 0
    # The same statement, prepared long since, with the token of the other municipality.
    with pytest.raises(ProgrammingError, match="second wall"), scope.enter(municipalities["kayseri"]):
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL {walls.SETTING} = '{walls.token_of(municipalities['izmir'])}'")
        sensitive_facts()


def test_a_prepared_statement_finds_no_table_once_everybody_has_left(municipalities, preparing):
    for _ in range(TURNS):
        names_in(municipalities["kayseri"])
    with pytest.raises(ProgrammingError, match="does not exist"):
        OrgUnit.objects.count()
