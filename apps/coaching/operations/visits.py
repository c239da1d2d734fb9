"""Writing visits down: once, whatever the line does; mended the same day, corrected later."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from apps.accounts.operations.checks import require, require_reason
from apps.accounts.rights import COACHING_READING, Right
from apps.appointments.queries.of_staff import appointment_of
from apps.coaching.models import Visit
from apps.coaching.models.visit import VISIT_FIELD
from apps.coaching.operations.guards import name_activity
from apps.coaching.queries.reach import COACHING, writable_case
from apps.coaching.queries.visits import find_visit, own_among, words_of
from apps.coaching.queries.words import sealed_words
from apps.coaching.rules.visit import VisitDraft, mended_in_place, visit_problems
from apps.privacy.operations import log_reading
from apps.privacy.purposes import resolve_purpose
from apps.programmes.queries.pinned import pinned_definition
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid

if TYPE_CHECKING:
    from apps.cases.queries.visibility import Case

__all__ = ["READ_AS", "correct_visit", "mend_visit", "open_visit_words", "record_visit"]

#: What the access log calls the reading of a visit's words.
READ_AS = "coaching_notes"
_CODES = ("visited_on", "place", "minutes", "activity", "topics", "next_on")


@transaction.atomic
def record_visit(
    case_id: uuid.UUID, draft: VisitDraft, *, client_key: uuid.UUID, actor: Actor, now: dt.datetime
) -> Visit:
    """Write a visit down and return it. The same `client_key` again, whenever it comes, is the same visit.

    A telephone without a line sends what it kept when the line is back: days later too, so the key stands in the table
    and not in the memory of requests.

    Raises:
        NotAllowed, NotFound: out of reach, or the programme has no coaching.
        GuardRefusedError: no activity of the programme (İzmir Art. 5).
        Invalid: a field is wrong.
        Conflict: the key belongs to a visit of another case, or the appointment has its visit already.
    """
    require(actor, Right.COACHING_WRITE_OWN)
    case = writable_case(case_id, actor=actor, capability=COACHING, on=local_date(now))
    known = _known(client_key, case_id, actor=actor)
    if known is not None:
        return known
    _check(case, draft, actor=actor, now=now)
    visit = _new(case, actor=actor, client_key=client_key, appointment_id=draft.appointment_id)
    _fill(visit, draft, now=now)
    try:
        with transaction.atomic():
            visit.save(force_insert=True)
    except IntegrityError as error:
        known = _known(client_key, case_id, actor=actor)
        if known is not None:
            return known
        raise Conflict(
            "appointment_has_visit", "Bu randevu için bir ziyaret kaydı var.", remedy="Var olan kaydı açın."
        ) from error
    audit.record(actor=actor, action="visit.recorded", subject=visit, person_id=case.person_id, now=now,
                 after=_told(visit))  # fmt: skip
    return visit


@transaction.atomic
def mend_visit(visit_id: uuid.UUID, draft: VisitDraft, *, actor: Actor, version: int, now: dt.datetime) -> Visit:
    """Change a visit as it stands and return it: by its author, on the day on which it was written.

    Raises:
        NotFound, NotAllowed: out of reach.
        Conflict: another version, corrected meanwhile, or the day is over (then it is corrected).
        Invalid, GuardRefusedError: as `record_visit`.
    """
    require(actor, Right.COACHING_WRITE_OWN)
    visit, case = _locked(visit_id, actor=actor, version=version, now=now)
    on, today = local_date(visit.recorded_at), local_date(now)
    if not mended_in_place(by_author=visit.by_id == actor.id, recorded_on=on, today=today):
        raise Conflict(
            "day_is_over", "Ziyaret kaydı yalnız yazıldığı gün, yazanı tarafından değiştirilebilir.",
            remedy="“Düzeltme yaz”ı seçin: ilk kayıt durur, düzeltme onun yerine geçer.",
        )  # fmt: skip
    _check(case, draft, actor=actor, now=now, instead_of=visit)
    before = _told(visit)
    _fill(visit, draft, now=visit.recorded_at)
    visit.version += 1
    visit.save()
    audit.record(actor=actor, action="visit.mended", subject=visit, person_id=case.person_id, now=now, before=before,
                 after=_told(visit))  # fmt: skip
    return visit


@transaction.atomic
def correct_visit(
    visit_id: uuid.UUID, draft: VisitDraft, *, reason: str, actor: Actor, version: int, client_key: uuid.UUID,
    now: dt.datetime,
) -> Visit:  # fmt: skip
    """Write what a visit should have said and return it; the first stays readable and counts no more.

    Raises:
        NotFound, NotAllowed, Conflict, Invalid, GuardRefusedError: as `mend_visit`.
        DomainError: no reason.
    """
    require(actor, Right.COACHING_WRITE_OWN)
    visit, case = _locked(visit_id, actor=actor, version=version, now=now)
    why = require_reason(reason)
    if len(why) > 500:
        raise Invalid([FieldProblem("reason", "too_long", "En çok 500 karakter yazılabilir.", "Kısaltın.")])
    _check(case, draft, actor=actor, now=now, instead_of=visit)
    right = _new(case, actor=actor, client_key=client_key, appointment_id=visit.appointment_id)
    right.corrects = visit
    _fill(right, draft, now=now, reason=why)
    try:
        with transaction.atomic():
            right.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict.stale_version() from error
    audit.record(actor=actor, action="visit.corrected", subject=right, person_id=case.person_id, now=now,
                 before=_told(visit), after=_told(right))  # fmt: skip
    return right


@transaction.atomic
def open_visit_words(
    visit_id: uuid.UUID, *, actor: Actor, now: dt.datetime, task: str = "", purpose: str = ""
) -> dict[str, str]:
    """Return the words of a visit; whoever reads them of other people than their own is logged (dossier G †).

    Raises:
        NotFound, NotAllowed: out of reach.
        DomainError: 428, no purpose follows from the task and none was given.
    """
    require(actor, *COACHING_READING)
    visit = find_visit(visit_id, actor=actor)
    if visit.pk not in own_among([visit], actor=actor):
        why = resolve_purpose(task=task, purpose=purpose)
        log_reading(
            actor=actor, person_id=visit.case.person_id, fields=[READ_AS], purpose=why, task=task, now=now,
            programme_id=visit.case.programme_id,
        )  # fmt: skip
    return words_of(visit)


def _known(client_key: uuid.UUID, case_id: uuid.UUID, *, actor: Actor) -> Visit | None:
    known = Visit.objects.filter(by=actor.id, client_key=client_key).first()
    if known is not None and known.case_id != case_id:
        raise Conflict("key_of_another_visit", "Bu anahtar başka bir ziyaret kaydının.", remedy="Formu yeniden açın.")
    return known


def _locked(visit_id: uuid.UUID, *, actor: Actor, version: int, now: dt.datetime) -> tuple[Visit, "Case"]:
    found = find_visit(visit_id, actor=actor)
    case = writable_case(found.case_id, actor=actor, capability=COACHING, on=local_date(now))
    visit = Visit.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if visit.version != version:
        raise Conflict.stale_version()
    if Visit.objects.filter(corrects=visit).exists():
        raise Conflict("corrected_already", "Bu kaydın yerine bir düzeltme yazılmış.", remedy="Düzeltmeyi açın.")
    return visit, case


def _check(case: "Case", draft: VisitDraft, *, actor: Actor, now: dt.datetime, instead_of: Visit | None = None) -> None:
    definition = pinned_definition(case.programme_version_id)
    name_activity(definition, draft.activity, programme_id=case.programme_id, actor=actor, now=now)
    closed_on = local_date(case.closed_at) if case.closed_at is not None else None
    problems = visit_problems(draft, opened_on=local_date(case.opened_at), closed_on=closed_on, today=local_date(now))
    if draft.appointment_id is not None and instead_of is None:
        problems += _appointment_problems(case, draft.appointment_id, actor=actor)
    if problems:
        raise Invalid(problems)


def _appointment_problems(case: "Case", appointment_id: uuid.UUID, *, actor: Actor) -> list[FieldProblem]:
    found = appointment_of(appointment_id, actor=actor)
    if found is not None and found[:2] == (case.person_id, case.programme_id):
        return []
    return [FieldProblem("appointment", "of_somebody_else", "Randevu bu kişinin değil.", "Randevuyu kaldırın.")]


def _new(case: "Case", *, actor: Actor, client_key: uuid.UUID, appointment_id: uuid.UUID | None) -> Visit:
    stands_in = case.responsible_id is not None and case.responsible_id in actor.covering
    return Visit(
        case_id=case.pk, client_key=client_key, appointment_id=appointment_id, by_id=actor.id,
        acting_for_id=case.responsible_id if stands_in else None, programme_version_id=case.programme_version_id,
    )  # fmt: skip


def _fill(visit: Visit, draft: VisitDraft, *, now: dt.datetime, reason: str = "") -> None:
    visit.recorded_at = now
    visit.visited_on, visit.place, visit.minutes = draft.visited_on, draft.place, draft.minutes
    visit.activity, visit.topics, visit.next_on = draft.activity, list(draft.topics), draft.next_on
    words = {
        "workplace": draft.workplace.strip(), "next_words": draft.next_words.strip(), "note": draft.note.strip(),
        "reason": reason,
    }  # fmt: skip
    visit.sealed = sealed_words(words, field=VISIT_FIELD, row_id=visit.pk)


def _told(visit: Visit) -> dict[str, Any]:
    codes = {name: getattr(visit, name) for name in _CODES}
    return codes | {name: text for name, text in words_of(visit).items() if text}
