"""The tables of people, by subject."""

from apps.people.models.contact_points import PersonAddress, PersonIdentity, PersonPhone
from apps.people.models.facts import PersonFact
from apps.people.models.household import Household, HouseholdMember
from apps.people.models.imports import ImportJob, ImportMapping, ImportRow
from apps.people.models.lists import ExportRequest, SavedView
from apps.people.models.merge import DuplicateDecision, MergeRecord
from apps.people.models.person import (
    FileNumberCounter,
    MissingReason,
    NamedStaff,
    Person,
    PersonUnit,
    visible_people,
)
from apps.people.models.quick_contact import QuickContact, UrgentNotice
from apps.people.models.representation import Representative
from apps.people.models.safe_contact import NoticeGiven, SafeContactPlan
from apps.people.models.sensitive import MedicalReport, SensitiveFact

__all__ = [
    "DuplicateDecision",
    "ExportRequest",
    "FileNumberCounter",
    "Household",
    "HouseholdMember",
    "ImportJob",
    "ImportMapping",
    "ImportRow",
    "MedicalReport",
    "MergeRecord",
    "MissingReason",
    "NamedStaff",
    "NoticeGiven",
    "Person",
    "PersonAddress",
    "PersonFact",
    "PersonIdentity",
    "PersonPhone",
    "PersonUnit",
    "QuickContact",
    "Representative",
    "SafeContactPlan",
    "SavedView",
    "SensitiveFact",
    "UrgentNotice",
    "visible_people",
]
