"""The demo's people, checked and stored the way a registration is, in a few statements a table."""

import dataclasses
import datetime as dt
from collections import defaultdict
from typing import Final

from apps.accounts.models import User
from apps.people.enums import Permanence
from apps.people.models import Household, HouseholdMember, MedicalReport, NoticeGiven, Person
from apps.people.operations import (
    AddressDraft,
    FactDraft,
    IdentityDraft,
    MissingDraft,
    PersonDraft,
    PersonRows,
    PhoneDraft,
    ReportDraft,
    SensitiveDraft,
    store_people,
)
from apps.people.operations.building import build_person
from apps.people.operations.checking import check_draft
from apps.people.operations.medical import STATUTE, seal_report
from apps.privacy.enums import LegalBasis
from apps.privacy.models import PrivacyNotice
from apps.programmes.models import Programme
from omuz.demo.people.build import demo_people
from omuz.demo.people.dates import NOTICE_SINCE
from omuz.demo.people.records import DemoPerson, MedicalBoardReport
from omuz.demo.seeding.frame import interviewers, notice, programme_of
from omuz.demo.seeding.houses import House
from omuz.kernel import audit
from omuz.kernel.actors import system_actor
from omuz.kernel.clock import TURKEY, local_date
from omuz.kernel.errors import Invalid

_WRITER: Final = system_actor("Deneme verisi")
_MORNING: Final = dt.time(10, 0)


@dataclasses.dataclass(frozen=True, slots=True)
class _Setting:
    """What all people of a house have in common."""

    house: House
    programme: Programme
    staff: list[User]
    notice: PrivacyNotice
    now: dt.datetime


def ensure(house: House, *, now: dt.datetime) -> int:
    """Store the people where there are none yet; return how many were made.

    Raises:
        Invalid: the generator made someone whom a registration would refuse.
    """
    if Person.objects.exists():
        return 0
    setting = _Setting(house, programme_of(house), interviewers(), notice(), now)
    people = demo_people(house.slug)
    made = [_rows(entry, setting) for entry in people]
    store_people(made)
    _store_reports(made, people, setting)
    _store_households(made, people, setting)
    audit.record(actor=_WRITER, action="demo.people_made", subject=setting.programme, now=now)
    return len(made)


def _rows(entry: DemoPerson, setting: _Setting) -> PersonRows:
    # As `prepare_person`, without its look-ups of unit, programme and interviewer: they are the same for everyone.
    checked = check_draft(_draft(entry, setting), today=local_date(setting.now), is_demo=True)
    if checked.problems:
        raise Invalid(checked.problems)
    programme = setting.programme
    rows = build_person(checked, actor=_WRITER, unit_id=programme.unit_id, programme_id=programme.id, now=setting.now)
    staff = setting.staff[entry.interviewer]
    rows.person.registered_by_id = staff.id
    if entry.registered_on >= NOTICE_SINCE:
        given_at = dt.datetime.combine(entry.registered_on, _MORNING, tzinfo=TURKEY)
        rows.notices = [
            NoticeGiven(
                person=rows.person,
                notice=setting.notice,
                channel=entry.channel,
                given_at=given_at,
                given_by_id=staff.id,
            )
        ]
    return rows


def _draft(entry: DemoPerson, setting: _Setting) -> PersonDraft:
    identity = entry.identity
    return PersonDraft(
        given_names=entry.given_names,
        surname=entry.surname,
        birth_date=entry.birth_date,
        birth_precision=entry.birth_precision,
        sex=entry.sex,
        email=entry.email,
        channel=entry.channel,
        registered_on=entry.registered_on,
        interviewer_id=setting.staff[entry.interviewer].id,
        unit_id=setting.programme.unit_id,
        programme_id=setting.programme.id,
        identities=[_identity(entry)] if identity else [],
        phones=[PhoneDraft(number=entry.phone, is_preferred=True)] if entry.phone else [],
        address=_address(entry, setting.house),
        facts=[
            FactDraft(kind=fact.kind, code=fact.code, valid_from=fact.valid_from, valid_to=fact.valid_to)
            for fact in entry.facts
        ],
        sensitive=[
            SensitiveDraft(
                kind=fact.kind,
                code=fact.code,
                rank=fact.rank or "secondary",
                valid_from=fact.valid_from,
                valid_to=fact.valid_to,
            )
            for fact in entry.sensitive
        ],
        missing_reasons=[MissingDraft(field=field, reason=reason) for field, reason in entry.missing],
    )


def _identity(entry: DemoPerson) -> IdentityDraft:
    assert entry.identity is not None  # noqa: S101 - the caller has looked
    country = entry.identity.country if entry.identity.kind == "passport" else ""
    # A foreigner's number of the demo fails its check digits on purpose, so that nobody can have it.
    return IdentityDraft(kind=entry.identity.kind, number=entry.identity.value, country=country, accept_unusual=True)


def _address(entry: DemoPerson, house: House) -> AddressDraft | None:
    if not entry.neighbourhood:
        return None
    return AddressDraft(
        province=house.province,
        district=entry.district,
        neighbourhood=entry.neighbourhood,
        line=f"Örnek Sokak No: {entry.household or 100 + entry.serial}",
        valid_from=entry.registered_on,
    )


def _store_reports(made: list[PersonRows], people: list[DemoPerson], setting: _Setting) -> None:
    reports = []
    for rows, entry in zip(made, people, strict=True):
        if entry.report is None:
            continue
        row = MedicalReport(
            person=rows.person,
            kind=entry.report.kind,
            permanence=Permanence.TEMPORARY if entry.report.expires_on else Permanence.PERMANENT,
            issued_on=entry.report.issued_on,
            expires_on=entry.report.expires_on,
            programme=setting.programme,
            legal_basis=LegalBasis.SOCIAL_SERVICES,
            statute=STATUTE,
            recorded_at=setting.now,
            recorded_by_id=setting.staff[entry.interviewer].id,
        )
        row.sealed = seal_report(_report(entry.report, entry), row_id=row.id)
        reports.append(row)
    MedicalReport.objects.bulk_create(reports)


def _report(report: MedicalBoardReport, entry: DemoPerson) -> ReportDraft:
    return ReportDraft(
        kind=report.kind,
        rate=report.rate,
        level=report.level,
        groups=tuple(fact.code for fact in entry.sensitive if fact.kind == "disability_group"),
        issuer="Örnek Devlet Hastanesi",
    )


def _store_households(made: list[PersonRows], people: list[DemoPerson], setting: _Setting) -> None:
    homes: dict[int, list[tuple[Person, DemoPerson]]] = defaultdict(list)
    for rows, entry in zip(made, people, strict=True):
        if entry.household:
            homes[entry.household].append((rows.person, entry))
    households, members = [], []
    for home in homes.values():
        opened_on = max(entry.registered_on for _, entry in home)
        surname, opened_by = home[0][1].surname, setting.staff[home[0][1].interviewer].id
        household = Household(label=f"{surname} ailesi", opened_on=opened_on, opened_by_id=opened_by)
        households.append(household)
        members += [
            HouseholdMember(
                household=household,
                person=person,
                role=entry.household_role,
                is_contact=entry.household_role == "head",
                valid_from=opened_on,
            )
            for person, entry in home
        ]
    Household.objects.bulk_create(households)
    HouseholdMember.objects.bulk_create(members)
