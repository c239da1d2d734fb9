"""A programme of a municipality as a pack: what is exported and compared on the command line."""

import dataclasses

from apps.programmes.definition import read
from apps.programmes.enums import VersionState
from apps.programmes.models import ProgrammeVersion
from apps.programmes.packs import Pack
from apps.programmes.queries.versions import corrected_document
from omuz.kernel.errors import NotFound

#: What a programme of the municipality's own making is exported as.
FIRST = "1.0.0"


@dataclasses.dataclass(frozen=True, slots=True)
class NamedProgramme:
    """A programme's version as a pack."""

    pack: Pack
    version: ProgrammeVersion


def find_programme(code: str, *, number: int | None = None) -> NamedProgramme:
    """Return a programme's version, with the corrections of its wording: the one in force, else the newest.

    Raises:
        NotFound: no such programme or version.
    """
    versions = ProgrammeVersion.objects.select_related("programme").filter(programme__code=code).order_by("-number")
    if number is not None:
        found = versions.filter(number=number).first()
    else:
        found = versions.filter(state=VersionState.PUBLISHED).first() or versions.first()
    if found is None:
        raise NotFound("programme_unknown", f"Bu belediyede “{code[:60]}” kodlu program ya da o sürümü yok.")
    return NamedProgramme(Pack(read(corrected_document(found)), found.upstream_version or FIRST), found)
