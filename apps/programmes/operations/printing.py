"""Printing from a version: the workflow diagram and the table of service standards."""

import dataclasses
import datetime as dt
import uuid
from typing import Final

from apps.programmes.models import ProgrammeVersion
from apps.programmes.printing.pages import MEDIA_TYPES, Form, Frame, Language, print_standards, print_workflow
from apps.programmes.queries.versions import definition_of, get_version
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.context import require_municipality
from omuz.kernel.errors import NotFound

__all__ = ["FORMS", "MEDIA_TYPES", "Printed", "print_version"]

_NAMES: Final = {"workflow": "is-akis-semasi", "standards": "hizmet-standartlari"}
_PRINTERS: Final = {"workflow": print_workflow, "standards": print_standards}
#: Which print there is in which form; a table needs no drawing.
FORMS: Final[dict[str, tuple[Form, ...]]] = {"workflow": ("pdf", "svg", "png"), "standards": ("pdf", "png")}


@dataclasses.dataclass(frozen=True, slots=True)
class Printed:
    """A print as a file."""

    name: str
    media_type: str
    content: bytes


def print_version(
    version_id: uuid.UUID, *, kind: str, form: str, actor: Actor, language: Language, now: dt.datetime
) -> Printed:
    """Return a print of a version that the actor may read, with the corrections of its wording; a draft says so.

    Raises:
        NotFound: no such version for this reader, or no such print.
    """
    known = next((one for one in FORMS.get(kind, ()) if one == form), None)
    if known is None:
        raise NotFound
    version = get_version(version_id, actor=actor)
    content = _PRINTERS[kind](definition_of(version), _frame(version, language, now), known)
    name = f"{version.programme.code}-{version.number}-{_NAMES[kind]}.{known}"
    return Printed(name, MEDIA_TYPES[known], content)


def _frame(version: ProgrammeVersion, language: Language, now: dt.datetime) -> Frame:
    return Frame(
        municipality=require_municipality().name,
        unit=version.programme.unit.name,
        number=version.number,
        state=version.state,  # type: ignore[arg-type]  # the database keeps to these four
        effective_from=version.effective_from,
        printed_on=local_date(now),
        language=language,
    )
