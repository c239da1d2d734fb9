"""What cases themselves put into the story: steps, forms, notes, outcomes, documents, the application."""

import uuid
from collections.abc import Iterator, Sequence
from typing import Any, Final

from apps.accounts.queries import names_of
from apps.cases.enums import DocumentState, EventKind, UndertakingState
from apps.cases.models import Application, CaseDocument, CaseEvent, CaseOutcome, CaseReceipt, Undertaking
from apps.cases.models.case import EVENT_FIELD
from apps.cases.queries.outcomes import reason_of, withdrawal_of
from apps.cases.rules.flow import closure_of, label_of_form, label_of_stage
from apps.cases.timeline import StoryCase, TimelineEntry, Wanted, entry_id
from apps.programmes.definition import Definition
from apps.programmes.queries.pinned import pinned_definitions
from omuz.kernel import crypto
from omuz.kernel.actors import Actor

FORMS: Final = (EventKind.SUBMISSION, EventKind.CORRECTION)
#: Events that a source of their own tells.
_APART: Final = (*FORMS, EventKind.NOTE)


def _events(case: StoryCase, wanted: Wanted, **narrowed: Any) -> list[CaseEvent]:
    rows = CaseEvent.objects.filter(case=case.id, **narrowed).select_related("programme_version")
    return wanted.newest(rows.defer("programme_version__document", "programme_version__upstream"))


def _text(event: CaseEvent) -> str:
    return crypto.open_text(event.sealed, field=EVENT_FIELD, row_id=event.id) if event.sealed else ""


def steps(case: StoryCase, /, *, actor: Actor, wanted: Wanted) -> list[TimelineEntry]:
    """Return how the case went from stage to stage, who became responsible, which version it was moved to."""
    del actor
    rows = CaseEvent.objects.filter(case=case.id).exclude(kind__in=_APART).select_related("programme_version")
    events = wanted.newest(rows.defer("programme_version__document", "programme_version__upstream"))
    versions = {key for one in events for key in (one.programme_version_id, one.version_before_id) if key is not None}
    definitions = pinned_definitions(versions)
    names = names_of({one.responsible_id for one in events if one.responsible_id is not None})
    return [
        TimelineEntry(
            at=one.at, id=one.pk, kind=one.kind, by_id=one.by_id, text=_text(one),
            title=_step_title(one, definitions, names.get(one.responsible_id, "") if one.responsible_id else ""),
            plain=_step_plain(one, definitions[one.programme_version_id]),
            version_number=one.programme_version.number,
        )
        for one in events
    ]  # fmt: skip


def _step_title(event: CaseEvent, definitions: dict[uuid.UUID, Definition], responsible: str) -> str:
    definition = definitions[event.programme_version_id]
    before = definitions.get(event.version_before_id or event.programme_version_id, definition)
    stage = label_of_stage(definition, event.stage)
    if event.kind == EventKind.STAGE:
        step = before.transitions_by_key.get(event.transition)
        label = step.label.tr if step is not None else event.transition
        return f"“{label}” adımı atıldı: {label_of_stage(before, event.stage_before)} → {stage}."
    if event.kind == EventKind.OPENED:
        return "Dosya eksik bilgiyle açıldı." if event.outcome == "unknown" else "Dosya açıldı."
    if event.kind == EventKind.ASSIGNED:
        return f"Dosyanın sorumlusu değişti: {responsible}." if responsible else "Dosyanın sorumlusu kaldırıldı."
    if event.kind == EventKind.MOVED:
        return f"Dosya programın {event.programme_version.number}. sürümüne taşındı; aşaması: {stage}."
    if event.kind == EventKind.CLOSED:
        closure = closure_of(definition, event.closure) if event.closure else None
        return f"Dosya kapatıldı: {closure.label.tr}." if closure is not None else "Dosya kapatıldı."
    return f"{event.get_kind_display()}."


def _step_plain(event: CaseEvent, definition: Definition) -> str:
    """Return the event in words for the person; what is the office's own business (who is responsible) is none."""
    return {
        EventKind.OPENED: "Dosyanız açıldı.",
        EventKind.STAGE: f"Yeni aşamaya geçildi: {label_of_stage(definition, event.stage)}.",
        EventKind.CLOSED: "Dosyanız kapandı.",
        EventKind.REOPENED: "Dosyanız yeniden açıldı.",
    }.get(EventKind(event.kind), "")


def forms(case: StoryCase, /, *, actor: Actor, wanted: Wanted) -> list[TimelineEntry]:
    """Return forms that were handed in or corrected; the answers stand on their own page."""
    del actor
    events = _events(case, wanted, kind__in=FORMS)
    definitions = pinned_definitions({one.programme_version_id for one in events})
    found = []
    for one in events:
        title = label_of_form(definitions[one.programme_version_id], one.form)
        corrected = one.kind == EventKind.CORRECTION
        found.append(
            TimelineEntry(
                at=one.at, id=one.pk, kind=one.kind, by_id=one.by_id, text=_text(one), is_closed=True,
                title=f"“{title}” formu {'düzeltildi' if corrected else 'dolduruldu'}.",
                plain=f"Formda düzeltme yapıldı: {title}." if corrected else f"Form dolduruldu: {title}.",
                version_number=one.programme_version.number,
                link=f"/dosyalar/{case.id}/kayitlar/{one.submission_id}" if one.submission_id is not None else "",
            )
        )  # fmt: skip
    return found


def notes(case: StoryCase, /, *, actor: Actor, wanted: Wanted) -> list[TimelineEntry]:
    """Return notes of staff, which are theirs alone."""
    del actor
    return [
        TimelineEntry(at=one.at, id=one.pk, kind=one.kind, title="Not yazıldı.", by_id=one.by_id, text=_text(one),
                      version_number=one.programme_version.number)
        for one in _events(case, wanted, kind=EventKind.NOTE)
    ]  # fmt: skip


def outcomes(case: StoryCase, /, *, actor: Actor, wanted: Wanted) -> list[TimelineEntry]:
    """Return outcomes of the assessment, given and withdrawn."""
    del actor
    rows = CaseOutcome.objects.filter(case=case.id).select_related("programme_version")
    found = list(rows.defer("programme_version__document", "programme_version__upstream"))
    definitions = pinned_definitions({row.programme_version_id for row in found})
    return wanted.of(entry for row in found for entry in _of_outcome(row, definitions[row.programme_version_id]))


def _of_outcome(row: CaseOutcome, definition: Definition) -> Iterator[TimelineEntry]:
    outcome = next((one for one in definition.outcomes if one.key == row.outcome), None)
    label = outcome.label.tr if outcome is not None else row.outcome
    letter = f" ({outcome.letter})" if outcome is not None and outcome.letter else ""
    number = row.programme_version.number
    yield TimelineEntry(
        at=row.recorded_at, id=row.pk, kind="given", by_id=row.by_id, text=reason_of(row), version_number=number,
        title=f"Değerlendirme sonucu verildi{letter}: {label}.", plain=f"Değerlendirme sonucunuz: {label}.",
    )  # fmt: skip
    if row.withdrawn_at is not None:
        yield TimelineEntry(
            at=row.withdrawn_at, id=entry_id(row.pk, "withdrawn"), kind="withdrawn", by_id=row.withdrawn_by_id,
            text=withdrawal_of(row), version_number=number,
            title=f"Değerlendirme sonucu geri alındı{letter}: {label}.",
            plain=f"Değerlendirme sonucu artık geçerli değil: {label}.",
        )  # fmt: skip


def documents(case: StoryCase, /, *, actor: Actor, wanted: Wanted) -> list[TimelineEntry]:
    """Return documents that were presented, replaced, refused or withdrawn; what they say stays closed."""
    del actor
    rows = CaseDocument.objects.filter(case=case.id).select_related("programme_version")
    found = list(rows.defer("programme_version__document", "programme_version__upstream"))
    definitions = pinned_definitions({row.programme_version_id for row in found})
    return wanted.of(entry for row in found for entry in _of_document(row, definitions[row.programme_version_id]))


def _of_document(row: CaseDocument, definition: Definition) -> Iterator[TimelineEntry]:
    kind = next((one for one in definition.documents if one.key == row.document), None)
    # A special document ("sağlık kurulu raporu") is named on its own page only.
    label = "özel nitelikli belge" if row.is_special else (kind.label.tr if kind is not None else row.document)
    number, link = row.programme_version.number, f"/dosyalar/{row.case_id}#belgeler"
    yield TimelineEntry(
        at=row.recorded_at, id=row.pk, kind="presented", by_id=row.recorded_by_id, version_number=number, link=link,
        title=f"Belge sunuldu: {label}.", plain="Belge verdiniz." if row.is_special else f"Belge verdiniz: {label}.",
        is_closed=True,
    )  # fmt: skip
    if row.ended_at is not None and row.state in {DocumentState.REFUSED, DocumentState.WITHDRAWN}:
        refused = row.state == DocumentState.REFUSED
        yield TimelineEntry(
            at=row.ended_at, id=entry_id(row.pk, "ended"), kind=row.state, by_id=row.ended_by_id,
            version_number=number, link=link, is_closed=True,
            title=f"Belge {'kabul edilmedi' if refused else 'geri çekildi'}: {label}.",
            plain="Verdiğiniz bir belge kabul edilmedi." if refused else "",
        )  # fmt: skip


def intake(case: StoryCase, /, *, actor: Actor, wanted: Wanted) -> list[TimelineEntry]:
    """Return receipts, the application with its number and undertakings; three statements."""
    del actor
    receipts = CaseReceipt.objects.filter(case=case.id).only("id", "issued_at", "issued_by_id", "place")
    applications = Application.objects.filter(case=case.id).select_related("programme_version")
    undertakings = Undertaking.objects.filter(case=case.id).select_related("programme_version")
    far = ("programme_version__document", "programme_version__upstream")
    return wanted.of(
        [
            *(_of_receipt(row) for row in receipts),
            *(_of_application(row) for row in applications.defer(*far)),
            *(one for row in undertakings.defer(*far) for one in _of_undertaking(row)),
        ]
    )


def _of_receipt(row: CaseReceipt) -> TimelineEntry:
    return TimelineEntry(
        at=row.issued_at, id=row.pk, kind="receipt", by_id=row.issued_by_id,
        title=f"Alındı belgesi verildi; sıradaki yeri {row.place}.",
        plain="Size alındı belgesi verildi. Sıradaki yeriniz korunuyor.",
    )  # fmt: skip


def _of_application(row: Application) -> TimelineEntry:
    return TimelineEntry(
        at=row.recorded_at, id=row.pk, kind="application", by_id=row.recorded_by_id,
        title=f"Başvuru kaydedildi: {row.number}.", plain=f"Başvurunuz kaydedildi. Numaranız: {row.number}.",
        version_number=row.programme_version.number, is_closed=bool(row.sealed_exception),
        link=f"/dosyalar/{row.case_id}#basvuru" if row.sealed_exception else "",
    )  # fmt: skip


def _of_undertaking(row: Undertaking) -> Iterator[TimelineEntry]:
    number = row.programme_version.number
    yield TimelineEntry(at=row.prepared_at, id=row.pk, kind="prepared", by_id=row.prepared_by_id,
                        title="Taahhütname hazırlandı.", version_number=number)  # fmt: skip
    said = {
        UndertakingState.SIGNED: ("Taahhütname imzalandı.", "Taahhütnameyi imzaladınız."),
        UndertakingState.REFUSED: ("Taahhütname imzalanmadı.", "Taahhütnameyi imzalamadınız. Hizmetiniz sürer."),
    }.get(UndertakingState(row.state))
    if said is not None and row.recorded_at is not None:
        yield TimelineEntry(at=row.recorded_at, id=entry_id(row.pk, "recorded"), kind=row.state, title=said[0],
                            plain=said[1], by_id=row.recorded_by_id, version_number=number)  # fmt: skip


SOURCES: Final[Sequence[tuple[str, str, Any]]] = (
    ("steps", "Aşamalar", steps),
    ("forms", "Formlar", forms),
    ("outcomes", "Değerlendirme sonuçları", outcomes),
    ("intake", "Başvuru ve taahhüt", intake),
    ("documents", "Belgeler", documents),
    ("notes", "Notlar", notes),
)
