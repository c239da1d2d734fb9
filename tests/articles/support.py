"""İzmir's regulation as a published programme, for the tests that are named after its articles."""

import functools
from typing import Any

from apps.accounts.models import OrgUnit
from apps.programmes.definition import Definition, read
from apps.programmes.models import ProgrammeVersion
from apps.programmes.packs import get_shipped
from tests.programmes.support import published

IZMIR = "izmir-destekli-istihdam"
BEDESTEM = "bedestem"
CAREER_CENTRE = "ilce-kariyer-merkezi"

__all__ = ["BEDESTEM", "CAREER_CENTRE", "IZMIR", "definition_of", "document_of", "programme"]


@functools.cache
def definition_of(code: str, /) -> Definition:
    """Return the definition of a shipped pack as it is."""
    pack = get_shipped(code)
    assert pack is not None, code
    return pack.definition


def document_of(code: str = IZMIR, /, **parts: Any) -> dict[str, Any]:
    """Return the document of a shipped pack with its day of force entered and some parts replaced (None: left out)."""
    document = definition_of(code).document() | {"effective": {"starts_on": "2026-05-01"}} | parts
    return {name: value for name, value in document.items() if value is not None}


def programme(code: str = IZMIR, /, *, unit: OrgUnit | None = None, **parts: Any) -> ProgrammeVersion:
    """Return a published version of a shipped pack in the entered municipality."""
    document = document_of(code, **parts)
    read(document)
    return published(document, unit=unit)
