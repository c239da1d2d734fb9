"""Writing, reviewing, publishing and correcting versions: one transaction and one audit row each."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from apps.accounts.operations.programme_rights import set_programme_rights
from apps.accounts.queries import is_at_work
from apps.programmes.definition import SECTIONS, digest, read
from apps.programmes.definition.checking import check
from apps.programmes.enums import VersionState
from apps.programmes.models import Programme, ProgrammeVersion
from apps.programmes.operations.checks import allow, checked, locked, locked_programme, problem_of, record
from apps.programmes.queries.versions import actor_facts, corrected_document, version_facts
from apps.programmes.rules.lifecycle import blocking
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, DomainError, FieldProblem, Invalid, NotAllowed, NotFound

__all__ = [
    "approve_version",
    "discard_draft",
    "retire_version",
    "return_version",
    "save_document",
    "save_section",
    "start_draft",
    "start_from_document",
    "submit_version",
    "withdraw_version",
]


@transaction.atomic
def start_from_document(
    document: Mapping[str, Any],
    *,
    unit_id: uuid.UUID,
    actor: Actor,
    now: dt.datetime,
    pack: str = "",
    upstream_version: str = "",
    note: str = "",
) -> ProgrammeVersion:
    """Make a programme of a definition in a unit, with the definition as draft 1, and return that draft.

    The name of the programme and its code are those of the definition.

    Raises:
        NotAllowed: the actor may not manage programmes of that unit.
        Conflict: the municipality has a programme of that code.
        Invalid: the document is no definition; each mistake with its place.
    """
    if not actor_facts(actor, unit_id).manages:
        raise NotAllowed
    definition = checked(document)
    try:
        with transaction.atomic():
            programme = Programme.objects.create(
                code=definition.code, name=definition.name.tr[:160], unit_id=unit_id, pack=pack,
                starts_on=local_date(now), target_groups=list(definition.target_groups.chosen),
            )  # fmt: skip
    except IntegrityError as error:
        raise _exists(error) from error
    version = ProgrammeVersion.objects.create(
        programme=programme,
        number=1,
        document=definition.document(),
        note=note,
        upstream=definition.document() if upstream_version else None,
        upstream_version=upstream_version,
        effective_from=definition.effective.starts_on,
        effective_to=definition.effective.ends_on,
        drafted_by_id=actor.id,
    )
    audit.record(actor=actor, action="programme.started", subject=programme, after={"code": programme.code}, now=now)
    record(version, "programme.drafted", actor, now, after={"number": 1, "digest": digest(version.document)})
    return version


def _exists(error: IntegrityError) -> DomainError:
    if "programme_code_unique" in str(error):
        return Conflict(
            "programme_exists", "Bu belediyede bu kodla bir program var.",
            remedy="Var olan programda yeni bir taslak başlatın ya da başka bir kod verin.",
        )  # fmt: skip
    return NotFound("unit_unknown", "Birim bulunamadı.", field="unit", remedy="Listeden bir birim seçin.")


@transaction.atomic
def start_draft(programme_id: uuid.UUID, *, actor: Actor, now: dt.datetime, note: str = "") -> ProgrammeVersion:
    """Return a new draft, copied from the published version with its corrections, or from the latest one.

    Raises:
        NotFound: no such programme.
        NotAllowed: not for this actor.
        Conflict: a draft stands already.
    """
    programme = locked_programme(programme_id)
    if not actor_facts(actor, programme.unit_id).manages:
        raise NotAllowed
    versions = list(ProgrammeVersion.objects.filter(programme=programme).order_by("-number"))
    if any(one.state in {VersionState.DRAFT, VersionState.REVIEW} for one in versions):
        raise Conflict(
            "draft_exists", "Bu programın bir taslağı zaten var.", remedy="Var olan taslağı sürdürün ya da silin."
        )
    if not versions:
        raise NotFound("no_version", "Bu programın henüz bir tanımı yok.", remedy="Bir paketten başlatın.")
    base = next((one for one in versions if one.state == VersionState.PUBLISHED), versions[0])
    document = read(corrected_document(base)).document()
    draft = ProgrammeVersion.objects.create(
        programme=programme,
        number=versions[0].number + 1,
        document=document,
        note=note,
        base=base,
        upstream=base.upstream,
        upstream_version=base.upstream_version,
        drafted_by_id=actor.id,
        effective_from=base.effective_from,
        effective_to=base.effective_to,
    )
    record(draft, "programme.drafted", actor, now, after={"number": draft.number, "base": str(base.pk)})
    return draft


@transaction.atomic
def save_section(
    version_id: uuid.UUID, section: str, value: Any, *, seen: int, actor: Actor, now: dt.datetime
) -> ProgrammeVersion:
    """Replace one part of a draft and return it; `seen` is the row's version that the writer started from.

    Raises:
        NotFound: no such version or part.
        NotAllowed, Conflict: not for this actor, not a draft, changed meanwhile.
        Invalid: the part is wrong; what is merely incomplete is kept and shown.
    """
    if section not in SECTIONS:
        raise NotFound("section_unknown", "Böyle bir bölüm yok.")
    version = locked(version_id)
    document = {**version.document, section: value}
    return _save(version, document, seen=seen, actor=actor, now=now, action="programme.section_changed",
                 after={"section": section})  # fmt: skip


@transaction.atomic
def save_document(
    version_id: uuid.UUID,
    document: Mapping[str, Any],
    *,
    seen: int,
    actor: Actor,
    now: dt.datetime,
    upstream: Mapping[str, Any] | None = None,
    upstream_version: str = "",
) -> ProgrammeVersion:
    """Replace a whole draft (an upgrade of its pack) and return it; raises as `save_section`."""
    version = locked(version_id)
    if upstream is not None:
        version.upstream, version.upstream_version = dict(upstream), upstream_version
    return _save(version, document, seen=seen, actor=actor, now=now, action="programme.upgraded",
                 after={"upstream_version": upstream_version})  # fmt: skip


def _save(
    version: ProgrammeVersion, document: Mapping[str, Any], *, seen: int, actor: Actor, now: dt.datetime,
    action: str, after: dict[str, Any],
) -> ProgrammeVersion:  # fmt: skip
    allow("edit", version, actor, now)
    if version.version != seen:
        raise Conflict.stale_version()
    definition = checked(document)
    if definition.code != version.programme.code:
        raise Invalid([FieldProblem("code", "code_fixed", "Programın kodu değişmez.", "Kodu eski haline getirin.")])
    before = digest(version.document)
    version.document = definition.document()
    version.effective_from, version.effective_to = definition.effective.starts_on, definition.effective.ends_on
    version.version += 1
    version.save(update_fields=["document", "upstream", "upstream_version", "effective_from", "effective_to",
                                "version", "updated_at"])  # fmt: skip
    record(version, action, actor, now, before={"digest": before},
            after={**after, "digest": digest(version.document)})  # fmt: skip
    return version


@transaction.atomic
def submit_version(
    version_id: uuid.UUID, *, note: str, actor: Actor, now: dt.datetime, named_approver_id: uuid.UUID | None = None
) -> ProgrammeVersion:
    """Send a draft to its second person and return it. A unit with one manager names a superior (readings 16).

    Raises:
        NotAllowed, Conflict: not for this actor, not a draft.
        Invalid: something is missing, or the named person cannot be the second one.
    """
    version = locked(version_id)
    allow("submit", version, actor, now)
    missing = blocking(check(version.definition))
    if missing:
        raise Invalid(map(problem_of, missing), message="Onaya sunmadan önce tamamlanması gerekenler var.")
    if named_approver_id is not None:
        _check_named(named_approver_id, version, actor, now)
    version.state, version.note = VersionState.REVIEW, note.strip()[:240]
    version.submitted_by_id, version.submitted_at = actor.id, now
    version.named_approver_id, version.returned_because = named_approver_id, ""
    return _kept(version, "programme.submitted", actor, now)


def _check_named(user_id: uuid.UUID, version: ProgrammeVersion, actor: Actor, now: dt.datetime) -> None:
    if not is_at_work(user_id, on=local_date(now)):
        problem = FieldProblem("named_approver", "approver_unknown", "Bu kişi görevde değil.", "Başka birini seçin.")
        raise Invalid([problem])
    if user_id == actor.id or user_id in version_facts(version).writers:
        raise Invalid([
            FieldProblem("named_approver", "needs_second_person", "Taslağı yazan kişi onaylayamaz.",
                         "Taslağa katkısı olmayan bir üst amir seçin.")
        ])  # fmt: skip


@transaction.atomic
def withdraw_version(version_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> ProgrammeVersion:
    """Take a version back from review; it is a draft again. Raises as `submit_version`."""
    version = locked(version_id)
    allow("withdraw", version, actor, now)
    return _reopened(version, "programme.withdrawn", actor, now)


@transaction.atomic
def return_version(version_id: uuid.UUID, *, reason: str, actor: Actor, now: dt.datetime) -> ProgrammeVersion:
    """Send a version back to its writers with a reason; it is a draft again. Raises as `submit_version`."""
    version = locked(version_id)
    allow("return", version, actor, now)
    if not reason.strip():
        problem = FieldProblem("reason", "missing", "Gerekçe boş bırakılamaz.", "Neyin değişmesini istediğinizi yazın.")
        raise Invalid([problem])
    version.returned_because = reason.strip()[:500]
    return _reopened(version, "programme.returned", actor, now)


def _reopened(version: ProgrammeVersion, action: str, actor: Actor, now: dt.datetime) -> ProgrammeVersion:
    version.state = VersionState.DRAFT
    version.submitted_by_id = version.submitted_at = version.named_approver_id = None
    return _kept(version, action, actor, now)


@transaction.atomic
def approve_version(version_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> ProgrammeVersion:
    """Publish a reviewed version as its second person; the one before is retired. Open cases stay on theirs.

    Raises:
        NotAllowed, Conflict: not for this actor, not in review, its day has not come.
        Invalid: something became wrong since it was submitted (a code of the catalogue was retired).
    """
    version = locked(version_id)
    allow("approve", version, actor, now)
    missing = blocking(check(version.definition))
    if missing:
        raise Invalid(map(problem_of, missing), message="Yayımlamadan önce tamamlanması gerekenler var.")
    before = ProgrammeVersion.objects.published().filter(programme=version.programme).first()
    if before is not None:
        before.state, before.retired_at = VersionState.RETIRED, now
        _kept(before, "programme.replaced", actor, now)
    version.state, version.published_by_id, version.published_at = VersionState.PUBLISHED, actor.id, now
    programme, definition = version.programme, version.definition
    programme.name, programme.target_groups = definition.name.tr[:160], list(definition.target_groups.chosen)
    programme.is_active = True
    given = {one.role: one.rights for one in definition.role_rights}
    set_programme_rights(programme.pk, given, actor=actor, now=now)
    programme.save(update_fields=["name", "target_groups", "is_active", "updated_at"])
    return _kept(version, "programme.published", actor, now)


@transaction.atomic
def retire_version(version_id: uuid.UUID, *, reason: str, actor: Actor, now: dt.datetime) -> ProgrammeVersion:
    """End a published version without a successor: no new cases; open ones run on. Raises as `submit_version`."""
    version = locked(version_id)
    allow("retire", version, actor, now)
    if not reason.strip():
        raise Invalid([FieldProblem("reason", "missing", "Gerekçe boş bırakılamaz.", "Neden kaldırıldığını yazın.")])
    version.state, version.retired_at = VersionState.RETIRED, now
    return _kept(version, "programme.retired", actor, now, reason=reason.strip()[:500])


@transaction.atomic
def discard_draft(version_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> None:
    """Delete a draft; the history keeps that there was one. Raises as `submit_version`."""
    version = locked(version_id)
    allow("discard", version, actor, now)
    record(version, "programme.discarded", actor, now, before={"digest": digest(version.document)})
    version.delete()


def _kept(
    version: ProgrammeVersion, action: str, actor: Actor, now: dt.datetime, *, reason: str = ""
) -> ProgrammeVersion:
    version.version += 1
    version.save(update_fields=["state", "note", "submitted_by_id", "submitted_at", "named_approver_id",
                                "returned_because", "published_by_id", "published_at", "retired_at", "version",
                                "updated_at"])  # fmt: skip
    record(version, action, actor, now, reason=reason, after={"state": version.state, "number": version.number})
    return version
