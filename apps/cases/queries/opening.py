"""Where a case may be opened for a person today, and what stands in the way."""

import dataclasses
import datetime as dt
import uuid

from apps.accounts.rights import CASES_WRITING, Right
from apps.cases.models import Case
from apps.people.queries.visibility import is_served_by
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Stage
from apps.programmes.queries import list_programmes
from apps.programmes.queries.capabilities import closed_capabilities
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.queries.versions import get_programme, published_version, versions_in_use
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, NotAllowed, NotFound
from omuz.kernel.reach import reaches

CAPABILITY = "case_management"


@dataclasses.dataclass(frozen=True, slots=True)
class OpenProgramme:
    """A programme in which a case can be opened: its published version, and where cases begin."""

    id: uuid.UUID
    version_id: uuid.UUID
    unit_id: uuid.UUID
    definition: Definition
    start: Stage
    closed: frozenset[str]


@dataclasses.dataclass(frozen=True, slots=True)
class Offer:
    """A programme in the choice of "Dosya aç", with the open case that the person has in it."""

    id: uuid.UUID
    name: str
    open_case: Case | None


def programme_for_opening(programme_id: uuid.UUID, *, person_id: uuid.UUID, actor: Actor, on: dt.date) -> OpenProgramme:
    """Return what a case in that programme begins with.

    Raises:
        NotFound: no such programme, or none that keeps cases.
        NotAllowed: the actor opens no cases in its unit, or none for this person.
        Conflict: it has ended, or no version of it is in force today.
    """
    programme = get_programme(programme_id)
    if not may_open_in(actor, unit_id=programme.unit_id, programme_id=programme.pk, person_id=person_id):
        raise NotAllowed(
            "outside_your_programmes",
            "Bu programda dosya açma yetkiniz yok.",
            remedy="Programın birimindeki bir çalışma arkadaşınızdan isteyin.",
        )
    version = published_version(programme.pk)
    if version is None or not programme.is_active:
        raise Conflict(
            "no_version_in_force", "Programın yürürlükte bir sürümü yok.", remedy="Sistem yöneticinize başvurun."
        )
    starts, ends = version.effective_from, version.effective_to
    if (starts is not None and on < starts) or (ends is not None and ends < on):
        raise Conflict(
            "not_in_force_today", "Programın sürümü bugün yürürlükte değil.", remedy="Sistem yöneticinize başvurun."
        )
    definition = pinned_definition(version.pk)
    closed = closed_capabilities(version, programme.unit_id, on)
    if CAPABILITY in closed:
        # Off means absent (readings 1): a programme that keeps no cases has none to open.
        raise NotFound("no_case_management", "Bu programda dosya takibi yapılmıyor.")
    start = definition.start_stage()
    if start is None:
        raise Conflict("no_stages", "Programın aşamaları tanımlanmamış.", remedy="Sistem yöneticinize başvurun.")
    return OpenProgramme(programme.pk, version.pk, programme.unit_id, definition, start, closed)


def may_open_in(actor: Actor, *, unit_id: uuid.UUID, programme_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """Return whether the actor may open a case of that programme; `cases.write.own` only for people they serve."""
    if reaches(actor, Right.CASES_WRITE, unit_id=unit_id, programme_id=programme_id):
        return True
    own = reaches(actor, Right.CASES_WRITE_OWN, unit_id=unit_id, programme_id=programme_id)
    return own and is_served_by(actor, person_id)


def offers(person_id: uuid.UUID, *, actor: Actor) -> list[Offer]:
    """Return the programmes with a published version in which the actor may open cases, in Turkish order of names."""
    if actor.kind != "system" and not actor.can_any(*CASES_WRITING):
        return []
    reached = [
        one
        for one in list_programmes()
        if one.is_active and may_open_in(actor, unit_id=one.unit_id, programme_id=one.pk, person_id=person_id)
    ]
    in_force = {one.programme_id for one in versions_in_use(one.pk for one in reached) if one.state == "published"}
    held = Case.objects.open().visible_to(actor).filter(person=person_id, programme__in=in_force)
    open_cases = {case.programme_id: case for case in held.order_by("-opened_at")}
    return [Offer(one.pk, one.name, open_cases.get(one.pk)) for one in reached if one.pk in in_force]


def open_case_of(person_id: uuid.UUID, programme_id: uuid.UUID, *, actor: Actor) -> tuple[Case | None, bool]:
    """Return the open case of a person in a programme, and whether the actor may find it."""
    found = Case.objects.open().filter(person=person_id, programme=programme_id).first()
    return found, found is not None and Case.objects.visible_to(actor).filter(pk=found.pk).exists()
