"""What several operations ask before they write."""

import uuid
from collections.abc import Iterable

from django.contrib.auth import get_user_model

from apps.accounts.operations.checks import existing_unit, require, require_reason
from apps.accounts.rights import Right
from apps.people.models import Person
from apps.programmes.queries import active_programmes
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, DomainError, FieldProblem, NotFound

__all__ = ["locked_person", "readable_person", "require", "require_reason", "resolve_place", "touch"]


def locked_person(person_id: uuid.UUID, *, actor: Actor, version: int | None = None) -> Person:
    """Return the person, locked for the transaction.

    Raises:
        NotFound: no such person, or none that the actor may find.
        Conflict: the record is not at `version` any more.
    """
    # Found first, locked after: the visibility rule joins other tables, and only the person's row is to be locked.
    found = Person.objects.visible_to(actor).filter(pk=person_id).values_list("pk", flat=True).first()
    person = Person.objects.select_for_update().filter(pk=found).first() if found is not None else None
    if person is None:
        raise NotFound
    if version is not None and person.version != version:
        raise Conflict.stale_version()
    return person


def readable_person(person_id: uuid.UUID, *, actor: Actor) -> Person:
    """Return the person.

    Raises:
        NotFound: no such person, or none that the actor may find.
    """
    person = Person.objects.visible_to(actor).filter(pk=person_id).first()
    if person is None:
        raise NotFound
    return person


def touch(person: Person, *, fields: Iterable[str]) -> None:
    """Store these fields of the person under the next version."""
    person.version += 1
    person.save(update_fields=[*fields, "version", "updated_at"])


def resolve_place(
    actor: Actor, *, unit_id: uuid.UUID | None, programme_id: uuid.UUID | None
) -> tuple[uuid.UUID | None, uuid.UUID | None, list[FieldProblem]]:
    """Return unit and programme of a registration, with what is wrong about them.

    Someone who works in one unit or for one programme need not say so; a programme brings its unit.
    """
    units = None if actor.kind == "system" else actor.units_for(Right.PEOPLE_WRITE)
    programmes = None if actor.kind == "system" else actor.programmes_for(Right.PEOPLE_WRITE)
    problems: list[FieldProblem] = []
    if programme_id is None and programmes is not None and len(programmes) == 1:
        programme_id = next(iter(programmes))
    if programme_id is not None:
        programme_unit = active_programmes([programme_id]).get(programme_id)
        if programme_unit is None or (programmes is not None and programme_id not in programmes):
            problems.append(
                FieldProblem("programme", "no_such_programme", "Program bulunamadı.", "Listeden bir program seçin.")
            )
        unit_id = unit_id or programme_unit
    if unit_id is None and units is not None and len(units) == 1:
        unit_id = next(iter(units))
    problems += _check_unit(unit_id, own=units)
    if unit_id is None and units is not None:
        # A record of no unit would be out of sight for whoever has just written it.
        problems.append(FieldProblem("unit", "required", "Kaydın birimi seçilmemiş.", "Birimlerinizden birini seçin."))
    return unit_id, programme_id, problems


def _check_unit(unit_id: uuid.UUID | None, *, own: frozenset[uuid.UUID] | None) -> tuple[FieldProblem, ...]:
    if unit_id is not None and own is not None and unit_id not in own:
        return (
            FieldProblem("unit", "outside_your_units", "Bu birimde kayıt yapamazsınız.", "Kendi biriminizi seçin."),
        )
    try:
        existing_unit(unit_id)
    except DomainError as error:
        return error.problems
    return ()


def check_interviewer(user_id: uuid.UUID | None) -> list[FieldProblem]:
    """Return the problem of an interviewer who does not work here."""
    if user_id is None or get_user_model().objects.filter(pk=user_id, is_active=True).exists():
        return []
    return [FieldProblem("interviewer", "no_such_user", "Görevli bulunamadı.", "Listeden bir görevli seçin.")]
