"""İzmir Art. 28: requests and complaints are answered in time, by somebody who has not decided (3071 m. 7)."""

import dataclasses
import datetime as dt
from functools import partial

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from apps.cases.queries.deadlines import counted_from
from apps.letters.enums import ServiceChannel
from apps.letters.models import Letter
from apps.letters.operations.approving import approve_letter, cancel_letter
from apps.letters.operations.editing import Changes, edit_letter
from apps.letters.operations.printing import page_of
from apps.letters.operations.serving import ServiceFacts, serve
from apps.letters.queries.about import letters_about
from apps.letters.queries.approvers import approvers_of
from apps.letters.queries.contents import AddresseeText, addressee_text, text_of
from apps.letters.queries.letters import get_letter
from apps.people.queries.people import shown_name
from apps.petitions.models import Petition, PetitionEvent, PetitionExclusion
from apps.petitions.operations import working
from apps.petitions.operations.crying import cry
from apps.petitions.rules.clock import cry_of, due_of
from apps.petitions.rules.guards import answered_petitions
from apps.programmes.models import GuardRefusal
from apps.programmes.operations.guarding import GuardRefusedError
from omuz.kernel.errors import Conflict, Invalid, NotAllowed
from omuz.kernel.ids import new_id
from omuz.kernel.models import OutgoingMessage
from tests.articles.support import definition_of, programme
from tests.cases.support import kitchen, opened
from tests.petitions.support import assigned, drafted, taken_in
from tests.support.staff import NOW, TODAY, make_actor

IZMIR = "izmir-destekli-istihdam"
DAY = dt.timedelta(days=1)


@pytest.fixture
def manager(izmir):
    return make_actor()


@pytest.fixture
def case(izmir):
    return opened(programme(IZMIR))


def complaint(manager, case, **values):
    return taken_in(manager, person_id=case.person_id, case_id=case.pk, **values)


def test_art_28_thirty_days_are_a_ceiling_that_no_programme_lengthens(izmir):
    for definition in (None, definition_of(IZMIR)):
        assert due_of(definition, "complaint", received_on=TODAY, counted=counted_from).on == TODAY + 30 * DAY
    own = definition_of(IZMIR)
    first = next(one for one in own.deadlines if "complaint" in one.petitions)
    rest = tuple(one for one in own.deadlines if one is not first)
    shorter = own.model_copy(update={"deadlines": (first.model_copy(update={"amount": 15}), *rest)})
    longer = own.model_copy(update={"deadlines": (first.model_copy(update={"amount": 45}), *rest)})
    assert due_of(shorter, "complaint", received_on=TODAY, counted=counted_from).on == TODAY + 15 * DAY
    assert due_of(longer, "complaint", received_on=TODAY, counted=counted_from).on == TODAY + 30 * DAY


def test_art_28_the_database_refuses_a_later_day(manager, case):
    row = complaint(manager, case)
    assert row.due_on == TODAY + 30 * DAY
    with pytest.raises(IntegrityError), transaction.atomic():
        Petition.objects.filter(pk=row.pk).update(due_on=TODAY + 31 * DAY)
    Petition.objects.filter(pk=row.pk).update(due_on=TODAY + 20 * DAY)


def test_art_28_nobody_deals_with_a_complaint_about_themselves_nor_with_their_own_decision(manager, case, monkeypatch):
    decider, other, complained_of = make_actor(), make_actor(), make_actor("intake_clerk")
    monkeypatch.setattr("apps.petitions.operations.recording.who_decided", lambda **_: {decider.id})
    row = complaint(manager, case, concerns_id=complained_of.id)
    for one in (decider, complained_of):
        with pytest.raises(GuardRefusedError) as refused:
            assigned(row, one, by=manager)
        assert refused.value.article.endswith("m. 28")
    row = assigned(row, other, by=manager)
    with pytest.raises(GuardRefusedError):
        drafted(row, by=decider)
    row = drafted(row, by=other)
    with pytest.raises(GuardRefusedError):
        working.approve_answer(row.pk, actor=decider, version=row.version, now=NOW)
    assert {one.reason for one in PetitionExclusion.objects.filter(petition=row)} == {"decided", "complained_of"}


def test_art_28_the_database_keeps_them_away_whatever_code_writes(manager, case, monkeypatch):
    decider = make_actor()
    monkeypatch.setattr("apps.petitions.operations.recording.who_decided", lambda **_: {decider.id})
    row = complaint(manager, case)
    columns = {"state": "assigned", "assigned_to_id": manager.id, "drafted_by_id": manager.id}
    for column in ("assigned_to_id", "approved_by_id", "drafted_by_id"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Petition.objects.filter(pk=row.pk).update(**columns | {column: decider.id})
    Petition.objects.filter(pk=row.pk).update(**columns)


def test_art_28_whoever_decides_after_it_came_in_is_kept_away_too(manager, case, monkeypatch):
    later, deciders = make_actor(), set()
    monkeypatch.setattr("apps.petitions.operations.recording.who_decided", lambda **_: deciders)
    row = complaint(manager, case)
    deciders.add(later.id)
    with pytest.raises(GuardRefusedError):
        assigned(row, later, by=manager)


def test_art_28_does_not_bind_a_programme_without_that_article_and_fairness_holds_all_the_same(kayseri, monkeypatch):
    manager, decider = make_actor(), make_actor()
    monkeypatch.setattr("apps.petitions.operations.recording.who_decided", lambda **_: {decider.id})
    case = opened(kitchen())
    row = taken_in(manager, person_id=case.person_id, case_id=case.pk)
    with pytest.raises(NotAllowed) as refused:
        assigned(row, decider, by=manager)
    assert refused.value.article is None
    assert not GuardRefusal.objects.exists()
    assert row.due_basis.startswith("3071")


def test_art_28_an_objection_stands_only_against_a_decision(manager, case):
    with pytest.raises(Invalid) as wrong:
        complaint(manager, case, kind="objection")
    assert [one.code for one in wrong.value.problems] == ["objection_needs_decision"]
    row = complaint(manager, case)
    with pytest.raises(IntegrityError), transaction.atomic():
        Petition.objects.filter(pk=row.pk).update(kind="objection")


def test_art_28_answered_on_day_29_approved_by_another_with_remedies(manager, case, monkeypatch):
    clerk, received = make_actor("intake_clerk"), TODAY - 29 * DAY
    row = assigned(complaint(manager, case, received_on=received), clerk, by=manager)
    row = drafted(row, by=clerk)
    with pytest.raises(NotAllowed):
        working.approve_answer(row.pk, actor=clerk, version=row.version, now=NOW)
    row = working.approve_answer(row.pk, actor=manager, version=row.version, now=NOW)
    letter = Letter.objects.get(pk=row.letter_id)
    assert (letter.use, letter.about_id) == ("petition_answer", row.pk)
    with pytest.raises(Conflict):
        working.record_answer_served(row.pk, served_on=TODAY, actor=manager, version=row.version, now=NOW)
    assert working.take_over_served(now=NOW) == 0
    served = dataclasses.replace(letters_about("petition", [row.pk])[row.pk][0], state="served", served_on=TODAY)
    monkeypatch.setattr(working, "letters_about", lambda *_: {row.pk: [served]})
    assert [working.take_over_served(now=NOW) for _ in range(2)] == [1, 0]
    row.refresh_from_db()
    assert (row.state, row.answered_on, row.due_on) == ("answered", TODAY, TODAY + DAY)


def test_art_28_late_ones_cry_on_days_20_25_and_29_once_each(manager, case):
    clerk = make_actor("intake_clerk")
    row = assigned(complaint(manager, case), clerk, by=manager)
    assert [cry(now=NOW + day * DAY) for day in (19, 20, 21, 25, 29, 30, 31)] == [0, 1, 0, 1, 1, 0, 0]
    days = PetitionEvent.objects.filter(petition=row, kind="escalated").order_by("day").values_list("day", flat=True)
    assert list(days) == [20, 25, 29]
    assert OutgoingMessage.objects.filter(key__startswith="petition.cry").count() == 3
    assert [cry_of(TODAY + left * DAY, TODAY) for left in (11, 10, 5, 1, 0, -3)] == [0, 10, 5, 1, 1, 1]


def test_art_28_withdrawn_forwarded_and_informed_ones_say_so(manager, case):
    row = complaint(manager, case)
    row = working.inform_sender(row.pk, text="İnceleme sürüyor.", actor=manager, version=row.version, now=NOW)
    assert (row.informed_on, row.due_on) == (TODAY, TODAY + 30 * DAY)
    with pytest.raises(Invalid):
        working.forward_petition(row.pk, authority="", told_on=TODAY + DAY, actor=manager, version=row.version, now=NOW)
    row = working.forward_petition(
        row.pk, authority="İŞKUR İzmir İl Müdürlüğü", told_on=TODAY, actor=manager, version=row.version, now=NOW
    )
    assert row.state == "forwarded"
    with pytest.raises(Conflict):
        working.withdraw_petition(row.pk, reason="Vazgeçti", actor=manager, version=row.version, now=NOW)


def test_art_28_the_guard_is_pure():
    somebody = new_id()
    assert answered_petitions(somebody, kept_away={}).allowed
    assert "Kendi kararı" in answered_petitions(somebody, kept_away={somebody: "Kendi kararı"}).message


def test_art_28_whoever_decided_neither_sends_it_on_nor_holds_its_answer_up(manager, case, monkeypatch):
    decider, clerk = make_actor(), make_actor("intake_clerk")
    monkeypatch.setattr("apps.petitions.operations.recording.who_decided", lambda **_: {decider.id})
    row = assigned(complaint(manager, case), clerk, by=manager)
    with pytest.raises(GuardRefusedError) as refused:
        working.forward_petition(
            row.pk, authority="Başka bir kurum", told_on=TODAY, actor=decider, version=row.version, now=NOW
        )
    assert refused.value.guard == "answered_petitions"
    row = drafted(row, by=clerk)
    with pytest.raises(GuardRefusedError):
        working.return_answer(row.pk, reason="Olmaz", actor=decider, version=row.version, now=NOW)


NEIGHBOUR = {"sender_kind": "outsider", "sender_name": "Emine Kaya", "sender_address": "Gül Sokak 5\nKonak/İzmir"}


def test_art_28_a_complaint_in_somebodys_own_name_is_answered_to_its_sender_and_to_nobody_else(manager, case):
    clerk = make_actor("intake_clerk")
    row = drafted(assigned(complaint(manager, case, **NEIGHBOUR), clerk, by=manager), by=clerk)
    row = working.approve_answer(row.pk, actor=manager, version=row.version, now=NOW)
    letter = Letter.objects.get(pk=row.letter_id)
    assert (row.person_id, letter.person_id, letter.case_id) == (case.person_id, None, None)
    assert addressee_text(letter) == AddresseeText(name="Emine Kaya", lines=("Gül Sokak 5", "Konak/İzmir"))
    done = approve_letter(letter.pk, actor=make_actor(), version=letter.version, now=NOW)
    text = text_of(done)
    assert "2577 sayılı" in text.body
    assert "60 gün" in text.body
    page = page_of(done)
    assert (page.unit, page.contact, page.number) == ("", (), f"{done.year}/{done.number}")
    told = f"{text.subject} {text.body} {text.plain} {text.distribution}"
    for secret in (shown_name(case.person), case.number, case.programme.name, case.unit.name):
        assert secret not in told
    facts = ServiceFacts(sent_on=TODAY, served_on=TODAY, reference="RR123")
    serve(done.pk, ServiceChannel.PTT, facts=facts, actor=manager, version=done.version, now=NOW, signed_on=TODAY)
    row.refresh_from_db()
    assert (row.state, row.answered_on) == ("answered", TODAY)


def test_art_28_the_answer_to_a_stranger_names_nobody_of_whom_the_municipality_would_say_that_it_knows_them(
    manager, case
):
    clerk = make_actor("intake_clerk")
    row = assigned(complaint(manager, case, **NEIGHBOUR), clerk, by=manager)
    for word in (f"{shown_name(case.person).upper()}'in", case.number, case.programme.name):
        with pytest.raises(Invalid) as refused:
            drafted(row, by=clerk, text=f"İncelendi; {word} ile görüşüldü, durum düzeltildi.")
        assert [(one.field, one.code) for one in refused.value.problems] == [("text", "names_the_person")]
    row = drafted(row, by=clerk)
    row = working.approve_answer(row.pk, actor=manager, version=row.version, now=NOW)
    letter = Letter.objects.get(pk=row.letter_id)
    changes = Changes(plain=f"{shown_name(case.person)} için bakıldı.")
    letter = edit_letter(letter.pk, changes, actor=clerk, version=letter.version, now=NOW)
    with pytest.raises(Invalid) as refused:
        approve_letter(letter.pk, actor=make_actor(), version=letter.version, now=NOW)
    assert [(one.field, one.code) for one in refused.value.problems] == [("plain", "names_the_person")]


def test_art_28_who_decided_neither_edits_nor_approves_nor_cancels_the_answers_letter(manager, case, monkeypatch):
    decider, clerk, other = make_actor(), make_actor("intake_clerk"), make_actor()
    monkeypatch.setattr("apps.petitions.operations.recording.who_decided", lambda **_: {decider.id})
    row = drafted(assigned(complaint(manager, case), clerk, by=manager), by=clerk)
    row = working.approve_answer(row.pk, actor=manager, version=row.version, now=NOW)
    letter = Letter.objects.get(pk=row.letter_id)
    for touch in (
        partial(edit_letter, letter.pk, Changes(body="Kararım doğrudur."), version=letter.version),
        partial(approve_letter, letter.pk, version=letter.version),
        partial(cancel_letter, letter.pk, reason="Gerek yok.", version=letter.version),
    ):
        with pytest.raises(NotAllowed) as refused:
            touch(actor=decider, now=NOW)
        assert refused.value.code == "kept_away_from_letter"
    others = {one.id for one in approvers_of(letter, on=TODAY)}
    assert (decider.id in others, other.id in others) == (False, True)
    assert not get_letter(letter.pk, actor=decider, today=TODAY).may_write
    assert approve_letter(letter.pk, actor=other, version=letter.version, now=NOW).approved_by_id == other.id


def test_art_28_nobody_finds_the_answer_to_a_complaint_about_themselves(manager, case):
    coach, clerk = make_actor(), make_actor("intake_clerk")
    row = drafted(assigned(complaint(manager, case, concerns_id=coach.id), clerk, by=manager), by=clerk)
    working.approve_answer(row.pk, actor=manager, version=row.version, now=NOW)
    letters = Letter.objects.filter(about_kind="petition", about_id=row.pk)
    assert {one.use for one in letters} == {"petition_receipt", "petition_answer"}
    assert not Letter.objects.visible_to(coach).filter(about_id=row.pk).exists()
    assert Letter.objects.visible_to(manager).filter(about_id=row.pk).count() == 2


def test_art_28_where_only_the_decider_is_left_the_writer_approves_the_letter_and_it_says_so(
    manager, case, monkeypatch
):
    decider, clerk = make_actor(), make_actor("intake_clerk")
    monkeypatch.setattr("apps.petitions.operations.recording.who_decided", lambda **_: {decider.id})
    row = drafted(assigned(complaint(manager, case), clerk, by=manager), by=clerk)
    row = working.approve_answer(row.pk, actor=manager, version=row.version, now=NOW)
    letter = Letter.objects.get(pk=row.letter_id)
    others = [one.id for one in approvers_of(letter, on=TODAY, but={manager.id})]
    get_user_model().objects.filter(pk__in=others).update(is_active=False)
    assert get_user_model().objects.get(pk=decider.id).is_active
    assert not get_letter(letter.pk, actor=manager, today=TODAY).is_own
    done = approve_letter(letter.pk, actor=manager, version=letter.version, now=NOW)
    assert (done.approved_by_id, done.approved_alone) == (manager.id, True)
