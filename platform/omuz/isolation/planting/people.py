"""Planting people: registration, special-category facts, plans, households, merges, contacts."""

import datetime as dt

from apps.accounts.enums import Role
from apps.people.operations import (
    AddressDraft,
    FactDraft,
    IdentityDraft,
    MissingDraft,
    PersonDraft,
    PhoneDraft,
    SensitiveDraft,
    name_staff,
    register_person,
)
from apps.people.operations.households import open_household
from apps.people.operations.medical import record_report
from apps.people.operations.merging import decide_duplicate, merge_people
from apps.people.operations.notices import NoticeGift, give_notice
from apps.people.operations.quick_contacts import ContactDraft, UrgentDraft, give_urgent_notice, record_contact
from apps.people.operations.representation import RepresentativeDraft, add_representative, confirm_notices
from apps.people.operations.safe_contact import PlanDraft, make_safe_contact_plan
from apps.people.rules.household import MemberDraft
from apps.people.rules.medical import ReportDraft
from omuz.isolation.planting.ground import Ground


def plant_people(ground: Ground) -> None:
    """Four people with everything that a registration takes; one of them under confidentiality."""
    for serial in range(4):
        person = register_person(_draft(ground, serial), actor=ground.clerk, now=ground.now)
        ground.person_ids.append(person.id)


def _draft(ground: Ground, serial: int) -> PersonDraft:
    word, special = ground.words.plain, ground.words.special
    return PersonDraft(
        given_names=f"{word}{'abcd'[serial]}", surname="Işık", other_names=word, channel="office", notes=word,
        email=f"{word}.{serial}@example.org", birth_date=dt.date(1980, 2, 3 + serial), birth_precision="day",
        sex="female", unit_id=ground.unit_id, programme_id=ground.programme_ids[0],
        is_confidential=serial == 3,
        identities=[IdentityDraft(kind="tckn", number=ground.number())],
        phones=[PhoneDraft(number=f"0{ground.words.digits}", note=word, owner_name=word)],
        address=AddressDraft(
            province="Kayseri", district="Melikgazi", neighbourhood=word, line=special if serial == 3 else word,
            is_hidden=serial == 3,
        ),
        facts=[FactDraft(kind="education", code="primary", note=word)],
        sensitive=[
            SensitiveDraft(kind="target_group", code="disabled", rank="primary"),
            SensitiveDraft(kind="disability_group", code="visual", detail=special),
        ],
        missing_reasons=[MissingDraft(field="employment", reason="not_presented")],
    )  # fmt: skip


def plant_care(ground: Ground) -> None:
    """A medical report, a safe-contact plan, a representative, a named colleague and a given notice."""
    word, special, first, now = ground.words.plain, ground.words.special, ground.person_ids[0], ground.now
    record_report(
        first,
        ReportDraft(
            kind="adult", rate=62, groups=("visual",), issued_on=dt.date(2025, 1, 10), expires_on=dt.date(2026, 12, 10),
            issuer=special, number=special, detail=special,
        ),
        actor=ground.clerk, programme_id=ground.programme_ids[0], now=now,
    )  # fmt: skip
    make_safe_contact_plan(
        first, PlanDraft(may_call=False, note=special, code_word=special, speak_only_with=special),
        actor=ground.clerk, version=0, now=now,
    )  # fmt: skip
    add_representative(
        first,
        RepresentativeDraft(
            kind="guardian", full_name=f"{word} Vasi", relation=word, document_ref=word, document_seen=True, scope=word,
            phone=f"0{ground.words.digits}", email=f"{word}@example.org", receives_notices=True,
        ),
        actor=ground.clerk, now=now,
    )  # fmt: skip
    near = add_representative(
        ground.person_ids[3],
        RepresentativeDraft(
            kind="guardian", full_name=f"{word} Vasi", document_ref=word, document_seen=True, scope=word,
            receives_notices=True,
        ),
        actor=ground.clerk, now=now,
    )  # fmt: skip
    confirm_notices(near.pk, confirmed=True, reason=special, actor=ground.manager, version=near.version, now=now)
    name_staff(
        ground.person_ids[3], actor=ground.manager, user_id=ground.actors[Role.JOB_COACH].id, reason=word, now=now
    )
    if ground.notice_id is not None:
        gift = NoticeGift(notice_id=ground.notice_id, channel="office", note=word)
        give_notice(first, gift, actor=ground.clerk, now=now)


def plant_family(ground: Ground) -> None:
    """A household, a decision about two who look alike, and a merge."""
    first, second, third, _ = ground.person_ids
    word, clerk, now = ground.words.plain, ground.clerk, ground.now
    open_household(
        label=f"{word} Ailesi", note=word, one_file=True, actor=clerk, now=now,
        members=[MemberDraft(person_id=first, role="head"), MemberDraft(person_id=second, role="child")],
    )  # fmt: skip
    decide_duplicate(first, second, actor=clerk, verdict="different", reason=word, now=now)
    merge_people(
        second, third, actor=clerk, version=1, absorbed_version=1, choices={}, reason=f"{word} aynı kişi", now=now
    )


def plant_contacts(ground: Ground) -> None:
    """A call, and an urgent notice to an authority."""
    word, special, first = ground.words.plain, ground.words.special, ground.person_ids[0]
    for person_id in (first, None):
        record_contact(
            ContactDraft(
                channel="phone", topic="other", note=special, caller_label=word, referred_to=word,
                caller_phone=f"0{ground.words.digits}", person_id=person_id,
            ),
            actor=ground.clerk, now=ground.now,
        )  # fmt: skip
    give_urgent_notice(
        UrgentDraft(
            authority="emergency_112", what=special, who=special, where=special, answer=special, reference=word,
            person_id=first,
        ),
        actor=ground.clerk, now=ground.now,
    )  # fmt: skip


STEPS = (plant_people, plant_care, plant_family, plant_contacts)
