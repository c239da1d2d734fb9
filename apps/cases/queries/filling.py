"""Reading what was filled in: drafts of one's own, submissions, their answers."""

import json
import uuid
from collections.abc import Mapping
from typing import Any

from apps.cases.models import Case, FormDraft, Submission
from apps.cases.models.filling import ANSWERS_FIELD, DRAFT_FIELD, SPECIAL_FIELD
from apps.cases.queries.cases import find_case
from omuz.kernel import crypto
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotFound


def find_draft(case_id: uuid.UUID, form: str, *, actor: Actor) -> FormDraft | None:
    """Return the actor's own draft of a form, or None; nobody reads another's.

    Raises:
        NotFound: no such case within reach.
    """
    case = find_case(case_id, actor=actor)
    return FormDraft.objects.filter(case=case, form=form, user=actor.id).first()


def draft_answers(draft: FormDraft) -> dict[str, Any]:
    """Return what has been typed, to the one who typed it."""
    answers: dict[str, Any] = json.loads(crypto.open_text(draft.sealed, field=DRAFT_FIELD, row_id=draft.id))
    return answers


def latest_submission(case: Case, form: str) -> Submission | None:
    """Return the last submission of a form, which no other one replaces."""
    rows = Submission.objects.filter(case=case, form=form, replaced_by__isnull=True)
    return rows.order_by("-submitted_at", "-id").first()


def current_submissions(case: Case) -> Mapping[str, Submission]:
    """Return the last submission of every form of a case that has one."""
    rows = Submission.objects.filter(case=case, replaced_by__isnull=True).defer("sealed", "sealed_special")
    return {row.form: row for row in rows.order_by("submitted_at", "id")}


def list_submissions(case_id: uuid.UUID, *, actor: Actor, form: str = "") -> list[Submission]:
    """Return the last 200 submissions of a case (of one form), the latest first, without their answers.

    Raises:
        NotFound: no such case within reach.
    """
    rows = Submission.objects.filter(case=find_case(case_id, actor=actor)).defer("sealed", "sealed_special")
    rows = rows.filter(form=form) if form else rows
    return list(rows.order_by("-submitted_at", "-id")[:200])


def find_submission(case_id: uuid.UUID, submission_id: uuid.UUID, *, actor: Actor) -> Submission:
    """Return a submission of a case, corrected ones included.

    Raises:
        NotFound: there is none, or none within reach.
    """
    case = find_case(case_id, actor=actor)
    found = Submission.objects.filter(case=case, pk=submission_id).select_related("case", "replaced_by").first()
    if found is None:
        raise NotFound
    return found


def opened_answers(row: Submission, *, special: bool) -> dict[str, Any]:
    """Return the answers of a submission, or its special ones; whoever shows those has logged the reading."""
    blob, field = (row.sealed_special, SPECIAL_FIELD) if special else (row.sealed, ANSWERS_FIELD)
    answers: dict[str, Any] = json.loads(crypto.open_text(blob, field=field, row_id=row.id)) if blob else {}
    return answers
