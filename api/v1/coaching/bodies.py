"""From coaching to JSON."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import TextChoices

from apps.cases.models import Case
from apps.coaching.enums import AgreedBy, Change, CoachingKind, PlanState, ReviewResult, VisitTopic
from apps.coaching.models import PlanService, SupportPlan, Visit
from apps.coaching.queries.employment import EmploymentView, ReferralView
from apps.coaching.queries.plans import PlanView
from apps.coaching.queries.visits import words_of
from apps.coaching.rules.visit import mended_in_place
from apps.letters.queries.about import LetterView
from apps.people.queries.people import shown_name
from apps.people.queries.representation import RepresentativeView
from apps.programmes.definition import Definition
from apps.programmes.registry import Bound
from omuz.kernel.clock import local_date


def code(value: str, choices: type[TextChoices]) -> dict[str, str] | None:
    """Return a stored code with its words, None where there is none."""
    return {"key": value, "label": str(dict(choices.choices).get(value, value))} if value else None


def codes(choices: type[TextChoices]) -> list[dict[str, str]]:
    """Return a list of codes with their words."""
    return [{"key": str(key), "label": str(label)} for key, label in choices.choices]


def activity_of(definition: Definition, key: str) -> dict[str, str] | None:
    """Return an activity of the version with its letter, None where none was named."""
    if not key:
        return None
    found = next((one for one in definition.activities if one.key == key), None)
    if found is None:
        return {"key": key, "label": key, "letter": ""}
    return {"key": key, "label": found.label.tr, "letter": found.letter}


def case_ref(case: Case) -> dict[str, Any]:
    """Return whose case it is."""
    return {
        "id": case.pk,
        "number": case.number,
        "person": {"id": case.person_id, "name": shown_name(case.person)},
        "programme": {"id": case.programme_id, "name": case.programme.name},
    }


def article_body(one: Bound) -> dict[str, str]:
    """Return an adopted article as the screen cites it."""
    return {"guard": one.guard.key, "cited": one.cited, "title": one.article.title.tr, "text": one.text}


def visit_body(
    visit: Visit, *, definitions: Mapping[uuid.UUID, Definition], opened: Collection[uuid.UUID],
    names: Mapping[uuid.UUID, str], writes: Collection[uuid.UUID], reader: uuid.UUID, today: dt.date,
) -> dict[str, Any]:  # fmt: skip
    """Return a visit; its words where the reader has them without a log."""
    right = getattr(visit, "corrected_by", None)
    stands, mine = right is None, visit.case_id in writes
    in_place = mended_in_place(by_author=visit.by_id == reader, recorded_on=local_date(visit.recorded_at), today=today)
    return {
        "id": visit.pk,
        "version": visit.version,
        "case": case_ref(visit.case),
        "by": {"id": visit.by_id, "name": visit.by.full_name},
        "acting_for": names.get(visit.acting_for_id, "") if visit.acting_for_id is not None else "",
        "recorded_at": visit.recorded_at,
        "visited_on": visit.visited_on,
        "place": {"key": visit.place, "label": visit.get_place_display()},
        "minutes": visit.minutes,
        "activity": activity_of(definitions[visit.programme_version_id], visit.activity),
        "topics": [code(one, VisitTopic) for one in visit.topics],
        "next_on": visit.next_on,
        "appointment": visit.appointment_id,
        "has_words": bool(visit.sealed),
        "words": words_of(visit) if visit.pk in opened else None,
        "corrects": visit.corrects_id,
        "corrected_by": right.pk if right is not None else None,
        "may_mend": stands and mine and in_place,
        "may_correct": stands and mine and not in_place,
    }


def plan_row(plan: SupportPlan, *, due_on: dt.date | None, today: dt.date) -> dict[str, Any]:
    """Return a plan in the list of a case."""
    return {
        "id": plan.pk,
        "version": plan.version,
        "number": plan.number,
        "state": plan.state,
        "state_label": plan.get_state_display(),
        "drafted_at": plan.drafted_at,
        "agreed_on": plan.agreed_on,
        "ended_on": plan.ended_on,
        "review_due_on": due_on,
        "review_is_late": due_on is not None and due_on < today,
        "change": code(plan.change, Change),
        "replaces": plan.replaces_id,
    }


def plan_body(
    view: PlanView, *, may_write: bool, is_closed: bool, names: Mapping[uuid.UUID, str],
    signatories: Collection[RepresentativeView], letters: Collection[LetterView], today: dt.date,
) -> dict[str, Any]:  # fmt: skip
    """Return a plan's page; without its words where they have to be opened first."""
    letter = next((one for one in letters if one.state != "cancelled"), None)
    plan, draft = view.plan, view.draft
    open_review = next((one.row for one in view.reviews if one.row.held_on is None), None)
    due_on = open_review.due_on if open_review is not None and plan.state == PlanState.AGREED else None
    return plan_row(plan, due_on=due_on, today=today) | {
        "case": case_ref(plan.case),
        "letter": {"id": letter.id, "name": letter.number} if letter is not None else None,
        "person_word": view.definition.naming.person.tr,
        "may_write": may_write,
        "is_closed": is_closed,
        "replaces_number": plan.replaces.number if plan.replaces is not None else None,
        "drafted_by": names.get(plan.drafted_by_id, ""),
        "agreed_by": code(plan.agreed_by, AgreedBy),
        "goals": [] if is_closed else [{"words": one.words, "measure": one.measure} for one in draft.goals],
        "services": [_service(one, view, words="" if is_closed else said.words)
                     for one, said in zip(view.services, draft.services, strict=True)],
        "coaching": [code(one, CoachingKind) for one in draft.coaching],
        "coaching_from": draft.coaching_from,
        "coaching_to": draft.coaching_to,
        "coaching_hours": draft.coaching_hours,
        "review_on": draft.review_on,
        "reviews": [
            {"id": one.row.pk, "due_on": one.row.due_on, "held_on": one.row.held_on,
             "held_by": names.get(one.row.held_by_id, "") if one.row.held_by_id is not None else "",
             "result": code(one.row.result, ReviewResult), "note": "" if is_closed else one.note}
            for one in view.reviews
        ],
        "missing": [
            {"field": one.problem.field, "code": one.problem.code, "message": one.problem.message,
             "remedy": one.problem.remedy or "", "article": one.article, "text": one.text}
            for one in view.missing
        ],
        "signatories": [_signatory(one) for one in signatories],
        "end_reason": "" if is_closed else view.end_reason,
    } | {name: "" if is_closed else getattr(draft, name) for name in ("need", "note", "changed", "why")}  # fmt: skip


def _service(row: PlanService, view: PlanView, *, words: str) -> dict[str, Any]:
    who = row.responsible
    return {
        "activity": activity_of(view.definition, row.activity),
        "responsible": {"id": who.pk, "name": who.full_name} if who is not None else None,
        "rhythm": {"key": row.rhythm, "label": row.get_rhythm_display()},
        "times": row.times,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "words": words,
    }


def _signatory(view: RepresentativeView) -> dict[str, Any]:
    name = shown_name(view.person) if view.person is not None else view.row.full_name
    return {
        "id": view.row.pk,
        "name": name or view.row.get_kind_display(),
        "kind": view.row.get_kind_display(),
        "may_sign": view.authority.may_sign,
        "signs_together": view.authority.signs_together,
        "reason": view.authority.reason,
    }


def observation_body(view: EmploymentView, *, names: Mapping[uuid.UUID, str], is_closed: bool) -> dict[str, Any]:
    """Return what is known of somebody's employment."""
    row = view.row
    return {
        "id": row.pk,
        "version": row.version,
        "since": row.since,
        "until": row.until,
        "source": {"key": row.source, "label": row.get_source_display()} if row.source else None,
        "source_on": row.source_on,
        "hours_a_week": row.hours_a_week,
        "recorded_at": row.recorded_at,
        "recorded_by": names.get(row.recorded_by_id, ""),
        "is_correction": row.corrects_id is not None,
        "work": "" if is_closed else view.work,
        "note": "" if is_closed else view.note,
        "reason": "" if is_closed else view.reason,
    }


def referral_body(
    view: ReferralView, *, definitions: Mapping[uuid.UUID, Definition], names: Mapping[uuid.UUID, str], is_closed: bool
) -> dict[str, Any]:
    """Return a referral to an institution."""
    row = view.row
    return {
        "id": row.pk,
        "version": row.version,
        "kind": {"key": row.kind, "label": row.get_kind_display()},
        "institution": view.institution,
        "provider": row.provider_id,
        "activity": activity_of(definitions[row.programme_version_id], row.activity),
        "referred_on": row.referred_on,
        "recorded_by": names.get(row.recorded_by_id, ""),
        "why": "" if is_closed else view.why,
        "outcome": {"key": row.outcome, "label": row.get_outcome_display()} if row.outcome else None,
        "outcome_on": row.outcome_on,
        "outcome_note": "" if is_closed else view.outcome_note,
    }
