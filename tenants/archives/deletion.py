"""Archiving a municipality, and deleting one: a signed archive first, two people, and nothing left that opens.

Whoever calls these has proved who the actor is: an operator of the platform's room with a second factor just shown.
"""

import datetime as dt
from pathlib import Path
from typing import Final

from django.db import IntegrityError, transaction

from omuz.kernel import audit, context
from omuz.kernel.actors import Actor
from tenants import scope
from tenants.archives import places
from tenants.archives.backup import Written
from tenants.archives.comparing import is_unchanged_since
from tenants.archives.errors import ArchiveError
from tenants.archives.models import BackupKind, DeletionRequest, DeletionState
from tenants.archives.reading import Verified, verify
from tenants.archives.records import make_backup
from tenants.archives.removing import remove_room
from tenants.domains import domain_map
from tenants.enums import MunicipalityState
from tenants.migration import owner_schema
from tenants.models import Municipality
from tenants.naming import OWNER_ALIAS, role_name, schema_name

EXPIRES_AFTER: Final = dt.timedelta(days=7)
MANAGE: Final = "municipalities.manage"
_RESTING: Final = (MunicipalityState.SUSPENDED, MunicipalityState.ARCHIVED)
_OPEN: Final = (DeletionState.ASKED, DeletionState.CONFIRMED)


class CannotDeleteError(ArchiveError):
    """The municipality cannot be archived or deleted as asked; the message says what is missing."""


def archive_municipality(
    slug: str, path: Path, *, actor: Actor, reason: str, now: dt.datetime, passphrase: str = ""
) -> Written:
    """Take the municipality out of service for good, with a verified archive; the schema stays. Returns the archive.

    It is suspended first, so that nothing is written behind the archive's back; should the archive fail, it stays
    suspended and can be resumed.

    Raises:
        CannotDeleteError: no such municipality, no reason, or archived already.
        ArchiveError: the archive cannot be made, or is not what was read.
    """
    _require(actor, reason)
    room = _room(slug)
    if room.state not in {MunicipalityState.ACTIVE, MunicipalityState.SUSPENDED}:
        raise CannotDeleteError(f"{slug} is {room.state}: only one in service or suspended can be archived.")
    _put(room, MunicipalityState.SUSPENDED)
    written = make_backup(room, path, actor=actor, now=now, passphrase=passphrase, kind=BackupKind.ARCHIVING)
    archive = verify(path, passphrase=passphrase)
    if not is_unchanged_since(archive, room):
        raise ArchiveError(f"Something was still written in {slug} while it was being archived: try again.")
    _put(room, MunicipalityState.ARCHIVED)
    _record("municipality.archived", room, actor=actor, reason=f"{reason.strip()} sha256={archive.sha256}", now=now)
    return written


def request_deletion(slug: str, path: Path, *, actor: Actor, reason: str, now: dt.datetime) -> DeletionRequest:
    """Note that an operator wants the municipality deleted, and return the request; a second one has seven days.

    Raises:
        CannotDeleteError: it is in service, is a parent of others, has an open request; the archive is not of it, not
            of its present content, or lies in the data folder.
        ArchiveError: the archive does not verify.
    """
    _require(actor, reason)
    room = _room(slug)
    archive = _fitting(room, path)
    request = DeletionRequest(
        municipality_id=room.id, key=room.key, slug=room.slug, name=room.name, reason=reason.strip(),
        archive_path=str(path.resolve()), archive_sha256=archive.sha256, archive_made_at=archive.facts.made_at,
        chain_sequence=archive.manifest.chain_sequence, chain_digest=archive.manifest.chain_digest,
        requested_by_id=actor.id, requested_by_label=actor.label[:120], requested_at=now,
        expires_at=now + EXPIRES_AFTER,
    )  # fmt: skip
    _withdraw_expired(room, now=now)
    try:
        with owner_schema("public"), transaction.atomic(using=OWNER_ALIAS):
            request.save(using=OWNER_ALIAS, force_insert=True)
    except IntegrityError as error:
        raise CannotDeleteError(f"The deletion of {slug} has been asked for already.") from error
    _record("municipality.deletion_requested", room, actor=actor, reason=_said(request), now=now)
    return request


def withdraw_deletion(slug: str, *, actor: Actor, reason: str, now: dt.datetime) -> DeletionRequest:
    """Take an open request back and return it.

    Raises:
        CannotDeleteError: there is none that has not been confirmed.
    """
    _require(actor, reason)
    request = _open_request(slug, state=DeletionState.ASKED)
    _move(request, DeletionState.WITHDRAWN)
    _record("municipality.deletion_withdrawn", _of(request), actor=actor, reason=reason.strip(), now=now)
    return request


def confirm_deletion(slug: str, *, actor: Actor, now: dt.datetime) -> DeletionRequest:
    """Delete the municipality: schema with its data keys, role, files, address. Returns the request, done.

    The archive is verified once more and must still be all that the municipality holds. A kill on the way is mended by
    calling again; whoever calls then, the two people stay those of the request.

    Raises:
        CannotDeleteError: no request, expired, the same person, or as `request_deletion`.
    """
    _require(actor, "-")
    request = _open_request(slug)
    if request.state == DeletionState.ASKED:
        _confirm(request, actor=actor, now=now)
    remove_room(_of(request), keep_anchors=True)
    reason = f"{_said(request)} requested_by={request.requested_by_id} confirmed_by={request.confirmed_by_id}"
    # The event first: a kill in between records twice rather than never.
    _record("municipality.deleted", _of(request), actor=actor, reason=reason, now=now)
    request.done_at = now
    _move(request, DeletionState.DONE)
    return request


def _confirm(request: DeletionRequest, *, actor: Actor, now: dt.datetime) -> None:
    if request.requested_by_id == actor.id:
        raise CannotDeleteError("The second word is another operator's: whoever asked cannot confirm.")
    if now >= request.expires_at:
        raise CannotDeleteError("The request has expired after seven days: ask again.")
    room = _room(request.slug)
    archive = _fitting(room, Path(request.archive_path))
    if archive.sha256 != request.archive_sha256:
        raise CannotDeleteError("The archive is not the one that the request names.")
    request.confirmed_by_id, request.confirmed_by_label, request.confirmed_at = actor.id, actor.label[:120], now
    _record("municipality.deletion_confirmed", room, actor=actor, reason=_said(request), now=now)
    _move(request, DeletionState.CONFIRMED)


def _fitting(room: context.Municipality, path: Path) -> Verified:
    """Return the archive when it is all that the municipality holds now.

    Raises:
        CannotDeleteError: it is not, or the municipality is not one to delete.
    """
    if room.state not in _RESTING:
        raise CannotDeleteError(f"{room.slug} is in service: `./omuz tenant archive {room.slug}` first.")
    with scope.enter(None):
        children = list(Municipality.objects.filter(parent_id=room.id).values_list("slug", flat=True)[:5])
    if children:
        raise CannotDeleteError(f"{room.slug} is the metropolitan municipality of {', '.join(children)}.")
    if places.is_inside_data_folder(path):
        raise CannotDeleteError("The archive lies in the data folder: keep it outside, best on another machine.")
    archive = verify(path)
    if archive.facts.key != room.key:
        raise CannotDeleteError("The archive is of another municipality.")
    if not is_unchanged_since(archive, room):
        raise CannotDeleteError("Something was written after the archive was made: make a new one.")
    return archive


def _require(actor: Actor, reason: str) -> None:
    if not (actor.kind == "coordinator" and actor.mfa and actor.can(MANAGE)):
        raise CannotDeleteError("This takes an operator of the platform who has shown a second factor.")
    if not reason.strip():
        raise CannotDeleteError("A reason is needed; it stands in the history.")


def _room(slug: str) -> context.Municipality:
    with scope.enter(None):
        row = Municipality.objects.filter(slug=slug).first()
        if row is None:
            raise CannotDeleteError(f"There is no municipality {slug!r}.")
        room: context.Municipality = row.as_context()
        return room


def _of(request: DeletionRequest) -> context.Municipality:
    """Return the municipality as the request knows it: the registry may have lost it already."""
    return context.Municipality(
        id=request.municipality_id, key=request.key, slug=request.slug, name=request.name, kind="", is_demo=False,
        state=MunicipalityState.ARCHIVED.value, schema_name=schema_name(request.key), role_name=role_name(request.key),
    )  # fmt: skip


def _open_request(slug: str, *, state: DeletionState | None = None) -> DeletionRequest:
    with scope.enter(None):
        found = DeletionRequest.objects.filter(slug=slug, state__in=_OPEN if state is None else [state]).first()
    if found is None:
        raise CannotDeleteError(f"Nobody has asked for the deletion of {slug}.")
    return found


def _withdraw_expired(room: context.Municipality, *, now: dt.datetime) -> None:
    with owner_schema("public"):
        stale = DeletionRequest.objects.using(OWNER_ALIAS).filter(
            municipality_id=room.id, state=DeletionState.ASKED, expires_at__lte=now
        )
        stale.update(state=DeletionState.WITHDRAWN)


def _move(request: DeletionRequest, state: DeletionState) -> None:
    request.state = state
    with owner_schema("public"):
        request.save(using=OWNER_ALIAS)


def _put(room: context.Municipality, state: MunicipalityState) -> None:
    with scope.enter(None):
        Municipality.objects.filter(pk=room.id).update(state=state)
    domain_map.clear()


def _said(request: DeletionRequest) -> str:
    return f"{request.reason} key={request.key} slug={request.slug} name={request.name} sha256={request.archive_sha256}"


def _record(action: str, room: context.Municipality, *, actor: Actor, reason: str, now: dt.datetime) -> None:
    with scope.enter(None):
        audit.record(actor=actor, action=action, subject=("tenants.municipality", room.id), reason=reason, now=now)
