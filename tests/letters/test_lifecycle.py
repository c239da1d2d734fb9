"""From the draft to the proof of service."""

import datetime as dt
import threading

import pytest
from django.db import DatabaseError, connection, connections, transaction

from apps.letters.enums import CopyFormat, FailureReason, LetterState, NextStep, ServiceChannel, ServiceState
from apps.letters.models import Letter, LetterEvent, LetterNumberCounter, ServiceOfNotice
from apps.letters.operations.approving import approve_letter, cancel_letter, return_letter, submit_letter
from apps.letters.operations.checking import check_code
from apps.letters.operations.editing import Changes, edit_letter
from apps.letters.operations.serving import ServiceFacts, give_copy, serve, service_failed, settle_due
from apps.letters.operations.signing import record_official_number, record_signature
from apps.letters.queries.contents import code_of, text_of, words_of_event
from apps.letters.rules.service import Attempt, attempt_problems, deemed_served_on, is_over
from apps.people.operations.merging import merge_people, undo_merge
from apps.programmes.definition.flow import LetterUse
from omuz.kernel.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound
from omuz.kernel.models.audit import AuditEvent
from tenants import scope
from tests.cases.support import kitchen, opened, person_of
from tests.letters.support import approved, drafted, signed
from tests.support.staff import NOW, TODAY, make_actor

pytestmark = pytest.mark.django_db
HAND = ServiceFacts(served_on=TODAY, receiver="addressee", receiver_name="Kendisi")


def _later(days: int) -> dt.datetime:
    return NOW + dt.timedelta(days=days)


def test_numbers_are_given_at_approval_without_gaps_and_a_cancelled_one_keeps_its_own(kayseri):
    case = opened(kitchen())
    first, draft = approved(case), drafted(case)
    with pytest.raises(RuntimeError), transaction.atomic():
        approve_letter(draft.pk, actor=make_actor("unit_manager"), version=draft.version, now=NOW)
        raise RuntimeError
    second = approved(case)
    assert (first.number, second.number) == (1, 2)
    gone = cancel_letter(first.pk, actor=make_actor("unit_manager"), version=first.version, reason="Yanlış", now=NOW)
    assert (gone.state, gone.number) == (LetterState.CANCELLED, 1)
    assert approved(case).number == 3
    assert LetterNumberCounter.objects.get(year=2026).last == 3


def test_whoever_wrote_it_does_not_approve_it_while_somebody_else_can(kayseri):
    manager = make_actor("unit_manager")
    other = make_actor("unit_manager")
    letter = drafted(opened(kitchen()), actor=manager)
    with pytest.raises(NotAllowed) as refused:
        approve_letter(letter.pk, actor=manager, version=letter.version, now=NOW)
    assert refused.value.code == "second_person_needed"
    done = approve_letter(letter.pk, actor=other, version=letter.version, now=NOW)
    assert (done.approved_by_id, done.approved_alone) == (other.id, False)


def test_the_only_one_who_can_approves_alone_and_the_letter_says_so(kayseri):
    from apps.accounts.models import RoleAssignment

    case = opened(kitchen())
    RoleAssignment.objects.filter(role="unit_manager").update(ends_on=TODAY - dt.timedelta(days=1))
    manager = make_actor("unit_manager")
    letter = drafted(case, actor=manager)
    assert approve_letter(letter.pk, actor=manager, version=letter.version, now=NOW).approved_alone
    Letter.objects.filter(pk=letter.pk).update(version=9)
    with pytest.raises(DatabaseError, match="letter_approved_by_second_person"), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(approved_alone=False)


def test_who_changed_the_text_last_does_not_approve_it_either(kayseri):
    manager, other = make_actor("unit_manager"), make_actor("unit_manager")
    letter = drafted(opened(kitchen()))
    letter = edit_letter(letter.pk, Changes(body="Yeni metin."), actor=manager, version=1, now=NOW)
    with pytest.raises(NotAllowed):
        approve_letter(letter.pk, actor=manager, version=letter.version, now=NOW)
    assert approve_letter(letter.pk, actor=other, version=letter.version, now=NOW).number == 1


def test_a_submitted_draft_comes_back_with_a_reason_and_is_closed_meanwhile(kayseri):
    clerk, manager = make_actor("intake_clerk"), make_actor("unit_manager")
    letter = drafted(opened(kitchen()), actor=clerk)
    letter = submit_letter(letter.pk, actor=clerk, version=letter.version, now=NOW)
    again = submit_letter(letter.pk, actor=clerk, version=letter.version, now=NOW)
    assert again.version == letter.version
    with pytest.raises(Conflict, match="onay bekliyor"):
        edit_letter(letter.pk, Changes(body="x"), actor=clerk, version=letter.version, now=NOW)
    with pytest.raises(NotAllowed):
        return_letter(letter.pk, actor=make_actor("intake_clerk"), version=letter.version, reason="Olmaz", now=NOW)
    letter = return_letter(letter.pk, actor=manager, version=letter.version, reason="Tarih eksik", now=NOW)
    assert letter.submitted_at is None
    assert words_of_event(LetterEvent.objects.get(letter=letter, kind="returned")) == "Tarih eksik"


def test_autosaved_edits_are_one_line_of_the_history_and_a_stale_window_overwrites_nothing(kayseri):
    clerk = make_actor("intake_clerk")
    letter = drafted(opened(kitchen()), actor=clerk)
    one = edit_letter(letter.pk, Changes(body="Bir"), actor=clerk, version=1, now=NOW)
    two = edit_letter(letter.pk, Changes(body="Bir iki"), actor=clerk, version=one.version, now=NOW)
    same = edit_letter(letter.pk, Changes(body="Bir iki"), actor=clerk, version=two.version, now=NOW)
    assert same.version == two.version
    with pytest.raises(Conflict):
        edit_letter(letter.pk, Changes(body="Eski"), actor=clerk, version=1, now=NOW)
    assert LetterEvent.objects.filter(letter=letter, kind="edited").count() == 1
    assert text_of(two).body == "Bir iki"


def test_an_adverse_letter_without_its_remedies_is_not_approved(kayseri):
    clerk = make_actor("intake_clerk")
    values = {"madde": "m. 5", "gerekce": "Neden", "yururluk": "01.12.2026"}
    letter = drafted(opened(kitchen()), actor=clerk, use=LetterUse.SUSPENSION, values=values)
    letter = edit_letter(letter.pk, Changes(body="Askıya alındı."), actor=clerk, version=1, now=NOW)
    with pytest.raises(Invalid) as refused:
        approve_letter(letter.pk, actor=make_actor("unit_manager"), version=letter.version, now=NOW)
    assert [one.code for one in refused.value.problems] == ["remedies_missing"]
    assert not LetterNumberCounter.objects.exists()


def test_what_was_approved_stays_as_it_was(kayseri):
    letter = approved(opened(kitchen()))
    for change in ({"sealed_text": b"x"}, {"number": 99}, {"signatory_name": "Başkası"}, {"heading": {}}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Letter.objects.filter(pk=letter.pk).update(**change)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM letters_letterevent")


def test_only_a_signed_letter_is_served_and_the_database_says_so_too(kayseri):
    letter = approved(opened(kitchen()))
    clerk = make_actor("intake_clerk")
    with pytest.raises(Conflict, match="imzasız yazı tebliğ edilmez"):
        serve(letter.pk, ServiceChannel.HAND, facts=HAND, actor=clerk, version=None, now=NOW)
    row = ServiceOfNotice(letter=letter, channel="hand", addressee_kind="person", recorded_at=NOW, state="served",
                          served_on=TODAY, ended_at=NOW, recorded_by_id=clerk.id)  # fmt: skip
    with pytest.raises(DatabaseError, match="approved and signed"), transaction.atomic():
        row.save(force_insert=True)
    letter = serve(letter.pk, ServiceChannel.HAND, facts=HAND, actor=clerk, version=None, now=NOW, signed_on=TODAY)
    assert (letter.state, letter.served_on, letter.signed_on) == (LetterState.SERVED, TODAY, TODAY)


def test_handing_over_names_who_took_it_and_happens_once(kayseri):
    letter, clerk = signed(opened(kitchen())), make_actor("intake_clerk")
    with pytest.raises(Invalid) as refused:
        serve(letter.pk, ServiceChannel.HAND, facts=ServiceFacts(served_on=TODAY), actor=clerk, version=None, now=NOW)
    assert refused.value.problems[0].field == "receiver_name"
    serve(letter.pk, ServiceChannel.HAND, facts=HAND, actor=clerk, version=letter.version, now=NOW)
    with pytest.raises(Conflict):
        serve(letter.pk, ServiceChannel.HAND, facts=HAND, actor=clerk, version=None, now=NOW)
    assert AuditEvent.objects.filter(action="letter.served", subject_id=letter.pk).count() == 1


def test_post_goes_out_comes_back_and_another_way_is_found(kayseri):
    letter, clerk = signed(opened(kitchen())), make_actor("intake_clerk")
    with pytest.raises(Invalid) as refused:
        serve(letter.pk, ServiceChannel.PUBLICATION, facts=ServiceFacts(arrived_on=TODAY), actor=clerk, version=None,
              now=NOW)  # fmt: skip
    assert refused.value.problems[0].code == "other_ways_first"
    sent = ServiceFacts(sent_on=TODAY, reference="RR123")
    letter = serve(letter.pk, ServiceChannel.PTT, facts=sent, actor=clerk, version=None, now=NOW)
    assert letter.state == LetterState.SIGNED
    with pytest.raises(Conflict, match="PTT"):
        serve(letter.pk, ServiceChannel.KEP, facts=sent, actor=clerk, version=None, now=NOW)
    with pytest.raises(Conflict, match="tebliğe çıkmış"):
        cancel_letter(letter.pk, actor=make_actor("unit_manager"), version=letter.version, reason="Dur", now=NOW)
    letter = service_failed(
        letter.pk, ServiceChannel.PTT, reason=FailureReason.MOVED, next_step=NextStep.ADDRESS_CHECK,
        facts=ServiceFacts(sent_on=TODAY, note="Komşusu bilmiyor"), actor=clerk, version=letter.version, now=_later(4),
    )  # fmt: skip
    assert letter.state == LetterState.UNDELIVERABLE
    row = ServiceOfNotice.objects.get(letter=letter)
    assert (row.state, row.failure, row.sent_on) == (ServiceState.FAILED, FailureReason.MOVED, TODAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        ServiceOfNotice.objects.filter(pk=row.pk).update(failure="other")
    published = ServiceFacts(arrived_on=TODAY, served_on=TODAY + dt.timedelta(days=6))
    with pytest.raises(Invalid) as early:
        serve(letter.pk, ServiceChannel.PUBLICATION, facts=published, actor=clerk, version=None, now=_later(9))
    assert early.value.problems[0].code == "too_early"
    letter = serve(letter.pk, ServiceChannel.PUBLICATION, actor=clerk, version=None, now=_later(9),
                   facts=ServiceFacts(arrived_on=TODAY, served_on=TODAY + dt.timedelta(days=7)))  # fmt: skip
    assert letter.state == LetterState.SERVED


def test_electronic_service_counts_from_the_end_of_the_fifth_day(kayseri):
    letter, clerk = signed(opened(kitchen())), make_actor("intake_clerk")
    arrived = ServiceFacts(sent_on=TODAY, arrived_on=TODAY)
    letter = serve(letter.pk, ServiceChannel.ETEBLIGAT, facts=arrived, actor=clerk, version=None, now=NOW)
    assert (letter.state, letter.served_on) == (LetterState.SIGNED, None)
    assert settle_due(now=_later(5)) == 0, "the fifth day has not ended"
    assert settle_due(now=_later(6)) == 1
    assert settle_due(now=_later(6)) == 0
    letter.refresh_from_db()
    assert (letter.state, letter.served_on) == (LetterState.SERVED, TODAY + dt.timedelta(days=5))


def test_the_fifth_day_is_counted_and_never_typed():
    arrived = Attempt(channel=ServiceChannel.ETEBLIGAT, arrived_on=TODAY)
    assert deemed_served_on(arrived) == dt.date(2026, 11, 26)
    assert not is_over(arrived, today=dt.date(2026, 11, 26))
    assert is_over(arrived, today=dt.date(2026, 11, 27))
    typed = Attempt(channel=ServiceChannel.ETEBLIGAT, arrived_on=TODAY, served_on=TODAY)
    assert [one.code for one in attempt_problems(typed, signed_on=TODAY, today=TODAY)] == ["counted"]


def test_sms_and_mail_are_no_service():
    assert {one.value for one in ServiceChannel} == {"hand", "ptt", "etebligat", "kep", "publication"}


def test_two_letters_never_share_an_official_number(kayseri):
    case, clerk = opened(kitchen()), make_actor("intake_clerk")
    first, second = approved(case), approved(case)
    record_official_number(first.pk, actor=clerk, version=None, number=" E-1-2 ", dated=TODAY, now=NOW)
    again = record_official_number(first.pk, actor=clerk, version=None, number="E-1-2", dated=TODAY, now=NOW)
    assert (again.official_number, again.version) == ("E-1-2", first.version + 1)
    with pytest.raises(Conflict, match="başka bir yazıya"):
        record_official_number(second.pk, actor=clerk, version=None, number="E-1-2", dated=TODAY, now=NOW)
    second.refresh_from_db()
    assert second.official_number == ""


def test_a_signature_before_the_approval_or_to_come_is_refused(kayseri):
    letter, clerk = approved(opened(kitchen())), make_actor("intake_clerk")
    for day in (TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)):
        with pytest.raises(Invalid):
            record_signature(letter.pk, actor=clerk, version=letter.version, signed_on=day, now=NOW)


def test_a_copy_in_a_usable_form_is_recorded(kayseri):
    letter = approved(opened(kitchen()))
    copy = give_copy(letter.pk, format=CopyFormat.EASY_READ, given_on=TODAY, actor=make_actor("intake_clerk"), now=NOW)
    assert copy.letter_id == letter.pk
    with pytest.raises(Invalid):
        give_copy(letter.pk, format="e-mail", given_on=TODAY, actor=make_actor("intake_clerk"), now=NOW)


def test_a_code_says_genuine_and_nothing_else_and_a_cancelled_letter_is_not(kayseri):
    letter = approved(opened(kitchen()))
    code = code_of(letter)
    spaced = f" {code[:5].lower()}-{code[5:10]} {code[10:]}"
    found = check_code(spaced)
    assert (found.is_genuine, found.dated, found.municipality) == (True, TODAY, kayseri.name)
    assert set(found.__dataclass_fields__) == {"is_genuine", "dated", "municipality"}
    assert not check_code("A" * 20).is_genuine
    cancel_letter(letter.pk, actor=make_actor("unit_manager"), version=letter.version, reason="Yanlış", now=NOW)
    assert check_code(code) == check_code("A" * 20)


@pytest.mark.django_db(transaction=True)
def test_a_code_of_one_municipality_says_nothing_in_another(municipalities):
    with scope.enter(municipalities["kayseri"]):
        code = code_of(approved(opened(kitchen())))
    with scope.enter(municipalities["izmir"]):
        assert not check_code(code).is_genuine
    with scope.enter(municipalities["kayseri"]):
        assert check_code(code).is_genuine


def test_a_letter_is_found_with_its_person_and_within_reach_only(kayseri):
    letter = drafted(opened(kitchen()))
    assert Letter.objects.visible_to(make_actor("unit_manager")).filter(pk=letter.pk).exists()
    for role in ("tenant_admin", "trainer", "auditor", "job_coach", "employer_adviser"):
        assert not Letter.objects.visible_to(make_actor(role)).exists(), role
    with pytest.raises(NotFound):
        cancel_letter(letter.pk, actor=make_actor("job_coach"), version=1, reason="Denemek", now=NOW)


def test_letters_follow_their_person_through_a_merge_and_back(kayseri):
    clerk = make_actor("intake_clerk")
    case = opened(kitchen(), actor=clerk)
    letter = signed(case)
    keeper = person_of(clerk, unit_id=case.unit_id)
    merge = merge_people(
        keeper.pk, case.person_id, actor=clerk, version=keeper.version, absorbed_version=case.person.version,
        choices={}, reason="Aynı kişi", now=NOW,
    )  # fmt: skip
    letter.refresh_from_db()
    assert letter.person_id == keeper.pk
    serve(letter.pk, ServiceChannel.HAND, facts=HAND, actor=clerk, version=None, now=NOW)
    undo_merge(merge.pk, actor=clerk, reason="Değilmiş", now=NOW)
    letter.refresh_from_db()
    assert (letter.person_id, letter.state) == (case.person_id, LetterState.SERVED)


@pytest.mark.django_db(transaction=True)
def test_two_managers_approve_at_the_same_moment_without_a_gap(municipalities):
    with scope.enter(municipalities["kayseri"]):
        case = opened(kitchen())
        letters = [drafted(case) for _ in range(8)]
        manager = make_actor("unit_manager")
    failed: list[BaseException] = []

    def approve(some):
        try:
            for one in some:
                with scope.enter(municipalities["kayseri"]):
                    approve_letter(one.pk, actor=manager, version=one.version, now=NOW)
        except (DomainError, DatabaseError) as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=approve, args=(letters[start::4],)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not failed
    with scope.enter(municipalities["kayseri"]):
        assert sorted(Letter.objects.values_list("number", flat=True)) == list(range(1, 9))
