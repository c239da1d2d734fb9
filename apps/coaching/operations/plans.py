"""Support plans: drafted, agreed, and re-structured by a new one that says what changed and why (Art. 5-f, 13, 14)."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from apps.accounts.operations.checks import require
from apps.accounts.queries import is_at_work
from apps.accounts.rights import Right
from apps.coaching.enums import AgreedBy, PlanState, ReviewResult
from apps.coaching.models import PlanReview, PlanService, SupportPlan
from apps.coaching.models.plan import PLAN_FIELD, SERVICE_FIELD
from apps.coaching.operations.guards import name_activity
from apps.coaching.queries.plans import GUARD, draft_of, find_plan
from apps.coaching.queries.reach import COACHING, writable_case
from apps.coaching.queries.words import opened_words, sealed_words
from apps.coaching.rules.plan import FIELDS, PlanDraft, coaching_follows_need, draft_problems, missing_for_agreement
from apps.people.queries.representation import list_representatives
from apps.programmes.definition import Definition
from apps.programmes.operations.guarding import hold
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry import bound
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid

if TYPE_CHECKING:
    from apps.cases.queries.visibility import Case

__all__ = ["agree_plan", "discard_plan", "draft_plan", "edit_plan"]


@transaction.atomic
def draft_plan(case_id: uuid.UUID, draft: PlanDraft, *, actor: Actor, now: dt.datetime) -> SupportPlan:
    """Begin a plan and return it; while another one is in use, the new one re-structures that.

    Raises:
        NotAllowed, NotFound: out of reach, or the programme has no coaching.
        Conflict: the case is closed, or somebody is drafting a plan already.
        Invalid: a field is wrong; what is merely missing waits for the agreement.
    """
    require(actor, Right.COACHING_WRITE_OWN)
    case = _open_case(case_id, actor=actor, now=now)
    _check_draft(draft, on=local_date(now))
    in_use = SupportPlan.objects.select_for_update().filter(case=case, state=PlanState.AGREED).first()
    last = SupportPlan.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    plan = SupportPlan(
        case_id=case.pk, number=last + 1, programme_version_id=case.programme_version_id, drafted_at=now,
        drafted_by_id=actor.id, replaces=in_use,
    )  # fmt: skip
    _fill(plan, draft)
    try:
        with transaction.atomic():
            plan.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict("draft_exists", "Bu dosyada yazılmakta olan bir plan var.", remedy="O taslağı açın.") from error
    _store_services(plan, draft)
    _record("plan.drafted", plan, case, actor=actor, now=now)
    return plan


@transaction.atomic
def edit_plan(plan_id: uuid.UUID, draft: PlanDraft, *, actor: Actor, version: int, now: dt.datetime) -> SupportPlan:
    """Change a draft and return it. A plan that was agreed to is never changed: a new one takes its place.

    Raises:
        NotAllowed, NotFound, Conflict, Invalid: as `draft_plan`; it is no draft any more, or at another version.
    """
    require(actor, Right.COACHING_WRITE_OWN)
    plan, case = _locked(plan_id, actor=actor, version=version, now=now)
    _check_draft(draft, on=local_date(now))
    _fill(plan, draft)
    plan.version += 1
    plan.save()
    plan.services.all().delete()
    _store_services(plan, draft)
    _record("plan.edited", plan, case, actor=actor, now=now)
    return plan


@transaction.atomic
def discard_plan(plan_id: uuid.UUID, *, actor: Actor, version: int, now: dt.datetime) -> None:
    """Throw a draft away; nobody has agreed to it.

    Raises:
        NotAllowed, NotFound, Conflict: as `edit_plan`.
    """
    require(actor, Right.COACHING_WRITE_OWN)
    plan, case = _locked(plan_id, actor=actor, version=version, now=now)
    _record("plan.discarded", plan, case, actor=actor, now=now)
    plan.delete()


@transaction.atomic
def agree_plan(
    plan_id: uuid.UUID,
    *,
    agreed_on: dt.date,
    agreed_by: str,
    actor: Actor,
    version: int,
    now: dt.datetime,
    representative_id: uuid.UUID | None = None,
) -> SupportPlan:
    """Record that the person, or who may sign for them, has agreed; the plan before ends on that day.

    Raises:
        NotAllowed, NotFound, Conflict: as `edit_plan`.
        GuardRefusedError: coaching without kind, need or duration (Art. 12, 13), a service of no activity (Art. 5).
        Invalid: goals, services, the day of the review or the reasons of a re-structuring are missing.
    """
    require(actor, Right.COACHING_WRITE_OWN)
    plan, case = _locked(plan_id, actor=actor, version=version, now=now)
    definition = pinned_definition(plan.programme_version_id)
    draft = draft_of(plan, list(plan.services.order_by("position")))
    _hold_guards(definition, draft, case=case, actor=actor, now=now)
    problems = missing_for_agreement(draft, restructures=plan.replaces_id is not None, agreed_on=agreed_on)
    problems += _agreement_problems(
        plan, case, agreed_on=agreed_on, agreed_by=agreed_by, representative_id=representative_id, actor=actor,
        today=local_date(now),
    )  # fmt: skip
    if problems or draft.review_on is None:
        raise Invalid(problems)
    _end_before(plan, agreed_on=agreed_on, actor=actor, now=now)
    plan.state, plan.agreed_on, plan.agreed_by = PlanState.AGREED, agreed_on, agreed_by
    plan.representative_id = representative_id if agreed_by != AgreedBy.PERSON else None
    plan.agreement_recorded_by_id = actor.id
    plan.version += 1
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError as error:
        raise Conflict.stale_version() from error
    PlanReview.objects.create(case_id=case.pk, plan=plan, due_on=draft.review_on)
    _record("plan.agreed", plan, case, actor=actor, now=now)
    return plan


def _hold_guards(definition: Definition, draft: PlanDraft, *, case: "Case", actor: Actor, now: dt.datetime) -> None:
    verdict = coaching_follows_need(draft)
    hold(bound(definition, GUARD), verdict, programme_id=case.programme_id, actor=actor, now=now,
         field=FIELDS.get(verdict.code))  # fmt: skip
    for index, service in enumerate(draft.services):
        name_activity(definition, service.activity, programme_id=case.programme_id, actor=actor, now=now,
                      field=f"services.{index}.activity")  # fmt: skip


def _agreement_problems(
    plan: SupportPlan, case: "Case", *, agreed_on: dt.date, agreed_by: str, representative_id: uuid.UUID | None,
    actor: Actor, today: dt.date,
) -> list[FieldProblem]:  # fmt: skip
    problems = []
    if agreed_on > today:
        problems.append(FieldProblem("agreed_on", "ahead", "Anlaşma günü ileri bir tarih olamaz.", "Günü düzeltin."))
    elif agreed_on < local_date(case.opened_at):
        problems.append(FieldProblem("agreed_on", "before_case", "Bu günde dosya açılmamıştı.", "Günü düzeltin."))
    elif plan.replaces is not None and plan.replaces.agreed_on is not None and agreed_on < plan.replaces.agreed_on:
        problems.append(FieldProblem("agreed_on", "before_plan", "Önceki plan bu günden sonra kabul edilmiş.",
                                     "Günü düzeltin."))  # fmt: skip
    if agreed_by not in AgreedBy.values:
        problems.append(FieldProblem("agreed_by", "required", "Planı kimin kabul ettiği seçilmemiş.", "Seçin."))
    elif agreed_by != AgreedBy.PERSON:
        problems += _representative_problems(case, agreed_by, representative_id, actor=actor, on=agreed_on)
    return problems


def _representative_problems(
    case: "Case", agreed_by: str, representative_id: uuid.UUID | None, *, actor: Actor, on: dt.date
) -> list[FieldProblem]:
    """Readings 12: only who may sign that day, by a document that staff have seen, agrees in the person's place."""
    if representative_id is None:
        return [FieldProblem("representative", "required", "Yasal temsilci seçilmemiş.", "Listeden seçin.")]
    views = list_representatives(case.person, actor=actor, on=on)
    one = next((view for view in views if view.row.pk == representative_id), None)
    if one is None:
        return [FieldProblem("representative", "unknown", "Temsilci bulunamadı.", "Listeden seçin.")]
    if one.authority.may_sign or (agreed_by == AgreedBy.BOTH and one.authority.signs_together):
        return []
    return [FieldProblem("representative", "no_authority", one.authority.reason or "Bu kişinin imza yetkisi yok.",
                         "Kişinin kendisi kabul edebilir.")]  # fmt: skip


def _end_before(plan: SupportPlan, *, agreed_on: dt.date, actor: Actor, now: dt.datetime) -> None:
    if plan.replaces_id is None:
        return
    before = SupportPlan.objects.select_for_update().get(pk=plan.replaces_id)
    if before.state != PlanState.AGREED:
        # It was ended while this one was being written; there is nothing in use to take the place of.
        return
    before.state, before.ended_on, before.version = PlanState.ENDED, agreed_on, before.version + 1
    before.save(update_fields=["state", "ended_on", "version", "updated_at"])
    for review in before.reviews.select_for_update().filter(held_on__isnull=True):
        review.held_on, review.held_by_id, review.result = agreed_on, actor.id, ReviewResult.RESTRUCTURE
        review.save(update_fields=["held_on", "held_by_id", "result", "updated_at"])


def _open_case(case_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> "Case":
    case = writable_case(case_id, actor=actor, capability=COACHING, on=local_date(now))
    if case.closed_at is not None:
        raise Conflict("case_closed", "Bu dosya kapalı.", remedy="Gerekiyorsa önce yeniden açın.")
    return case


def _locked(plan_id: uuid.UUID, *, actor: Actor, version: int, now: dt.datetime) -> tuple[SupportPlan, "Case"]:
    case = _open_case(find_plan(plan_id, actor=actor).case_id, actor=actor, now=now)
    plan = SupportPlan.objects.select_for_update().get(pk=plan_id)
    if plan.version != version:
        raise Conflict.stale_version()
    if plan.state != PlanState.DRAFT:
        raise Conflict(
            "plan_is_agreed", "Kabul edilmiş plan değiştirilemez.", remedy="Yeni bir plan yazarak yeniden yapılandırın."
        )
    return plan, case


def _check_draft(draft: PlanDraft, *, on: dt.date) -> None:
    problems = draft_problems(draft)
    seen: dict[uuid.UUID, bool] = {}
    for index, service in enumerate(draft.services):
        who = service.responsible_id
        if who is not None and not seen.setdefault(who, is_at_work(who, on=on)):
            problems.append(FieldProblem(f"services.{index}.responsible", "no_such_user", "Görevli bulunamadı.",
                                         "Listeden seçin."))  # fmt: skip
    if problems:
        raise Invalid(problems)


def _fill(plan: SupportPlan, draft: PlanDraft) -> None:
    plan.coaching, plan.coaching_hours = list(draft.coaching), draft.coaching_hours
    plan.coaching_from, plan.coaching_to = draft.coaching_from, draft.coaching_to
    plan.change = draft.change if plan.replaces_id is not None else ""
    goals = [{"words": one.words.strip(), "measure": one.measure.strip()} for one in draft.goals if one.words.strip()]
    words: dict[str, Any] = {
        "goals": goals, "need": draft.need.strip(), "note": draft.note.strip(),
        "changed": draft.changed.strip(), "why": draft.why.strip(),
        "review_on": draft.review_on.isoformat() if draft.review_on is not None else "",
    }  # fmt: skip
    plan.sealed = sealed_words(words, field=PLAN_FIELD, row_id=plan.pk)


def _store_services(plan: SupportPlan, draft: PlanDraft) -> None:
    rows = []
    for position, one in enumerate(draft.services):
        row = PlanService(
            plan=plan, position=position, activity=one.activity, responsible_id=one.responsible_id, rhythm=one.rhythm,
            times=one.times, starts_on=one.starts_on, ends_on=one.ends_on,
        )  # fmt: skip
        row.sealed = sealed_words({"words": one.words.strip()}, field=SERVICE_FIELD, row_id=row.pk)
        rows.append(row)
    PlanService.objects.bulk_create(rows)


def _record(action: str, plan: SupportPlan, case: "Case", *, actor: Actor, now: dt.datetime) -> None:
    told = {"number": plan.number, "state": plan.state, "agreed_on": plan.agreed_on, "agreed_by": plan.agreed_by,
            "coaching": plan.coaching} | opened_words(plan, field=PLAN_FIELD)  # fmt: skip
    audit.record(actor=actor, action=action, subject=plan, person_id=case.person_id, now=now, after=told)
