"""Art. 25: candidates and families acknowledge the rules; the undertaking is signed by who may, and is never a wall."""

import datetime as dt

import pytest

from apps.cases.models import Undertaking
from apps.cases.operations.application import record_application
from apps.cases.operations.undertakings import SentSignature, prepare_undertaking, record_signature
from apps.cases.queries.intake import file_of
from apps.cases.queries.intake_facts import load_file_facts
from apps.cases.queries.undertakings import find_undertaking, printed, text_of
from apps.cases.rules.documents import UNDERTAKING, Standing
from apps.cases.rules.undertakings import Signatures, acknowledgement
from apps.people.operations.representation import RepresentativeDraft, add_representative
from apps.programmes.operations.guarding import GuardRefusedError
from omuz.kernel.errors import Conflict, DomainError, Invalid
from tests.cases.intake_support import candidate_case, izmir_version, ready, upload
from tests.support.staff import NOW, TODAY, make_actor


@pytest.mark.parametrize(
    ("signed", "code"),
    [
        (Signatures(by_person=True), ""),
        (Signatures(by_person=False), "nobody_signed"),
        (Signatures(by_person=False, representative_signs=True), ""),
        (Signatures(by_person=True, representative_signs=False), "signer_not_competent"),
        (Signatures(by_person=True, guarded=True), "representative_has_to_sign"),
        (Signatures(by_person=False, representative_signs=True, guarded=True), ""),
        (Signatures(by_person=False, adviser_needed=True, adviser_signs=True), "person_signs_with_adviser"),
        (Signatures(by_person=True, adviser_needed=True), "adviser_has_to_sign"),
        (Signatures(by_person=True, adviser_needed=True, adviser_signs=True), ""),
    ],
)
def test_art_25_is_signed_by_the_person_or_by_who_is_competent(signed, code):
    verdict = acknowledgement(signed)
    assert (verdict.allowed, verdict.code) == (not code, code)


def _signed_fact(case):
    names = frozenset({"case.undertaking_signed"})
    definition = case.programme_version.definition
    return load_file_facts([case.pk], on=TODAY, names=names, definition=definition)[case.pk]["case.undertaking_signed"]


def test_art_25_print_sign_scan_in_one_flow(izmir):
    clerk = make_actor("intake_clerk")
    case = candidate_case(izmir_version(), clerk)
    row, is_new = prepare_undertaking(case.pk, actor=clerk, now=NOW)
    again, is_another = prepare_undertaking(case.pk, actor=clerk, now=NOW)
    assert (is_new, is_another, again.pk) == (True, False, row.pk)
    assert "randevulara uymak" in text_of(row)["body"]
    assert "etik ilkelere" in text_of(row)["body"]
    # The easy text says the same in easy words, never the article's own sentences once more.
    assert "Randevularıma gelirim." in text_of(row)["plain"]
    assert "yükümlüdür" not in text_of(row)["plain"]
    page = printed(find_undertaking(case.pk, row.pk, actor=clerk), actor=clerk, now=NOW)
    assert page.startswith(b"%PDF")
    assert _signed_fact(case) is False
    sent = SentSignature(by_person=True)
    done = record_signature(case.pk, row.pk, sent, upload=upload(), actor=clerk, now=NOW)
    twice = record_signature(case.pk, row.pk, sent, upload=upload(), actor=clerk, now=NOW)
    assert (done.state, done.file_id, twice.version) == ("signed", twice.file_id, done.version)
    assert _signed_fact(case) is True
    with pytest.raises(Conflict):
        prepare_undertaking(case.pk, actor=clerk, now=NOW)


def test_art_25_not_signing_is_kept_and_stops_nothing(izmir):
    clerk = make_actor("intake_clerk")
    version = izmir_version()
    case = ready(version, clerk)
    row, _ = prepare_undertaking(case.pk, actor=clerk, now=NOW)
    refused = record_signature(case.pk, row.pk, SentSignature(refused=True), upload=None, actor=clerk, now=NOW)
    assert (refused.state, refused.signed_on) == ("refused", None)
    case.refresh_from_db()
    assert record_application(case.pk, actor=clerk, version=case.version, now=NOW).number
    case.refresh_from_db()
    file = file_of(case, version.definition, on=TODAY, closed=frozenset())
    item = next(one for one in file.items if one.key == UNDERTAKING)
    assert item.standing is Standing.NOT_SIGNED
    assert file.missing == ()
    later, is_new = prepare_undertaking(case.pk, actor=clerk, now=NOW)
    assert is_new
    assert record_signature(case.pk, later.pk, SentSignature(by_person=True), upload=None, actor=clerk, now=NOW)
    assert Undertaking.objects.filter(case=case).count() == 2


def test_art_25_a_relative_signs_for_nobody_and_a_guardian_does(izmir):
    clerk = make_actor("intake_clerk")
    case = candidate_case(izmir_version(), clerk)
    row, _ = prepare_undertaking(case.pk, actor=clerk, now=NOW)
    mother = add_representative(
        case.person_id, RepresentativeDraft(kind="relative", full_name="Anne Işık"), actor=clerk, now=NOW
    )
    with pytest.raises(GuardRefusedError) as stopped:
        record_signature(case.pk, row.pk, SentSignature(representative_id=mother.pk), upload=None, actor=clerk, now=NOW)
    assert (stopped.value.guard, stopped.value.code) == ("acknowledgement", "signer_not_competent")
    assert "m. 25" in (stopped.value.article or "")
    guardian = add_representative(
        case.person_id,
        RepresentativeDraft(kind="guardian", full_name="Vasi Işık", document_ref="İzmir 3. SHM 2025/12",
                            document_seen=True, starts_on=dt.date(2025, 1, 1)),
        actor=clerk, now=NOW,
    )  # fmt: skip
    with pytest.raises(GuardRefusedError) as alone:
        record_signature(case.pk, row.pk, SentSignature(by_person=True), upload=None, actor=clerk, now=NOW)
    assert alone.value.code == "representative_has_to_sign"
    done = record_signature(
        case.pk, row.pk, SentSignature(representative_id=guardian.pk), upload=None, actor=clerk, now=NOW
    )
    assert (done.state, done.representative_id) == ("signed", guardian.pk)


def test_art_25_without_the_article_the_law_still_asks_who_signs_and_cites_itself(izmir):
    clerk = make_actor("intake_clerk")
    case = candidate_case(izmir_version(articles=None), clerk)
    row, _ = prepare_undertaking(case.pk, actor=clerk, now=NOW)
    with pytest.raises(DomainError) as stopped:
        record_signature(case.pk, row.pk, SentSignature(), upload=None, actor=clerk, now=NOW)
    assert not isinstance(stopped.value, GuardRefusedError)
    assert "TMK" in (stopped.value.article or "")
    with pytest.raises(Invalid):
        record_signature(
            case.pk, row.pk, SentSignature(by_person=True, refused=True), upload=None, actor=clerk, now=NOW
        )
