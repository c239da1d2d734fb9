"""Opening special answers of a submission: never without a logged reading and its purpose."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from apps.cases.queries.filling import find_submission, opened_answers
from apps.people.operations.reading import check_special_reading, reading_programmes
from apps.people.queries.people import find_person
from apps.privacy.operations import log_reading
from apps.privacy.purposes import resolve_purpose
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import NotAllowed

__all__ = ["READ_AS", "open_special"]

#: What the access log calls the reading.
READ_AS = "case_answers"


@transaction.atomic
def open_special(
    case_id: uuid.UUID,
    submission_id: uuid.UUID,
    *,
    actor: Actor,
    now: dt.datetime,
    task: str = "",
    purpose: str = "",
) -> dict[str, Any]:
    """Return the special-category answers of a submission and log the reading, in the case's own programme.

    Raises:
        NotFound: no such submission within reach.
        NotAllowed: the person's special values are out of the reader's reach, or not of a programme that they work in.
        DomainError: no purpose follows from the task and none was given.
    """
    row = find_submission(case_id, submission_id, actor=actor)
    person = find_person(row.case.person_id, actor=actor)
    why = resolve_purpose(task=task, purpose=purpose)
    check_special_reading(person, actor=actor, purpose=why, today=local_date(now))
    programmes = reading_programmes(actor, None)
    if programmes is not None and row.case.programme_id not in programmes:
        # Readings 3: what one programme collected is unreadable in another without a recorded basis.
        raise NotAllowed
    log_reading(
        actor=actor, person_id=person.pk, fields=[READ_AS], purpose=why, task=task, now=now,
        programme_id=row.case.programme_id,
    )  # fmt: skip
    return opened_answers(row, special=True)
