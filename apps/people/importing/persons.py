"""The target for persons: what makes a row whole, who it may already be, and how it is written."""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth import get_user_model

from apps.accounts.queries import list_units
from apps.accounts.rights import Right
from apps.people.enums import ImportRowState, PersonState
from apps.people.importing.drafting import Drafted, Drafting, LookUps
from apps.people.importing.fields import PEOPLE_FIELDS
from apps.people.importing.reports import build_report, report_problems
from apps.people.importing.snapshot import Additions, Snapshot, additions, load_snapshots
from apps.people.importing.targets import ImportSettings, ReadRow, TargetSession, Verdict
from apps.people.models import Person, PersonIdentity, PersonPhone
from apps.people.operations.building import PersonRows, build_person, identity_index
from apps.people.operations.checking import Checked, check_draft
from apps.people.operations.registration import audit_values, store_people
from apps.people.rules.contact import phone_digits
from apps.programmes.queries import list_programmes
from omuz.kernel import audit
from omuz.kernel.errors import DomainError, NotAllowed
from omuz.kernel.models.bulk import insert_many
from omuz.kernel.text import tr_fold

_S = ImportRowState
SPECIAL: Final = frozenset(one.key for one in PEOPLE_FIELDS if one.special)


class PeopleTarget:
    """Imports of persons."""

    kind = "people"
    label = "Kişiler"
    right = Right.PEOPLE_IMPORT
    fields = PEOPLE_FIELDS

    def check_settings(self, settings: ImportSettings) -> None:
        """Refuse special-category columns without the right to record them, or for no programme (readings 3)."""
        special = SPECIAL & set(settings.columns)
        if special and settings.actor.kind == "staff" and not settings.actor.can(Right.PEOPLE_SPECIAL_WRITE):
            raise NotAllowed(
                "special_write_needed",
                "Hedef grup, engel ve rapor sütunlarını içe aktarma yetkiniz yok.",
                remedy="Bu sütunlar için “Alma” seçin ya da yetkili birine bırakın.",
            )
        programmes = PeopleSession.programmes(settings)
        chosen = settings.options.get("programme_id")
        if chosen and all(str(one.pk) != str(chosen) for one in programmes):
            raise DomainError("unknown_programme", "Bu program bulunamadı.", field="programme_id")
        if special and not chosen and "programme" not in settings.columns and len(programmes) != 1:
            raise DomainError(
                "programme_required",
                "Hedef grup, engel ve rapor bilgileri bir program için toplanır; program seçilmemiş.",
                field="programme_id",
                remedy="Ayarlardan programı seçin.",
            )

    def session(self, settings: ImportSettings) -> TargetSession:
        """Return a pass over one file."""
        return PeopleSession(settings)


@dataclass(slots=True)
class Prepared:
    """A row that has passed every check that needs no other record."""

    drafted: Drafted
    checked: Checked


class PeopleSession:
    """One pass: look-ups read once, rows checked, matched and written in batches."""

    def __init__(self, settings: ImportSettings) -> None:
        self._settings = settings
        actor, options = settings.actor, settings.options
        units = None if actor.kind == "system" else actor.units_for(Right.PEOPLE_IMPORT)
        staff = get_user_model().objects.filter(is_active=True)
        reachable = [one for one in list_units() if one.is_active and (units is None or one.pk in units)]
        programmes = self.programmes(settings)
        only_unit = reachable[0].pk if len(reachable) == 1 else None
        only_programme = programmes[0].pk if len(programmes) == 1 else None
        looked_up = LookUps(
            units=_by_names((one.pk, one.name, one.short_name) for one in reachable),
            programmes=_by_names((one.pk, one.name, one.code) for one in programmes),
            staff=_by_names((one.pk, one.full_name, one.email) for one in staff),
            unit_id=_as_id(options.get("unit_id")) or only_unit,
            programme_id=_as_id(options.get("programme_id")) or only_programme,
        )
        self._unit_of = {one.pk: one.unit_id for one in programmes}
        self._drafting = Drafting(settings, looked_up)
        self._prepared: dict[int, Prepared] = {}

    @staticmethod
    def programmes(settings: ImportSettings) -> list[Any]:
        """Return the programmes for which the sender may record special-category data."""
        actor = settings.actor
        own = None if actor.kind == "system" else actor.programmes_for(Right.PEOPLE_SPECIAL_WRITE, Right.PEOPLE_IMPORT)
        oldest_first = sorted(list_programmes(), key=lambda one: one.created_at)
        return [one for one in oldest_first if own is None or one.pk in own]

    # --- one row -------------------------------------------------------------------------------------------------

    def check(self, row: ReadRow) -> None:
        """Draft the row as if someone had typed it and check it by the same rules."""
        drafted = self._drafting.draft(row)
        checked = check_draft(drafted.draft, today=self._settings.today, is_demo=self._settings.is_demo)
        row.problems.extend(self._drafting.problems(checked.problems, drafted))
        for key, code, message, remedy in report_problems(row.values, drafted.draft.programme_id):
            row.problems.append(self._settings.problem(key, code, message, remedy))
        self._prepared[row.number] = Prepared(drafted, checked)

    def keys(self, row: ReadRow) -> Sequence[tuple[str, str, bool]]:
        """Return identity and file number (sure), or name with birth date where there is no identity number."""
        prepared = self._prepared[row.number]
        found = [("kimlik numarası", identity_index(one), True) for one in prepared.checked.identities]
        draft = prepared.checked.draft
        if draft.file_number:
            found.append(("dosya numarası", tr_fold(draft.file_number), True))
        name = _folded_name(draft.given_names, draft.surname)
        if not prepared.checked.identities and name and prepared.checked.birth_date:
            found.append(("ad ve doğum tarihi", f"{name}|{prepared.checked.birth_date}", False))
        return found

    # --- against what is stored ----------------------------------------------------------------------------------

    def match(self, rows: Sequence[ReadRow]) -> list[Verdict]:
        """Return who each row may be: by identity number, by file number with the name, or by likeness."""
        sure = self._by_identity(rows)
        for number, subject in self._by_file_number(rows).items():
            sure.setdefault(number, subject)
        likely = self._likely([row for row in rows if row.number not in sure])
        snapshots = load_snapshots(sure.values(), actor=self._settings.actor)
        return [self._verdict(row, sure, likely, snapshots) for row in rows]

    def release(self) -> None:
        """Forget the batch's drafts."""
        self._prepared.clear()

    def _verdict(
        self,
        row: ReadRow,
        sure: Mapping[int, uuid.UUID],
        likely: Mapping[int, tuple[uuid.UUID, ...]],
        snapshots: Mapping[uuid.UUID, Snapshot],
    ) -> Verdict:
        if row.number in sure:
            subject = sure[row.number]
            if subject not in snapshots:
                # Uniqueness forces the answer; it says neither where nor why (readings 3).
                problem = self._settings.problem(
                    "identity",
                    "registered_out_of_reach",
                    "Bu numarayla bir kayıt var, ancak görme yetkiniz yok.",
                    "Birim yöneticinize başvurun.",
                )
                return Verdict(_S.INVALID, problems=(problem,))
            if self._settings.options.get("existing", "fill") != "fill":
                return Verdict(_S.UNCHANGED, subject)
            new = self._additions(row, snapshots[subject])
            return Verdict(_S.CHANGED if new else _S.UNCHANGED, subject)
        if likely.get(row.number):
            return Verdict(_S.HELD, matches=likely[row.number])
        return Verdict(_S.VALID)

    def _by_identity(self, rows: Sequence[ReadRow]) -> dict[int, uuid.UUID]:
        wanted = {
            identity_index(one): row.number for row in rows for one in self._prepared[row.number].checked.identities
        }
        found = PersonIdentity.objects.filter(blind_index__in=list(wanted), superseded_at__isnull=True)
        return {wanted[index]: person for index, person in found.values_list("blind_index", "person_id")}

    def _by_file_number(self, rows: Sequence[ReadRow]) -> dict[int, uuid.UUID]:
        """The name must agree too: another office's list has file numbers of its own, and loses them here."""
        wanted = {draft.file_number: row for row in rows if (draft := self._draft(row)).file_number}
        result: dict[int, uuid.UUID] = {}
        for person in Person.objects.filter(file_number__in=list(wanted)) if wanted else ():
            row = wanted[person.file_number]
            draft = self._draft(row)
            same_name = _folded_name(draft.given_names, draft.surname) == _folded_name(
                person.given_names, person.surname
            )
            if same_name and person.state == PersonState.ACTIVE:
                result[row.number] = person.pk
            else:
                self._prepared[row.number].drafted.places["file_number_taken"] = "file_number"
        return result

    def _draft(self, row: ReadRow) -> Any:
        return self._prepared[row.number].checked.draft

    def _likely(self, rows: Sequence[ReadRow]) -> dict[int, tuple[uuid.UUID, ...]]:
        """People with the same folded name and the same birth date or telephone, not known by another number."""
        births = {checked.birth_date for row in rows if (checked := self._prepared[row.number].checked).birth_date}
        digits = {digit for row in rows for digit in self._digits(row)}
        actor = self._settings.actor
        people = {one.pk: one for one in Person.objects.visible_to(actor).filter(birth_date__in=births)}
        by_phone: dict[str, set[uuid.UUID]] = defaultdict(set)
        phones = PersonPhone.objects.visible_to(actor).filter(digits__in=digits, ended_on__isnull=True)
        for phone in phones.select_related("person"):
            people.setdefault(phone.person_id, phone.person)
            by_phone[phone.digits].add(phone.person_id)
        by_name: dict[str, list[Person]] = defaultdict(list)
        for person in people.values():
            by_name[_folded_name(person.given_names, person.surname)].append(person)
        current = PersonIdentity.objects.filter(person__in=list(people), superseded_at__isnull=True)
        numbered = set(current.values_list("person_id", flat=True))
        result = {}
        for row in rows:
            checked, draft = self._prepared[row.number].checked, self._draft(row)
            name = _folded_name(draft.given_names, draft.surname)
            same = [
                one
                for one in (by_name.get(name, ()) if name else ())
                if (checked.birth_date is not None and one.birth_date == checked.birth_date)
                or any(one.pk in by_phone.get(digit, ()) for digit in self._digits(row))
            ]
            if checked.identities:
                # Two different numbers are two people.
                same = [one for one in same if one.pk not in numbered]
            if same:
                result[row.number] = tuple(one.pk for one in same[:5])
        return result

    def _digits(self, row: ReadRow) -> list[str]:
        return [phone_digits(phone.number) for phone in self._draft(row).phones]

    def existing(self, subject_ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
        """Return the people who still have a record, merged ones included."""
        return set(Person.objects.filter(pk__in=subject_ids).values_list("pk", flat=True))

    # --- writing -------------------------------------------------------------------------------------------------

    def create(self, rows: Sequence[ReadRow]) -> list[uuid.UUID]:
        """Register the rows' people: one statement a table, one audit row a person."""
        built = [self._build(row) for row in rows]
        reports = [build_report(row.values, one.person, self._settings) for row, one in zip(rows, built, strict=True)]
        store_people(built)
        insert_many([one for one in reports if one is not None])
        audit.record_many(
            [
                audit.Entry(
                    action="person.imported", subject=one.person, person_id=one.person.pk, after=audit_values(one)
                )
                for one in built
            ],
            actor=self._settings.actor,
            now=self._settings.now,
        )
        return [one.person.pk for one in built]

    def _build(self, row: ReadRow) -> PersonRows:
        prepared = self._prepared[row.number]
        draft = prepared.checked.draft
        unit = prepared.drafted.unit_id or self._unit_of.get(draft.programme_id or uuid.UUID(int=0))
        built = build_person(
            prepared.checked,
            actor=self._settings.actor,
            unit_id=unit,
            programme_id=draft.programme_id,
            now=self._settings.now,
        )
        if "file_number_taken" in prepared.drafted.places:
            built.person.file_number = ""
        return built

    def _additions(self, row: ReadRow, snapshot: Snapshot) -> Additions:
        built = self._build(row)
        return additions(snapshot, built, build_report(row.values, snapshot.person, self._settings))

    def update(self, rows: Sequence[tuple[ReadRow, uuid.UUID]]) -> list[bool]:
        """Add what the people's records lack; what stands there is not replaced."""
        snapshots = load_snapshots([subject for _, subject in rows], actor=self._settings.actor)
        changed = []
        for row, subject in rows:
            new = self._additions(row, snapshots[subject]) if subject in snapshots else None
            changed.append(bool(new))
            if new:
                self._fill(snapshots[subject].person, new)
        return changed

    def _fill(self, person: Person, new: Additions) -> None:
        before = {name: getattr(person, name) for name in new.columns}
        for name, value in new.columns.items():
            setattr(person, name, value)
        person.version += 1
        person.save(update_fields=[*new.columns, "version", "updated_at"])
        for group in (new.rows.identities, new.rows.phones, new.rows.addresses, new.rows.facts, new.rows.sensitive):
            for one in group:
                one.person = person
                one.save(force_insert=True)
        if new.report is not None:
            new.report.save(force_insert=True)
        after = audit_values(new.rows) | json.loads(json.dumps(new.columns, default=str))
        audit.record(
            actor=self._settings.actor,
            action="person.completed_by_import",
            subject=person,
            person_id=person.pk,
            before=before,
            after=after,
            now=self._settings.now,
        )


def _by_names(entries: Iterable[tuple[uuid.UUID, str, str]]) -> dict[str, uuid.UUID]:
    return {tr_fold(name): key for key, *names in entries for name in names if name}


def _as_id(value: object) -> uuid.UUID | None:
    return uuid.UUID(str(value)) if value else None


def _folded_name(given: str, surname: str) -> str:
    return " ".join(tr_fold(f"{given} {surname}").split())
