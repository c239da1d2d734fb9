"""What the story of a case tells of coaching: visits, plans, employment and referrals. Words stay closed."""

import datetime as dt
from collections.abc import Iterable

from apps.cases.timeline import StoryCase, TimelineEntry, Wanted, entry_id
from apps.coaching.enums import EmploymentSource, PlanState, ReviewResult
from apps.coaching.models import EmploymentObservation, InstitutionReferral, SupportPlan, Visit
from apps.programmes.queries.pinned import version_numbers
from omuz.kernel.actors import Actor
from omuz.kernel.clock import TURKEY
from omuz.kernel.numbers import format_date

__all__ = ["employment", "plans", "visits"]


def visits(case: StoryCase, *, actor: Actor, wanted: Wanted) -> list[TimelineEntry]:
    """Return the visits of a case; what was written is opened on their own page."""
    rows = wanted.newest(Visit.objects.visible_to(actor).filter(case=case.id), at="recorded_at")
    return [
        TimelineEntry(
            at=row.recorded_at, id=row.pk, kind="visit", by_id=row.by_id,
            title=f"{format_date(row.visited_on)} günü {row.minutes} dakika görüşüldü ({row.get_place_display()})"
            + (": kaydın düzeltmesi." if row.corrects_id else "."),
            plain=f"{format_date(row.visited_on)} günü sizinle {row.minutes} dakika görüştük.",
            link=f"/ziyaretler/{row.pk}", is_closed=bool(row.sealed),
        )
        for row in rows
    ]  # fmt: skip


def plans(case: StoryCase, *, actor: Actor, wanted: Wanted) -> list[TimelineEntry]:
    """Return when plans were agreed, looked at again, and ended."""
    rows = SupportPlan.objects.visible_to(actor).filter(case=case.id).exclude(state=PlanState.DRAFT)
    rows = rows.prefetch_related("reviews")
    found = list(rows)
    numbers = version_numbers({row.programme_version_id for row in found}) if found else {}
    entries = (entry for row in found for entry in _of_plan(row, numbers.get(row.programme_version_id)))
    return wanted.of(entries)


def _of_plan(row: SupportPlan, version: int | None) -> Iterable[TimelineEntry]:
    link = f"/dosyalar/{row.case_id}/plan/{row.pk}"
    if row.agreed_on is not None:
        again = row.replaces_id is not None
        yield TimelineEntry(
            at=_noon(row.agreed_on), id=entry_id(row.pk, "agreed"), kind="plan_agreed",
            by_id=row.agreement_recorded_by_id, version_number=version, link=link, is_closed=True,
            title=f"{row.number}. destek planı kabul edildi" + (": önceki planın yerine geçti." if again else "."),
            plain="Destek planınızı birlikte yeniledik." if again else "Destek planınızı birlikte yaptık.",
        )  # fmt: skip
    for review in row.reviews.all():
        if review.held_on is not None:
            yield TimelineEntry(
                at=_noon(review.held_on, minute=1), id=entry_id(review.pk, "held"), kind="plan_reviewed",
                by_id=review.held_by_id, link=link, is_closed=bool(review.sealed),
                title=f"{row.number}. destek planı gözden geçirildi: {ReviewResult(review.result).label}.",
                plain="Destek planınıza birlikte yeniden baktık.",
            )  # fmt: skip
    if row.ended_on is not None:
        yield TimelineEntry(
            at=_noon(row.ended_on, minute=2), id=entry_id(row.pk, "ended"), kind="plan_ended", link=link,
            title=f"{row.number}. destek planı sona erdi.", plain="Destek planınız sona erdi.",
        )  # fmt: skip


def _noon(day: dt.date, *, minute: int = 0) -> dt.datetime:
    """Return a moment of a day of which only the day is known."""
    return dt.datetime.combine(day, dt.time(12, minute), tzinfo=TURKEY)


def employment(case: StoryCase, *, actor: Actor, wanted: Wanted) -> list[TimelineEntry]:
    """Return what was learnt of employment, and referrals to institutions with what became of them."""
    seen = wanted.newest(EmploymentObservation.objects.visible_to(actor).filter(case=case.id), at="recorded_at")
    sent = InstitutionReferral.objects.visible_to(actor).filter(case=case.id).select_related("provider")
    entries = [_of_employment(row) for row in seen] + [one for row in sent for one in _of_referral(row)]
    return wanted.of(entries)


def _of_employment(row: EmploymentObservation) -> TimelineEntry:
    source = f" (kaynak: {EmploymentSource(row.source).label})" if row.source else ""
    until = f" – {format_date(row.until)}" if row.until is not None else ""
    return TimelineEntry(
        at=row.recorded_at, id=row.pk, kind="employment", by_id=row.recorded_by_id, link=f"/dosyalar/{row.case_id}",
        title=f"İstihdam bilgisi yazıldı: {format_date(row.since)}{until}{source}.", is_closed=bool(row.sealed),
        plain=f"{format_date(row.since)} gününden beri çalıştığınızı öğrendik." if row.until is None else "",
    )  # fmt: skip


def _of_referral(row: InstitutionReferral) -> Iterable[TimelineEntry]:
    name = row.provider.name if row.provider is not None else row.institution or row.get_kind_display()
    link = f"/dosyalar/{row.case_id}"
    yield TimelineEntry(
        at=row.recorded_at, id=row.pk, kind="referral", by_id=row.recorded_by_id, link=link,
        title=f"Kuruma yönlendirildi: {name}.", plain=f"Sizi {name} kurumuna yönlendirdik.", is_closed=bool(row.sealed),
    )  # fmt: skip
    if row.outcome_on is not None:
        yield TimelineEntry(
            at=_noon(row.outcome_on, minute=3), id=entry_id(row.pk, "outcome"), kind="referral_outcome", link=link,
            title=f"Yönlendirme sonucu: {row.get_outcome_display()}.",
        )  # fmt: skip
