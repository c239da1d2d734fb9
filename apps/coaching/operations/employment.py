"""Taking note of employment that others brought about, and referring people to institutions (İzmir Art. 7)."""

import datetime as dt
import uuid

from django.db import IntegrityError, transaction

from apps.accounts.operations.checks import require, require_reason
from apps.accounts.rights import Right
from apps.coaching.enums import ReferralOutcome
from apps.coaching.models import EmploymentObservation, InstitutionReferral
from apps.coaching.models.employment import OBSERVATION_FIELD, REFERRAL_FIELD
from apps.coaching.operations.guards import name_activity
from apps.coaching.queries.employment import GUARD, find_observation, find_referral
from apps.coaching.queries.reach import FOLLOW_UP, REFERRAL, writable_case
from apps.coaching.queries.words import opened_words, sealed_words
from apps.coaching.rules.employment import (
    FIELDS,
    Observation,
    Referral,
    employment_is_observed,
    observation_problems,
    referral_problems,
)
from apps.coaching.rules.words import too_long
from apps.directory.queries import get_provider
from apps.programmes.operations.guarding import hold
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry import bound
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid

__all__ = ["correct_observation", "note_employment", "record_referral", "record_referral_outcome"]


@transaction.atomic
def note_employment(
    case_id: uuid.UUID, observation: Observation, *, actor: Actor, now: dt.datetime
) -> EmploymentObservation:
    """Take note that somebody works and return the row. What the person's own record says is not touched.

    Raises:
        NotAllowed, NotFound: out of reach, or the programme follows no employment.
        GuardRefusedError: no source, or no day of it (Art. 7).
        Invalid: a field is wrong.
    """
    return _noted(case_id, observation, actor=actor, now=now)


@transaction.atomic
def correct_observation(
    observation_id: uuid.UUID, observation: Observation, *, reason: str, actor: Actor, version: int, now: dt.datetime
) -> EmploymentObservation:
    """Write what an observation should have said (an end that became known among it); the first stays.

    Raises:
        NotAllowed, NotFound, GuardRefusedError, Invalid: as `note_employment`.
        Conflict: it was corrected meanwhile.
        DomainError: no reason.
    """
    wrong = find_observation(observation_id, actor=actor)
    wrong = EmploymentObservation.objects.select_for_update().get(pk=wrong.pk)
    if wrong.version != version:
        raise Conflict.stale_version()
    return _noted(wrong.case_id, observation, actor=actor, now=now, corrects=wrong, reason=require_reason(reason))


def _noted(
    case_id: uuid.UUID, observation: Observation, *, actor: Actor, now: dt.datetime,
    corrects: EmploymentObservation | None = None, reason: str = "",
) -> EmploymentObservation:  # fmt: skip
    require(actor, Right.COACHING_WRITE_OWN)
    today = local_date(now)
    case = writable_case(case_id, actor=actor, capability=FOLLOW_UP, on=today)
    one = bound(pinned_definition(case.programme_version_id), GUARD)
    verdict = employment_is_observed(observation, today=today)
    hold(one, verdict, programme_id=case.programme_id, actor=actor, now=now, field=FIELDS.get(verdict.code))
    problems = observation_problems(observation, today=today) + too_long("reason", reason, 500)
    if problems:
        raise Invalid(problems)
    row = EmploymentObservation(
        case_id=case.pk, since=observation.since, until=observation.until, source=observation.source,
        source_on=observation.source_on, hours_a_week=observation.hours_a_week, recorded_at=now,
        recorded_by_id=actor.id, needs_source=one is not None, corrects=corrects,
    )  # fmt: skip
    words = {"work": observation.work.strip(), "note": observation.note.strip(), "reason": reason}
    row.sealed = sealed_words(words, field=OBSERVATION_FIELD, row_id=row.pk)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict.stale_version() from error
    audit.record(
        actor=actor, action="employment.corrected" if corrects is not None else "employment.noted", subject=row,
        person_id=case.person_id, now=now,
        after={"since": row.since, "until": row.until, "source": row.source, "source_on": row.source_on} | words,
    )  # fmt: skip
    return row


@transaction.atomic
def record_referral(case_id: uuid.UUID, referral: Referral, *, actor: Actor, now: dt.datetime) -> InstitutionReferral:
    """Write down that somebody was referred to an institution ("kuruma yönlendirme") and return the row.

    Raises:
        NotAllowed, NotFound: out of reach, no such institution in the directory, or the programme refers nobody.
        GuardRefusedError: no activity of the programme (Art. 5).
        Invalid: a field is wrong.
    """
    require(actor, Right.COACHING_WRITE_OWN)
    case = writable_case(case_id, actor=actor, capability=REFERRAL, on=local_date(now))
    definition = pinned_definition(case.programme_version_id)
    name_activity(definition, referral.activity, programme_id=case.programme_id, actor=actor, now=now)
    problems = referral_problems(referral, today=local_date(now))
    if problems:
        raise Invalid(problems)
    provider = get_provider(actor, provider_id=referral.provider_id) if referral.provider_id is not None else None
    row = InstitutionReferral(
        case_id=case.pk, programme_version_id=case.programme_version_id, kind=referral.kind, provider=provider,
        institution=referral.institution.strip() if provider is None else "", activity=referral.activity,
        referred_on=referral.referred_on, recorded_at=now, recorded_by_id=actor.id,
    )  # fmt: skip
    row.sealed = sealed_words({"why": referral.why.strip()}, field=REFERRAL_FIELD, row_id=row.pk)
    row.save(force_insert=True)
    audit.record(
        actor=actor, action="referral.recorded", subject=row, person_id=case.person_id, now=now,
        after={"kind": row.kind, "institution": provider.name if provider is not None else row.institution,
               "referred_on": row.referred_on, "why": referral.why.strip()},
    )  # fmt: skip
    return row


@transaction.atomic
def record_referral_outcome(
    referral_id: uuid.UUID, *, outcome: str, outcome_on: dt.date, note: str, actor: Actor, version: int,
    now: dt.datetime,
) -> InstitutionReferral:  # fmt: skip
    """Write down what became of a referral ("yönlendirme sonucu") and return it; a later one takes its place.

    Raises:
        NotAllowed, NotFound, Conflict: out of reach, or at another version.
        Invalid: no such outcome, or a day that cannot be.
    """
    require(actor, Right.COACHING_WRITE_OWN)
    found = find_referral(referral_id, actor=actor)
    case = writable_case(found.case_id, actor=actor, capability=REFERRAL, on=local_date(now))
    row: InstitutionReferral = InstitutionReferral.objects.select_for_update().get(pk=found.pk)
    if row.version != version:
        raise Conflict.stale_version()
    problems = too_long("note", note)
    if outcome not in ReferralOutcome.values:
        problems.append(FieldProblem("outcome", "required", "Yönlendirmenin sonucu seçilmemiş.", "Listeden seçin."))
    if outcome_on > local_date(now) or outcome_on < row.referred_on:
        problems.append(FieldProblem("outcome_on", "out_of_range", "Sonuç, yönlendirme ile bugün arasında olmalı.",
                                     "Günü düzeltin."))  # fmt: skip
    if problems:
        raise Invalid(problems)
    before = {"outcome": row.outcome, "outcome_on": row.outcome_on}
    words = opened_words(row, field=REFERRAL_FIELD) | {"outcome_note": note.strip()}
    row.outcome, row.outcome_on, row.version = outcome, outcome_on, row.version + 1
    row.sealed = sealed_words(words, field=REFERRAL_FIELD, row_id=row.pk)
    row.save()
    audit.record(
        actor=actor, action="referral.outcome_recorded", subject=row, person_id=case.person_id, now=now,
        before=before, after={"outcome": outcome, "outcome_on": outcome_on, "note": note.strip()},
    )  # fmt: skip
    return row
