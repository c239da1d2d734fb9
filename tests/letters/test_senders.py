"""Letters to senders who are not registered: theirs alone, found with what they wrote, in nobody's file.

What it harms when it fails: a neighbour learns that somebody is helped, or somebody learns who complained of them.
"""

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction

from apps.letters.models import Letter
from apps.letters.operations.approving import approve_letter
from apps.letters.operations.signing import add_file, record_signature
from apps.letters.queries.letters import LetterFilter, list_letters
from apps.petitions.models import Petition
from omuz.kernel.errors import Invalid, NotFound
from tenants import scope
from tests.cases.support import kitchen, opened
from tests.petitions.support import taken_in
from tests.support.staff import NOW, TODAY, make_actor, signed_in

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
STRANGER = {"sender_kind": "outsider", "sender_name": "Emine Kaya", "sender_address": "Gül Sokak 5\nKonak/İzmir"}


def _letter(manager, case, **values):
    row = taken_in(manager, **(STRANGER | {"person_id": case.person_id, "case_id": case.pk} | values))
    return Letter.objects.get(about_id=row.pk)


def _approved(manager, case, **values):
    letter = _letter(manager, case, **values)
    return approve_letter(letter.pk, actor=make_actor(), version=letter.version, now=NOW)


def test_it_belongs_to_exactly_one_kind_of_addressee_and_to_no_file(manager, case):
    letter = _letter(manager, case)
    for wrong in ({"person_id": case.person_id}, {"case_id": case.pk}, {"addressee_kind": "person"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Letter.objects.filter(pk=letter.pk).update(**wrong)
    loose = Letter(unit_id=case.unit_id, addressee_kind="sender", drafted_at=NOW, drafted_by_id=manager.id,
                   edited_by_id=manager.id, sealed_text=b"x", sealed_addressee=b"x")  # fmt: skip
    with pytest.raises(IntegrityError, match="letter_addressee_is_one"), transaction.atomic():
        loose.save(force_insert=True)


def test_it_is_found_with_what_its_sender_wrote_and_stands_in_no_file(manager, case):
    letter = _letter(manager, case)
    assert letter in list_letters(manager, where=LetterFilter())
    assert not list_letters(manager, where=LetterFilter(case_id=case.pk)).exists()
    assert not list_letters(manager, where=LetterFilter(person_id=case.person_id)).exists()
    # Reads letters, finds the person, and reads no petitions.
    assert letter not in list_letters(make_actor("job_coach"), where=LetterFilter())
    concerned = make_actor()
    Petition.objects.filter(pk=letter.about_id).update(concerns=concerned.id)
    assert letter not in list_letters(concerned, where=LetterFilter())
    with pytest.raises(NotFound):
        approve_letter(letter.pk, actor=concerned, version=letter.version, now=NOW)


def test_the_scan_of_another_senders_letter_is_not_taken_for_this_one(manager, case):
    first, second = _approved(manager, case), _approved(manager, case)
    scan = add_file(first.pk, PDF, name="imzali.pdf", kind="signed", actor=manager, now=NOW)
    record_signature(first.pk, actor=manager, version=first.version, signed_on=TODAY, file_id=scan, now=NOW)
    with pytest.raises(Invalid) as refused:
        record_signature(second.pk, actor=manager, version=second.version, signed_on=TODAY, file_id=scan, now=NOW)
    assert [one.code for one in refused.value.problems] == ["file_unknown"]


@pytest.mark.django_db
def test_the_list_and_the_page_show_the_sender_and_no_link_to_anybody(municipalities):
    cache.clear()
    with scope.enter(municipalities["kayseri"]):
        manager, case = make_actor(), opened(kitchen())
        letter = _letter(manager, case)
    client = signed_in(municipalities["kayseri"], role="unit_manager")
    (row,) = client.get("/api/v1/letters/").json()["results"]
    assert (row["person"], row["sender_name"], row["case"]) == (None, "Emine Kaya", None)
    page = client.get(f"/api/v1/letters/{letter.pk}/").json()
    assert (page["addressee_name"], page["address"], page["standing"]) == (
        "Emine Kaya", ["Gül Sokak 5", "Konak/İzmir"], None,
    )  # fmt: skip
    assert page["petition"] == str(letter.about_id)
    assert client.get(f"/api/v1/letters/{letter.pk}/pdf/").content.startswith(b"%PDF")
    work = client.get("/api/v1/work/letters_drafted/?mine=0").json()["results"]
    assert [one["title"] for one in work] == ["Kayıtlı olmayan gönderen"]
