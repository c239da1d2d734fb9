"""Merging two records of one person, and taking it back exactly."""

import datetime as dt

import pytest

from apps.people import operations
from apps.people.models import MergeRecord, Person, PersonAddress, PersonFact, PersonPhone, SensitiveFact
from apps.people.operations import AddressDraft, FactDraft, IdentityDraft, MissingDraft, PhoneDraft, SensitiveDraft
from apps.people.operations.merging import merge_people, undo_merge
from apps.people.queries.merging import compare_people
from apps.people.queries.people import find_person
from apps.people.queries.pointers import all_pointers, is_classified, moved_pointers
from omuz.kernel.errors import Conflict, Invalid, NotAllowed
from omuz.kernel.models.audit import AuditEvent
from tests.people.support import NOW, TODAY, demo_number, in_unit, programme, register, unit


@pytest.fixture
def clerk(actor):
    return actor(role="intake_clerk")


@pytest.fixture
def pair(clerk):
    where = programme()
    common = {"programme_id": where.id}
    survivor = register(
        clerk, **common, birth_date=dt.date(1980, 1, 1), birth_precision="year",
        identities=[IdentityDraft(kind="tckn", number=demo_number())],
        phones=[PhoneDraft(number="0532 123 45 67", is_preferred=True)],
        address=AddressDraft(province="Kayseri", district="Talas"),
        facts=[FactDraft(kind="education", code="primary")],
        sensitive=[SensitiveDraft(kind="target_group", code="poverty", rank="primary")],
        missing_reasons=[MissingDraft(field="sex", reason="unknown")],
    )  # fmt: skip
    absorbed = register(
        clerk, **common, given_names="Ayşe Nur", sex="female", birth_date=dt.date(1980, 5, 6),
        phones=[PhoneDraft(number="+90 532 123 45 67"), PhoneDraft(number="0352 222 11 22", is_preferred=True)],
        address=AddressDraft(province="Kayseri", district="Melikgazi"),
        facts=[FactDraft(kind="education", code="bachelor"), FactDraft(kind="employment", code="seeking")],
        sensitive=[
            SensitiveDraft(kind="target_group", code="disabled", rank="primary"),
            SensitiveDraft(kind="target_group", code="poverty"),
        ],
        missing_reasons=[MissingDraft(field="sex", reason="declined")],
    )  # fmt: skip
    return survivor, absorbed


def merge(pair, actor, **choices):
    return merge_people(
        pair[0].id, pair[1].id, actor=actor, version=1, absorbed_version=1, choices=choices, reason="Aynı kişi", now=NOW
    )


def everything():
    """Return every row that points to anybody, without the counters that go on."""
    rows = {}
    for pointer in moved_pointers():
        for row in pointer.model._base_manager.values():
            row.pop("updated_at", None)
            rows[pointer.model._meta.label, str(row["id"])] = {
                k: bytes(v) if isinstance(v, memoryview) else v for k, v in row.items()
            }
    for row in Person.objects.values():
        rows["person", str(row["id"])] = {k: v for k, v in row.items() if k not in {"updated_at", "version"}}
    return rows


def test_rows_move_and_nothing_holds_twice(clerk, pair):
    survivor, absorbed = pair
    merge(pair, clerk)
    survivor.refresh_from_db()
    absorbed.refresh_from_db()
    assert (absorbed.state, absorbed.merged_into_id) == ("merged", survivor.id)
    assert (survivor.given_names, survivor.sex, survivor.birth_precision) == ("Ayşe", "female", "year")
    assert {f.kind: f.code for f in PersonFact.objects.as_of(TODAY).filter(person=survivor)} == {
        "education": "primary", "employment": "seeking",
    }  # fmt: skip
    assert PersonAddress.objects.as_of(TODAY).get(person=survivor).district == "Talas"
    assert PersonPhone.objects.filter(person=survivor, ended_on__isnull=True).count() == 2
    groups = SensitiveFact.objects.as_of(TODAY).filter(person=survivor, kind="target_group")
    assert sorted(groups.values_list("rank", flat=True)) == ["primary", "secondary"]
    assert find_person(absorbed.id, actor=clerk) == survivor, "an old address leads to the merged record"
    assert AuditEvent.objects.filter(action="person.merged", person_id=survivor.id).count() == 1


def test_each_field_follows_the_choice(clerk, pair):
    survivor, _ = pair
    merge(pair, clerk, given_names="absorbed", birth_date="absorbed", education="absorbed", address="absorbed")
    survivor.refresh_from_db()
    assert (survivor.given_names, survivor.birth_date) == ("Ayşe Nur", dt.date(1980, 5, 6))
    assert survivor.birth_precision == "day"
    assert PersonFact.objects.as_of(TODAY).get(person=survivor, kind="education").code == "bachelor"
    assert PersonAddress.objects.as_of(TODAY).get(person=survivor).district == "Melikgazi"


def test_undo_restores_both_records_exactly(clerk, pair):
    before = everything()
    record = merge(pair, clerk, given_names="absorbed", education="absorbed", address="absorbed")
    assert everything() != before
    undo_merge(record.id, actor=clerk, reason="Farklı kişiler", now=NOW)
    assert everything() == before
    with pytest.raises(Conflict):
        undo_merge(record.id, actor=clerk, reason="Bir daha", now=NOW)


def test_undo_keeps_what_was_added_since_and_stops_at_what_was_edited(clerk, pair):
    survivor, absorbed = pair
    record = merge(pair, clerk)
    operations.add_phone(survivor.id, PhoneDraft(number="0312 111 22 33"), actor=clerk, now=NOW)
    undo_merge(record.id, actor=clerk, reason="Farklı kişiler", now=NOW)
    assert PersonPhone.objects.filter(person=survivor, digits="3121112233").exists()
    record = merge_people(
        survivor.id, absorbed.id, actor=clerk, version=3, absorbed_version=3, choices={}, reason="Aynı", now=NOW
    )
    moved = PersonPhone.objects.get(person=survivor, digits="3522221122")
    operations.change_phone(moved.id, PhoneDraft(number="0352 222 11 23"), actor=clerk, version=1, now=NOW)
    with pytest.raises(Invalid) as caught:
        undo_merge(record.id, actor=clerk, reason="Farklı kişiler", now=NOW)
    assert (caught.value.code, caught.value.status) == ("merge_changed_since", 409)
    assert {p.field for p in caught.value.problems} == {"people.PersonPhone.version"}


def test_a_merge_from_an_older_version_changes_nothing(clerk, pair):
    operations.update_person(pair[1].id, actor=clerk, version=1, changes={"surname": "Ak"}, now=NOW)
    with pytest.raises(Conflict):
        merge(pair, clerk)
    assert not MergeRecord.objects.exists()


def test_both_units_go_on_finding_the_person(actor):
    here, there = unit(), unit()
    clerk = actor(role="intake_clerk")
    pair = register(clerk, unit_id=here.id), register(clerk, unit_id=there.id)
    other = in_unit("intake_clerk", there)
    record = merge(pair, clerk)
    assert Person.objects.visible_to(other).get() == pair[0]
    undo_merge(record.id, actor=clerk, reason="Geri", now=NOW)
    assert Person.objects.visible_to(other).get() == pair[1]


def test_a_confidential_half_makes_the_whole_confidential(clerk, pair):
    operations.set_confidential(pair[1].id, actor=clerk, version=1, confidential=True, reason="Karar var", now=NOW)
    before = everything()
    record = merge_people(
        pair[0].id, pair[1].id, actor=clerk, version=1, absorbed_version=2, choices={}, reason="Aynı", now=NOW
    )
    assert Person.objects.get(pk=pair[0].id).is_confidential
    assert not PersonAddress.objects.filter(is_hidden=False).exists()
    undo_merge(record.id, actor=clerk, reason="Geri", now=NOW)
    assert everything() == before


def test_who_may_not_merge_merges_nothing(actor, pair):
    with pytest.raises(NotAllowed):
        merge(pair, actor(role="assessor"))


def test_the_undo_data_are_sealed(clerk, pair):
    record = merge(pair, clerk)
    assert b"Melikgazi" not in bytes(record.sealed_undo)
    assert b"Nur" not in bytes(record.sealed_undo)


def test_no_column_that_points_to_a_person_is_forgotten(kayseri):
    forgotten = [f"{p.model._meta.label}.{p.column}" for p in all_pointers() if not is_classified(p)]
    assert not forgotten, f"say in queries/pointers.py what a merge does with: {forgotten}"


def test_the_comparison_shows_differences_and_no_special_value(clerk, pair):
    _, _, rows = compare_people(pair[0].id, pair[1].id, actor=clerk, today=TODAY)
    shown = {row.field: (row.survivor, row.absorbed, row.differs) for row in rows}
    assert shown["birth_date"] == ("1980", "06.05.1980", True)
    assert shown["education"] == ("İlkokul", "Lisans", True)
    assert shown["channel"][2] is False
    assert "target_group" not in shown


def test_merging_by_api(api):
    client = api(role="intake_clerk")
    ayse = {"given_names": "Ayşe", "surname": "Işık", "channel": "office", "birth_date": "1980-01-02"}
    one = client.post("/api/v1/people/", ayse, format="json").json()
    warned = client.post("/api/v1/people/duplicates/", ayse | {"surname": "ışık"}, format="json")
    assert warned.json()["results"][0]["reasons"] == ["Adı ve doğum tarihi aynı"]
    two = client.post("/api/v1/people/", ayse | {"sex": "female"}, format="json").json()
    compared = client.get(f"/api/v1/people/{one['id']}/merge/", {"with": two["id"]}).json()
    assert [r["name"] for r in compared["rows"] if r["differs"]] == ["sex"]
    body = {"absorbed": two["id"], "absorbed_version": 1, "choices": {"sex": "absorbed"}, "reason": "Aynı kişi"}
    merged = client.post(f"/api/v1/people/{one['id']}/merge/", body, format="json", HTTP_IF_MATCH='"1"')
    assert merged.status_code == 201, merged.content
    assert client.get(f"/api/v1/people/{two['id']}/").json()["id"] == one["id"]
    undo = client.post(f"/api/v1/people/merges/{merged.json()['id']}/undo/", {"reason": "Geri al"}, format="json")
    assert undo.status_code == 200, undo.content
    assert client.get(f"/api/v1/people/{two['id']}/").json()["sex"] == "female"
