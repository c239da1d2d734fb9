"""Forms being written: kept as they are typed, whatever the form takes, until they are handed in or thrown away."""

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from typing import Any, Final

from django.db import IntegrityError, transaction

from apps.accounts.operations.checks import require
from apps.accounts.rights import CASES_WRITING
from apps.cases.models import FormDraft, Submission
from apps.cases.models.filling import DRAFT_FIELD
from apps.cases.operations.recording import locked_case
from apps.cases.queries.filling import find_draft
from apps.programmes.queries.pinned import pinned_definition
from omuz.kernel import crypto
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, DomainError, FieldProblem, Invalid, NotAllowed

__all__ = ["discard_draft", "save_draft"]

#: Far above what the longest form holds.
MOST_CHARACTERS: Final = 400_000


@transaction.atomic
def save_draft(
    case_id: uuid.UUID,
    form: str,
    answers: Mapping[str, Any],
    *,
    actor: Actor,
    version: int | None,
    now: dt.datetime,
    corrects: uuid.UUID | None = None,
) -> FormDraft:
    """Keep what somebody has typed into a form so far and return it; nothing is checked but its size.

    `version` is that of the draft that the writer saw (0: none), None does not ask: two windows of one person do not
    overwrite each other unseen. The same again writes nothing.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, closed, another window saved meanwhile.
        DomainError: more than any form holds.
    """
    require(actor, *CASES_WRITING)
    if actor.kind != "staff":
        raise NotAllowed
    case = locked_case(case_id, actor=actor)
    draft = FormDraft.objects.filter(case=case, form=form, user=actor.id).first()
    if draft is None and form not in pinned_definition(case.programme_version_id).forms_by_key:
        raise Invalid([FieldProblem("form", "form_unknown", "Böyle bir form yok.", "Sayfayı yenileyin.")])
    if version is not None and version != (draft.version if draft is not None else 0):
        raise Conflict(
            "stale_draft",
            "Bu formun taslağı başka bir pencerede değişmiş.",
            remedy="Yazdıklarınız bu pencerede duruyor: hangisinin kalacağını seçin.",
        )
    text = _checked(answers)
    if draft is not None and _same(draft, text, corrects):
        return draft
    row = draft or FormDraft(case=case, form=form, user_id=actor.id)
    row.programme_version_id, row.corrects_id = case.programme_version_id, _of_case(corrects, case_id, form)
    return _stored(row, text, now=now)


def _of_case(corrects: uuid.UUID | None, case_id: uuid.UUID, form: str) -> uuid.UUID | None:
    found = corrects and Submission.objects.filter(pk=corrects, case=case_id, form=form).exists()
    return corrects if found else None


def _checked(answers: Mapping[str, Any]) -> str:
    text = json.dumps(dict(answers), ensure_ascii=False)
    if len(text) > MOST_CHARACTERS:
        raise DomainError(
            "draft_too_large", "Taslak bir formun tutabileceğinden büyük.", field="answers", status=413,
            remedy="Uzun metinleri belge olarak ekleyin.",
        )  # fmt: skip
    return text


def _same(draft: FormDraft, text: str, corrects: uuid.UUID | None) -> bool:
    return draft.corrects_id == corrects and crypto.open_text(draft.sealed, field=DRAFT_FIELD, row_id=draft.id) == text


def _stored(draft: FormDraft, text: str, *, now: dt.datetime) -> FormDraft:
    is_new = draft._state.adding
    draft.saved_at = now
    draft.sealed = crypto.seal_text(text, field=DRAFT_FIELD, row_id=draft.id)
    draft.version = 1 if is_new else draft.version + 1
    try:
        with transaction.atomic():
            draft.save(force_insert=is_new)
    except IntegrityError as error:
        raise Conflict("stale_draft", "Bu formun taslağı başka bir pencerede başlamış.", remedy="Yenileyin.") from error
    return draft


@transaction.atomic
def discard_draft(case_id: uuid.UUID, form: str, *, actor: Actor) -> None:
    """Throw away one's own draft of a form; without one nothing happens.

    Raises:
        NotFound: no such case within reach.
    """
    draft = find_draft(case_id, form, actor=actor)
    if draft is not None:
        draft.delete()
