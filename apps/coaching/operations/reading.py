"""Opening words of coaching that are not of the reader's own people: never without a logged reading (dossier G †)."""

import datetime as dt
import uuid

from django.db import transaction

from apps.accounts.operations.checks import require
from apps.accounts.rights import COACHING_READING
from apps.coaching.models import SupportPlan
from apps.coaching.queries.plans import find_plan
from apps.coaching.queries.reach import coached_case, is_own
from apps.privacy.operations import log_reading
from apps.privacy.purposes import resolve_purpose
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date

__all__ = ["open_case_words", "open_plan"]


@transaction.atomic
def open_plan(plan_id: uuid.UUID, *, actor: Actor, now: dt.datetime, task: str = "", purpose: str = "") -> SupportPlan:
    """Return a plan whose words may be shown from here on; of other people than the reader's own it is logged.

    Raises:
        NotFound, NotAllowed: out of reach.
        DomainError: 428, no purpose follows from the task and none was given.
    """
    require(actor, *COACHING_READING)
    plan = find_plan(plan_id, actor=actor)
    if not is_own(plan.case, actor=actor):
        why = resolve_purpose(task=task, purpose=purpose)
        log_reading(actor=actor, person_id=plan.case.person_id, fields=["support_plan"], purpose=why, task=task,
                    now=now, programme_id=plan.case.programme_id)  # fmt: skip
    return plan


@transaction.atomic
def open_case_words(
    case_id: uuid.UUID, *, capability: str, field: str, actor: Actor, now: dt.datetime, task: str = "",
    purpose: str = "",
) -> None:  # fmt: skip
    """Let go on showing the words of a case's records of one kind; logged as `open_plan` does.

    Raises:
        NotFound, NotAllowed, DomainError: as `open_plan`.
    """
    require(actor, *COACHING_READING)
    case = coached_case(case_id, actor=actor, capability=capability, on=local_date(now))
    if not is_own(case, actor=actor):
        why = resolve_purpose(task=task, purpose=purpose)
        log_reading(actor=actor, person_id=case.person_id, fields=[field], purpose=why, task=task, now=now,
                    programme_id=case.programme_id)  # fmt: skip
