"""Cases of İzmir's pack on their way to an application, for tests."""

import datetime as dt
from typing import Any

from apps.appointments.operations.booking import Booking, walk_in
from apps.cases.models import Case
from apps.cases.operations.documents import SentDocument, Upload, present_document
from apps.cases.operations.forms import submit_form
from apps.cases.operations.opening import open_case
from apps.people.operations import IdentityDraft, PhoneDraft, SensitiveDraft
from apps.programmes.models import ProgrammeVersion
from omuz.kernel.actors import Actor
from tests.articles.support import programme
from tests.people.support import demo_number, register, unit
from tests.programmes.test_shipped_packs_running import filled
from tests.support.staff import NOW, TODAY

A_PDF = b"%PDF-1.7\n1 0 obj\n"


def izmir_version(**parts: Any) -> ProgrammeVersion:
    """Return İzmir's pack, published in the entered municipality, with some parts replaced (None takes one away)."""
    return programme(unit=unit(), **parts)


def candidate_case(version: ProgrammeVersion, clerk: Actor, *, complete: bool = True, **person: Any) -> Case:
    """Return a new case of a disabled adult; `complete` gives their record what an application needs."""
    known: dict[str, Any] = {
        "sex": "female", "birth_date": dt.date(1996, 5, 1), "birth_precision": "day",
        "unit_id": version.programme.unit_id,
        "programme_id": version.programme_id,
        "sensitive": [SensitiveDraft(kind="target_group", code="disabled", rank="primary", valid_from=TODAY,
                                     valid_to=None)],
    }  # fmt: skip
    if complete:
        known |= {
            "identities": [IdentityDraft(kind="tckn", number=demo_number())],
            "phones": [PhoneDraft(number="+90 000 111 22 33")],
        }
    somebody = register(clerk, **(known | person))
    return open_case(somebody.pk, version.programme_id, actor=clerk, now=NOW).case


def upload(content: bytes = A_PDF, name: str = "belge.pdf") -> Upload:
    """Return a file that may be kept."""
    return Upload(content, name, "application/pdf")


def give(case: Case, document: str, clerk: Actor, *, file: Upload | None = None, **values: Any) -> Any:
    """Put a document on file."""
    sent = SentDocument(document=document, **values)
    return present_document(case.pk, sent, upload=file or upload(A_PDF + document.encode()), actor=clerk, now=NOW)


def met(case: Case, clerk: Actor, *, candidate_present: bool = True, service: str = "application") -> Any:
    """Return an appointment of today to which somebody came."""
    wanted = Booking(programme_id=case.programme_id, service=service, person_id=case.person_id)
    return walk_in(wanted, actor=clerk, now=NOW, candidate_present=candidate_present)


def filed(case: Case, clerk: Actor) -> None:
    """Hand in the pre-application form and present every document that is asked for."""
    definition = case.programme_version.definition
    submit_form(case.pk, "pre_application", filled(definition, "pre_application", yes=True), actor=clerk, now=NOW)
    give(case, "identity_document", clerk)
    give(case, "medical_report", clerk)


def ready(version: ProgrammeVersion, clerk: Actor) -> Case:
    """Return a case whose application may be recorded."""
    case = candidate_case(version, clerk)
    filed(case, clerk)
    met(case, clerk)
    case.refresh_from_db()
    return case
