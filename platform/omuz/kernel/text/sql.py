"""The same functions for PostgreSQL 15 and later, from the same tables, whatever the database's locale.

Each has a quick path for texts of ASCII and composed Turkish letters (nearly all: 3-8 µs instead of 20-60) whose
table is made by asking the Python function letter by letter.
"""

from collections.abc import Callable, Mapping
from typing import Final

from omuz.kernel.text import alphabet
from omuz.kernel.text.turkish import tr_fold, tr_key, tr_lower

_TURKISH: Final = "çğıöşüÇĞİÖŞÜâîûÂÎÛ\N{RIGHT SINGLE QUOTATION MARK}"
_QUICK: Final = "".join(map(chr, range(0x20, 0x7F))) + _TURKISH


def _escape(text: str) -> str:
    return "".join(f"\\u{ord(letter):04X}" for letter in text)


def _literal(text: str) -> str:
    """An escaped string constant in pure ASCII, so that no client encoding or editor can alter it."""
    return f"E'{_escape(text)}'"


def _translate(expression: str, pairs: Mapping[str, str], *, drop: str = "") -> str:
    source, target = "".join(pairs) + drop, "".join(pairs.values())
    return f"pg_catalog.translate({expression}, {_literal(source)}, {_literal(target)})"


def _ascii_lower(expression: str) -> str:
    # Under "C", lower() knows the 26 letters and nothing else, on every server.
    return f'pg_catalog.lower({expression} COLLATE pg_catalog."C")'


def _normalize(expression: str, form: str) -> str:
    return f"pg_catalog.normalize({expression}, '{form}')"


def _lower_body() -> str:
    lowered = _ascii_lower(_translate(_normalize("$1", "NFC"), alphabet.LOWER))
    undotted = f"pg_catalog.regexp_replace({lowered}, E'i\\u0307+', 'i', 'g')"
    return _normalize(undotted, "NFC")


def _fold_body() -> str:
    marks = f"E'[{_escape(alphabet.MARKS[0])}-{_escape(alphabet.MARKS[-1])}]+'"
    decomposed = f'{_normalize("$1", "NFD")} COLLATE pg_catalog."C"'
    bare = _ascii_lower(_translate(f"pg_catalog.regexp_replace({decomposed}, {marks}, '', 'g')", alphabet.FOLD))
    for letter, plain in alphabet.LIGATURES.items():
        bare = f"pg_catalog.replace({bare}, {_literal(letter)}, '{plain}')"
    return _normalize(bare, "NFC")


def _key_body() -> str:
    held = _translate(_normalize("$1", "NFC"), alphabet.KEY_HOLD, drop=alphabet.KEY_DROP)
    return _translate(f"ext.tr_fold({held})", alphabet.KEY_PLACE)


def _quick_body(python: Callable[[str], str]) -> str:
    changed = {letter: python(letter) for letter in _QUICK if python(letter) != letter}
    kept = {letter: answer for letter, answer in changed.items() if answer}
    return _translate("$1", kept, drop="".join(letter for letter, answer in changed.items() if not answer))


def _function(name: str, python: Callable[[str], str], body: str) -> str:
    is_quick = f"($1 COLLATE pg_catalog.\"C\") OPERATOR(pg_catalog.~) E'^[ -~{_escape(_TURKISH)}]*$'"
    return (
        f"CREATE OR REPLACE FUNCTION ext.{name}(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS "
        f"$body$ SELECT CASE WHEN {is_quick} THEN {_quick_body(python)} ELSE {body} END $body$"
    )


#: One statement an element, in the order in which they must run; the schema `ext` must exist.
SQL_FUNCTIONS: Final[list[str]] = [
    _function("tr_lower", tr_lower, _lower_body()),
    _function("tr_fold", tr_fold, _fold_body()),
    _function("tr_key", tr_key, _key_body()),
]
