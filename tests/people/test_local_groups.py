"""Target groups of a programme's own: recorded in it, shown by their names, unknown in every other programme."""

import copy

import pytest

from apps.people.exporting.cells import ExportPlan, rows_of
from apps.people.models import Person, SensitiveFact
from apps.people.operations import SensitiveDraft, read_sensitive, record_sensitive
from apps.people.queries.listing import PeopleFilter, list_people
from apps.programmes.operations.versions import save_document, start_draft
from apps.programmes.queries.target_groups import LocalGroups, offered_groups
from apps.programmes.registry import Subject, load_facts
from omuz.kernel.errors import DomainError, Invalid
from tenants import scope
from tests.people.support import register
from tests.programmes.support import MADE_UP, made_up, publish, published
from tests.support.staff import NOW, TODAY, make_actor

pytestmark = pytest.mark.django_db
LOCAL = {"key": "mevsimlik_isci", "label": {"tr": "Mevsimlik tarım işçisi ailesi", "en": "Seasonal workers' family"},
         "special": False, "legal_basis": "social_services", "statute": "5393 m. 14"}  # fmt: skip
PLAIN = {"key": "isci", "label": {"tr": "İşçi çocuğu"}, "special": True, "legal_basis": "law"}


def document(*local, code="yerel-gruplu", **parts):
    groups = copy.deepcopy(MADE_UP["target_groups"])
    groups["local"] = list(local)
    groups["offered"] = [*groups["offered"], *(one["key"] for one in local)]
    groups["chosen"] = ["disabled", *(one["key"] for one in local)]
    return made_up(code=code, target_groups=groups, **parts)


@pytest.fixture
def version(kayseri):
    return published(document(LOCAL))


@pytest.fixture
def assessor(kayseri):
    return make_actor("assessor")


def person_in(version):
    clerk = make_actor("intake_clerk")
    return register(clerk, unit_id=version.programme.unit_id, programme_id=version.programme_id)


def group(version, code="mevsimlik_isci", **values):
    return SensitiveDraft(kind="target_group", code=code, programme_id=version.programme_id, **values)


def test_it_is_recorded_sealed_with_its_own_basis_and_read_by_its_name(version, assessor):
    person = person_in(version)
    row = record_sensitive(person.pk, group(version, rank="primary"), actor=assessor, now=NOW)
    assert (row.legal_basis, row.statute) == ("social_services", "5393 m. 14")
    assert b"mevsimlik" not in bytes(row.sealed)
    (value,) = read_sensitive(person.pk, actor=assessor, purpose="interview", now=NOW)
    assert value.label == "Mevsimlik tarım işçisi ailesi"
    facts = load_facts([person.pk], subject=Subject.PERSON, on=TODAY, definition=version.definition,
                       names=frozenset({"primary_target_group", "target_groups"}))  # fmt: skip
    assert facts[person.pk] == {
        "primary_target_group": "mevsimlik_isci", "target_groups": frozenset({"mevsimlik_isci"}),
    }  # fmt: skip


def test_it_can_be_recorded_at_registration(version):
    clerk = make_actor("intake_clerk")
    person = register(clerk, unit_id=version.programme.unit_id, programme_id=version.programme_id,
                      sensitive=[SensitiveDraft(kind="target_group", code="mevsimlik_isci")])  # fmt: skip
    assert SensitiveFact.objects.get(person=person).programme_id == version.programme_id


def test_another_programme_does_not_know_it(version, assessor):
    other = published(document(PLAIN, code="baska"))
    person = person_in(version)
    for fact in (group(other), group(version, "isci"), group(version, "hic_yok")):
        with pytest.raises(Invalid) as refused:
            record_sensitive(person.pk, fact, actor=assessor, now=NOW)
        assert [one.code for one in refused.value.problems] == ["unknown_code"]
    # Nor is a word of its own a code of another kind.
    with pytest.raises(Invalid):
        wrong = SensitiveDraft(kind="disability_group", code="mevsimlik_isci", programme_id=version.programme_id)
        record_sensitive(person.pk, wrong, actor=assessor, now=NOW)


def test_one_that_rests_on_a_law_names_it(kayseri, assessor):
    version = published(document(PLAIN))
    person = person_in(version)
    with pytest.raises(Invalid) as refused:
        record_sensitive(person.pk, group(version, "isci"), actor=assessor, now=NOW)
    assert [one.code for one in refused.value.problems] == ["statute_required"]
    record_sensitive(person.pk, group(version, "isci", statute="5395 m. 6"), actor=assessor, now=NOW)


def test_what_a_later_version_drops_stays_readable_and_is_not_recorded_any_more(version, assessor):
    person = person_in(version)
    record_sensitive(person.pk, group(version), actor=assessor, now=NOW)
    writer = make_actor("tenant_admin")
    draft = start_draft(version.programme_id, note="", actor=writer, now=NOW)
    save_document(draft.pk, document(), actor=writer, seen=draft.version, now=NOW)
    publish(draft, writer=writer)
    (value,) = read_sensitive(person.pk, actor=assessor, purpose="interview", now=NOW)
    assert value.label == "Mevsimlik tarım işçisi ailesi"
    with pytest.raises(Invalid):
        record_sensitive(person_in(version).pk, group(version), actor=assessor, now=NOW)


def test_a_list_is_filtered_by_it_in_the_programmes_that_know_it(version, assessor):
    same_word = published(document(LOCAL | {"label": {"tr": "Bambaşka"}}, code="baska"))
    person, other = person_in(version), person_in(same_word)
    record_sensitive(person.pk, group(version), actor=assessor, now=NOW)
    record_sensitive(other.pk, group(same_word), actor=assessor, now=NOW)
    manager = make_actor("unit_manager")
    found = list_people(manager, where=PeopleFilter(target_group="mevsimlik_isci"), today=TODAY)
    assert {one.pk for one in found} == {person.pk, other.pk}
    local = LocalGroups()
    assert local.label(version.programme_id, "mevsimlik_isci", language="en") == "Seasonal workers' family"
    assert local.label(same_word.programme_id, "mevsimlik_isci") == "Bambaşka"
    assert local.label(version.programme_id, "disabled") == "Engelli birey"
    with pytest.raises(DomainError):
        list_people(manager, where=PeopleFilter(target_group="hic_yok"), today=TODAY)


def test_groups_that_are_served_come_first_and_nobody_is_left_out(version):
    groups, _ = offered_groups(version.programme_id)
    assert [one.code.key for one in groups if one.is_served] == ["disabled", "mevsimlik_isci"]
    assert {"poverty", "roma", "violence_victim"} <= {one.code.key for one in groups if not one.is_served}
    assert [one.code.key for one in groups if one.is_local] == ["mevsimlik_isci"]


def test_the_choices_of_a_programme_are_for_those_who_record_in_it(api, municipalities, db):
    with scope.enter(municipalities["kayseri"]):
        version = published(document(LOCAL))
    path = f"/api/v1/programmes/{version.programme_id}/target-groups/"
    answer = api(role="intake_clerk").get(path)
    assert answer.status_code == 200
    assert answer.json()["results"][1] == {
        "key": "mevsimlik_isci", "label": "Mevsimlik tarım işçisi ailesi", "special": False, "hint": "",
        "is_served": True, "is_local": True,
    }  # fmt: skip
    assert api(role="employer_adviser").get(path).status_code == 403
    assert api(role="intake_clerk", municipality="izmir").get(path).status_code == 404


def test_an_export_writes_its_name(version, assessor):
    person = person_in(version)
    record_sensitive(person.pk, group(version, rank="primary"), actor=assessor, now=NOW)
    columns = ("file_number", "target_primary")
    plan = ExportPlan(actor=make_actor("unit_manager"), columns=columns, today=TODAY, now=NOW)
    (row,) = list(rows_of(Person.objects.filter(pk=person.pk), plan))
    assert row == [person.file_number, "Mevsimlik tarım işçisi ailesi"]
