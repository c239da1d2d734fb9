"""A script cut into its statements: what is sent through a pipeline is one statement at a time.

It knows strings, quoted names, dollar quotes and comments; a body in the form BEGIN ATOMIC ... END is not known (write
it between dollar signs) and would be refused by PostgreSQL when the template is migrated.
"""

import re
from collections.abc import Iterator
from typing import Final

_TOKEN: Final = re.compile(
    r"""
      --[^\n]*                                  # a comment to the end of the line
    | /\*.*?\*/                                 # a comment
    | \b[eE]'(?:[^'\\]|\\.|'')*'                # a string with escapes
    | '(?:[^']|'')*'                            # a string
    | "(?:[^"]|"")*"                            # a quoted name
    | (?<![\w$])(?P<dollar>\$(?:[^\W\d]\w*)?\$).*?(?P=dollar)
    | (?P<end>;)
    """,
    re.VERBOSE | re.DOTALL,
)
_COMMENT: Final = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)


def split_statements(script: str) -> list[str]:
    """Return the statements of `script` without the semicolons between them; empty ones and mere comments are left out.

    Nested comments end where the first of them ends, as nobody writes them in a migration.
    """
    return [piece for piece in _pieces(script) if _COMMENT.sub("", piece).strip()]


def _pieces(script: str) -> Iterator[str]:
    begin = 0
    for token in _TOKEN.finditer(script):
        if token["end"]:
            yield script[begin : token.start()].strip()
            begin = token.end()
    yield script[begin:].strip()
