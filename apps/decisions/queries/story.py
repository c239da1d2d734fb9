"""What decisions and interim stops put into the story of a case; in plain words for the person's own summary."""

from collections.abc import Iterable, Sequence
from typing import Final

from apps.cases.timeline import StoryCase, TimelineEntry, Wanted, entry_id
from apps.decisions.enums import DecisionKind, StatementForm, StopState
from apps.decisions.models import Decision, InterimStop
from apps.decisions.queries.texts import lifted_because, reason_of, risk_of, withdrawn_why
from apps.programmes.queries.pinned import version_numbers
from omuz.kernel.actors import Actor
from omuz.kernel.numbers import format_date

_TAKEN: Final = {
    DecisionKind.SUSPEND: ("Askıya alma kararı verildi.", "Hizmetinizi bir süre için durdurmaya karar verdik."),
    DecisionKind.TERMINATE: ("Sonlandırma kararı verildi.", "Hizmetinizi bitirmeye karar verdik."),
    DecisionKind.RESUME: ("Yeniden başlatma kararı verildi.", "Hizmetinizi yeniden başlatmaya karar verdik."),
}


def decisions(case: StoryCase, *, actor: Actor, wanted: Wanted) -> Sequence[TimelineEntry]:
    """Return what happened to the decisions of a case: proposed, asked, heard, taken, in effect, ended, withdrawn."""
    rows = list(Decision.objects.visible_to(actor).filter(case=case.id))
    numbers = version_numbers({row.programme_version_id for row in rows}) if rows else {}
    return wanted.of(one for row in rows for one in _of(row, numbers.get(row.programme_version_id)))


def stops(case: StoryCase, *, actor: Actor, wanted: Wanted) -> Sequence[TimelineEntry]:
    """Return what happened to the interim stops of a case: started, confirmed, lifted, over."""
    rows = list(InterimStop.objects.visible_to(actor).filter(case=case.id))
    numbers = version_numbers({row.programme_version_id for row in rows}) if rows else {}
    return wanted.of(one for row in rows for one in _of_stop(row, numbers.get(row.programme_version_id)))


def _of(row: Decision, number: int | None) -> Iterable[TimelineEntry]:
    link, what = f"/kararlar/{row.pk}", row.get_kind_display()
    yield TimelineEntry(at=row.proposed_at, id=row.pk, kind="decision", title=f"{what} önerildi.",
                        by_id=row.proposed_by_id, version_number=number, link=link)  # fmt: skip
    if row.taken_at is not None:
        title, plain = _TAKEN[DecisionKind(row.kind)]
        day = f" Başlangıç günü: {format_date(row.effective_on)}." if row.effective_on is not None else ""
        yield TimelineEntry(at=row.taken_at, id=entry_id(row.pk, "taken"), kind="decision", title=f"{title}{day}",
                            by_id=row.taken_by_id, text=reason_of(row), plain=f"{plain}{day}", version_number=number,
                            link=link)  # fmt: skip
    if row.withdrawn_at is not None:
        yield TimelineEntry(at=row.withdrawn_at, id=entry_id(row.pk, "withdrawn"), kind="decision",
                            title=f"{what} geri alındı.", by_id=row.withdrawn_by_id, text=withdrawn_why(row),
                            plain="Vazgeçtik: bu karar uygulanmadı." if row.taken_at is not None else "",
                            version_number=number, link=link)  # fmt: skip
    if row.ended_at is not None and row.kind != DecisionKind.RESUME:
        yield TimelineEntry(at=row.ended_at, id=entry_id(row.pk, "ended"), kind="decision", title=f"{what} sona erdi.",
                            plain="Bu karar artık uygulanmıyor.", version_number=number, link=link)  # fmt: skip
    yield from _heard(row, number, link)


def _heard(row: Decision, number: int | None, link: str) -> Iterable[TimelineEntry]:
    """The days of the hearing are days without an hour: they stand after the proposal or before the decision."""
    if row.asked_on is not None and row.answer_until is not None:
        until = format_date(row.answer_until)
        yield TimelineEntry(at=row.proposed_at, id=entry_id(row.pk, "zz-asked"), kind="decision",
                            title=f"Açıklama istendi; süre {until} günü doluyor.", by_id=row.proposed_by_id,
                            plain=f"Karar vermeden önce sizi dinlemek istedik. Son gün: {until}.",
                            version_number=number, link=link)  # fmt: skip
    if row.answered_on is not None:
        came = row.statement_form != StatementForm.NONE
        day = format_date(row.answered_on)
        yield TimelineEntry(at=row.taken_at or row.updated_at, id=entry_id(row.pk, "answered"), kind="decision",
                            title=f"Açıklama kaydedildi ({day})." if came else f"Açıklama gelmedi ({day}).",
                            plain="Açıklamanızı aldık." if came else "", version_number=number, link=link)  # fmt: skip


def _of_stop(row: InterimStop, number: int | None) -> Iterable[TimelineEntry]:
    last = format_date(row.ends_on)
    yield TimelineEntry(
        at=row.started_at, id=row.pk, kind="interim_stop", title=f"Tedbiren durduruldu; en geç {last} günü kalkar.",
        by_id=row.started_by_id, text=risk_of(row), version_number=number,
        plain=f"Hizmetinizi bir süre için durdurduk. Bu bir ceza değildir. En geç {last} günü yeniden bakılır.",
    )  # fmt: skip
    if row.ended_at is None:
        return
    title, plain = {
        StopState.CONFIRMED: ("Tedbir, askıya alma kararına bağlandı.", ""),
        StopState.LIFTED: ("Tedbir kaldırıldı.", "Hizmetiniz yeniden başladı."),
        StopState.LAPSED: ("Tedbirin süresi doldu; kendiliğinden kalktı.", "Hizmetiniz yeniden başladı."),
    }[StopState(row.state)]
    yield TimelineEntry(at=row.ended_at, id=entry_id(row.pk, "ended"), kind="interim_stop", title=title, plain=plain,
                        by_id=row.ended_by_id, text=lifted_because(row), version_number=number,
                        link=f"/kararlar/{row.decision_id}" if row.decision_id is not None else "")  # fmt: skip
