"""What rules may ask of a case's decisions: whether its service stands still at once."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Final

from apps.decisions.queries.stops import interim_stop_of
from apps.programmes.definition import Definition
from apps.programmes.registry import Facts
from omuz.conditions import Fact, FactType, Text

INTERIM_STOP: Final = "case.interim_stop"


def case_facts(definition: Definition) -> Sequence[Fact]:
    """Return the catalogue: one fixed fact."""
    label = Text("Dosyada tedbiren durdurma var", "The case is under an interim stop")
    return (Fact(INTERIM_STOP, label, FactType.BOOLEAN, origin="Dosya"),)


def load_case_facts(
    ids: Sequence[uuid.UUID], *, on: dt.date, names: frozenset[str], definition: Definition
) -> Mapping[uuid.UUID, Facts]:
    """Return the named facts of these cases as of a day; one statement."""
    if INTERIM_STOP not in names:
        return {}
    stopped = interim_stop_of(ids, on=on)
    return {key: {INTERIM_STOP: key in stopped} for key in ids}
