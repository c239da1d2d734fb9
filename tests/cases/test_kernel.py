"""What the kernel promises whatever the programme: numbers, corrections, reach, merges, hand-over."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from apps.accounts import handover
from apps.accounts.models import OrgUnit
from apps.cases.enums import CaseState, EventKind
from apps.cases.models import Case, CaseEvent, CaseFact, FormDraft, Submission
from apps.cases.operations.drafts import discard_draft, save_draft
from apps.cases.operations.forms import submit_form
from apps.cases.operations.lifecycle import assign, close_case, reopen_case, write_note
from apps.cases.operations.opening import open_case
from apps.cases.operations.recording import next_number, text_of
from apps.cases.operations.steps import take_transition
from apps.cases.queries.facts import load_case_facts
from apps.cases.queries.filling import opened_answers
from apps.people.models import Person, PersonUnit
from apps.people.operations.merging import merge_people, undo_merge
from apps.programmes.operations.versions import save_section, start_draft
from apps.programmes.queries.pinned import pinned_definition
from omuz.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from omuz.kernel.models.audit import AuditEvent
from tests.cases.support import KITCHEN, kitchen, opened, person_of
from tests.people.support import in_unit
from tests.programmes.support import publish
from tests.support.staff import NOW, TODAY, make_actor, make_user

pytestmark = pytest.mark.django_db
WISH = {"kisi_sayisi": 3, "eve_gelsin": False}


def _take(case, transition, actor, **values):
    case.refresh_from_db()
    return take_transition(case.pk, transition, actor=actor, version=case.version, now=NOW, **values)


def test_numbers_have_no_gaps_even_when_an_opening_is_taken_back(kayseri):
    version = kitchen()
    first = opened(version)
    with pytest.raises(RuntimeError), transaction.atomic():
        assert next_number(2026) == "D-2026-00002"
        raise RuntimeError
    second = opened(version)
    assert (first.number, second.number) == ("D-2026-00001", "D-2026-00002")
    assert next_number(2027) == "D-2027-00001"


def test_the_database_keeps_a_person_to_one_open_case_in_a_programme(kayseri):
    version = kitchen()
    case = opened(version)
    with pytest.raises(Conflict, match="açık bir dosyası var") as refused:
        open_case(case.person_id, version.programme_id, actor=make_actor("intake_clerk"), now=NOW)
    assert refused.value.remedy == "D-2026-00001 numaralı dosyayı açın."
    twin = Case(number="D-1", person_id=case.person_id, programme_id=case.programme_id, unit_id=case.unit_id,
                programme_version_id=case.programme_version_id, stage="istek", stage_since=NOW, opened_at=NOW,
                opened_by_id=case.opened_by_id)  # fmt: skip
    with pytest.raises(IntegrityError, match="case_one_open"), transaction.atomic():
        twin.save(force_insert=True)


def test_the_timeline_and_what_was_handed_in_are_never_rewritten(kayseri):
    clerk = make_actor("intake_clerk")
    case = opened(kitchen(), actor=clerk)
    submit_form(case.pk, "istek", WISH, actor=clerk, now=NOW)
    for rows in (CaseEvent.objects.filter(case=case), Submission.objects.filter(case=case)):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(stage="bitti")
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()


def test_a_correction_supersedes_facts_and_deletes_none(kayseri):
    clerk = make_actor("intake_clerk")
    case = opened(kitchen(), actor=clerk)
    first = submit_form(case.pk, "istek", WISH | {"ogunler": ["ogle", "aksam"]}, actor=clerk, now=NOW).submission
    submit_form(case.pk, "istek", WISH | {"kisi_sayisi": 5}, actor=clerk, now=NOW, replaces=first.pk)
    facts = load_case_facts(
        [case.pk], on=TODAY, definition=pinned_definition(case.programme_version_id),
        names=frozenset({"case.household_size", "case.delivered", "case.meals", "case.stage", "case.days_open"}),
    )  # fmt: skip
    assert facts[case.pk] == {
        "case.household_size": 5, "case.delivered": False, "case.stage": "istek", "case.days_open": 0,
    }  # fmt: skip
    assert CaseFact.objects.filter(case=case, name="meals", superseded_at=NOW).count() == 2
    kinds = list(CaseEvent.objects.filter(case=case).order_by("sequence").values_list("kind", flat=True))
    assert kinds == [EventKind.OPENED, EventKind.SUBMISSION, EventKind.CORRECTION]


def test_what_a_hidden_question_was_answered_does_not_count(kayseri):
    clerk = make_actor("intake_clerk")
    case = opened(kitchen(), actor=clerk)
    wish = WISH | {"adres_tarifi": "Artık gerekmez"}
    row = submit_form(case.pk, "istek", wish, actor=clerk, now=NOW).submission
    assert "Artık" not in str(row.sealed)
    assert "adres_tarifi" not in opened_answers(row, special=False)


def test_special_questions_are_answered_by_those_who_may_record_them(kayseri):
    version = kitchen()
    case = opened(version)
    coach = make_actor("social_aid_officer")
    Case.objects.filter(pk=case.pk).update(responsible=coach.id)
    case.person.named_staff.create(user_id=coach.id, named_by_id=coach.id, started_on=TODAY)
    submit_form(case.pk, "istek", WISH, actor=coach, now=NOW)
    with pytest.raises(NotAllowed) as refused:
        submit_form(case.pk, "istek", WISH | {"alerjiler": ["sut"]}, actor=coach, now=NOW)
    assert refused.value.field == "answers.alerjiler"


def test_a_draft_of_an_earlier_version_is_kept_as_it_was_typed(kayseri):
    clerk = make_actor("intake_clerk")
    version = kitchen()
    case = opened(version, actor=clerk)
    typed = {"kisi_sayisi": "bilinmiyor", "cocuk": [{"yas": None}, {}], "eskiden": "sorulurdu"}
    draft = save_draft(case.pk, "istek", typed, actor=clerk, version=0, now=NOW)
    again = save_draft(case.pk, "istek", typed, actor=clerk, version=1, now=NOW)
    assert (draft.pk, again.version) == (again.pk, 1)
    with pytest.raises(Conflict):
        save_draft(case.pk, "istek", {}, actor=clerk, version=0, now=NOW)
    with pytest.raises(Invalid):
        save_draft(case.pk, "boyle-form-yok", {}, actor=clerk, version=None, now=NOW)
    submit_form(case.pk, "istek", WISH, actor=clerk, now=NOW)
    assert not FormDraft.objects.exists()
    save_draft(case.pk, "istek", {}, actor=clerk, version=0, now=NOW)
    discard_draft(case.pk, "istek", actor=clerk)
    assert not FormDraft.objects.exists()


def test_roles_of_a_step_count_in_the_cases_unit(kayseri):
    version = kitchen()
    clerk = make_actor("intake_clerk")
    case = opened(version, actor=clerk)
    submit_form(case.pk, "istek", WISH, actor=clerk, now=NOW)
    _take(case, "tanis", clerk)
    submit_form(case.pk, "ziyaret", {"gun": "2026-11-01"}, actor=clerk, now=NOW)
    assessor = in_unit("assessor", version.programme.unit)
    with pytest.raises(Invalid) as refused:
        _take(case, "basla", assessor)
    assert [one.code for one in refused.value.problems] == ["role_missing"]
    assert _take(case, "basla", in_unit("unit_manager", version.programme.unit)).stage == "servis"


def test_an_end_asks_for_a_closure_and_a_reason_where_the_text_does(kayseri):
    manager = make_actor("unit_manager")
    case = opened(kitchen())
    with pytest.raises(Invalid) as refused:
        _take(case, "vazgec", manager)
    assert [one.field for one in refused.value.problems] == ["closure", "reason"]
    with pytest.raises(Invalid):
        _take(case, "vazgec", manager, reason="Sebep", closure="yok-oyle")
    closed = _take(case, "vazgec", manager, reason="Vazgeçti.", closure="istemedi")
    assert closed.state == CaseState.CLOSED
    reopened = reopen_case(case.pk, actor=manager, version=closed.version, reason="Yeniden istedi.", now=NOW)
    assert (reopened.state, reopened.stage, reopened.closure) == (CaseState.OPEN, "istek", "")


def test_a_closed_case_makes_room_for_another_and_is_not_opened_beside_it(kayseri):
    manager = make_actor("unit_manager")
    version = kitchen()
    case = opened(version)
    closed = close_case(case.pk, actor=manager, version=case.version, reason="Bitti.", closure="tasindi", now=NOW)
    open_case(case.person_id, version.programme_id, actor=make_actor("intake_clerk"), now=NOW)
    with pytest.raises(Conflict, match="açık bir dosyası var"):
        reopen_case(case.pk, actor=manager, version=closed.version, reason="Yeniden.", now=NOW)


def test_free_texts_are_sealed_and_kept_out_of_the_plain_history(kayseri):
    clerk = make_actor("intake_clerk")
    case = opened(kitchen(), actor=clerk)
    event = write_note(case.pk, "Komşusu haber verdi.", actor=clerk, now=NOW)
    stored = CaseEvent.objects.get(pk=event.pk)
    assert "Komşu".encode() not in bytes(stored.sealed)
    assert text_of(stored) == "Komşusu haber verdi."
    assert AuditEvent.objects.get(pk=stored.audit_event_id).reason == ""


def test_who_finds_which_cases(kayseri):
    ours, theirs = OrgUnit.objects.create(name="Mutfak"), OrgUnit.objects.create(name="Başka birim")
    version = kitchen(ours)
    case = opened(version, actor=in_unit("intake_clerk", ours))

    def finds(actor):
        return Case.objects.visible_to(actor).filter(pk=case.pk).exists()

    assert finds(in_unit("unit_manager", ours))
    assert not finds(in_unit("unit_manager", theirs))
    assert not finds(make_actor("tenant_admin"))
    assert not finds(make_actor("auditor"))
    other = kitchen(ours, code="obur-mutfak")
    assert not finds(in_unit("assessor", ours, of_programme=other.programme)), "another programme of the same unit"
    coach = make_actor("job_coach")
    assert not finds(coach)
    case.person.named_staff.create(user_id=coach.id, named_by_id=coach.id, started_on=TODAY)
    assert finds(coach)


def test_a_case_of_a_confidential_person_is_found_with_the_person_only(kayseri):
    version = kitchen()
    case = opened(version)
    clerk = make_actor("intake_clerk")
    assert Case.objects.visible_to(clerk).count() == 1
    case.person.is_confidential = True
    case.person.save()
    assert Case.objects.visible_to(clerk).count() == 0
    with pytest.raises(NotFound):
        write_note(case.pk, "x", actor=clerk, now=NOW)


def test_opening_a_case_lets_its_unit_find_the_person(kayseri):
    here, there = OrgUnit.objects.create(name="Kayıt birimi"), OrgUnit.objects.create(name="Mutfak")
    everywhere = make_actor("intake_clerk")
    person = person_of(everywhere, unit_id=here.pk)
    case = open_case(person.pk, kitchen(there).programme_id, actor=everywhere, now=NOW).case
    assert PersonUnit.objects.get(person=person).unit_id == there.pk
    assert Case.objects.visible_to(in_unit("unit_manager", there)).get() == case


def test_whoever_works_on_own_cases_only_opens_them_for_their_own_people(kayseri):
    version = kitchen()
    coach = make_actor("job_coach")
    person = person_of(make_actor("intake_clerk"))
    with pytest.raises(NotFound):
        open_case(person.pk, version.programme_id, actor=coach, now=NOW)
    person.named_staff.create(user_id=coach.id, named_by_id=coach.id, started_on=TODAY)
    case = open_case(person.pk, version.programme_id, actor=coach, now=NOW).case
    assert case.responsible_id == coach.id


def test_a_case_given_to_a_coach_brings_the_person_onto_their_caseload(kayseri):
    version, manager = kitchen(), make_actor("unit_manager")
    case, coach = opened(version), in_unit("job_coach", version.programme.unit)
    assert not Case.objects.visible_to(coach).exists()
    assert assign(case.pk, coach.id, actor=manager, version=case.version, now=NOW).responsible_id == coach.id
    assert Case.objects.visible_to(coach).get() == case
    elsewhere = in_unit("job_coach", OrgUnit.objects.create(name="Başka birim"))
    with pytest.raises(Invalid):
        assign(case.pk, elsewhere.id, actor=manager, version=case.version + 1, now=NOW)


def test_a_confidential_record_is_not_opened_by_giving_its_case(kayseri):
    version, manager = kitchen(), make_actor("unit_manager")
    case, coach = opened(version), in_unit("job_coach", version.programme.unit)
    Person.objects.filter(pk=case.person_id).update(is_confidential=True)
    with pytest.raises(Invalid):
        assign(case.pk, coach.id, actor=manager, version=case.version, now=NOW)
    assert not Case.objects.visible_to(coach).exists()


def test_a_merge_moves_cases_and_keeps_two_open_ones_side_by_side(kayseri):
    manager = make_actor("unit_manager")
    version, other = kitchen(), kitchen(code="obur-mutfak")
    kept, gone = opened(version), opened(version, given_names="Ayşe Nur")
    further = open_case(gone.person_id, other.programme_id, actor=make_actor("intake_clerk"), now=NOW).case
    for case in (kept, gone, further):
        case.person.refresh_from_db()
    merge = merge_people(
        kept.person_id, gone.person_id, actor=manager, version=kept.person.version,
        absorbed_version=gone.person.version, choices={}, reason="Aynı kişi", now=NOW,
    )  # fmt: skip
    moved = {case.pk: case for case in Case.objects.visible_to(manager)}
    assert {case.person_id for case in moved.values()} == {kept.person_id}
    assert [moved[key].is_twin for key in (kept.pk, gone.pk, further.pk)] == [False, True, False]
    write_note(further.pk, "Sürüyor.", actor=manager, now=NOW)
    close_case(gone.pk, actor=manager, version=moved[gone.pk].version, reason="Mükerrer.", closure="tasindi", now=NOW)
    undo_merge(merge.pk, actor=manager, reason="Yanlış birleştirildi", now=NOW)
    assert Case.objects.get(pk=further.pk).person_id == gone.person_id
    assert Case.objects.get(pk=gone.pk).is_twin is False


def test_cases_are_handed_over_with_a_colleagues_work(kayseri):
    manager = make_actor("unit_manager")
    case = opened(kitchen())
    leaver, receiver = make_user(role="assessor"), make_user(role="assessor")
    assigned = assign(case.pk, leaver.pk, actor=manager, version=case.version, now=NOW)
    assert ("cases.responsible", 1) in [(held.key, held.count) for held in handover.held_by(leaver.pk)]
    kind = next(kind for kind in handover.kinds() if kind.key == "cases.responsible")
    assert kind.move(from_user_id=leaver.pk, to_user_id=receiver.pk, actor=manager, now=NOW) == 1
    case.refresh_from_db()
    assert (case.responsible_id, case.version) == (receiver.pk, assigned.version + 1)


def test_yesterdays_case_keeps_yesterdays_form(kayseri):
    clerk, writer = make_actor("intake_clerk"), make_actor("tenant_admin")
    version = kitchen()
    case = opened(version, actor=clerk)
    draft = start_draft(version.programme_id, actor=writer, now=NOW)
    forms = [KITCHEN["forms"][0] | {"sections": KITCHEN["forms"][0]["sections"][:1]}, KITCHEN["forms"][1]]
    forms[0]["sections"][0] = forms[0]["sections"][0] | {"items": [
        *forms[0]["sections"][0]["items"], {"key": "yeni_soru", "kind": "text", "label": {"tr": "Yeni"},
                                            "required": True}]}  # fmt: skip
    save_section(draft.pk, "forms", forms, seen=1, actor=writer, now=NOW)
    newer = publish(draft, writer=writer)
    submit_form(case.pk, "istek", WISH | {"cocuk": [{"yas": 2}]}, actor=clerk, now=NOW)
    assert Submission.objects.get(case=case).programme_version_id == version.pk
    fresh = opened(newer, actor=clerk, given_names="Fatma")
    assert fresh.programme_version_id == newer.pk
    with pytest.raises(Invalid) as refused:
        submit_form(fresh.pk, "istek", WISH, actor=clerk, now=NOW)
    assert [one.field for one in refused.value.problems] == ["answers.yeni_soru"]
