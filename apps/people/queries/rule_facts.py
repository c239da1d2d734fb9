"""Facts of people that rules ask about: what each is, and reading them for thousands in a fixed number of statements.

What is not recorded is missing, never a silent no. Special values of another programme are not read for this one
without a recorded basis (readings 3): to a rule they are not recorded. Nothing here is logged: whoever shows a value
to somebody logs the reading.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL

from apps.people.enums import Rank, SensitiveKind
from apps.people.models import MedicalReport, Person, PersonAddress, PersonFact, Representative, SensitiveFact
from apps.people.queries.counted import AUTHORITY
from apps.people.queries.described import DATED, PERSON_FACTS, choices_of, sensitive_field
from apps.people.rules.birth import age_on, months_on
from apps.people.rules.medical import REPORT_FIELD, Birth, effective_end
from apps.privacy.queries import OpenedKinds, opened_kinds
from apps.programmes.definition import Definition
from apps.programmes.queries import find_programme_id
from apps.programmes.registry import FactSource, Subject
from omuz.conditions import Choice, Fact, FactType, Text
from omuz.kernel import crypto

READING_REPORT: Final = "medical_report"
_PERSON, _RECORD = "Kişi kaydı", "Kişinin dönemli bilgileri"
_SPECIAL = "Kişinin özel nitelikli bilgileri (bu programda kayıtlı olanlar)"
_ORIGINS: Final = dict.fromkeys(DATED, _RECORD) | dict.fromkeys(
    ("primary_target_group", "target_groups", "disability_groups"), _SPECIAL
)
_PHRASES: Final = {
    "age": Text("yaşı", "age"),
    "sex": Text("cinsiyeti", "sex"),
    "target_groups": Text("hedef grupları", "target groups"),
    "disability_groups": Text("engel grupları", "disability groups"),
    "primary_target_group": Text("birincil hedef grubu", "primary target group"),
}
_OWN: Final = (
    Fact("age_months", Text("Yaş (ay)", "Age in months"), FactType.INTEGER, origin=_PERSON,
         phrase=Text("ay olarak yaşı", "age in months")),
    Fact("district", Text("İlçe", "District"), FactType.TEXT, origin="Adres (gizli adresler okunmaz)",
         phrase=Text("oturduğu ilçe", "district")),
    Fact("has_medical_report", Text("Geçerli engellilik raporu kayıtlı", "Valid disability report on file"),
         FactType.BOOLEAN, special=True, origin=_SPECIAL),
    Fact("medical_report_rate", Text("Rapordaki engel oranı (%)", "Rate of disability in the report (%)"),
         FactType.INTEGER, special=True, origin=_SPECIAL, phrase=Text("rapordaki engel oranı", "rate of disability")),
    # A guardian tells of incapacity (TMK Art. 405).
    Fact("has_representative", Text("Yasal temsilcisi kayıtlı", "Legal representative on file"), FactType.BOOLEAN,
         special=True, origin="Kişinin temsilcileri"),
)  # fmt: skip
_GROUPED: Final = {"primary_target_group": SensitiveKind.TARGET_GROUP, "target_groups": SensitiveKind.TARGET_GROUP,
                   "disability_groups": SensitiveKind.DISABILITY_GROUP}  # fmt: skip
#: Under which kind the reading of a fact is logged, and a recorded basis opens it.
SPECIAL_KINDS: Final[Mapping[str, str]] = {name: kind.value for name, kind in _GROUPED.items()} | {
    "has_medical_report": READING_REPORT,
    "medical_report_rate": READING_REPORT,
    "has_representative": "representative",
}

_OF_PERSON: Final = frozenset({"sex", "age", "age_months", "registered_on", "channel"})
_LIST_OF: Final[Mapping[str, str]] = {
    SensitiveKind.TARGET_GROUP.value: "target_groups",
    SensitiveKind.DISABILITY_GROUP.value: "disability_groups",
}

_Row = dict[uuid.UUID, dict[str, Any]]


def facts_of(definition: Definition) -> Sequence[Fact]:
    """Return the facts of a person under a definition: its local target groups are choices as well."""
    local = tuple(Choice(one.key, Text(one.label.tr, one.label.en or one.label.tr))
                  for one in definition.target_groups.local)  # fmt: skip
    described = []
    for name, fact in PERSON_FACTS.items():
        choices = fact.choices + local if _GROUPED.get(name) is SensitiveKind.TARGET_GROUP else fact.choices
        described.append(
            dataclasses.replace(
                fact, choices=choices, origin=_ORIGINS.get(name, _PERSON), phrase=_PHRASES.get(name, fact.phrase)
            )
        )
    return (*described, *_OWN)


@dataclasses.dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked for: whose facts, which, on which day, and which special kinds may be read from where."""

    keys: RawSQL
    names: Collection[str]
    on: dt.date
    programme_id: uuid.UUID | None
    opened: OpenedKinds
    definition: Definition

    def opens(self, person_id: uuid.UUID, programme_id: uuid.UUID, kind: str) -> bool:
        """Return whether a programme's special value may be read for the programme that asks (readings 3)."""
        return programme_id == self.programme_id or self.opened.opens(person_id, programme_id, kind)


def load(
    ids: Sequence[uuid.UUID], *, on: dt.date, names: Collection[str], definition: Definition
) -> Mapping[uuid.UUID, Mapping[str, Any]]:
    """Return the named facts of each person as they held on the day, as known now."""
    found: _Row = {key: {} for key in ids}
    if not found or not names:
        return found
    special = not SPECIAL_KINDS.keys().isdisjoint(names)
    programme_id = find_programme_id(definition.code) if special else None
    opened = opened_kinds(reader_programme_id=programme_id, on=on) if special else OpenedKinds(())
    asked = _Asked(_keys(found), names, on, programme_id, opened, definition)
    for wanted, loader in _LOADERS:
        if not wanted.isdisjoint(names):
            loader(asked, found)
    return found


def _persons(asked: _Asked, found: _Row) -> None:
    rows = Person.objects.filter(pk__in=asked.keys).values_list(
        "id", "sex", "birth_date", "birth_precision", "registered_on", "channel"
    )
    wanted = _OF_PERSON & set(asked.names)
    for key, sex, birth, precision, registered_on, channel in rows:
        facts = found[key]
        if "age" in wanted:
            facts["age"] = age_on(birth, precision, asked.on)
        if "age_months" in wanted:
            facts["age_months"] = months_on(birth, precision, asked.on)
        if "sex" in wanted:
            facts["sex"] = sex or None
        if "registered_on" in wanted:
            facts["registered_on"] = registered_on
        if "channel" in wanted:
            facts["channel"] = channel
        for name in wanted:
            if facts[name] is None:
                del facts[name]


def _dated(asked: _Asked, found: _Row) -> None:
    kinds = [kind for kind in DATED if kind in asked.names]
    rows = PersonFact.objects.as_of(asked.on).filter(kind__in=kinds, person__in=asked.keys)
    for key, kind, code in rows.values_list("person_id", "kind", "code"):
        found[key][kind] = code


def _groups(asked: _Asked, found: _Row) -> None:
    kinds = {kind for name, kind in _GROUPED.items() if name in asked.names}
    codes = {crypto.token(code, field=sensitive_field(kind)): code
             for kind in kinds for code in _codes(kind, asked.definition)}  # fmt: skip
    ours = Q(programme=asked.programme_id) | Q(programme__in=asked.opened.programmes())
    rows = SensitiveFact.objects.known().filter(ours, kind__in=kinds, person__in=asked.keys)
    rows = rows.order_by(F("valid_from").asc(nulls_first=True), "recorded_at", "id")
    on, by_basis, primary = asked.on, bool(asked.opened.bases), "primary_target_group" in asked.names
    for key, kind, token, rank, programme_id, begins, ends in rows.values_list(
        "person_id", "kind", "token", "rank", "programme_id", "valid_from", "valid_to"
    ):
        if by_basis and not asked.opens(key, programme_id, kind):
            continue
        facts = found[key]
        # Something is recorded, so that what is not among it is known not to hold.
        held = facts.setdefault(_LIST_OF[kind], set())
        code = codes.get(token)
        if code is not None and (begins is None or begins <= on) and (ends is None or ends > on):
            held.add(code)
            if primary and rank == Rank.PRIMARY and kind == SensitiveKind.TARGET_GROUP:
                facts.setdefault("primary_target_group", code)
    for name in set(_LIST_OF.values()) - set(asked.names):
        for facts in found.values():
            facts.pop(name, None)


def _reports(asked: _Asked, found: _Row) -> None:
    rows = MedicalReport.objects.filter(superseded_at__isnull=True, person__in=asked.keys)
    valid: dict[uuid.UUID, list[MedicalReport]] = defaultdict(list)
    for row in rows.select_related("person").only(
        "person__birth_date", "person__birth_precision", "kind", "sealed", "issued_on", "expires_on", "programme_id"
    ).order_by("recorded_at", "id"):  # fmt: skip
        birth = Birth(row.person.birth_date, row.person.birth_precision)
        end = effective_end(kind=row.kind, expires_on=row.expires_on, birth=birth)
        begun = row.issued_on is None or row.issued_on <= asked.on
        if begun and (end is None or end > asked.on) and asked.opens(row.person_id, row.programme_id, READING_REPORT):
            valid[row.person_id].append(row)
    for key, values in found.items():
        if "has_medical_report" in asked.names:
            values["has_medical_report"] = key in valid
        if "medical_report_rate" in asked.names and key in valid:
            rate = _rate(valid[key])
            if rate is not None:
                values["medical_report_rate"] = rate


def _rate(reports: Sequence[MedicalReport]) -> int | None:
    """Return the rate of the report recorded last that has one; a child's report (ÇÖZGER) has none."""
    for row in reversed(reports):
        rate = json.loads(crypto.open_text(bytes(row.sealed), field=REPORT_FIELD, row_id=row.id)).get("rate")
        if rate is not None:
            return int(rate)
    return None


def _representatives(asked: _Asked, found: _Row) -> None:
    rows = Representative.objects.filter(
        Q(starts_on__isnull=True) | Q(starts_on__lte=asked.on), Q(ends_on__isnull=True) | Q(ends_on__gte=asked.on),
        kind__in=AUTHORITY, person__in=asked.keys,
    )  # fmt: skip
    represented = set(rows.values_list("person_id", flat=True))
    for key, values in found.items():
        values["has_representative"] = key in represented


def _districts(asked: _Asked, found: _Row) -> None:
    rows: QuerySet[PersonAddress] = PersonAddress.objects.as_of(asked.on).filter(person__in=asked.keys)
    for key, district in rows.filter(is_hidden=False).exclude(district="").values_list("person_id", "district"):
        found[key]["district"] = district


def _codes(kind: SensitiveKind, definition: Definition) -> Iterator[str]:
    yield from (choice.code for choice in choices_of(kind))
    if kind is SensitiveKind.TARGET_GROUP:
        yield from (one.key for one in definition.target_groups.local)


def _keys(ids: Iterable[uuid.UUID]) -> RawSQL:
    # One parameter however many people, made once: twenty thousand placeholders would take longer to plan than to run.
    return RawSQL("SELECT unnest(string_to_array(%s, ',')::uuid[])", [",".join(map(str, ids))])


_LOADERS: Final[tuple[tuple[frozenset[str], Callable[[_Asked, _Row], None]], ...]] = (
    (_OF_PERSON, _persons),
    (frozenset(DATED), _dated),
    (frozenset(_GROUPED), _groups),
    (frozenset({"has_medical_report", "medical_report_rate"}), _reports),
    (frozenset({"has_representative"}), _representatives),
    (frozenset({"district"}), _districts),
)

PERSON_FACT_SOURCE: Final = FactSource("people.person", Subject.PERSON, facts_of, load)
