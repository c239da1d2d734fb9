"""What is said around an appointment: who comes along, what they need; checked before it is sealed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from apps.appointments.enums import Interpreter, Need, Relation
from apps.appointments.rules.limits import MOST_COMPANIONS, MOST_NAME, MOST_NOTE
from omuz.kernel.errors import FieldProblem


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who comes along. They neither sign nor see the file (readings 12)."""

    relation: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """The sealed part of an appointment."""

    contact_name: str = ""
    phone: str = ""
    email: str = ""
    booker_name: str = ""
    #: Of the booker of a public booking.
    relation: str = ""
    companions: tuple[Companion, ...] = field(default=())
    interpreter: str = ""
    needs: tuple[str, ...] = field(default=())
    note: str = ""
    address: str = ""
    off_slot_reason: str = ""
    cancel_reason: str = ""
    missed_note: str = ""
    correction_reason: str = ""

    def dump(self) -> str:
        """Return the details as JSON, what is empty left out."""
        values: dict[str, Any] = {one.name: getattr(self, one.name) for one in fields(self)}
        values["companions"] = [{"relation": one.relation, "name": one.name} for one in self.companions]
        return json.dumps({key: value for key, value in values.items() if value}, ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> "Details":
        """Return the details of a text made by `dump`."""
        values: dict[str, Any] = json.loads(text)
        values["companions"] = tuple(Companion(**one) for one in values.get("companions", ()))
        values["needs"] = tuple(values.get("needs", ()))
        return cls(**values)


def companions_of(rows: Sequence[Mapping[str, str]]) -> tuple[Companion, ...]:
    """Return companions as they were sent."""
    return tuple(Companion(one.get("relation", ""), " ".join(one.get("name", "").split())) for one in rows)


def problems(details: Details) -> list[FieldProblem]:
    """Return what is wrong with the details, field by field."""
    found = []
    if len(details.companions) > MOST_COMPANIONS:
        found.append(
            FieldProblem("companions", "too_many", f"En çok {MOST_COMPANIONS} refakatçi yazılabilir.", "Azaltın.")
        )
    if any(one.relation not in Relation.values for one in details.companions):
        found.append(FieldProblem("companions", "unknown_code", "Yakınlık anlaşılamadı.", "Listeden seçin."))
    if details.relation and details.relation not in Relation.values:
        found.append(FieldProblem("relation", "unknown_code", "Yakınlık anlaşılamadı.", "Listeden seçin."))
    if details.interpreter not in Interpreter.values:
        found.append(FieldProblem("interpreter", "unknown_code", "Çevirmen seçimi anlaşılamadı.", "Listeden seçin."))
    if not set(details.needs) <= set(Need.values):
        found.append(FieldProblem("needs", "unknown_code", "İhtiyaç seçimi anlaşılamadı.", "Listeden seçin."))
    found += _too_long(details)
    return found


def _too_long(details: Details) -> list[FieldProblem]:
    names = {"contact_name": details.contact_name, "booker_name": details.booker_name}
    texts = {"note": details.note, "address": details.address, "reason": details.off_slot_reason}
    found = [
        FieldProblem(name, "too_long", f"Ad en çok {MOST_NAME} karakter olabilir.", "Kısaltın.")
        for name, value in names.items()
        if len(value) > MOST_NAME
    ]
    if any(len(one.name) > MOST_NAME for one in details.companions):
        found.append(FieldProblem("companions", "too_long", f"Ad en çok {MOST_NAME} karakter olabilir.", "Kısaltın."))
    return found + [
        FieldProblem(name, "too_long", f"Metin en çok {MOST_NOTE} karakter olabilir.", "Kısaltın.")
        for name, value in texts.items()
        if len(value) > MOST_NOTE
    ]
