"""For what an appointment may be given: the services of programmes that hold the capability today."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from apps.accounts.rights import Right
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import AppointmentService
from apps.programmes.queries import list_programmes
from apps.programmes.queries.capabilities import read_board
from apps.programmes.queries.pinned import pinned_definitions
from apps.programmes.queries.versions import versions_in_use
from omuz.kernel.actors import Actor
from omuz.kernel.errors import FieldProblem, Invalid, NotAllowed, NotFound
from omuz.kernel.reach import reaches

CAPABILITY: Final = "appointments"
PUBLIC_CAPABILITY: Final = "public_booking"


@dataclass(frozen=True, slots=True)
class OfferedService:
    """A service of a programme's published version, and the unit that runs the programme."""

    programme_id: uuid.UUID
    programme_name: str
    unit_id: uuid.UUID
    version_id: uuid.UUID
    service: AppointmentService


def offered_services(*, on: dt.date, capability: str = CAPABILITY) -> list[OfferedService]:
    """Return every service for which appointments are given today, in Turkish order of programmes."""
    open_in = read_board(on).programmes(capability, writing=True)
    if not open_in:
        return []
    published = {v.programme_id: v.pk for v in versions_in_use(open_in) if v.state == "published"}
    definitions = pinned_definitions(published.values())
    public_only = capability == PUBLIC_CAPABILITY
    return [
        OfferedService(one.pk, one.name, one.unit_id, published[one.pk], service)
        for one in list_programmes()
        if one.is_active and one.pk in published
        for service in definitions[published[one.pk]].appointments
        if service.public or not public_only
    ]


def find_service(
    programme_id: uuid.UUID, key: str, *, on: dt.date, capability: str = CAPABILITY, field: str = "service"
) -> OfferedService:
    """Return one service of a programme.

    Raises:
        NotFound: the programme gives no appointments: off means absent (readings 1).
        Invalid: it has no such service.
    """
    of_programme = [one for one in offered_services(on=on, capability=capability) if one.programme_id == programme_id]
    if not of_programme:
        raise NotFound("no_appointments", "Bu programda randevu verilmiyor.")
    for one in of_programme:
        if one.service.key == key:
            return one
    raise Invalid([FieldProblem(field, "unknown_code", "Bu hizmet için randevu verilmiyor.", "Listeden seçin.")])


def require_reach(actor: Actor, right: Right, *, unit_id: uuid.UUID, programme_id: uuid.UUID) -> None:
    """Stop an actor who does not hold the right in that unit for that programme.

    Raises:
        NotAllowed: it is held elsewhere, or nowhere.
    """
    if not reaches(actor, right, unit_id=unit_id, programme_id=programme_id):
        raise NotAllowed(
            "outside_your_programmes",
            "Bu birim ve program için randevu işlemi yapamazsınız.",
            remedy="Birimdeki bir çalışma arkadaşınızdan isteyin.",
        )


def services_by_version(version_ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, Definition]:
    """Return the definitions in whose words services of these versions are shown."""
    return pinned_definitions(version_ids)


def label_of_service(definition: Definition | None, key: str) -> str:
    """Return what a service is called, its key where the version does not know it (any more)."""
    services = definition.appointments if definition is not None else ()
    return next((one.label.tr for one in services if one.key == key), key)
