"""Leak: a record that outlives its municipality, in a list, a closure, a cache, and is used in another one."""

import pickle
import time

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import Model
from django.db.models.base import ModelState

from apps.accounts.models import OrgUnit, RoleAssignment, User
from apps.people.models import PersonPhone, SafeContactPlan
from omuz.kernel import stamps
from omuz.kernel.context import CrossMunicipalityError
from omuz.kernel.models.bulk import insert_many
from omuz.kernel.tasks import municipality_task
from tenants import scope
from tests.support.intruder import plant_fact
from tests.support.staff import TODAY, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stranger(municipalities):
    """Return a unit of Kayseri, while İzmir is entered."""
    with scope.enter(municipalities["kayseri"]):
        unit = OrgUnit.objects.create(name="Kayseri")
    with scope.enter(municipalities["izmir"]):
        yield unit
        assert not OrgUnit.objects.filter(name="Kayseri").exists()


def test_saving_it_elsewhere_is_refused(stranger):
    with pytest.raises(CrossMunicipalityError):
        stranger.save()


def test_saving_it_as_a_new_row_elsewhere_is_refused(stranger):
    stranger.pk = None
    stranger._state.adding = True
    with pytest.raises(CrossMunicipalityError):
        stranger.save(force_insert=True, using="default")


def test_deleting_it_elsewhere_is_refused(stranger):
    with pytest.raises(CrossMunicipalityError):
        stranger.delete()


def test_reading_it_again_elsewhere_is_refused(stranger):
    with pytest.raises(CrossMunicipalityError):
        stranger.refresh_from_db()


def test_reading_a_field_that_was_left_out_is_refused_elsewhere(municipalities):
    with scope.enter(municipalities["kayseri"]):
        OrgUnit.objects.create(name="Kayseri")
        unit = OrgUnit.objects.only("id").get()
    with scope.enter(municipalities["izmir"]), pytest.raises(CrossMunicipalityError):
        _ = unit.name


def test_following_its_relations_elsewhere_is_refused(municipalities):
    with scope.enter(municipalities["kayseri"]):
        parent = OrgUnit.objects.create(name="Üst")
        OrgUnit.objects.create(name="Alt", parent=parent)
        child = OrgUnit.objects.get(name="Alt")
    with scope.enter(municipalities["izmir"]):
        with pytest.raises(CrossMunicipalityError):
            _ = child.parent
        with pytest.raises(CrossMunicipalityError):
            list(parent.children.all())


def test_inserting_it_in_bulk_elsewhere_is_refused(stranger):
    for store in (OrgUnit.objects.bulk_create, insert_many):
        with pytest.raises(CrossMunicipalityError):
            store([OrgUnit(name="İzmir"), stranger])
    assert not OrgUnit.objects.exists()


def test_updating_it_in_bulk_elsewhere_is_refused(stranger):
    with pytest.raises(CrossMunicipalityError):
        OrgUnit.objects.bulk_update([stranger], ["name"])


def test_relating_a_record_to_it_is_refused(stranger):
    with pytest.raises(CrossMunicipalityError):
        OrgUnit(name="İzmir", parent=stranger)
    here = OrgUnit(name="İzmir")
    with pytest.raises(CrossMunicipalityError):
        here.parent = stranger
    with pytest.raises(CrossMunicipalityError):
        stranger.children.add(here, bulk=False)
    user = make_user(role=None)
    with pytest.raises(CrossMunicipalityError):
        RoleAssignment.objects.create(user=user, unit=stranger, role="trainer", starts_on=TODAY)


def test_relating_many_to_many_is_refused(municipalities):
    person, _ = plant_fact(municipalities["kayseri"])
    with scope.enter(municipalities["kayseri"]):
        phone = PersonPhone.objects.create(person_id=person, kind="mobile", number="1234567", digits="1234567")
    other, _ = plant_fact(municipalities["izmir"])
    with scope.enter(municipalities["izmir"]):
        plan = SafeContactPlan.objects.create(person_id=other, made_at="2026-11-22T00:00:00Z", made_by_id=other)
        for change in (plan.safe_phones.add, lambda p: plan.safe_phones.set([p])):
            with pytest.raises(CrossMunicipalityError), transaction.atomic():
                change(phone)


def test_a_record_out_of_a_pickle_or_a_cache_still_knows_its_municipality(municipalities):
    with scope.enter(municipalities["kayseri"]):
        made = OrgUnit.objects.create(name="Kayseri")
        stored = pickle.dumps([made, OrgUnit.objects.get()])
        cache.set("unit", made)
        assert cache.get("unit").name == "Kayseri"
    with scope.enter(municipalities["izmir"]):
        assert cache.get("unit") is None
        for unit in pickle.loads(stored):  # noqa: S301 - made above
            with pytest.raises(CrossMunicipalityError):
                unit.save()


def test_a_record_from_before_there_were_stamps_belongs_nowhere(municipalities):
    with scope.enter(municipalities["kayseri"]):
        unit = OrgUnit(name="Alt")
        unit._state = ModelState()
        unit._state.__dict__.pop("room", None)
        with pytest.raises(CrossMunicipalityError):
            unit.save()


def test_libraries_models_are_stamped_too(municipalities):
    from allauth.account.models import EmailAddress
    from django.contrib.sessions.models import Session

    with scope.enter(municipalities["kayseri"]):
        user = make_user(role=None)
        address = EmailAddress.objects.create(user=user, email=user.email)
        session = Session(session_key="k" * 32, session_data="", expire_date="2030-01-01T00:00:00Z")
    with scope.enter(municipalities["izmir"]):
        for record in (user, address, session):
            with pytest.raises(CrossMunicipalityError):
                record.save()


def test_after_its_scope_a_record_is_not_saved_in_the_platforms_room(municipalities):
    with scope.enter(municipalities["kayseri"]):
        user = make_user(role=None)
    with scope.enter(None), pytest.raises(CrossMunicipalityError):
        user.save()
    with scope.enter(None):
        assert not User.objects.exists()


@municipality_task()
def _take(*, unit):
    return unit


def test_a_task_takes_no_record_of_another_municipality(stranger):
    with pytest.raises(CrossMunicipalityError):
        _take.apply_async(kwargs={"unit": stranger})


def test_a_task_is_not_sent_from_one_municipality_to_another(municipalities):
    from omuz.kernel.schedule import HEADER

    with scope.enter(municipalities["kayseri"]), pytest.raises(CrossMunicipalityError):
        _take.apply_async(kwargs={"unit": 1}, headers={HEADER: municipalities["izmir"].key})


def test_every_way_of_django_to_the_database_is_still_the_wrapped_one():
    """Django's own parts that the stamps build on: an upgrade that renames one shows here."""
    assert Model._prepare_related_fields_for_save.__module__ == stamps.__name__
    assert Model.refresh_from_db.__module__ == stamps.__name__
    assert isinstance(OrgUnit(name="x")._state, stamps.StampedState)


def test_a_stamp_costs_less_than_a_microsecond():
    def cost(kind) -> float:
        best = float("inf")
        for _ in range(20):
            start = time.perf_counter()
            for _ in range(5_000):
                kind()
            best = min(best, (time.perf_counter() - start) / 5_000)
        return best

    assert cost(stamps.StampedState) - cost(stamps.StampedState.__base__) < 1e-6


def test_on_the_connection_nothing_of_the_refusals_is_left(stranger):
    with pytest.raises(CrossMunicipalityError):
        stranger.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_orgunit")
        assert cursor.fetchone() == (0,)
