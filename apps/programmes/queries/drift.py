"""How far a municipality's programmes have moved away from their packs: counts, and nothing that somebody wrote."""

import dataclasses
from collections import Counter
from collections.abc import Mapping

from apps.programmes.definition import SECTIONS
from apps.programmes.definition.diffing import diff
from apps.programmes.enums import VersionState
from apps.programmes.models import ProgrammeVersion
from apps.programmes.queries.versions import corrected_document


@dataclasses.dataclass(frozen=True, slots=True)
class PackStanding:
    """Which version of a pack is in use, and how many places were changed since it was taken over, by section."""

    pack: str
    taken: str
    sections: Mapping[str, int]


def pack_standings() -> list[PackStanding]:
    """Return the standing of every active programme that runs a pack, by pack, as its version in force has it.

    A programme that has nothing in force yet counts with its draft.
    """
    rows = ProgrammeVersion.objects.select_related("programme").filter(
        programme__is_active=True, upstream__isnull=False, state__in=(VersionState.DRAFT, VersionState.PUBLISHED)
    )
    chosen: dict[str, ProgrammeVersion] = {}
    for version in rows.exclude(programme__pack="").order_by("programme__pack", "number"):
        held = chosen.get(version.programme.pack)
        if held is None or held.state != VersionState.PUBLISHED:
            chosen[version.programme.pack] = version
    return [_standing(version) for version in chosen.values()]


def _standing(version: ProgrammeVersion) -> PackStanding:
    changes = diff(version.upstream or {}, corrected_document(version))
    counts = Counter(change.section for change in changes if change.section in SECTIONS)
    return PackStanding(version.programme.pack, version.upstream_version, dict(sorted(counts.items())))
