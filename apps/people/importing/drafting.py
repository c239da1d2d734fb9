"""From a row's values to a draft as someone would type it, and back from the draft's problems to the row's columns."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from apps.people.enums import MissingField, Rank, SensitiveKind
from apps.people.importing.fields import FACT_LISTS, SENSITIVE_LISTS
from apps.people.importing.history import DatedCode
from apps.people.importing.rows import missing_reason
from apps.people.importing.targets import ImportSettings, ReadRow, RowProblem
from apps.people.rules.draft import (
    AddressDraft,
    FactDraft,
    IdentityDraft,
    MissingDraft,
    PersonDraft,
    PhoneDraft,
    SensitiveDraft,
)
from omuz.kernel.context import require_municipality
from omuz.kernel.errors import FieldProblem
from omuz.kernel.text import tr_fold
from omuz.tabular.errors import Problem
from omuz.tabular.fields import fold_words
from omuz.tabular.parsing.dates import PartialDate
from omuz.tabular.parsing.identity import IdentityNumber

#: ISO 3166 reserves it for "not known"; a passport without a country in an old list.
UNKNOWN_COUNTRY: Final = "XX"
_ADDRESS: Final = ("province", "district", "neighbourhood", "address", "postal_code")
#: What is missing -> the fields any of which would say it.
_SAYS: Final[Mapping[str, Sequence[str]]] = {
    MissingField.IDENTITY: ("identity",),
    MissingField.BIRTH_DATE: ("birth_date",),
    MissingField.SEX: ("sex",),
    MissingField.CONTACT: ("phone", "phone_2", "email"),
    MissingField.ADDRESS: ("address", "district", "province", "neighbourhood"),
    MissingField.EDUCATION: ("education",),
    MissingField.EMPLOYMENT: ("employment",),
    MissingField.TARGET_GROUP: ("target_primary", "target_secondary"),
    MissingField.INTERVIEWER: ("interviewer",),
}
_MISSING_LABELS: Final = {fold_words(str(label)): code for code, label in MissingField.choices}


@dataclass(slots=True)
class LookUps:
    """Names of the municipality's own things, folded -> key."""

    units: Mapping[str, uuid.UUID]
    programmes: Mapping[str, uuid.UUID]
    staff: Mapping[str, uuid.UUID]
    unit_id: uuid.UUID | None = None
    programme_id: uuid.UUID | None = None


@dataclass(slots=True)
class Drafted:
    """A draft, and which field each of its numbered parts came from."""

    draft: PersonDraft
    places: dict[str, str] = field(default_factory=dict)
    unit_id: uuid.UUID | None = None

    def field_of(self, path: str) -> str:
        """Return the field behind a path of the draft: "phones.1.number" -> "phone_2"."""
        parts = path.split(".")
        if parts[0] == "address":
            return "address" if parts[-1] == "line" else parts[-1]
        return self.places.get(".".join(parts[:2]), {"birth_precision": "birth_date"}.get(parts[0], parts[0]))


class Drafting:
    """Makes drafts of rows under one import's settings."""

    def __init__(self, settings: ImportSettings, looked_up: LookUps) -> None:
        self._settings = settings
        self._known = looked_up
        options = settings.options
        self._source = "self" if options.get("source") == "self" else "archive"
        self._channel = str(options.get("channel") or "archive")
        registered = options.get("registered_on")
        self._registered_on = dt.date.fromisoformat(str(registered)) if registered else settings.today
        self._absent = str(options.get("missing_reason", "archive"))
        self._province = require_municipality().province

    def draft(self, row: ReadRow) -> Drafted:
        """Return the row's draft; names that nobody here bears become problems or notes of the row."""
        values = row.values
        full = values.get("full_name")
        given, surname = values.get("given_names", ""), values.get("surname", "")
        if full is not None and not given and not surname:
            given, surname = full.given_names, full.surname
        birth = values.get("birth_date")
        registered_on = values.get("registered_on", self._registered_on)
        if isinstance(birth, PartialDate) and birth.value > registered_on:
            row.problems.append(self._problem("birth_date", "born_later", "Doğum tarihi kayıttan sonra.", "Düzeltin."))
        programme_id = self._look_up(row, "programme", self._known.programmes, self._known.programme_id)
        drafted = Drafted(PersonDraft(), unit_id=self._look_up(row, "unit", self._known.units, self._known.unit_id))
        interviewer_id, notes = self._interviewer(row)
        drafted.draft = PersonDraft(
            given_names=given,
            surname=surname,
            other_names=values.get("other_names", ""),
            working_label=values.get("working_label", ""),
            birth_date=birth.value if birth else None,
            birth_precision=birth.precision if birth else "unknown",
            sex=values.get("sex", ""),
            email=values.get("email", ""),
            channel=values.get("channel", self._channel),
            notes=notes,
            registered_on=registered_on,
            interviewer_id=interviewer_id,
            unit_id=drafted.unit_id,
            programme_id=programme_id,
            file_number=values.get("file_number", ""),
            identities=self._identities(values, drafted),
            phones=self._phones(values, drafted),
            address=self._address(values),
            facts=self._facts(values, drafted, registered_on),
            sensitive=self._sensitive(row, drafted, registered_on, programme_id),
            missing_reasons=self._missing(row),
        )
        return drafted

    def problems(self, found: Iterable[FieldProblem], drafted: Drafted) -> list[RowProblem]:
        """Return a draft's problems at the columns they came from."""
        return [
            self._problem(drafted.field_of(one.field), one.code, one.message, one.remedy or "Değeri düzeltin.")
            for one in found
        ]

    def _problem(self, key: str, code: str, message: str, remedy: str) -> RowProblem:
        columns = self._settings.columns
        if key == "given_names" and key not in columns:
            key = "full_name" if "full_name" in columns else key
        return RowProblem(columns.get(key), key, Problem(code, message, remedy))

    def _look_up(
        self, row: ReadRow, key: str, known: Mapping[str, uuid.UUID], default: uuid.UUID | None
    ) -> uuid.UUID | None:
        name = row.values.get(key)
        if not name:
            return default
        found = known.get(tr_fold(name))
        if found is None and default is None:
            what = {"unit": "birim", "programme": "program"}[key]
            row.problems.append(
                self._problem(key, f"unknown_{key}", f"“{name}” adlı {what} yok.", "Adını düzeltin ya da boş bırakın.")
            )
        return found or default

    def _interviewer(self, row: ReadRow) -> tuple[uuid.UUID | None, str]:
        name, notes = row.values.get("interviewer"), row.values.get("notes", "")
        if not name:
            return None, notes
        found = self._known.staff.get(tr_fold(name))
        if found is None:
            message = f"“{name}” personel listesinde yok; notlara yazılır."
            row.notes.append(self._problem("interviewer", "unknown_interviewer", message, ""))
            notes = f"{notes}\nGörüşmeyi yapan (listede): {name}".strip()
        return found, notes

    def _identities(self, values: Mapping[str, Any], drafted: Drafted) -> tuple[IdentityDraft, ...]:
        found = values.get("identity")
        if not isinstance(found, IdentityNumber):
            return ()
        drafted.places["identities.0"] = "identity"
        country = values.get("passport_country", UNKNOWN_COUNTRY) if found.kind == "passport" else ""
        # A foreigner's number that fails its check is noted, not refused: the list was made from documents.
        return (IdentityDraft(kind=found.kind, number=found.number, country=country, accept_unusual=True),)

    def _phones(self, values: Mapping[str, Any], drafted: Drafted) -> tuple[PhoneDraft, ...]:
        phones: list[PhoneDraft] = []
        for key in ("phone", "phone_2"):
            for number in values.get(key, ()):
                drafted.places[f"phones.{len(phones)}"] = key
                mobile = number.startswith(("+905", "+90000")) or not number.startswith("+90")
                phones.append(PhoneDraft(number=number, kind="mobile" if mobile else "home"))
        return tuple(phones)

    def _address(self, values: Mapping[str, Any]) -> AddressDraft | None:
        if not any(key in values for key in _ADDRESS):
            return None
        return AddressDraft(
            province=values.get("province", self._province),
            district=values.get("district", ""),
            neighbourhood=values.get("neighbourhood", ""),
            line=values.get("address", ""),
            postal_code=values.get("postal_code", ""),
        )

    def _facts(self, values: Mapping[str, Any], drafted: Drafted, registered_on: dt.date) -> tuple[FactDraft, ...]:
        facts: list[FactDraft] = []
        for kind in FACT_LISTS:
            entries: Sequence[DatedCode] = values.get(kind, ())
            for entry in entries:
                drafted.places[f"facts.{len(facts)}"] = kind
                facts.append(
                    FactDraft(
                        kind=kind,
                        code=entry.code,
                        source=self._source,
                        valid_from=entry.starts(registered_on),
                        valid_to=entry.valid_to,
                    )
                )
        return tuple(facts)

    def _sensitive(
        self, row: ReadRow, drafted: Drafted, registered_on: dt.date, programme_id: uuid.UUID | None
    ) -> tuple[SensitiveDraft, ...]:
        facts: list[SensitiveDraft] = []
        seen: set[tuple[str, str, uuid.UUID | None, dt.date | None]] = set()
        for key, (kind, _) in SENSITIVE_LISTS.items():
            entries: Sequence[DatedCode] = row.values.get(key, ())
            for entry in entries:
                programme = self._programme_of(entry, programme_id)
                start = entry.starts(registered_on)
                if (kind, entry.code, programme, start) in seen:
                    continue
                seen.add((kind, entry.code, programme, start))
                drafted.places[f"sensitive.{len(facts)}"] = key
                facts.append(
                    SensitiveDraft(
                        kind=SensitiveKind(kind),
                        code=entry.code,
                        rank=Rank.PRIMARY if key == "target_primary" else Rank.SECONDARY,
                        source=self._source,
                        programme_id=programme,
                        valid_from=start,
                        valid_to=entry.valid_to,
                    )
                )
        return tuple(facts)

    def _programme_of(self, entry: DatedCode, default: uuid.UUID | None) -> uuid.UUID | None:
        return self._known.programmes.get(tr_fold(entry.programme), default) if entry.programme else default

    def _missing(self, row: ReadRow) -> tuple[MissingDraft, ...]:
        """Return why what is absent is absent: as the cell says, as the list of reasons says, else as an old record."""
        reasons = dict(_listed_reasons(row.values.get("missing", "")))
        for missing, keys in _SAYS.items():
            if any(key in row.values for key in keys):
                continue
            said = next((row.missing[key] for key in keys if key in row.missing), "")
            reason = said or ("" if "missing" in self._settings.columns else self._absent)
            if reason:
                reasons.setdefault(str(missing), reason)
        return tuple(MissingDraft(field=name, reason=reason) for name, reason in reasons.items())


def _listed_reasons(text: str) -> Iterable[tuple[str, str]]:
    """Yield what a cell "Adres: Bilinmiyor; Kimlik numarası: İbraz edilmedi" says."""
    for part in text.split(";"):
        label, _, reason = part.partition(":")
        name, code = _MISSING_LABELS.get(fold_words(label)), missing_reason(reason)
        if name and code:
            yield name, code
