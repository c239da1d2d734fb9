"""What rules may ask about a case's way in: documents, appointments, the application, the undertaking."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, Final

from apps.appointments.queries.standing import standings
from apps.cases.models import Application, Case, Undertaking
from apps.cases.queries.facts import keys
from apps.cases.queries.intake import tallies
from apps.programmes.definition import Definition
from apps.programmes.registry import Facts
from omuz.conditions import Fact, FactType, Text
from omuz.kernel.clock import TURKEY

COMPLETE: Final = "case.documents_complete"
MISSING: Final = "case.missing_documents"
ATTENDED_ON: Final = "case.appointment_attended_on"
PRESENT: Final = "case.candidate_present"
MISSED: Final = "case.missed_appointments"
RECORDED: Final = "case.application_recorded"
SIGNED: Final = "case.undertaking_signed"
_CASE: Final = "Dosya"
_FILE: Final = (
    Fact(COMPLETE, Text("İstenen belgeler tamam", "All documents are there"), FactType.BOOLEAN, origin=_CASE),
    Fact(MISSING, Text("Eksik belge sayısı", "Missing documents"), FactType.INTEGER, origin=_CASE),
    Fact(RECORDED, Text("Başvurusu kayıtlı", "The application is recorded"), FactType.BOOLEAN, origin=_CASE),
    Fact(SIGNED, Text("Taahhütname imzalandı", "The undertaking is signed"), FactType.BOOLEAN, origin=_CASE),
)
_MEETINGS: Final = (
    Fact(ATTENDED_ON, Text("Gelinen son randevunun günü", "Day of the last attended appointment"), FactType.DATE,
         origin="Randevular"),
    Fact(PRESENT, Text("Aday randevuda bulundu", "The candidate was present"), FactType.BOOLEAN, origin="Randevular"),
    Fact(MISSED, Text("Gelinmeyen randevu sayısı", "Missed appointments"), FactType.INTEGER, origin="Randevular"),
)  # fmt: skip


def file_facts(definition: Definition) -> Sequence[Fact]:
    """Return the facts of every case about its documents, application and undertaking."""
    del definition
    return _FILE


def meeting_facts(definition: Definition) -> Sequence[Fact]:
    """Return the facts about appointments, of programmes that give any."""
    del definition
    return _MEETINGS


def load_file_facts(
    ids: Sequence[uuid.UUID], *, on: dt.date, names: frozenset[str], definition: Definition
) -> Mapping[uuid.UUID, Facts]:
    """Return the named facts of each case as they stand; what documents are asked for is decided for `on`."""
    found: dict[uuid.UUID, dict[str, Any]] = {key: {} for key in ids}
    if names & {COMPLETE, MISSING}:
        for key, (complete, missing) in tallies(ids, definition, on=on).items():
            known = {MISSING: missing} | ({COMPLETE: complete} if complete is not None else {})
            found[key] |= {name: value for name, value in known.items() if name in names}
    if RECORDED in names:
        over = dt.datetime.combine(on + dt.timedelta(days=1), dt.time(), tzinfo=TURKEY)
        rows = Application.objects.filter(case__in=keys(ids), recorded_at__lt=over)
        recorded = set(rows.values_list("case_id", flat=True))
        for key, facts in found.items():
            facts[RECORDED] = key in recorded
    if SIGNED in names:
        signatures = Undertaking.objects.filter(case__in=keys(ids), state="signed", signed_on__lte=on)
        signed = set(signatures.values_list("case_id", flat=True))
        for key, facts in found.items():
            facts[SIGNED] = key in signed
    return found


def load_meeting_facts(
    ids: Sequence[uuid.UUID], *, on: dt.date, names: frozenset[str], definition: Definition
) -> Mapping[uuid.UUID, Facts]:
    """Return the named facts of each case; at most two statements. Without an appointment, days stay unknown."""
    del on, definition
    pairs = {
        key: (person, programme)
        for key, person, programme in Case.objects.filter(pk__in=keys(ids)).values_list(
            "pk", "person_id", "programme_id"
        )
    }
    told = standings(pairs.values())
    found: dict[uuid.UUID, dict[str, Any]] = {key: {} for key in ids}
    for key, pair in pairs.items():
        standing = told[pair]
        facts = {ATTENDED_ON: standing.attended_on, PRESENT: standing.candidate_present, MISSED: standing.missed}
        found[key] = {name: value for name, value in facts.items() if name in names and value is not None}
    return found
