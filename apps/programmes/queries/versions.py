"""Reading versions of programmes: which there are, what holds in them, who did what to them."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from apps.accounts.rights import Right
from apps.programmes.definition import Definition, read
from apps.programmes.definition.paths import with_value
from apps.programmes.enums import VersionState
from apps.programmes.models import Programme, ProgrammeVersion, VersionCorrection
from apps.programmes.rules.lifecycle import ActorFacts, VersionFacts
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotFound
from omuz.kernel.models.audit import AuditEvent

#: Any of these opens a programme's versions, in the units in which it is held.
READING = (Right.PROGRAMMES_READ, Right.PROGRAMMES_MANAGE, Right.PROGRAMMES_APPROVE)
#: Acts of the history that make someone a writer of a draft.
WRITING_ACTS = ("programme.drafted", "programme.section_changed", "programme.upgraded")
_SUBJECT = "programmes.programmeversion"


def in_reach(actor: Actor, *, unit: str) -> Q:
    """Return the condition that a row lies in a unit of the actor's right, or names them as its second person.

    `unit` is the path from the row to its unit.
    """
    if actor.kind == "system":
        return Q()
    if actor.kind != "staff":
        return Q(pk__in=[])
    named = Q(named_approver_id=actor.id)
    if not actor.can_any(*READING):
        return named
    units = actor.units_for(*READING)
    return Q() if units is None else named | Q(**{f"{unit}__in": units})


def readable_versions(actor: Actor) -> QuerySet[ProgrammeVersion]:
    """Return what the actor may read: the versions of the units of their right, and what awaits their decision."""
    rows = ProgrammeVersion.objects.select_related("programme")
    return rows.filter(in_reach(actor, unit="programme__unit"))


def get_version(version_id: uuid.UUID, *, actor: Actor) -> ProgrammeVersion:
    """Return a version that the actor may read.

    Raises:
        NotFound: there is none, or none for this reader.
    """
    version = readable_versions(actor).filter(pk=version_id).first()
    if version is None:
        raise NotFound
    return version


def waiting_for(actor: Actor) -> list[ProgrammeVersion]:
    """Return the versions in review that wait for this actor as their second person, the longest waiting first.

    Left out are those that the actor drafted, changed or submitted; whoever was named needs no other right.
    """
    if actor.kind != "staff":
        return []
    units = actor.units_for(Right.PROGRAMMES_APPROVE)
    theirs = Q(named_approver_id=actor.id)
    theirs |= Q(named_approver_id=None) if units is None else Q(named_approver_id=None, programme__unit__in=units)
    wrote = AuditEvent.objects.filter(
        subject_type=_SUBJECT, subject_id=OuterRef("pk"), action__in=WRITING_ACTS, actor_id=actor.id
    )
    rows = ProgrammeVersion.objects.filter(theirs, ~Exists(wrote), state=VersionState.REVIEW)
    rows = rows.exclude(submitted_by_id=actor.id).exclude(drafted_by_id=actor.id)
    return list(rows.select_related("programme").defer("document", "upstream").order_by("submitted_at")[:50])


def list_versions(programme_id: uuid.UUID, *, actor: Actor) -> QuerySet[ProgrammeVersion]:
    """Return the versions of a programme that the actor may read, the newest first, without their documents."""
    return readable_versions(actor).filter(programme=programme_id).defer("document", "upstream").order_by("-number")


def get_programme(programme_id: uuid.UUID) -> Programme:
    """Return a programme. Its name and unit are no secret inside of the municipality.

    Raises:
        NotFound: there is none.
    """
    programme = Programme.objects.filter(pk=programme_id).first()
    if programme is None:
        raise NotFound
    return programme


def published_version(programme_id: uuid.UUID) -> ProgrammeVersion | None:
    """Return the version under which cases are opened today, or None."""
    return ProgrammeVersion.objects.published().select_related("programme").filter(programme=programme_id).first()


def published_number(programme_id: uuid.UUID) -> tuple[uuid.UUID, int] | None:
    """Return key and number of the version under which cases are opened today, without its document; None of none."""
    rows = ProgrammeVersion.objects.published().filter(programme=programme_id)
    return rows.values_list("pk", "number").first()


def versions_in_use(programme_ids: Iterable[uuid.UUID]) -> list[ProgrammeVersion]:
    """Return the published and the open versions of these programmes, without their documents."""
    states = (VersionState.DRAFT, VersionState.REVIEW, VersionState.PUBLISHED)
    rows = ProgrammeVersion.objects.filter(programme__in=list(programme_ids), state__in=states)
    return list(rows.defer("document", "upstream").order_by("number"))


def definition_of(version: ProgrammeVersion) -> Definition:
    """Return what holds in a version: its document with the corrections of its wording."""
    return read(corrected_document(version))


def corrected_document(version: ProgrammeVersion) -> dict[str, Any]:
    """Return a version's document with the corrections of its wording."""
    document: dict[str, Any] = version.document
    if version.state in {VersionState.DRAFT, VersionState.REVIEW}:
        return document
    for correction in list_corrections(version.pk):
        document = with_value(document, tuple(correction.path), correction.after)
    return document


def list_corrections(version_id: uuid.UUID) -> QuerySet[VersionCorrection]:
    """Return the corrections of a version in the order in which they were made."""
    return VersionCorrection.objects.filter(programme_version=version_id).order_by("sequence")


def version_facts(version: ProgrammeVersion) -> VersionFacts:
    """Return what decisions about a version rest on."""
    wrote = AuditEvent.objects.filter(subject_type=_SUBJECT, subject_id=version.pk, action__in=WRITING_ACTS)
    writers = frozenset(wrote.values_list("actor_id", flat=True)) | {version.drafted_by_id}
    return VersionFacts(
        state=version.state,
        writers=writers,
        submitted_by=version.submitted_by_id,
        named_approver=version.named_approver_id,
        effective_from=version.effective_from,
    )


def actor_facts(actor: Actor, unit_id: uuid.UUID) -> ActorFacts:
    """Return what decisions about a version of that unit's programme need to know of the actor."""
    return ActorFacts(
        id=actor.id,
        manages=actor.kind == "system" or _holds(actor, Right.PROGRAMMES_MANAGE, unit_id),
        approves=actor.kind == "system" or _holds(actor, Right.PROGRAMMES_APPROVE, unit_id),
    )


def _holds(actor: Actor, right: Right, unit_id: uuid.UUID) -> bool:
    units = actor.units_for(right)
    return actor.can(right) and (units is None or unit_id in units)


def version_history(version: ProgrammeVersion) -> QuerySet[AuditEvent]:
    """Return who did what to a version, the latest first."""
    return AuditEvent.objects.filter(subject_type=_SUBJECT, subject_id=version.pk).order_by("-at", "-id")


def versions_with_figures() -> list[ProgrammeVersion]:
    """Return of each programme the version whose figures are counted, where it has any; without their documents.

    It is the published one, else the last that was: an ended programme's figures stay readable (readings 2).
    """
    states = (VersionState.PUBLISHED, VersionState.RETIRED)
    rows = ProgrammeVersion.objects.filter(state__in=states).select_related("programme").defer("document", "upstream")
    rows = rows.annotate(has_figures=Q(document__has_key="indicators")).order_by("programme", "number")
    current: dict[uuid.UUID, ProgrammeVersion] = {}
    for version in rows:
        before = current.get(version.programme_id)
        if before is None or before.state != VersionState.PUBLISHED:
            current[version.programme_id] = version
    return [version for version in current.values() if getattr(version, "has_figures", False)]


def counted_version(code: str) -> ProgrammeVersion | None:
    """Return the version whose figures a programme's report counts, or None; see `versions_with_figures`."""
    states = (VersionState.PUBLISHED, VersionState.RETIRED)
    rows = ProgrammeVersion.objects.filter(programme__code=code, state__in=states).select_related("programme")
    return rows.order_by(Case(When(state=VersionState.PUBLISHED, then=0), default=1), "-number").first()
