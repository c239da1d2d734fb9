"""The setup checklist leads from an empty municipality to the first registration."""

import pytest

from apps.accounts.models import OrgUnit, RoleAssignment, User
from apps.people.models import Person
from apps.programmes.queries.setup import setup_state
from tests.people import support as people
from tests.programmes.support import drafted, made_up, publish
from tests.support.staff import TODAY, make_actor, make_user

pytestmark = pytest.mark.django_db


def _open():
    return [one.task.key for one in setup_state(on=TODAY) if one.state == "open"]


def test_each_step_is_done_by_what_is_done_elsewhere(kayseri):
    assert not Person.objects.exists()
    assert not User.objects.exists()
    every = [one.task.key for one in setup_state(on=TODAY)]
    assert every == ["unit", "second_person", "clerk", "programme", "described", "notice", "published", "import",
                     "first_person"]  # fmt: skip
    assert _open() == every
    writer, unit = make_actor("tenant_admin"), OrgUnit.objects.create(name="BEDESTEM")
    assert "unit" not in _open()
    make_user(role="unit_manager")
    make_user(role="intake_clerk")
    assert _open() == ["programme", "described", "notice", "published", "import", "first_person"]
    version = drafted(made_up(effective={"starts_on": "2026-03-01"}), unit=unit, by=writer)
    assert _open() == ["notice", "published", "import", "first_person"]
    publish(version, writer=writer)
    people.register(actor=make_actor("intake_clerk"))
    assert _open() == ["notice", "import"]


def test_a_manager_who_left_is_no_second_person(kayseri):
    user = make_user(role="unit_manager")
    assert "second_person" not in _open()
    RoleAssignment.objects.filter(user=user).update(ends_on="2020-01-01")
    assert "second_person" in _open()


def test_only_what_is_not_needed_is_put_aside_and_can_be_taken_up_again(api, kayseri):
    client = api(role="tenant_admin")
    assert client.post("/api/v1/setup/programme/aside/", {"reason": "x"}, format="json").json()["code"] == "step_needed"
    assert client.post("/api/v1/setup/import/aside/", {"reason": " "}, format="json").status_code == 422
    assert client.post("/api/v1/setup/nothing/aside/", {"reason": "x"}, format="json").status_code == 404
    assert client.post("/api/v1/setup/import/aside/", {"reason": "Liste yok"}, format="json").status_code == 204
    step = next(one for one in client.get("/api/v1/setup/").json()["results"] if one["key"] == "import")
    assert (step["state"], step["reason"]) == ("aside", "Liste yok")
    assert client.delete("/api/v1/setup/import/aside/").status_code == 204
    assert client.delete("/api/v1/setup/import/aside/").status_code == 404


def test_the_checklist_costs_a_fixed_number_of_statements(api, kayseri, django_assert_max_num_queries):
    drafted()
    client = api(role="tenant_admin")
    with django_assert_max_num_queries(22):
        assert client.get("/api/v1/setup/").status_code == 200
