"""İzmir Art. 21: the candidate or their legal representative uses the rights of KVKK (m. 11, 13)."""

import datetime as dt

import pytest

from apps.letters.models import Letter
from apps.letters.queries.contents import text_of
from apps.people.operations.representation import RepresentativeDraft, add_representative
from apps.petitions.models import Petition
from apps.petitions.operations import working
from apps.petitions.rules.guards import data_subject_rights
from apps.programmes.operations.guarding import GuardRefusedError
from omuz.kernel.errors import Invalid
from tests.articles.support import programme
from tests.cases.support import kitchen, opened
from tests.people.support import in_unit
from tests.petitions.support import assigned, drafted, taken_in
from tests.support.staff import NOW, TODAY, make_actor

IZMIR = "izmir-destekli-istihdam"


@pytest.fixture
def manager(izmir):
    return make_actor()


@pytest.fixture
def case(izmir):
    return opened(programme(IZMIR))


def representative(case, kind, **values):
    fields = {"kind": kind, "full_name": "Veli Işık"} | values
    return add_representative(case.person_id, RepresentativeDraft(**fields), actor=make_actor("intake_clerk"), now=NOW)


def request(manager, case, **values):
    return taken_in(manager, kind="data_subject", person_id=case.person_id, case_id=case.pk, **values)


def test_art_21_the_person_and_a_guardian_whose_document_was_seen_may_ask(manager, case):
    assert request(manager, case).due_on == TODAY + dt.timedelta(days=30)
    guardian = representative(case, "guardian", document_ref="İzmir 2. SHM 2024/15", document_seen=True)
    row = request(manager, case, sender_kind="representative", representative_id=guardian.pk)
    assert row.representative_id == guardian.pk


def test_art_21_a_relative_may_not_however_close(manager, case):
    mother = representative(case, "relative")
    with pytest.raises(GuardRefusedError) as refused:
        request(manager, case, sender_kind="representative", representative_id=mother.pk)
    assert refused.value.article.endswith("m. 21")
    assert refused.value.guard == "data_subject_rights"
    assert not Petition.objects.exists()


def test_art_21_whoever_brings_the_letter_needs_no_authority(manager, case):
    assert request(manager, case, brought_by="Annesi Fatma Işık").sender_kind == "person"


def test_art_21_somebody_who_is_not_registered_asks_for_themselves(manager):
    version = programme(IZMIR)
    row = taken_in(
        manager, kind="data_subject", sender_kind="outsider", sender_name="Can Öz", sender_address="Konak, İzmir",
        programme_id=version.programme_id,
    )  # fmt: skip
    assert row.person_id is None
    assert b"Can" not in bytes(row.sealed)


def test_art_21_the_answer_names_the_way_to_the_board(manager, case):
    clerk = make_actor("intake_clerk")
    row = drafted(assigned(request(manager, case), clerk, by=manager), by=clerk, outcome="refused")
    row = working.approve_answer(row.pk, actor=manager, version=row.version, now=NOW)
    text = text_of(Letter.objects.get(pk=row.letter_id))
    assert "Kişisel Verileri Koruma Kuruluna" in text.body
    assert "60 gün" in text.body


def test_art_21_the_contact_for_data_protection_finds_these_and_no_others(manager, case):
    contact = make_actor("kvkk_contact")
    theirs, complaint = request(manager, case), taken_in(manager, person_id=case.person_id, case_id=case.pk)
    found = set(Petition.objects.visible_to(contact).values_list("pk", flat=True))
    assert theirs.pk in found
    assert complaint.pk not in found
    row = assigned(theirs, contact, by=manager)
    assert drafted(row, by=contact).state == "drafted"


def test_art_21_does_not_bind_a_programme_without_that_article(kayseri):
    case = opened(kitchen())
    mother = representative(case, "relative")
    with pytest.raises(Invalid) as refused:
        request(make_actor(), case, sender_kind="representative", representative_id=mother.pk)
    assert refused.value.article is None, "KVKK itself says so; no article of İzmir's fires here"


def test_art_21_another_units_staff_find_nothing(manager, case):
    request(manager, case)
    other = programme(IZMIR, code="baska-program").programme.unit
    assert not Petition.objects.visible_to(in_unit("unit_manager", other)).exists()


def test_art_21_the_guard_is_pure():
    assert data_subject_rights(is_registered=True, by_person=True, authority=False).allowed
    assert data_subject_rights(is_registered=False, by_person=False, authority=False).allowed
    assert not data_subject_rights(is_registered=True, by_person=False, authority=False).allowed
