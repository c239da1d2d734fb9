"""Writing people: one transaction and one audit row each."""

from apps.people.operations.building import PersonRows, identity_index, sensitive_token
from apps.people.operations.registration import prepare_person, refuse_registered, register_person, store_people
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

__all__ = [
    "AddressDraft",
    "FactDraft",
    "IdentityDraft",
    "MissingDraft",
    "NoticeDraft",
    "PersonDraft",
    "PersonRows",
    "PhoneDraft",
    "SensitiveDraft",
    "identity_index",
    "prepare_person",
    "refuse_registered",
    "register_person",
    "sensitive_token",
    "store_people",
]
