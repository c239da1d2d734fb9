"""Writing values as YAML in one way only, so that the same definition is always the same bytes.

One thing a line, indented by two; texts as they are read, quoted only where they have to be; texts of several lines as
literal blocks, long lines folded; nothing escaped that can be seen.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from apps.programmes.packs.scalars import is_line, is_plain, quoted

WIDTH: Final = 100
#: A literal block keeps its lines as they are; beyond this a paragraph is folded.
_LITERAL: Final = 140


def emit(value: Mapping[str, Any]) -> str:
    """Return a mapping as the text of a file."""
    return "".join(f"{line}\n" for line in _mapping(value, 0))


def _mapping(value: Mapping[str, Any], indent: int) -> Iterator[str]:
    for key, inner in value.items():
        name = key if is_plain(key) else quoted(key)
        yield from _placed(f"{' ' * indent}{name}:", inner, indent + 2)


def _list(values: Sequence[Any], indent: int) -> Iterator[str]:
    for value in values:
        dash = f"{' ' * indent}-"
        lines = list(_mapping(value, indent + 2)) if isinstance(value, Mapping) and value else []
        if lines:
            # The first field stands beside the dash.
            yield f"{dash} {lines[0][indent + 2 :]}"
            yield from lines[1:]
        else:
            yield from _placed(dash, value, indent + 2)


def _placed(head: str, value: Any, indent: int) -> Iterator[str]:
    """Write what stands at a name or a dash."""
    if isinstance(value, Mapping) and value:
        yield head
        yield from _mapping(value, indent)
    elif isinstance(value, list | tuple) and value:
        yield head
        yield from _list(value, indent)
    elif isinstance(value, str):
        yield from _text(head, value, indent)
    else:
        yield f"{head} {_scalar(value)}"


def _scalar(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int | float):
        return repr(value)
    return "{}" if isinstance(value, Mapping) else "[]"


def _text(head: str, text: str, indent: int) -> Iterator[str]:
    lines = text.split("\n")
    room = WIDTH - indent
    if not _fits_block(text, lines) or (len(lines) == 1 and len(head) + 1 + len(text) <= max(WIDTH, len(head) + 40)):
        yield f"{head} {text if is_plain(text) else quoted(text)}"
    elif len(lines) > 1 and max(map(len, lines)) <= _LITERAL:
        yield f"{head} |-"
        yield from _indented(lines, indent)
    else:
        yield f"{head} >-"
        yield from _indented(_folded(lines, max(room, 40)), indent)


def _fits_block(text: str, lines: Sequence[str]) -> bool:
    """Return whether a block gives back the text exactly: nothing hidden, no spaces where blocks count or lose them."""
    if not text.strip() or text[0] == "\n" or text[-1] == "\n":
        return False
    return all(is_line(line) and line == line.strip(" \t") for line in lines)


def _folded(lines: Sequence[str], width: int) -> Iterator[str]:
    for number, line in enumerate(lines):
        if number:
            # One break is written as an empty line; breaks that follow each other are those empty lines themselves.
            yield ""
        if line:
            yield from _wrapped(line, width)


def _wrapped(line: str, width: int) -> list[str]:
    if "  " in line:
        return [line]
    return textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)


def _indented(lines: Sequence[str] | Iterator[str], indent: int) -> Iterator[str]:
    for line in lines:
        yield f"{' ' * indent}{line}" if line else ""
