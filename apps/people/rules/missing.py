"""Missing information: what a complete record has and this one lacks, with the reason where one was given."""

import dataclasses
from collections.abc import Mapping

from apps.people.enums import MissingField, MissingReasonCode


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Which facts of a person are on record; never the facts themselves."""

    name: bool
    identity: bool
    birth_date: bool
    sex: bool
    contact: bool
    address: bool
    education: bool
    employment: bool
    target_group: bool
    privacy_notice: bool
    interviewer: bool


@dataclasses.dataclass(frozen=True, slots=True)
class MissingItem:
    """One absent fact. Without a `reason` someone should ask; with one, it is settled for now."""

    field: str
    label: str
    reason: str = ""
    reason_label: str = ""


def missing_information(known: Known, reasons: Mapping[str, str]) -> list[MissingItem]:
    """Return what is missing, in the order of the form; `reasons` maps fields to reason codes (readings 11)."""
    items = []
    for field in MissingField:
        if getattr(known, field.value):
            continue
        reason = reasons.get(field.value, "")
        label = str(MissingReasonCode(reason).label) if reason in MissingReasonCode.values else ""
        items.append(MissingItem(field.value, str(field.label), reason if label else "", label))
    return items
