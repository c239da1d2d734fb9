"""The documents of a case as a checklist: what the rules ask for, what stands for each, what was presented before."""

import dataclasses
import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from apps.cases.models import Case, CaseDocument
from apps.cases.models.intake import NOTE_FIELD, WHY_FIELD
from apps.cases.queries.facts import keys
from apps.cases.rules.documents import Held, Standing, standing_of, warning_of
from apps.programmes.deciding import Answer
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import DocumentKind
from omuz.kernel import crypto

__all__ = ["ChecklistItem", "asked_documents", "checklist", "note_of", "standings_of", "substitute_label", "why_of"]


@dataclasses.dataclass(frozen=True, slots=True)
class ChecklistItem:
    """A document that is asked for (or was presented unasked), with what stands for it.

    `current` is what counts, or what was refused last; `earlier` is everything before, the latest first.
    """

    key: str
    label: str
    is_asked: bool
    is_certain: bool
    is_special: bool
    substitutes: tuple[str, ...]
    valid_months: int | None
    why: tuple[str, ...]
    articles: tuple[str, ...]
    standing: Standing
    current: CaseDocument | None
    warning: str
    earlier: tuple[CaseDocument, ...]


def rows_of(case_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[CaseDocument]]:
    """Return every document of these cases, the latest first; one statement."""
    found: dict[uuid.UUID, list[CaseDocument]] = defaultdict(list)
    rows = CaseDocument.objects.filter(case__in=keys(list(case_ids))).select_related("report")
    for row in rows.order_by("-recorded_at", "-id"):
        found[row.case_id].append(row)
    return found


def asked_documents(answer: Answer) -> dict[str, bool]:
    """Return the keys that are asked for, and whether each is certain."""
    return {one.value: one.certain for one in answer.values}


def standings_of(asked: Mapping[str, bool], rows: Sequence[CaseDocument], *, on: dt.date) -> list[tuple[str, Standing]]:
    """Return where each document that is asked for stands on a day."""
    return [(key, standing_of(_held(_current(rows, key)), on=on, is_certain=certain)) for key, certain in asked.items()]


def checklist(
    case: Case, definition: Definition, answer: Answer, *, rows: Sequence[CaseDocument], on: dt.date
) -> tuple[ChecklistItem, ...]:
    """Return the checklist of a case: what is asked for first, then what was presented though nothing asks for it."""
    kinds = {kind.key: kind for kind in definition.documents}
    asked = asked_documents(answer)
    unasked = dict.fromkeys(row.document for row in rows if row.document not in asked)
    return tuple(
        _item(key, kinds.get(key), definition, answer, rows=rows, on=on, is_asked=key in asked,
              is_certain=asked.get(key, True))
        for key in [*asked, *unasked]
    )  # fmt: skip


def _item(
    key: str, kind: DocumentKind | None, definition: Definition, answer: Answer, *, rows: Sequence[CaseDocument],
    on: dt.date, is_asked: bool, is_certain: bool,
) -> ChecklistItem:  # fmt: skip
    current = _current(rows, key)
    standing = standing_of(_held(current), on=on, is_certain=is_certain)
    clauses = [one for one in answer.clauses if one.value == key and one.outcome != "false"]
    cited = [f"{one.basis.title} m. {one.basis.article}" for one in clauses if one.basis and one.basis.article]
    if not cited and kind is not None and kind.basis is not None:
        cited = [definition.cited(kind.basis)]
    return ChecklistItem(
        key=key,
        label=kind.label.tr if kind is not None else key,
        is_asked=is_asked,
        is_certain=is_certain,
        is_special=kind.special if kind is not None else any(row.is_special for row in rows if row.document == key),
        substitutes=tuple(one.tr for one in kind.substitutes) if kind is not None else (),
        valid_months=kind.valid_months if kind is not None else None,
        why=tuple(dict.fromkeys(one.message for one in clauses)),
        articles=tuple(dict.fromkeys(cited)),
        standing=standing,
        current=current,
        warning=warning_of(current.valid_until, on=on) if current is not None and (standing.counts or
            standing is Standing.EXPIRED) else "",
        earlier=tuple(row for row in rows if row.document == key and row is not current),
    )  # fmt: skip


def _current(rows: Sequence[CaseDocument], key: str) -> CaseDocument | None:
    """Return what counts of a kind; without it, the last one where that was refused."""
    of_kind = [row for row in rows if row.document == key]
    standing = next((row for row in of_kind if row.state == "presented"), None)
    if standing is not None or not of_kind:
        return standing
    return of_kind[0] if of_kind[0].state == "refused" else None


def _held(row: CaseDocument | None) -> Held | None:
    if row is None:
        return None
    return Held(
        is_substitute=row.substitute is not None, valid_until=row.valid_until, was_refused=row.state == "refused",
        is_gone=row.report is not None and row.report.superseded_at is not None,
    )  # fmt: skip


def substitute_label(row: CaseDocument, definitions: Mapping[uuid.UUID, Definition]) -> str:
    """Return in words what was presented instead, as the version of that day called it; empty for the document."""
    definition = definitions.get(row.programme_version_id)
    if row.substitute is None or definition is None:
        return ""
    kind = next((one for one in definition.documents if one.key == row.document), None)
    if kind is None or row.substitute >= len(kind.substitutes):
        return "Yerine geçen belge"
    return kind.substitutes[row.substitute].tr


def note_of(row: CaseDocument) -> str:
    """Return why a document was only seen, or the remark beside it."""
    return crypto.open_text(row.sealed_note, field=NOTE_FIELD, row_id=row.id) if row.sealed_note else ""


def why_of(row: CaseDocument) -> str:
    """Return why a document was refused or withdrawn."""
    return crypto.open_text(row.sealed_why, field=WHY_FIELD, row_id=row.id) if row.sealed_why else ""
