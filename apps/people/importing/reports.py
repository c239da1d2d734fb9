"""The disability report that a row tells of (by-laws of 20.02.2019: adults have a rate, ÇÖZGER has a level)."""

import json
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Final

from apps.people.enums import Permanence, ReportKind
from apps.people.importing.targets import ImportSettings
from apps.people.models import MedicalReport, Person
from apps.people.rules.medical import REPORT_FIELD, SEALED_VALUES, ReportDraft
from apps.programmes.catalogue import DISABILITY_GROUPS
from omuz.kernel import crypto

REPORT_FIELDS: Final = (
    "report_kind",
    "report_rate",
    "report_level",
    "report_permanence",
    "report_issued",
    "report_expires",
)


def report_problems(values: Mapping[str, Any], programme_id: uuid.UUID | None) -> Iterable[tuple[str, str, str, str]]:
    """Yield (field, code, message, remedy) for what contradicts itself."""
    given = [key for key in REPORT_FIELDS if key in values]
    if not given:
        return
    if programme_id is None:
        yield (
            given[0],
            "programme_required",
            "Rapor bilgisinin hangi program için alındığı belli değil.",
            "Programı yazın.",
        )
    if _kind(values) == ReportKind.COZGER and "report_rate" in values:
        yield "report_rate", "cozger_has_no_rate", "ÇÖZGER raporunda oran olmaz.", "Düzeyini yazın, oranı silin."
    issued, expires = values.get("report_issued"), values.get("report_expires")
    if values.get("report_permanence") == Permanence.PERMANENT and expires:
        yield "report_expires", "permanent_never_ends", "Sürekli raporun bitiş tarihi olmaz.", "Birini silin."
    if issued and expires and expires <= issued:
        yield "report_expires", "ends_before_start", "Rapor bitişi, rapor tarihinden önce.", "Tarihleri düzeltin."


def _kind(values: Mapping[str, Any]) -> str:
    return str(values.get("report_kind") or (ReportKind.COZGER if "report_level" in values else ReportKind.ADULT))


def build_report(values: Mapping[str, Any], person: Person, settings: ImportSettings) -> MedicalReport | None:
    """Return the report's row, not stored; None where the row tells of none."""
    if not any(key in values for key in REPORT_FIELDS) or person.programme_id is None:
        return None
    entry = DISABILITY_GROUPS.codes[0]
    expires = values.get("report_expires")
    permanence = values.get("report_permanence") or (Permanence.TEMPORARY if expires else Permanence.PERMANENT)
    report = MedicalReport(
        person=person,
        kind=_kind(values),
        permanence=permanence,
        issued_on=values.get("report_issued"),
        expires_on=expires,
        programme_id=person.programme_id,
        legal_basis=entry.basis,
        statute=entry.statute,
        recorded_at=settings.now,
        recorded_by_id=settings.actor.id,
    )
    draft = ReportDraft(kind=report.kind, rate=values.get("report_rate"), level=values.get("report_level") or "")
    content = {name: getattr(draft, name) for name in SEALED_VALUES}
    report.sealed = crypto.seal_text(json.dumps(content), field=REPORT_FIELD, row_id=report.pk)
    return report
