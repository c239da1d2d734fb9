"""Programmes with capabilities for tests: İzmir's refuses brokerage, Meslek Fabrikası holds it."""

import datetime as dt
from typing import Any

from apps.accounts.models import OrgUnit
from apps.programmes.definition import read
from apps.programmes.models import CapabilityGrant, Programme, ProgrammeVersion
from apps.programmes.operations.grants import GrantRequest
from apps.programmes.registry.acts import Act
from omuz.kernel.ids import new_id
from tests.people.support import unit

TODAY = dt.date(2026, 11, 22)
NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)
A_PDF = b"%PDF-1.7\n1 0 obj\n"
IZMIR_TEXT = {
    "refused": [
        {
            "key": "job_brokerage",
            "basis": {"source": "esaslar", "article": "6"},
            "reason": {"tr": "İşe yerleştirme, iş ve işçi bulmaya aracılık yapılmaz.", "en": "No brokerage."},
        }
    ]
}
HOLDS_BROKERAGE = {"held": [{"key": "job_brokerage"}, {"key": "individual_guidance"}]}


def document(*, code: str = "program", **sections: Any) -> dict[str, Any]:
    """Return a whole definition in its canonical form."""
    plain = {
        "format": 1,
        "code": code,
        "name": {"tr": "Program"},
        "purpose": {"tr": "Amaç"},
        "legal_basis": [{"key": "esaslar", "kind": "directive", "title": "Uygulama Esasları"}],
        "target_groups": {"offered": ["disabled"], "chosen": ["disabled"]},
    }
    return read(plain | sections).document()


def programme_with(capabilities: dict[str, Any] | None, *, of_unit: OrgUnit | None = None, state: str = "published",
                   name: str = "Program", **sections: Any) -> Programme:  # fmt: skip
    """Return a stored programme with one version in that state."""
    programme = Programme.objects.create(code=new_id().hex[-12:], name=name, unit=of_unit or unit())
    add_version(programme, capabilities, state=state, **sections)
    return programme


def add_version(programme: Programme, capabilities: dict[str, Any] | None, *, state: str = "published",
                number: int = 1, **sections: Any) -> ProgrammeVersion:  # fmt: skip
    """Return a stored version of a programme in that state."""
    given: dict[str, Any] = {"capabilities": capabilities} if capabilities is not None else {}
    writer, publisher = new_id(), new_id()
    return ProgrammeVersion.objects.create(
        programme=programme, number=number, state=state, document=document(**given, **sections),
        effective_from=dt.date(2026, 1, 1), drafted_by_id=writer, submitted_by_id=writer, submitted_at=NOW,
        published_by_id=publisher, published_at=NOW,
        retired_at=NOW if state == "retired" else None,
    )  # fmt: skip


def asked(**values: Any) -> GrantRequest:
    """Return a request for brokerage on an İŞKUR protocol, with what the test changes."""
    usual: dict[str, Any] = {
        "capability": "job_brokerage", "basis": "iskur_service_point", "number": "2026/17",
        "dated": dt.date(2026, 10, 1), "valid_from": dt.date(2026, 11, 1), "valid_to": dt.date(2027, 10, 31),
        "act": Act("protokol.pdf", A_PDF),
    }  # fmt: skip
    return GrantRequest(**(usual | values))


def granted(programme: Programme, *, state: str = "approved", **values: Any) -> CapabilityGrant:
    """Return a stored grant of brokerage to the programme's unit."""
    fields: dict[str, Any] = {
        "programme": programme, "unit": programme.unit, "capability": "job_brokerage", "state": state,
        "basis": "iskur_service_point", "number": "2026/17", "dated": dt.date(2025, 10, 1),
        "valid_from": dt.date(2025, 11, 1), "valid_to": dt.date(2027, 10, 31), "document_id": new_id(),
        "requested_by_id": new_id(), "requested_at": NOW - dt.timedelta(days=400),
    }  # fmt: skip
    if state != "requested":
        fields |= {"decided_by_id": new_id(), "decided_at": NOW - dt.timedelta(days=390)}
    return CapabilityGrant.objects.create(**(fields | values))
