"""Which part of a definition stands in which file of a pack's folder.

packs/<code>/
  pack.yaml         what it is: version, name, purpose, sources, what is still to come
  programme.yaml    what it rests on and whom it serves
  articles.yaml     the articles of its text, and the guards by which they are kept
  code-lists.yaml   choices of its own
  stages.yaml       stages and transitions
  indicators.yaml   figures
  forms/<key>.yaml  rules/<key>.yaml  letters/<key>.yaml   one each; the file's name is the key
  README.md         for readers; no part of the definition
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

PACK_FILE: Final = "pack.yaml"
README: Final = "README.md"

#: Fields of the definition by file, in the order in which they are written.
FILES: Final[Mapping[str, tuple[str, ...]]] = {
    PACK_FILE: ("format", "code", "status", "name", "purpose", "pending", "sources", "unit", "naming"),
    "programme.yaml": (
        "legal_basis",
        "effective",
        "definitions",
        "target_groups",
        "capabilities",
        "activities",
        "documents",
        "appointments",
        "outcomes",
        "grounds",
        "closures",
        "due_process",
        "deadlines",
        "role_rights",
        "retention",
        "standards",
        "standards_note",
    ),
    "articles.yaml": ("articles",),
    "code-lists.yaml": ("code_lists",),
    "stages.yaml": ("stages", "transitions"),
    "indicators.yaml": ("indicators",),
}
#: Lists with a file for each entry, by folder.
FOLDERS: Final[Mapping[str, str]] = {"forms": "forms", "rules": "rules", "letters": "letters"}
#: Fields of pack.yaml that are the pack's, not the definition's. `order` lists the keys of a folder where they are not
#: in the order of the alphabet.
VERSION: Final = "version"
ORDER: Final = "order"

_VERSION: Final = re.compile(r"(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})")

FIELD_FILES: Final[Mapping[str, str]] = {field: file for file, fields in FILES.items() for field in fields}


def is_version(text: object) -> bool:
    """Return whether a text is a version: three numbers, "1.4.0"."""
    return isinstance(text, str) and _VERSION.fullmatch(text) is not None


def version_key(text: str) -> tuple[int, ...]:
    """Return what versions are ordered by; what is none comes first."""
    return tuple(int(part) for part in text.split(".")) if is_version(text) else ()
