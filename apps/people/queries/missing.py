"""What a person's record lacks, in two statements: for those who do not need the rest of the page."""

import uuid

from django.db.models import Exists, OuterRef

from apps.people.enums import FactKind, SensitiveKind
from apps.people.models import (
    MissingReason,
    NoticeGiven,
    Person,
    PersonAddress,
    PersonFact,
    PersonIdentity,
    PersonPhone,
    SensitiveFact,
)
from apps.people.rules.missing import Known, MissingItem, missing_information

__all__ = ["MissingItem", "missing_items"]


def missing_items(person_id: uuid.UUID) -> list[MissingItem]:
    """Return what is missing on a person's record, in the order of the form, each with its reason where one stands.

    Logs nothing and shows no value; whoever asks has found the person within the actor's reach.
    """
    of = {"person": OuterRef("pk")}
    facts = PersonFact.objects.known().filter(valid_to__isnull=True, **of)
    row = (
        Person.objects.filter(pk=person_id)
        .annotate(
            has_identity=Exists(PersonIdentity.objects.filter(superseded_at__isnull=True, **of)),
            has_phone=Exists(PersonPhone.objects.filter(ended_on__isnull=True, **of)),
            has_address=Exists(PersonAddress.objects.known().filter(**of)),
            has_education=Exists(facts.filter(kind=FactKind.EDUCATION)),
            has_employment=Exists(facts.filter(kind=FactKind.EMPLOYMENT)),
            has_group=Exists(SensitiveFact.objects.known().filter(kind=SensitiveKind.TARGET_GROUP, **of)),
            has_notice=Exists(NoticeGiven.objects.filter(**of)),
        )
        .values()
        .first()
    )
    if row is None:
        return []
    known = Known(
        name=bool(row["given_names"] and row["surname"]), identity=row["has_identity"],
        birth_date=row["birth_date"] is not None, sex=bool(row["sex"]),
        contact=row["has_phone"] or bool(row["email"]), address=row["has_address"], education=row["has_education"],
        employment=row["has_employment"], target_group=row["has_group"], privacy_notice=row["has_notice"],
        interviewer=row["interviewer_id"] is not None,
    )  # fmt: skip
    reasons = dict(MissingReason.objects.filter(person=person_id).values_list("field", "reason"))
    return missing_information(known, reasons)
