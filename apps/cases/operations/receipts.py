"""Receipts: no number does not mean no receipt; the place in the queue is kept (readings 10)."""

import dataclasses
import datetime as dt
import json
import uuid

from django.db import transaction
from django.db.models import Max, Q

from apps.accounts.operations.checks import require
from apps.accounts.rights import CASES_WRITING
from apps.cases.models import Application, Case, CaseReceipt
from apps.cases.models.intake import MISSING_FIELD
from apps.cases.operations.recording import locked_case, store
from apps.cases.queries.answers import closed_in
from apps.cases.queries.intake import IntakeFile, application_of, file_of
from apps.letters.operations.drafting import draft_letter
from apps.programmes.definition.flow import LetterUse
from apps.programmes.queries.pinned import pinned_definition
from omuz.kernel import audit, crypto
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict

__all__ = ["Receipt", "give_receipt", "missing_of", "place_of"]


@dataclasses.dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt. `is_new` is False where the same was given the same day already."""

    row: CaseReceipt
    is_new: bool


@transaction.atomic
def give_receipt(case_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> Receipt:
    """Give a dated receipt that says what was presented, what is missing and which place is kept; draft its letter.

    Asked twice the same day with nothing new presented, the same receipt is returned.

    Raises:
        NotFound, NotAllowed: out of the actor's reach.
        Conflict: the case is closed, or its application has its number already.
    """
    require(actor, *CASES_WRITING)
    case, today = locked_case(case_id, actor=actor), local_date(now)
    known = application_of(case)
    if known is not None:
        raise Conflict(
            "application_recorded", f"Başvuru {known.number} numarasıyla kayıtlı; alındı belgesi gerekmez.",
            remedy="Başvuru belgesini yazdırın.",
        )  # fmt: skip
    definition = pinned_definition(case.programme_version_id)
    file = file_of(case, definition, on=today, closed=closed_in(case, on=today))
    missing = [*(one.label for one in file.information), *(one.label for one in file.missing)]
    last = CaseReceipt.objects.filter(case=case).order_by("-sequence").first()
    if last is not None and local_date(last.issued_at) == today and missing_of(last) == missing:
        return Receipt(last, is_new=False)
    row = CaseReceipt(
        case=case, issued_at=now, issued_by_id=actor.id, waiting_since=case.opened_at, place=place_of(case),
        sequence=(CaseReceipt.objects.filter(case=case).aggregate(last=Max("sequence"))["last"] or 0) + 1,
    )  # fmt: skip
    row.sealed_missing = crypto.seal_text(json.dumps(missing, ensure_ascii=False), field=MISSING_FIELD, row_id=row.id)
    letter = draft_letter(
        use=LetterUse.RECEIPT, programme_id=case.programme_id, programme_version_id=case.programme_version_id,
        person_id=case.person_id, case_id=case.pk, about=("case_receipt", row.pk),
        values=_values(case, file, missing), actor=actor, now=now,
    )  # fmt: skip
    row.letter_id = letter.pk
    row.save(force_insert=True)
    store(case)
    audit.record(actor=actor, action="case.receipt_given", subject=row, person_id=case.person_id, now=now,
                 after={"place": row.place, "missing": len(missing)})  # fmt: skip
    return Receipt(row, is_new=True)


def place_of(case: Case) -> int:
    """Return the place of a case among those of its programme and unit that wait for an application, from 1.

    The day of opening decides, never the day on which the file became complete.
    """
    ahead = Q(opened_at__lt=case.opened_at) | Q(opened_at=case.opened_at, pk__lt=case.pk)
    waiting = Case.objects.open().filter(programme=case.programme_id, unit=case.unit_id)
    recorded = Application.objects.values("case_id")
    return waiting.filter(ahead).exclude(pk__in=recorded).count() + 1


def missing_of(row: CaseReceipt) -> list[str]:
    """Return in words what was missing on the day of a receipt."""
    found: list[str] = json.loads(crypto.open_text(row.sealed_missing, field=MISSING_FIELD, row_id=row.id))
    return found


def _values(case: Case, file: IntakeFile, missing: list[str]) -> dict[str, str]:
    there = [one.label for one in file.items if one.current is not None and one.standing.counts]
    values = {
        "alinanlar": _lines(there or ["Ön başvuru"]),
        "eksikler": _lines(missing or ["Eksik yok"]),
        "son_gun": case.due_on.strftime("%d.%m.%Y") if case.due_on is not None else "",
    }
    return {name: value for name, value in values.items() if value}


def _lines(words: list[str]) -> str:
    return "\n".join(f"- {one}" for one in words)
