"""Households: units of service with members, roles and dates."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.people import operations
from apps.people.models import Household, HouseholdMember
from apps.people.operations import AddressDraft
from apps.people.operations import households as homes
from apps.people.queries.households import get_household, households_of, list_households
from apps.people.rules.household import MemberDraft, check_day, check_members
from omuz.kernel import clock
from omuz.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from omuz.kernel.ids import new_id
from omuz.kernel.models.audit import AuditEvent
from tenants import scope
from tests.people.support import NOW, TODAY, register
from tests.support.staff import make_actor

MAY = dt.date(2026, 5, 1)
JUNE = dt.date(2026, 6, 1)


@pytest.fixture
def clerk(actor):
    return actor(role="intake_clerk")


def codes(found):
    return {p.field: p.code for p in found}


def family(clerk, *people, **values):
    members = [
        MemberDraft(person_id=person.id, role="head" if index == 0 else "child") for index, person in enumerate(people)
    ]
    return homes.open_household(label="Işık ailesi", members=members, actor=clerk, now=NOW, **values)


def member_of(person):
    return HouseholdMember.objects.get(person=person, valid_to__isnull=True)


def names(actor, household, on=TODAY):
    return [m.person.given_names for m in get_household(actor, household_id=household.id, on=on).members]


def test_a_household_has_one_head_and_nobody_twice():
    one, two = new_id(), new_id()
    heads = [MemberDraft(person_id=one, role="head"), MemberDraft(person_id=two, role="head")]
    assert codes(check_members(heads, has_head=False)) == {"members.1.role": "one_head"}
    assert codes(check_members(heads[:1], has_head=True)) == {"members.0.role": "one_head"}
    twice = [MemberDraft(person_id=one, role="child"), MemberDraft(person_id=one, role="uncle")]
    assert codes(check_members(twice, has_head=True)) == {
        "members.1.role": "unknown_code",
        "members.1.person": "twice",
    }
    assert codes(check_day(MAY, since=MAY, today=JUNE, field="on")) == {"on": "before_start"}
    assert codes(check_day(JUNE, since=None, today=MAY, field="on")) == {"on": "in_future"}


def test_a_family_that_is_served_as_one_has_one_file(clerk):
    mother, child = register(clerk), register(clerk, given_names="Can")
    household = family(clerk, mother, child, one_file=True)
    assert household.file_number.startswith("H-2026-")
    assert names(clerk, household) == ["Ayşe", "Can"]
    assert [d.row.id for d in households_of(child, actor=clerk, on=TODAY)] == [household.id]
    assert AuditEvent.objects.filter(action="household.opened").count() == 1


def test_someone_belongs_to_one_household_and_is_moved_rather_than_copied(clerk):
    mother, child, aunt = register(clerk), register(clerk, given_names="Can"), register(clerk, given_names="Ece")
    first, second = family(clerk, mother, child, since=MAY), family(clerk, aunt)
    with pytest.raises(Invalid) as caught:
        homes.join_household(second.id, [MemberDraft(person_id=child.id, role="child")], actor=clerk, now=NOW)
    assert codes(caught.value.problems) == {"members.0.person": "in_a_household"}
    homes.move_member(member_of(child).id, to_household_id=second.id, role="child", actor=clerk, on=JUNE, now=NOW)
    assert names(clerk, first) == ["Ayşe"]
    assert names(clerk, second) == ["Ece", "Can"]
    assert names(clerk, first, on=dt.date(2026, 5, 20)) == ["Ayşe", "Can"]


def test_a_new_head_takes_over(clerk):
    mother, child = register(clerk), register(clerk, given_names="Can")
    household = family(clerk, mother, child)
    homes.change_member(
        member_of(child).id, actor=clerk, role="head", is_contact=True, former_head_role="parent", now=NOW
    )
    assert names(clerk, household) == ["Can", "Ayşe"]
    assert member_of(mother).role == "parent"


def test_the_last_who_leaves_closes_the_household_and_a_newcomer_reopens_it(clerk):
    mother, child = register(clerk), register(clerk, given_names="Can")
    household = family(clerk, mother)
    homes.leave_household(member_of(mother).id, actor=clerk, on=JUNE, now=NOW)
    household.refresh_from_db()
    assert household.closed_on is not None
    homes.join_household(household.id, [MemberDraft(person_id=child.id, role="head")], actor=clerk, now=NOW)
    household.refresh_from_db()
    assert household.closed_on is None


def test_a_split_takes_some_along_and_leaves_someone(clerk):
    mother, child, uncle = register(clerk), register(clerk, given_names="Can"), register(clerk, given_names="Efe")
    household = family(clerk, mother, child, uncle, since=MAY)
    version = household.version
    away = [MemberDraft(person_id=mother.id, role="head"), MemberDraft(person_id=child.id, role="child")]
    new = homes.split_household(
        household.id, label="Ayşe Işık", members=away, actor=clerk, version=version, on=JUNE, now=NOW
    )
    assert names(clerk, new) == ["Ayşe", "Can"]
    assert names(clerk, household) == ["Efe"]
    with pytest.raises(Conflict):
        homes.split_household(household.id, label="x", members=away, actor=clerk, version=version, on=JUNE, now=NOW)
    household.refresh_from_db()
    rest = [MemberDraft(person_id=uncle.id, role="head")]
    with pytest.raises(Invalid) as caught:
        homes.split_household(
            household.id, label="x", members=rest, actor=clerk, version=household.version, on=JUNE, now=NOW
        )
    assert codes(caught.value.problems) == {"members": "nobody_stays"}


def test_a_confidential_member_is_unknown_to_a_colleague(clerk, actor):
    mother, child = register(clerk, is_confidential=True), register(clerk, given_names="Can")
    household = family(clerk, mother, child)
    colleague = actor(role="intake_clerk")
    assert names(colleague, household) == ["Can"]
    homes.leave_household(member_of(child).id, actor=clerk, on=TODAY, now=NOW)
    with pytest.raises(NotFound):
        homes.leave_household(member_of(mother).id, actor=colleague, on=TODAY, now=NOW)


def test_where_one_lives_in_secret_the_household_shows_no_address(clerk, actor):
    place = AddressDraft(province="Kayseri", district="Talas", line="Gül Sokak 3")
    mother, child = register(clerk, address=place), register(clerk, given_names="Can", address=place)
    household = family(clerk, mother, child)

    def shown(reader):
        detail = get_household(reader, household_id=household.id, on=TODAY)
        return (detail.address.line if detail.address else None), detail.address_withheld

    assert shown(clerk) == ("Gül Sokak 3", False)
    mother.refresh_from_db()
    operations.set_confidential(
        mother.id, actor=clerk, version=mother.version, confidential=True, reason="Gizlilik kararı", now=NOW
    )
    assert shown(clerk) == (None, True)
    assert shown(actor(role="intake_clerk")) == (None, True)


def test_only_who_may_write_people_changes_households(clerk, actor):
    household = family(clerk, register(clerk))
    manager = actor(role="unit_manager")
    assert names(manager, household) == ["Ayşe"]
    with pytest.raises(NotAllowed):
        homes.change_household(household.id, actor=manager, version=1, label="x", note="", now=NOW)
    assert list_households(clerk, text="ISIK", on=TODAY).count() == 1
    assert Household.objects.visible_to(actor(role="trainer")).count() == 0


def test_the_api_opens_reads_splits_and_counts_its_queries(api, municipalities):
    client = api(role="intake_clerk")
    with scope.enter(municipalities["kayseri"]):
        clerk = make_actor("intake_clerk")
        people = [register(clerk, given_names=f"Ad {n}") for n in range(8)]
    today = clock.local_date(clock.now()).isoformat()

    def body(*some, role="child"):
        return [{"person": str(person.id), "role": role} for person in some]

    made = client.post("/api/v1/households/", {"label": "Işık", "members": body(people[0])}, format="json")
    assert made.status_code == 201, made.content
    url = f"/api/v1/households/{made.json()['id']}/"
    counts = []
    for some in (people[1:3], people[3:8]):
        joined = client.post(f"{url}members/", {"members": body(*some)}, format="json")
        assert joined.status_code == 200, joined.content
        with CaptureQueriesContext(connection) as seen:
            shown = client.get(url)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 16
    assert len(shown.json()["members"]) == 8
    split = {"label": "Yeni", "members": body(people[7], role="head"), "on": today}
    assert client.post(f"{url}split/", split, format="json").status_code == 428
    new = client.post(f"{url}split/", split, format="json", HTTP_IF_MATCH=shown["ETag"])
    assert new.status_code == 201, new.content
    mine = client.get(f"/api/v1/people/{people[7].id}/household/").json()["results"]
    assert [h["label"] for h in mine] == ["Yeni"]
    member = client.get(url).json()["members"][0]["id"]
    left = client.post(f"/api/v1/households/members/{member}/leave/", {"on": today}, format="json")
    assert left.status_code == 200, left.content
    moved = client.post(
        f"/api/v1/households/members/{client.get(url).json()['members'][0]['id']}/move/",
        {"household": new.json()["id"], "role": "sibling", "on": today},
        format="json",
    )
    assert [m["role"] for m in moved.json()["members"]] == ["head", "sibling"]
    assert len(client.get("/api/v1/households/", {"q": "yeni"}).json()["results"]) == 1
    assert api(role="tenant_admin").get(url).status_code == 403
    assert api(role="unit_manager").put(url, {"label": "x"}, format="json", HTTP_IF_MATCH='"1"').status_code == 403
    assert api(role="intake_clerk", municipality="izmir").get(url).status_code == 404
