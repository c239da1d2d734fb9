"""Showing what a rule saw of a real person: special values behind purpose and log, as everywhere (KVKK Art. 6)."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from typing import Any

from django.db import transaction

from apps.accounts.rights import Right
from apps.people.operations.checks import readable_person
from apps.people.operations.reading import check_special_reading, reading_programmes
from apps.people.queries.rule_facts import PERSON_FACT_SOURCE, SPECIAL_KINDS
from apps.privacy.operations import log_reading, log_readings
from apps.privacy.purposes import resolve_purpose
from apps.programmes.definition import Definition
from apps.programmes.queries import unit_of_programme
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import NotAllowed


def special_kinds(names: Collection[str]) -> list[str]:
    """Return under which kinds a reading of these special facts is logged; those of a case are answers of its forms."""
    return sorted({SPECIAL_KINDS.get(name, "case_answers") for name in names})


@transaction.atomic
def read_rule_facts(
    person_id: uuid.UUID,
    *,
    definition: Definition,
    names: Collection[str],
    programme_id: uuid.UUID,
    actor: Actor,
    now: dt.datetime,
    task: str = "",
    purpose: str = "",
) -> dict[str, Any]:
    """Return what the rules of a programme would see of a person today, and log the reading of special facts.

    Raises:
        NotFound: no such person, or none that the actor may find.
        NotAllowed: a rule asks for special facts and the reader's rights do not reach the person or the programme.
        DomainError: it does, no purpose follows from the task and none was given.
    """
    person, today = readable_person(person_id, actor=actor), local_date(now)
    kinds = special_kinds(SPECIAL_KINDS.keys() & set(names))
    if kinds:
        why = resolve_purpose(task=task, purpose=purpose)
        check_special_reading(person, actor=actor, purpose=why, today=today)
        reading_programmes(actor, programme_id)
        log_reading(
            actor=actor, person_id=person.id, fields=kinds, purpose=why, task=task, programme_id=programme_id, now=now
        )
    loaded = PERSON_FACT_SOURCE.load([person.id], on=today, names=frozenset(names), definition=definition)
    return dict(loaded[person.id])


def may_see_effects(actor: Actor, *, programme_id: uuid.UUID) -> bool:
    """Return whether figures about a programme's people need no masking: their persons and special data are open.

    Both rights have to reach the programme and its unit, or small figures would tell what the reader may not read.
    """
    if actor.kind == "system":
        return True
    unit_id = unit_of_programme(programme_id)
    for right in (Right.PEOPLE_READ, Right.PEOPLE_SPECIAL_READ):
        units, programmes = actor.units_for(right), actor.programmes_for(right)
        reaches = (units is None or unit_id in units) and (programmes is None or programme_id in programmes)
        if not (actor.can(right) and reaches):
            return False
    return True


@transaction.atomic
def log_effect_reading(
    person_ids: Sequence[uuid.UUID],
    *,
    names: Collection[str],
    programme_id: uuid.UUID,
    actor: Actor,
    now: dt.datetime,
    task: str = "",
    purpose: str = "",
) -> None:
    """Log that a list of people tells special facts: `names`, those that the rules ask for which put them there.

    Raises:
        NotAllowed: the reader may not see special data of the programme's people.
        DomainError: no purpose follows from the task and none was given.
    """
    if not may_see_effects(actor, programme_id=programme_id):
        raise NotAllowed
    kinds = special_kinds(names)
    if not kinds:
        return
    why = resolve_purpose(task=task, purpose=purpose)
    log_readings(person_ids, actor=actor, fields=kinds, purpose=why, task=task, now=now)
