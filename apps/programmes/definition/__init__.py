"""A programme's definition: its shape, how it is read, what is wrong with it. Pure: no database, no clock."""

from apps.programmes.definition.base import Citation, Text, Words
from apps.programmes.definition.findings import Finding, InvalidDefinitionError, Path, Weight
from apps.programmes.definition.programme import SECTIONS, Definition, digest
from apps.programmes.definition.reading import read

__all__ = [
    "SECTIONS",
    "Citation",
    "Definition",
    "Finding",
    "InvalidDefinitionError",
    "Path",
    "Text",
    "Weight",
    "Words",
    "digest",
    "read",
]
