"""Planting cases: forms, drafts, notes, documents, receipt, undertaking, application, outcomes, a pause."""

import datetime as dt
import uuid

from apps.accounts.enums import Role
from apps.appointments.operations.booking import Booking, walk_in
from apps.appointments.rules.details import Details
from apps.cases.models import Case
from apps.cases.operations.application import record_application
from apps.cases.operations.documents import SentDocument, accept_upload, present_document, refuse_document
from apps.cases.operations.drafts import save_draft
from apps.cases.operations.forms import submit_form
from apps.cases.operations.lifecycle import assign, write_note
from apps.cases.operations.opening import open_case
from apps.cases.operations.outcomes import give_outcomes, withdraw_outcome
from apps.cases.operations.pausing import declare_pause, end_pause
from apps.cases.operations.receipts import give_receipt
from apps.cases.operations.undertakings import SentSignature, prepare_undertaking, record_signature
from apps.cases.rules.outcomes import Proposed
from omuz.isolation.planting.files import docx
from omuz.isolation.planting.ground import Ground
from omuz.isolation.planting.programme import DOCUMENT, FORM, OUTCOME, SERVICE


def plant_cases(ground: Ground) -> None:
    """A case of the first person, who has a guardian, and one of the second; a coach is responsible for the first."""
    words, now = ground.words, ground.now
    for person_id in ground.person_ids[:2]:
        case = open_case(person_id, ground.programme_ids[0], actor=ground.clerk, now=now).case
        ground.case_ids.append(case.pk)
    first = ground.case_ids[0]
    ground.richest["cases_case"] = ground.case_ids
    answers = {"istek": words.plain, "durum": words.special}
    submit_form(first, FORM, answers, actor=ground.clerk, now=now)
    save_draft(first, FORM, answers, actor=ground.clerk, version=None, now=now)
    write_note(first, words.special, actor=ground.clerk, now=now)
    coach = ground.actors[Role.JOB_COACH].id
    assign(first, coach, actor=ground.manager, version=version_of(first), now=now)


def plant_intake(ground: Ground) -> None:
    """What is presented and signed on the way from person to case, in the file and merely seen, and its number."""
    (first, second), clerk, special, now = ground.case_ids, ground.clerk, ground.words.special, ground.now
    refused = present_document(first, SentDocument(document=DOCUMENT, note=special), upload=None, actor=clerk, now=now)
    refuse_document(first, refused.row.pk, actor=clerk, reason=special, now=now)
    for document in (DOCUMENT, "rapor"):
        upload = accept_upload(docx(special), name=f"{special}.docx")
        present_document(first, SentDocument(document=document, note=special), upload=upload, actor=clerk, now=now)
    give_receipt(first, actor=clerk, now=now)
    page = accept_upload(docx(special), name=f"{special}.docx")
    for case_id, sent in (
        (first, SentSignature(refused=True, remark=special)),
        (second, SentSignature(by_person=True, signed_on=ground.today, remark=special)),
    ):
        row, _ = prepare_undertaking(case_id, actor=clerk, now=now)
        scan = None if sent.refused else page
        record_signature(case_id, row.pk, sent, upload=scan, actor=clerk, now=now)
        meet(ground, Case.objects.get(pk=case_id).person_id)
        record_application(case_id, actor=clerk, version=version_of(case_id), now=now)


def meet(ground: Ground, person_id: uuid.UUID) -> None:
    """Let somebody come without an appointment, with a note about them."""
    wanted = Booking(
        programme_id=ground.programme_ids[0], service=SERVICE, person_id=person_id, room=ground.words.plain,
        details=Details(note=ground.words.special, address=ground.words.special),
    )  # fmt: skip
    walk_in(wanted, actor=ground.clerk, now=ground.now)


def plant_outcomes(ground: Ground) -> None:
    """An outcome that holds and one that was withdrawn, each with its reason."""
    first, second = ground.case_ids
    for case_id in (first, second):
        given = [Proposed(OUTCOME, ground.today, ground.words.special)]
        (row,) = give_outcomes(case_id, given, actor=ground.manager, now=ground.now)
        if case_id == second:
            withdraw_outcome(case_id, row.pk, actor=ground.manager, reason=ground.words.special, now=ground.now)


def plant_pauses(ground: Ground) -> None:
    """Clocks that stand still from tomorrow on, and a pause that ended before its time."""
    word, manager, now = ground.words.plain, ground.manager, ground.now
    for day in (1, 40):
        starts = ground.today + dt.timedelta(days=day)
        pause = declare_pause(
            ground.programme_ids[0], starts_on=starts, ends_on=starts + dt.timedelta(days=9), reason=word, basis=word,
            actor=manager, now=now,
        )  # fmt: skip
    end_pause(pause.pk, last_day=pause.starts_on, reason=word, actor=manager, now=now)


def version_of(case_id: uuid.UUID) -> int:
    """Return at which version a case is."""
    return Case.objects.values_list("version", flat=True).get(pk=case_id)


STEPS = (plant_cases, plant_intake, plant_outcomes, plant_pauses)
