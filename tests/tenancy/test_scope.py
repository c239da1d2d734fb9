"""The first wall: what a connection may see follows from the municipality entered, and from nothing else."""

import pytest
from django.db import ProgrammingError, connection, transaction

from apps.accounts.models import OrgUnit
from omuz.kernel.context import current_municipality
from tenants import scope

pytestmark = pytest.mark.django_db(transaction=True)


def make_unit(name):
    return OrgUnit.objects.create(name=name)


@pytest.fixture(autouse=True)
def clean(municipalities):
    yield
    for municipality in municipalities.values():
        with scope.enter(municipality):
            OrgUnit.objects.all().delete()


def test_a_row_of_one_municipality_is_absent_in_another(municipalities):
    with scope.enter(municipalities["kayseri"]):
        make_unit("BEDESTEM")
    with scope.enter(municipalities["izmir"]):
        assert not OrgUnit.objects.exists()
    with scope.enter(municipalities["kayseri"]):
        assert OrgUnit.objects.get().name == "BEDESTEM"


def test_outside_of_a_scope_no_table_is_found():
    with pytest.raises(ProgrammingError):
        OrgUnit.objects.count()


def test_naming_the_other_schema_is_refused_by_the_role(municipalities):
    izmir = municipalities["izmir"]
    with pytest.raises(ProgrammingError, match="permission denied"), scope.enter(municipalities["kayseri"]):
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT count(*) FROM "{izmir.schema_name}".accounts_orgunit')


def test_the_public_registry_is_refused_inside_a_municipality(municipalities):
    with pytest.raises(ProgrammingError, match="permission denied"), scope.enter(municipalities["kayseri"]):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM public.tenants_municipality")


def test_path_and_role_are_gone_after_the_transaction(municipalities):
    with scope.enter(municipalities["kayseri"]):
        pass
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('search_path'), current_user = session_user")
        assert cursor.fetchone() == ("pg_catalog", True)


def test_a_rolled_back_savepoint_leaves_the_scope_in_place(municipalities):
    with scope.enter(municipalities["kayseri"]):
        with pytest.raises(ValueError, match="undo"), transaction.atomic():
            make_unit("Geri alınan")
            raise ValueError("undo")
        make_unit("Kalan")
        assert [u.name for u in OrgUnit.objects.all()] == ["Kalan"]


def test_entering_another_municipality_inside_one_is_refused(municipalities):
    with scope.enter(municipalities["kayseri"]):
        with pytest.raises(scope.CrossMunicipalityError), scope.enter(municipalities["izmir"]):
            pass
        assert current_municipality() == municipalities["kayseri"]


def test_ddl_and_truncate_are_refused_to_the_web_login(municipalities):
    for statement in ("TRUNCATE accounts_orgunit", "DROP TABLE accounts_orgunit", "CREATE TABLE x (y int)"):
        with pytest.raises(ProgrammingError), scope.enter(municipalities["kayseri"]):
            with connection.cursor() as cursor:
                cursor.execute(statement)
