"""What a programme has made of its pack, and what the pack's new version would change in it."""

import dataclasses
import uuid
from collections.abc import Mapping
from typing import Any

from apps.programmes.definition import Finding
from apps.programmes.definition.checking import check
from apps.programmes.definition.diffing import Change, diff
from apps.programmes.definition.merging import Merge, merge
from apps.programmes.enums import VersionState
from apps.programmes.models import ProgrammeVersion
from apps.programmes.packs import Pack, get_shipped
from apps.programmes.packs.layout import version_key
from apps.programmes.queries.versions import corrected_document, readable_versions
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, NotFound


@dataclasses.dataclass(frozen=True, slots=True)
class Upgrade:
    """A pack's version for a programme that runs the pack.

    `start` is the version that it would be merged into: the draft that stands, or what a new draft is copied from.
    """

    start: ProgrammeVersion
    pack: Pack
    mine: Mapping[str, Any]
    base: Mapping[str, Any]
    merge: Merge

    @property
    def is_current(self) -> bool:
        """Whether the programme has taken over this very version."""
        return self.start.upstream_version == self.pack.version and not diff(self.base, self.theirs)

    @property
    def is_older(self) -> bool:
        """Whether the pack is older than what was taken over: an installation that was set back."""
        return version_key(self.pack.version) < version_key(self.start.upstream_version)

    @property
    def theirs(self) -> Mapping[str, Any]:
        """The pack's document under the programme's code."""
        return as_upstream(self.pack, self.start)

    def changes(self) -> tuple[Change, ...]:
        """Return what the merge changes in the programme."""
        return diff(self.mine, self.merge.document)

    def local_changes(self) -> tuple[Change, ...]:
        """Return what the municipality has changed since it took the pack over."""
        return diff(self.base, self.mine)

    def findings(self) -> tuple[Finding, ...]:
        """Return what is wrong or incomplete in what comes out."""
        return self.merge.findings if self.merge.definition is None else check(self.merge.definition)


def as_upstream(pack: Pack, version: ProgrammeVersion) -> dict[str, Any]:
    """Return a pack's document under the programme's code: the ancestor of its next merge."""
    return {**pack.definition.document(), "code": version.document.get("code", pack.code)}


def get_upgrade(
    programme_id: uuid.UUID, *, actor: Actor, pack: Pack | None = None, choices: Mapping[str, str] | None = None
) -> Upgrade:
    """Return what the pack's shipped version (or the one given) would make of a programme.

    Raises:
        NotFound: no such programme for this reader.
        Conflict: the programme does not come from a pack, or its pack is no longer shipped.
    """
    start = _start(programme_id, actor)
    if start.upstream is None:
        raise Conflict(
            "no_upstream",
            "Bu program bir paketten başlatılmamış.",
            remedy="Yeni sürüm yalnızca paketten başlatılan programlara gelir.",
        )
    pack = pack or get_shipped(start.programme.pack)
    if pack is None:
        raise Conflict(
            "pack_not_shipped",
            "Bu programın paketi bu kurulumda yok.",
            remedy="Program olduğu gibi çalışır; yeni sürümü platform işletmecisinden isteyin.",
        )
    mine = corrected_document(start)
    return Upgrade(start, pack, mine, start.upstream, merge(start.upstream, mine, as_upstream(pack, start), choices))


def _start(programme_id: uuid.UUID, actor: Actor) -> ProgrammeVersion:
    versions = list(readable_versions(actor).filter(programme=programme_id).order_by("-number")[:20])
    if not versions:
        raise NotFound
    for states in ({VersionState.DRAFT, VersionState.REVIEW}, {VersionState.PUBLISHED}):
        found = next((one for one in versions if one.state in states), None)
        if found is not None:
            return found
    return versions[0]
