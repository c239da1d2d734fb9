"""What the made-up module brings: vacancies of a programme in memory, and everything that reads or writes them."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pytest

from apps.accounts.rights import Right
from apps.indicators.definitions import ReportDefinition, Words, all_reports, shipped
from apps.people.exporting import columns as export_columns
from apps.people.exporting.columns import AddedColumn
from apps.people.importing import guarded, targets
from apps.people.importing.guarded import GuardedColumn
from apps.people.operations import exports
from apps.programmes.queries.capabilities import open_programmes
from apps.programmes.registry import FactSource, Subject, doors, facts
from apps.programmes.registry.doors import Door
from omuz.conditions import Fact, FactType
from omuz.conditions import Text as FactWords
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.tabular import parsing
from omuz.tabular.fields import Field
from omuz.tabular.rows import CellValue
from omuz.tabular.writing import OutColumn

CAPABILITY = "job_brokerage"
VACANCIES: dict[uuid.UUID, list[str]] = defaultdict(list)
SENT: dict[uuid.UUID, str] = {}


class VacancyExport:
    """The list of vacancies."""

    key, label, right = "vacancies", "Açık işler", Right.PEOPLE_EXPORT

    def columns(self, wanted: Sequence[str], *, on: dt.date) -> tuple[str, ...]:
        return ("title",)

    def special(self, columns: Sequence[str], filters: Mapping[str, Any]) -> bool:
        return False

    def people(self, filters: Mapping[str, Any], *, actor: Actor, now: dt.datetime) -> int:
        return 0

    def rows(
        self, columns: Sequence[str], filters: Mapping[str, Any], *, actor: Actor, now: dt.datetime
    ) -> tuple[list[OutColumn], Iterable[Sequence[CellValue]]]:
        open_in = open_programmes(Door.EXPORT_LIST, self.key, on=local_date(now)) or frozenset()
        return [OutColumn("İş")], [[title] for one in open_in for title in VACANCIES[one]]


class VacancyImport:
    """Lists of vacancies; they are never read in these tests, only offered."""

    kind, label, right = "vacancies", "Açık işler", Right.PEOPLE_IMPORT
    fields = (Field("title", "İş", "Job", parsing.text(max_length=80)),)

    def check_settings(self, settings: Any) -> None:
        return

    def session(self, settings: Any) -> Any:
        raise NotImplementedError


def _keep_sent(rows: Sequence[tuple[uuid.UUID, Any]], settings: Any) -> None:
    SENT.update(rows)


def _load(ids: Sequence[uuid.UUID], **_: Any) -> dict[uuid.UUID, dict[str, Any]]:
    return {key: {"brokerage.cv_sent": key in SENT} for key in ids}


CV_SENT = Fact("brokerage.cv_sent", FactWords("Özgeçmişi gönderildi", "CV sent"), FactType.BOOLEAN)
FACTS = FactSource("test_brokerage", Subject.PERSON, lambda _: [CV_SENT], _load, CAPABILITY)


def report() -> ReportDefinition:
    """Return a report of placements: a table of a shipped report will do."""
    table = next(iter(all_reports()["mdis"].tables))
    return ReportDefinition("placements", Words("Yerleştirmeler", "Placements"), Words("-", "-"), (table,))


def put_in(patch: pytest.MonkeyPatch) -> None:
    """Put the module into every registry until the test is over."""
    VACANCIES.clear()
    SENT.clear()
    made = report()
    table = made.tables[0].key
    behind = {
        (Door.EXPORT_LIST, "vacancies"), (Door.EXPORT_COLUMN, "people.cv_sent"), (Door.IMPORT_KIND, "vacancies"),
        (Door.IMPORT_COLUMN, "people.cv_sent"), (Door.REPORT, "placements"), (Door.REPORT_TABLE, f"mdis.{table}"),
    }  # fmt: skip
    for one in behind:
        patch.setitem(doors._doors, one, CAPABILITY)
    patch.setitem(exports._targets, "vacancies", VacancyExport())
    patch.setitem(targets._targets, "vacancies", VacancyImport())
    cells = AddedColumn("cv_sent", "Özgeçmiş", lambda ids: {key: SENT[key] for key in ids if key in SENT})
    patch.setitem(export_columns._added, "cv_sent", cells)
    field = Field("cv_sent", "Özgeçmiş", "CV", parsing.text(max_length=80), ("Özgeçmiş",))
    patch.setitem(guarded._columns, ("people", "cv_sent"), GuardedColumn("people", field, _keep_sent))
    patch.setitem(shipped._added, "placements", made)
    patch.setitem(facts._sources, FACTS.key, FACTS)
