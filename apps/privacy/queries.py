"""Reading the access log and the recorded bases."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Collection

from django.db.models import Count, Max, Q, QuerySet

from apps.accounts.rights import Right
from apps.privacy.models import AccessLogEntry, PrivacyNotice, PurposeBasis
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotAllowed


@dataclasses.dataclass(frozen=True, slots=True)
class OpenBasis:
    """A recorded basis in force: which programme's data it opens, and which kinds of them."""

    id: uuid.UUID
    source_programme_id: uuid.UUID
    fields: tuple[str, ...]


def bases_for(
    *,
    person_id: uuid.UUID,
    source_programmes: Collection[uuid.UUID],
    reader_programmes: Collection[uuid.UUID] | None,
    on: dt.date,
) -> list[OpenBasis]:
    """Return the recorded bases that open these programmes' data of a person to one of the readers' programmes.

    `reader_programmes` of None means every programme of the municipality.
    """
    rows = PurposeBasis.objects.in_force(on).filter(
        Q(person_id__isnull=True) | Q(person_id=person_id), source_programme__in=source_programmes
    )
    if reader_programmes is not None:
        rows = rows.filter(reader_programme__in=reader_programmes)
    return [OpenBasis(row.id, row.source_programme_id, tuple(row.fields)) for row in rows]


@dataclasses.dataclass(frozen=True, slots=True)
class OpenedKinds:
    """What a programme may read of others by recorded bases: of which programme, of whom (None: everybody), what."""

    bases: tuple[tuple[uuid.UUID, uuid.UUID | None, frozenset[str]], ...]

    def programmes(self) -> list[uuid.UUID]:
        """Return the programmes of which anything may be read."""
        return list({source for source, _, _ in self.bases})

    def opens(self, person_id: uuid.UUID, programme_id: uuid.UUID, kind: str) -> bool:
        """Return whether that programme's data of this kind about this person may be read."""
        return any(
            source == programme_id and of in (None, person_id) and kind in kinds for source, of, kinds in self.bases
        )


def opened_kinds(*, reader_programme_id: uuid.UUID | None, on: dt.date) -> OpenedKinds:
    """Return what the recorded bases of a day open to a programme, for many people at once (readings 3)."""
    if reader_programme_id is None:
        return OpenedKinds(())
    rows = PurposeBasis.objects.in_force(on).filter(reader_programme=reader_programme_id)
    return OpenedKinds(tuple((row.source_programme_id, row.person_id, frozenset(row.fields)) for row in rows))


def list_bases(*, actor: Actor) -> QuerySet[PurposeBasis]:
    """Return the recorded bases, revoked ones too, with the names of their programmes.

    Raises:
        NotAllowed: without `basis.record`.
    """
    if actor.kind != "system" and not actor.can(Right.BASIS_RECORD):
        raise NotAllowed
    return PurposeBasis.objects.select_related("source_programme", "reader_programme")


def list_access(person_id: uuid.UUID, *, actor: Actor) -> QuerySet[AccessLogEntry]:
    """Return who read a person's special-category data, latest first.

    Raises:
        NotAllowed: without `access_log.read`.
    """
    if actor.kind != "system" and not actor.can(Right.ACCESS_LOG_READ):
        raise NotAllowed
    return AccessLogEntry.objects.filter(person_id=person_id).order_by("-at", "-id")


def notices_of_programme(programme_id: uuid.UUID | None) -> Q:
    """Return the condition of the programme's notices; None is the municipality's general one."""
    return Q(programme__isnull=True) if programme_id is None else Q(programme=programme_id)


def newest_in_force(programme_id: uuid.UUID | None, *, on: dt.date) -> int | None:
    """Return the number of the version in force on the day, or None."""
    rows = PrivacyNotice.objects.filter(in_force(on), notices_of_programme(programme_id))
    return rows.order_by("-number").values_list("number", flat=True).first()


def list_notices(*, actor: Actor, on: dt.date, current_only: bool = False) -> QuerySet[PrivacyNotice]:
    """Return the notices, the latest first; drafts only for who manages them."""
    rows = PrivacyNotice.objects.select_related("programme")
    if not actor.can(Right.NOTICES_MANAGE):
        rows = rows.filter(published_at__isnull=False)
    if current_only:
        rows = rows.filter(in_force(on))
    return rows.order_by("programme_id", "-number", "variant", "language", "id")


def in_force(on: dt.date) -> Q:
    """Return the condition that a notice is published and holds on the day, its last day included."""
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return Q(published_at__isnull=False, valid_from__lte=on) & lasting


def notice_in_force(notice_id: uuid.UUID, *, on: dt.date) -> PrivacyNotice | None:
    """Return the notice where it is published and holds on the day."""
    return PrivacyNotice.objects.filter(in_force(on), pk=notice_id).first()


def has_notice(on: dt.date) -> bool:
    """Return whether any privacy notice is in force that day."""
    return PrivacyNotice.objects.filter(in_force(on)).exists()


def readings_in(programme_id: uuid.UUID) -> tuple[int, dt.datetime | None]:
    """Return how many logged readings were made in a programme, and when the last one was."""
    found = AccessLogEntry.objects.filter(programme_id=programme_id).aggregate(count=Count("pk"), latest=Max("at"))
    return found["count"], found["latest"]


def bases_of_programme(programme_id: uuid.UUID) -> tuple[int, dt.datetime | None]:
    """Return how many bases were recorded that open a programme's data to another, and when the last one was."""
    found = PurposeBasis.objects.filter(source_programme=programme_id).aggregate(
        count=Count("pk"), latest=Max("created_at")
    )
    return found["count"], found["latest"]


def was_read(*, actor_id: uuid.UUID, person_id: uuid.UUID, field: str, since: dt.datetime) -> bool:
    """Return whether somebody's opening of that kind of data of a person stands in the log since a moment.

    For what a page asks for in several parts: one opening is one entry.
    """
    rows = AccessLogEntry.objects.filter(person_id=person_id, actor_id=actor_id, at__gte=since)
    return rows.filter(fields__contains=[field]).exists()
