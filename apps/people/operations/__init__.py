"""Writing people: one transaction and one audit row each."""

from apps.people.operations.building import PersonRows, identity_index, sensitive_token
from apps.people.operations.confidentiality import name_staff, open_address, protect, set_confidential, unname_staff
from apps.people.operations.contact_points import (
    add_identity,
    add_phone,
    change_address,
    change_phone,
    reveal_identities,
)
from apps.people.operations.editing import explain_missing, update_person
from apps.people.operations.facts import change_fact, correct_fact
from apps.people.operations.reading import SensitiveValue, read_sensitive
from apps.people.operations.registration import prepare_person, refuse_registered, register_person, store_people
from apps.people.operations.sensitive import correct_sensitive, end_sensitive, record_sensitive
from apps.people.rules.draft import (
    AddressDraft,
    FactDraft,
    IdentityDraft,
    MissingDraft,
    NoticeDraft,
    PersonDraft,
    PhoneDraft,
    SensitiveDraft,
)
from apps.people.rules.medical import ReportDraft

__all__ = [
    "AddressDraft",
    "FactDraft",
    "IdentityDraft",
    "MissingDraft",
    "NoticeDraft",
    "PersonDraft",
    "PersonRows",
    "PhoneDraft",
    "ReportDraft",
    "SensitiveDraft",
    "SensitiveValue",
    "add_identity",
    "add_phone",
    "change_address",
    "change_fact",
    "change_phone",
    "correct_fact",
    "correct_sensitive",
    "end_sensitive",
    "explain_missing",
    "identity_index",
    "name_staff",
    "open_address",
    "prepare_person",
    "protect",
    "read_sensitive",
    "record_sensitive",
    "refuse_registered",
    "register_person",
    "reveal_identities",
    "sensitive_token",
    "set_confidential",
    "store_people",
    "unname_staff",
    "update_person",
]
