"""The units and programmes that a list of people names, made in a demo municipality that has none yet.

A list that was exported elsewhere names the programmes for which special-category data were collected (readings 3). In
an empty demo municipality nobody could have set them up; in one with real people that is the administrator's decision,
and a name that is not known stays an error of its row.
"""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

from apps.accounts.models import OrgUnit
from apps.people.operations.imports import target_of
from apps.programmes.models import Programme
from omuz.demo.seeding.frame import SEEDER
from omuz.kernel import audit
from omuz.kernel.clock import local_date
from omuz.kernel.context import require_municipality
from omuz.kernel.text import tr_fold
from omuz.tabular.headings import guess_mapping
from omuz.tabular.rows import as_text
from omuz.tabular.source import open_source
from omuz.tabular.table import find_table

_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")
_NAME_LENGTH: Final = 160


def make_places_of(content: bytes, *, now: dt.datetime) -> int:
    """Make the units and programmes that the list names and return how many; 0 where any programme exists already.

    Raises:
        FileRefused: the list cannot be read.
    """
    if not require_municipality().is_demo or Programme.objects.exists():
        return 0
    made = 0
    for unit_name, programme_name in _pairs(content):
        unit, is_new = OrgUnit.objects.get_or_create(name=unit_name)
        if is_new:
            made += 1
            audit.record(actor=SEEDER, action="unit.created", subject=unit, now=now, reason="Listeyle gelen birim")
        code = _NOT_SLUG.sub("-", tr_fold(programme_name)).strip("-")[:60]
        programme, is_new = Programme.objects.get_or_create(
            code=code, defaults={"name": programme_name, "unit": unit, "starts_on": local_date(now)}
        )
        if is_new:
            made += 1
            audit.record(
                actor=SEEDER, action="programme.created", subject=programme, now=now, reason="Listeyle gelen program"
            )
    return made


def _pairs(content: bytes) -> Iterable[tuple[str, str]]:
    """Return each (unit, programme) of the list once; a programme without a unit belongs to one of its own name."""
    fields = target_of("people").fields
    table = find_table(open_source(content), fields)
    guesses = guess_mapping(table.headings, table.samples, fields)
    column = {guess.field: place for place, guess in enumerate(guesses) if guess.field in {"unit", "programme"}}
    found: dict[tuple[str, str], None] = {}
    for row in table.rows() if "programme" in column else ():
        programme = as_text(row.value(column["programme"])).strip()[:_NAME_LENGTH]
        unit = as_text(row.value(column["unit"])).strip()[:_NAME_LENGTH] if "unit" in column else ""
        if programme:
            found[(unit or programme, programme)] = None
    return found
