"""Coded values by any of their names, folded; unknown ones come with what was probably meant."""

import re
from difflib import get_close_matches
from typing import Final

from omuz.tabular.fields import CodeList, ParseContext, Parsed, Parser, fold_words
from omuz.tabular.parsing.texts import clean, failed, lenient, shortened
from omuz.tabular.rows import CellValue, as_text

_SEPARATORS: Final = re.compile(r"\s*[;\n|]\s*")
_YES: Final = frozenset({"evet", "e", "var", "1", "true", "dogru", "x", "yes", "y", "✓", "✔"})
_NO: Final = frozenset({"hayir", "h", "yok", "0", "false", "yanlis", "no", "n"})


def find_code(codes: CodeList, shown: str) -> str | None:
    """Return the code a text names, or None."""
    return codes.known.get(fold_words(shown))


def _unknown(codes: CodeList, shown: str) -> Parsed:
    close = get_close_matches(fold_words(shown), codes.known, n=3, cutoff=0.6)
    meant = list(dict.fromkeys(codes.labels[codes.known[one]] for one in close))
    offered = meant or list(codes.labels.values())[:12]
    opening = "Bunu mu demek istediniz" if meant else "Şunlardan birini yazın"
    return failed(
        "unknown_code", f"“{shortened(shown)}” {codes.name} listesinde yok.", f"{opening}: {'; '.join(offered)}."
    )


def code_list(codes: CodeList) -> Parser:
    """Return a parser of one coded value (its code)."""

    def read(value: CellValue, context: ParseContext) -> Parsed:
        shown = clean(value)
        code = find_code(codes, shown)
        return _unknown(codes, shown) if code is None else Parsed(code)

    return lenient(read)


def code_lists(codes: CodeList) -> Parser:
    """Return a parser of several coded values in one cell (tuple of codes), split at ; and at commas no label holds."""

    def read(value: CellValue, context: ParseContext) -> Parsed:
        found: list[str] = []
        for part in _SEPARATORS.split(as_text(value).strip()):
            if not part:
                continue
            whole = find_code(codes, part)
            pieces = [part] if whole else [piece.strip() for piece in part.split(",") if piece.strip()]
            for piece in pieces:
                code = find_code(codes, piece)
                if code is None:
                    return _unknown(codes, piece)
                if code not in found:
                    found.append(code)
        return Parsed(tuple(found) or None)

    return lenient(read)


def yes_no() -> Parser:
    """Return a parser of yes and no (bool)."""

    def parse(value: CellValue, context: ParseContext) -> Parsed:
        if isinstance(value, bool):
            return Parsed(value)
        shown = clean(value)
        folded = fold_words(shown) or shown
        if folded in _YES:
            return Parsed(True)
        if folded in _NO:
            return Parsed(False)
        return strict(value, context)

    def read(value: CellValue, context: ParseContext) -> Parsed:
        return failed(
            "not_yes_no", f"“{shortened(clean(value))}” evet ya da hayır değil.", "“Evet” ya da “Hayır” yazın."
        )

    strict = lenient(read)
    return parse
