"""The support plan on paper: whole for the file, and a copy in plain words for the person (readings 12)."""

import dataclasses
import datetime as dt
import uuid
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from apps.coaching.enums import AgreedBy, Change, CoachingKind, PlanState, Rhythm
from apps.coaching.models import SupportPlan
from apps.coaching.operations.reading import open_plan
from apps.coaching.queries.plans import PlanView, plan_view
from apps.coaching.queries.reach import COACHING, coached_case
from apps.people.queries.people import shown_name
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.context import require_municipality
from omuz.kernel.numbers import format_date
from omuz.kernel.typesetting import typeset

__all__ = ["PrintedPlan", "plain_lines", "print_plan"]

_TEMPLATE: Final = Path(__file__).resolve().parents[1] / "printing" / "plan.typ"
_PLAIN_RHYTHM: Final = {
    Rhythm.ONCE: "Bir kez.", Rhythm.DAILY: "Her gün.", Rhythm.AS_NEEDED: "Gerektiğinde.",
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class PrintedPlan:
    """A PDF with the name under which it is saved; the name tells of no programme and no person."""

    name: str
    content: bytes


@transaction.atomic
def print_plan(plan_id: uuid.UUID, *, plain: bool, purpose: str, actor: Actor, now: dt.datetime) -> PrintedPlan:
    """Return a plan as PDF; opened and logged as `open_plan` does, and the printing itself is remembered.

    Raises:
        NotFound, NotAllowed: out of reach, or the programme has no coaching.
        DomainError: 428, of other people than the reader's own without a purpose.
    """
    plan = open_plan(plan_id, actor=actor, now=now, purpose=purpose)
    coached_case(plan.case_id, actor=actor, capability=COACHING, on=local_date(now))
    today = local_date(now)
    view = plan_view(plan, today=today)
    values = _plain(plan, view) if plain else _whole(plan, view)
    head = {
        "municipality": require_municipality().name, "plain": plain, "page_word": "Sayfa", "signature_word": "İmza",
    }  # fmt: skip
    content = typeset(_TEMPLATE, head | values, printed_on=today)
    audit.record(actor=actor, action="plan.printed", subject=plan, person_id=plan.case.person_id, now=now)
    return PrintedPlan(f"Destek planı {plan.number}{' - kolay okunur' if plain else ''}.pdf", content)


def plain_lines(view: PlanView) -> str:
    """Return what a plan says in plain words, as it stands in a letter to the person; it names no programme."""
    wishes = [f"- {one.words}" for one in view.draft.goals]
    helpers = [_plain_service(view, index) for index in range(len(view.services))]
    done = [f"- {one['head']}: {one['text']}" for one in helpers]
    changed = ["Ne değişti:", view.draft.changed] if view.plan.replaces_id is not None and view.draft.changed else []
    parts = [["Hedefleriniz:", *wishes], ["Kim, ne yapacak:", *done] if done else [], changed]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _whole(plan: SupportPlan, view: PlanView) -> dict[str, Any]:
    draft, case = view.draft, plan.case
    facts = [
        _fact(view.definition.naming.person.tr, shown_name(case.person)), _fact("Dosya", case.number),
        _fact("Durum", plan.get_state_display()),
    ]  # fmt: skip
    if plan.agreed_on is not None:
        facts.append(_fact("Kabul", f"{format_date(plan.agreed_on)} · {AgreedBy(plan.agreed_by).label}"))
    sections = [_section("Hedefler", items=[_item(one.words, one.measure) for one in draft.goals])]
    if draft.coaching:
        kinds = ", ".join(str(CoachingKind(one).label) for one in draft.coaching)
        sections.append(_section("İş koçluğu", [f"{kinds}. {_period(draft.coaching_from, draft.coaching_to)}",
                                                draft.need]))  # fmt: skip
    sections.append(_section("Hizmetler", items=[_service(view, index) for index in range(len(view.services))]))
    if plan.replaces is not None:
        label = Change(plan.change).label if plan.change else ""
        sections.append(_section(f"Önceki plandan farkı ({plan.replaces.number}. plan)",
                                 [f"{label}.", draft.changed, draft.why]))  # fmt: skip
    if draft.note:
        sections.append(_section("Not", [draft.note]))
    sections.append(_section("Gözden geçirme", [_review(view)]))
    return {
        "title": f"Bireysel destek planı {plan.number}", "unit": case.programme.name, "facts": facts,
        "sections": sections, "footer": f"{case.number} · {view.definition.cited(_basis(view))}".rstrip(" ·"),
        "signers": [_signer(view.definition.naming.person.tr, shown_name(case.person)), _signer("Görevli", "")],
    }  # fmt: skip


def _plain(plan: SupportPlan, view: PlanView) -> dict[str, Any]:
    """Readings 4: the copy that goes home names no programme."""
    draft = view.draft
    sections = [_section("Ne istiyorum?", items=[_item(one.words, "") for one in draft.goals])]
    helpers = [_plain_service(view, index) for index in range(len(view.services))]
    sections.append(_section("Kim, ne yapacak?", items=helpers))
    if plan.replaces is not None and draft.changed:
        sections.append(_section("Ne değişti?", [draft.changed]))
    sections.append(
        _section("Sonra ne olacak?", [
            _review(view), "Plan sizin için değilse söyleyin. Değiştirebiliriz.",
            "Desteğiniz azalabilir. Gerekirse yeniden artar.",
        ])
    )  # fmt: skip
    return {
        "title": "Destek planım", "unit": "", "facts": [_fact("Adım", shown_name(plan.case.person))],
        "sections": sections, "footer": "", "signers": [],
    }  # fmt: skip


def _service(view: PlanView, index: int) -> dict[str, str]:
    row, said = view.services[index], view.draft.services[index]
    activity = next((one.label.tr for one in view.definition.activities if one.key == row.activity), row.activity)
    letter = next((one.letter for one in view.definition.activities if one.key == row.activity), "")
    who = row.responsible.full_name if row.responsible is not None else ""
    parts = [f"{letter}) {activity}" if letter else activity, _rhythm(row.rhythm, row.times), who,
             _period(row.starts_on, row.ends_on)]  # fmt: skip
    rest = " · ".join(part for part in parts if part)
    return _item(said.words or activity or "Hizmet", rest)


def _plain_service(view: PlanView, index: int) -> dict[str, str]:
    row, said = view.services[index], view.draft.services[index]
    activity = next((one.label.tr for one in view.definition.activities if one.key == row.activity), row.activity)
    who = row.responsible.full_name if row.responsible is not None else "Görevli"
    rhythm = _PLAIN_RHYTHM.get(Rhythm(row.rhythm), f"{_rhythm(row.rhythm, row.times)}.")
    return _item(said.words or activity, f"{who}. {rhythm}")


def _rhythm(rhythm: str, times: int) -> str:
    label = str(Rhythm(rhythm).label)
    counted = {Rhythm.WEEKLY, Rhythm.MONTHLY, Rhythm.QUARTERLY}
    return f"{label} {times} kez" if rhythm in counted else label


def _period(start: dt.date | None, end: dt.date | None) -> str:
    if start is None and end is None:
        return ""
    return f"{format_date(start) if start else '…'} – {format_date(end) if end else '…'}"


def _review(view: PlanView) -> str:
    coming = next((one.row.due_on for one in view.reviews if one.row.held_on is None), view.draft.review_on)
    if view.plan.state == PlanState.ENDED and view.plan.ended_on is not None:
        return f"Bu plan {format_date(view.plan.ended_on)} günü sona erdi."
    return f"Plana {format_date(coming)} günü birlikte yeniden bakacağız." if coming is not None else "Gün belli değil."


def _basis(view: PlanView) -> Any:
    return next((one.basis for one in view.definition.articles if "coaching_by_need" in one.guards), None)


def _fact(label: str, value: str) -> dict[str, str]:
    return {"label": label, "value": value}


def _item(head: str, text: str) -> dict[str, str]:
    return {"head": head, "text": text}


def _signer(role: str, name: str) -> dict[str, str]:
    return {"role": role, "name": name}


def _section(title: str, lines: list[str] | None = None, items: list[dict[str, str]] | None = None) -> dict[str, Any]:
    return {"title": title, "lines": [line for line in lines or () if line.strip()], "items": items or []}
