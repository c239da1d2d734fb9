"""Taking over a pack's new version: what was changed locally stays, what both changed is decided place by place."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db import transaction

from apps.programmes.definition.merging import Choice, Conflict
from apps.programmes.enums import VersionState
from apps.programmes.models import ProgrammeVersion
from apps.programmes.operations.checks import locked_programme
from apps.programmes.operations.versions import save_document, start_draft
from apps.programmes.packs import Pack
from apps.programmes.queries.packs import as_upstream, get_upgrade
from omuz.kernel import errors
from omuz.kernel.actors import Actor
from omuz.kernel.errors import FieldProblem, Invalid

__all__ = ["upgrade_programme"]


@transaction.atomic
def upgrade_programme(
    programme_id: uuid.UUID,
    *,
    choices: Mapping[str, str],
    actor: Actor,
    now: dt.datetime,
    pack: Pack | None = None,
) -> ProgrammeVersion:
    """Merge the pack's version into the programme's draft, or into a new one, and return that draft.

    Raises:
        NotFound: no such programme for this actor.
        NotAllowed: the actor may not manage programmes of that unit.
        Conflict: it is taken over already, a version awaits its second person, or there is no pack to take over.
        Invalid: a conflict without a choice, or what comes out is wrong; each with its place.
    """
    locked_programme(programme_id)
    found = get_upgrade(programme_id, actor=actor, pack=pack, choices=choices)
    if found.is_current:
        raise errors.Conflict("pack_current", "Program bu paketin son sürümünü zaten kullanıyor.")
    if found.start.state == VersionState.REVIEW:
        raise errors.Conflict(
            "in_review",
            "Bu programın bir sürümü onay bekliyor.",
            remedy="Onay verilmesini bekleyin ya da sürümü onaydan geri çekin.",
        )
    if found.merge.open:
        raise Invalid(map(_undecided, found.merge.open), message="Çakışan her yer için bir seçim yapın.")
    draft = found.start
    if draft.state != VersionState.DRAFT:
        draft = start_draft(programme_id, actor=actor, now=now, note=f"{found.pack.code} {found.pack.version}")
    return save_document(
        draft.pk,
        found.merge.document,
        seen=draft.version,
        actor=actor,
        now=now,
        upstream=as_upstream(found.pack, draft),
        upstream_version=found.pack.version,
    )


def _undecided(conflict: Conflict) -> FieldProblem:
    known = " ya da ".join(Choice)
    return FieldProblem(
        f"choices.{conflict.place}",
        "undecided",
        f"Hem burada hem pakette değişmiş: {conflict.label}.",
        f"Birini seçin ({known}).",
    )
