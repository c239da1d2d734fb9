"""Reading one person: what the page shows without opening anything special."""

import dataclasses
import datetime as dt
import uuid

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from apps.accounts.queries import names_of
from apps.people.enums import FactKind, MissingField, SensitiveKind
from apps.people.models import (
    MissingReason,
    NamedStaff,
    NoticeGiven,
    Person,
    PersonAddress,
    PersonFact,
    PersonIdentity,
    PersonPhone,
    SafeContactPlan,
    SensitiveFact,
)
from apps.people.rules.birth import age_on
from apps.people.rules.identity import IDENTITY_FIELD, masked
from apps.people.rules.missing import Known, MissingItem, missing_information
from omuz.kernel import crypto
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotFound


@dataclasses.dataclass(slots=True)
class PersonDetail:
    """A person with what staff see at a glance. Special-category values are not in it."""

    person: Person
    identities: list[PersonIdentity]
    phones: list[PersonPhone]
    addresses: list[PersonAddress]
    facts: list[PersonFact]
    missing: list[MissingItem]
    has_hidden_address: bool
    has_safe_contact_plan: bool


def shown_name(person: Person) -> str:
    """Return the name as it is written, or the working label of someone whose name is not known."""
    return f"{person.given_names} {person.surname}".strip() or person.working_label


def age_of(person: Person, day: dt.date) -> int | None:
    """Return the person's age in whole years on the day, None where the year of birth is not known."""
    return age_on(person.birth_date, person.birth_precision, day)


def identity_hint(row: PersonIdentity) -> str:
    """Return an identity number with its middle hidden."""
    return masked(crypto.open_text(row.sealed, field=IDENTITY_FIELD, row_id=row.id))


def serving_units(person: Person) -> set[uuid.UUID]:
    """Return the units that serve the person today: the registering one, and further ones."""
    further = set(person.served_by.filter(ended_on__isnull=True).values_list("unit_id", flat=True))
    return further | ({person.unit_id} if person.unit_id is not None else set())


def staff_name(user_id: uuid.UUID) -> str:
    """Return the name of a member of staff, also of one who has left; empty where there is none of that key."""
    return names_of([user_id]).get(user_id, "")


def find_person(person_id: uuid.UUID, *, actor: Actor) -> Person:
    """Return the person; one that was merged leads to the record it was merged into.

    Raises:
        NotFound: no such person, or none that the actor may find.
    """
    visible = Person.objects.visible_to(actor).select_related("interviewer", "unit", "programme")
    person = visible.filter(pk=person_id).first()
    if person is None:
        survivor = Person.objects.filter(pk=person_id).values_list("merged_into", flat=True).first()
        person = visible.filter(pk=survivor).first() if survivor is not None else None
    if person is None:
        raise NotFound
    return person


def fact_history(person_id: uuid.UUID, *, actor: Actor) -> QuerySet[PersonFact]:
    """Return every fact of a person that is no special category, the latest first, superseded ones too.

    Raises:
        NotFound: as `find_person`.
    """
    person = find_person(person_id, actor=actor)
    return PersonFact.objects.filter(person=person).order_by(
        "kind", F("valid_from").desc(nulls_last=True), "-recorded_at"
    )


def list_addresses(person_id: uuid.UUID, *, actor: Actor) -> QuerySet[PersonAddress]:
    """Return the addresses of a person that the actor may read, the latest first.

    Raises:
        NotFound: as `find_person`.
    """
    person = find_person(person_id, actor=actor)
    readable = PersonAddress.objects.visible_to(actor).known().filter(person=person)
    return readable.order_by(F("valid_from").desc(nulls_last=True), "-recorded_at")


def list_named_staff(person_id: uuid.UUID, *, actor: Actor) -> QuerySet[NamedStaff]:
    """Return who is named for a confidential record today.

    Raises:
        NotFound: as `find_person`.
    """
    person = find_person(person_id, actor=actor)
    return NamedStaff.objects.filter(person=person, ended_on__isnull=True).select_related("user").order_by("started_on")


def get_person(person_id: uuid.UUID, *, actor: Actor, today: dt.date) -> PersonDetail:
    """Return a person's page; see `find_person`."""
    person = find_person(person_id, actor=actor)
    identities = list(PersonIdentity.objects.filter(person=person, superseded_at__isnull=True).order_by("created_at"))
    phones = list(
        PersonPhone.objects.filter(person=person, ended_on__isnull=True).order_by("-is_preferred", "created_at")
    )
    everywhere = list(PersonAddress.objects.known().filter(person=person).order_by("-valid_from", "-recorded_at"))
    readable = set(
        PersonAddress.objects.visible_to(actor).filter(person=person, is_hidden=True).values_list("pk", flat=True)
        if any(row.is_hidden for row in everywhere)
        else ()
    )
    facts = list(PersonFact.objects.as_of(today).filter(person=person).order_by("kind"))
    flags = _flags(person)
    known = Known(
        name=bool(person.given_names and person.surname),
        identity=bool(identities),
        birth_date=person.birth_date is not None,
        sex=bool(person.sex),
        contact=bool(phones) or bool(person.email),
        address=bool(everywhere),
        education=any(fact.kind == FactKind.EDUCATION for fact in facts),
        employment=any(fact.kind == FactKind.EMPLOYMENT for fact in facts),
        target_group=flags["has_target_group"],
        privacy_notice=flags["has_notice"],
        interviewer=person.interviewer_id is not None,
    )
    reasons = dict(MissingReason.objects.filter(person=person).values_list("field", "reason"))
    return PersonDetail(
        person=person, identities=identities, phones=phones, facts=facts,
        addresses=[row for row in everywhere if not row.is_hidden or row.pk in readable],
        missing=missing_information(known, reasons), has_hidden_address=any(row.is_hidden for row in everywhere),
        has_safe_contact_plan=flags["has_plan"],
    )  # fmt: skip


def _flags(person: Person) -> dict[str, bool]:
    row = (
        Person.objects.filter(pk=person.pk)
        .annotate(
            has_target_group=Exists(_target_groups()),
            has_notice=Exists(NoticeGiven.objects.filter(person=OuterRef("pk"))),
            has_plan=Exists(SafeContactPlan.objects.filter(person=OuterRef("pk"), superseded_at__isnull=True)),
        )
        .values("has_target_group", "has_notice", "has_plan")
        .first()
    )
    return {name: bool(value) for name, value in (row or {}).items()}


def _target_groups() -> QuerySet[SensitiveFact]:
    return SensitiveFact.objects.known().filter(person=OuterRef("pk"), kind=SensitiveKind.TARGET_GROUP)


def has_missing_information() -> Q:
    """Return the condition that a fact is absent and nobody has said why; the list filters by it."""
    facts = PersonFact.objects.known().filter(person=OuterRef("pk"), valid_to__isnull=True)
    absent = {
        MissingField.NAME: Q(given_names="") | Q(surname=""),
        MissingField.IDENTITY: ~Q(Exists(PersonIdentity.objects.filter(person=OuterRef("pk"), superseded_at=None))),
        MissingField.BIRTH_DATE: Q(birth_date__isnull=True),
        MissingField.SEX: Q(sex=""),
        MissingField.CONTACT: Q(email="")
        & ~Q(Exists(PersonPhone.objects.filter(person=OuterRef("pk"), ended_on__isnull=True))),
        MissingField.ADDRESS: ~Q(Exists(PersonAddress.objects.known().filter(person=OuterRef("pk")))),
        MissingField.EDUCATION: ~Q(Exists(facts.filter(kind=FactKind.EDUCATION))),
        MissingField.EMPLOYMENT: ~Q(Exists(facts.filter(kind=FactKind.EMPLOYMENT))),
        MissingField.TARGET_GROUP: ~Q(Exists(_target_groups())),
        MissingField.PRIVACY_NOTICE: ~Q(Exists(NoticeGiven.objects.filter(person=OuterRef("pk")))),
        MissingField.INTERVIEWER: Q(interviewer__isnull=True),
    }
    condition = Q(pk__in=[])
    for field, is_absent in absent.items():
        explained = MissingReason.objects.filter(person=OuterRef("pk"), field=field)
        condition |= is_absent & ~Q(Exists(explained))
    return condition


def every_person_id() -> list[uuid.UUID]:
    """Return the keys of all people of the municipality, for what concerns each of them (an export's access log)."""
    return list(Person.objects.order_by("id").values_list("id", flat=True))
