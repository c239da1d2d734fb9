"""Art. 9: no application is recorded before the required information and documents are complete."""

import datetime as dt

import pytest
from django.db import transaction

from apps.cases.models import Application, CaseReceipt
from apps.cases.operations.application import record_application
from apps.cases.operations.documents import refuse_document
from apps.cases.operations.receipts import give_receipt, missing_of
from apps.cases.queries.intake import tallies
from apps.cases.rules.intake import complete_file
from apps.programmes.operations.guarding import GuardRefusedError
from apps.programmes.registry import bound
from tests.articles.support import BEDESTEM, definition_of
from tests.cases.intake_support import candidate_case, give, izmir_version, met, ready
from tests.people.support import register
from tests.support.staff import NOW, TODAY, make_actor


def test_art_9_names_everything_that_is_missing():
    verdict = complete_file(information=["Doğum tarihi"], documents=["Kimlik belgesi"])
    assert verdict.code == "file_incomplete"
    assert "Doğum tarihi, Kimlik belgesi" in verdict.message
    assert "alındı belgesi" in verdict.remedy
    assert complete_file(information=[], documents=[], undecided=["Temsil belgesi"]).code == "file_undecided"
    assert complete_file(information=[], documents=[]).allowed


def test_art_9_gives_no_number_while_a_document_is_missing(izmir):
    clerk = make_actor("intake_clerk")
    case = candidate_case(izmir_version(), clerk)
    met(case, clerk)
    give(case, "identity_document", clerk)
    case.refresh_from_db()
    with pytest.raises(GuardRefusedError) as refused:
        record_application(case.pk, actor=clerk, version=case.version, now=NOW)
    assert refused.value.guard == "complete_file"
    assert "sağlık kurulu raporu" in refused.value.message
    assert "m. 9" in (refused.value.article or "")
    assert not Application.objects.exists()


def test_art_9_gives_no_number_while_information_is_missing_and_a_reason_settles_it(izmir):
    clerk = make_actor("intake_clerk")
    case = candidate_case(izmir_version(), clerk, complete=False)
    met(case, clerk)
    give(case, "identity_document", clerk)
    give(case, "medical_report", clerk)
    case.refresh_from_db()
    with pytest.raises(GuardRefusedError) as refused:
        record_application(case.pk, actor=clerk, version=case.version, now=NOW)
    assert "Kimlik numarası" in refused.value.message


def test_art_9_takes_a_substitute_and_a_document_that_was_only_seen(izmir):
    clerk = make_actor("intake_clerk")
    case = ready(izmir_version(), clerk)
    give(case, "medical_report", clerk, substitute=0)
    seen = {"note": "Aslı görüldü; ölçülülük gereği kopya alınmadı."}
    from apps.cases.operations.documents import SentDocument, present_document

    present_document(case.pk, SentDocument(document="identity_document", **seen), upload=None, actor=clerk, now=NOW)
    case.refresh_from_db()
    assert record_application(case.pk, actor=clerk, version=case.version, now=NOW).number == "B-2026-00001"


def test_art_9_counts_no_expired_and_no_refused_document(izmir):
    clerk = make_actor("intake_clerk")
    version = izmir_version()
    case = ready(version, clerk)
    give(case, "medical_report", clerk, issued_on=dt.date(2020, 1, 1), valid_until=TODAY - dt.timedelta(days=1))
    identity = case.documents.get(document="identity_document", state="presented")
    refuse_document(case.pk, identity.pk, actor=clerk, reason="Okunmuyor.", now=NOW)
    case.refresh_from_db()
    with pytest.raises(GuardRefusedError) as refused:
        record_application(case.pk, actor=clerk, version=case.version, now=NOW)
    assert "Kimlik belgesi" in refused.value.message
    assert tallies([case.pk], version.definition, on=TODAY)[case.pk] == (False, 2)


def test_art_9_no_number_does_not_mean_no_receipt_and_the_place_is_kept(izmir):
    clerk = make_actor("intake_clerk")
    version = izmir_version()
    first = candidate_case(version, clerk, given_names="Ayşe")
    later = candidate_case(version, clerk, given_names="Fatma")
    receipt = give_receipt(later.pk, actor=clerk, now=NOW + dt.timedelta(hours=1))
    assert (receipt.row.place, receipt.is_new, receipt.row.letter_id is not None) == (2, True, True)
    assert missing_of(receipt.row)[0] == "Kimlik belgesi"
    again = give_receipt(later.pk, actor=clerk, now=NOW + dt.timedelta(hours=2))
    assert (again.row.pk, again.is_new) == (receipt.row.pk, False)
    give(later, "identity_document", clerk)
    third = give_receipt(later.pk, actor=clerk, now=NOW + dt.timedelta(hours=3))
    assert (third.is_new, third.row.sequence, third.row.waiting_since) == (True, 2, later.opened_at)
    assert CaseReceipt.objects.filter(case=first).count() == 0


def test_art_9_numbers_have_no_gaps(izmir):
    clerk = make_actor("intake_clerk")
    version = izmir_version()
    given = []
    for name in ("Ayşe", "Fatma", "Zeynep"):
        case = ready(version, clerk)
        if name == "Fatma":
            # Taken and given back: what is rolled back after its number leaves none behind.
            with pytest.raises(RuntimeError), transaction.atomic():
                assert record_application(case.pk, actor=clerk, version=case.version, now=NOW).number == "B-2026-00002"
                raise RuntimeError
        given.append(record_application(case.pk, actor=clerk, version=case.version, now=NOW).number)
    assert given == ["B-2026-00001", "B-2026-00002", "B-2026-00003"]


def test_art_9_binds_no_programme_that_has_not_adopted_it(izmir):
    assert bound(definition_of(BEDESTEM), "complete_file") is None
    assert bound(definition_of(BEDESTEM), "attended_appointment") is None
    assert register(make_actor("intake_clerk")).pk
