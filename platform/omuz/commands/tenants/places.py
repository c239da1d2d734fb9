"""Provinces and districts as the country writes them: what is typed is matched, a near miss is named."""

import difflib

from django.core.management.base import CommandError

from apps.programmes.geography import list_districts, list_provinces, match_district, match_province
from omuz.kernel.text import tr_fold


def known_province(text: str) -> str:
    """Return the province as it is written, for any case and with or without accents.

    Raises:
        CommandError: there is none of that name; the nearest one is named.
    """
    found = match_province(text)
    if found is None:
        raise CommandError(f"{text!r} is no province of the country.{_nearest(text, list_provinces())}")
    return found


def known_district(province: str, text: str) -> str:
    """Return the district of that province as it is written; an empty text stays empty.

    Raises:
        CommandError: there is none of that name there; the nearest one is named.
    """
    if not text:
        return ""
    found = match_district(province, text)
    if found is None:
        raise CommandError(f"{text!r} is no district of {province}.{_nearest(text, list_districts(province))}")
    return found


def _nearest(text: str, names: list[str]) -> str:
    folded = {tr_fold(name): name for name in names}
    near = difflib.get_close_matches(tr_fold(text.strip()), folded, n=1)
    return f" Did you mean {folded[near[0]]}?" if near else ""
