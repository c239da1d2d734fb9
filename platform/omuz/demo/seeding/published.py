"""What Kayseri printed in 2016, word for word, and the day on which its report is read by default."""

import datetime as dt
from pathlib import Path
from typing import Any, Final

import yaml

from apps.indicators.models import PublishedFigure, ReportSetting
from omuz.demo.people.margins import published
from omuz.demo.seeding.frame import SEEDER
from omuz.demo.seeding.houses import House
from omuz.kernel import audit

_FILE: Final = Path(__file__).resolve().parents[1] / "data" / "kayseri-published.yaml"
_REPORT: Final = "mdis"


def ensure(house: House, *, now: dt.datetime) -> int:
    """Store Kayseri's printed percentages; return how many were made (0 elsewhere and on a second run)."""
    if house.slug != "kayseri" or ReportSetting.objects.filter(report=_REPORT).exists():
        return 0
    notes: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    setting = ReportSetting.objects.create(
        report=_REPORT, pinned_as_of=notes["as_of"], pinned_reason=notes["pinned_reason"]
    )
    rows = [
        _figure(table, row, notes)
        for table, content in published()["tables"].items()
        for row in [*content["rows"], {"key": "total", **content.get("total", {})}]
        if "published" in row
    ]
    PublishedFigure.objects.bulk_create(rows)
    audit.record(actor=SEEDER, action="report.published_figures_recorded", subject=setting, now=now)
    return len(rows)


def _figure(table: str, row: dict[str, Any], notes: dict[str, Any]) -> PublishedFigure:
    why = notes["why"].get(table, {}).get(row["key"], {})
    return PublishedFigure(
        report=_REPORT,
        table=table,
        row=row["key"],
        as_of=notes["as_of"],
        percent=row["published"],
        why_tr=why.get("tr", ""),
        why_en=why.get("en", ""),
        source=notes["source"],
    )
