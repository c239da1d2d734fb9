"""Finding decisions: one, those of a case, or a manager's list."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Final

from django.db.models import Q, QuerySet

from apps.accounts.rights import Right
from apps.cases.queries.visibility import Case
from apps.decisions.enums import OPEN_STATES, WRITTEN_STATES, DecisionKind, DecisionState
from apps.decisions.models import Decision
from apps.letters.queries.about import letters_about
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotFound
from omuz.kernel.reach import within

__all__ = [
    "LISTS",
    "DecisionFilter",
    "find_decision",
    "holds_right",
    "list_decisions",
    "of_case",
    "still_heard",
    "takeable",
    "undeliverable_ids",
]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFilter:
    """What the list is narrowed by; empty narrows nothing."""

    which: str = "open"
    kind: str = ""
    programme_id: uuid.UUID | None = None
    person_id: uuid.UUID | None = None
    case_id: uuid.UUID | None = None


#: The lists of the page, each with the words that it is chosen by.
LISTS: Final = {
    "mine": "Beni bekleyen",
    "hearing": "Açıklama beklenen",
    "due": "Uygulanacak",
    "in_effect": "Uygulanan",
    "undeliverable": "Tebliğ edilemeyen",
    "open": "Sonuçlanmayan",
    "all": "Hepsi",
}


def find_decision(decision_id: uuid.UUID, *, actor: Actor) -> Decision:
    """Return a decision with its case, person, programme and unit.

    Raises:
        NotFound: there is none, or none that the actor may find.
    """
    rows = Decision.objects.visible_to(actor).select_related("case__person", "case__programme", "case__unit")
    decision = rows.filter(pk=decision_id).first()
    if decision is None:
        raise NotFound
    return decision


def of_case(case: Case) -> list[Decision]:
    """Return the decisions about a case that was found, the latest first."""
    return list(Decision.objects.filter(case=case).order_by("-proposed_at", "-id"))


def holds_right(case: Case, *, actor: Actor) -> bool:
    """Return whether the actor may decide in the case's unit and programme, both at once."""
    return Case.objects.filter(within(actor, Right.DECISIONS_TAKE), pk=case.pk).exists()


def takeable(actor: Actor) -> Q:
    """Return the condition that a decision waits for the actor: of others, within reach or with their name on it."""
    reach = within(actor, Right.DECISIONS_TAKE, prefix="case__") | Q(named_taker_id=actor.id)
    return Q(state__in=WRITTEN_STATES) & reach & ~Q(proposed_by_id=actor.id)


def still_heard(today: dt.date) -> Q:
    """Return the condition that a decision waits for what somebody was asked to explain, and not for the manager."""
    return Q(state=DecisionState.HEARING, answered_on__isnull=True, answer_until__gte=today)


def list_decisions(
    actor: Actor, *, where: DecisionFilter, today: dt.date, undeliverable: Sequence[uuid.UUID] = ()
) -> QuerySet[Decision]:
    """Return the decisions that the actor may find, narrowed, with what the columns show.

    `undeliverable` are the decisions whose letters could not be served, as letters tell.
    """
    narrowed = {
        "mine": takeable(actor) & ~still_heard(today),
        "hearing": Q(state=DecisionState.HEARING, answered_on__isnull=True),
        "due": Q(state=DecisionState.TAKEN),
        "in_effect": Q(state=DecisionState.IN_EFFECT),
        "undeliverable": Q(pk__in=list(undeliverable)),
        "open": Q(state__in=OPEN_STATES),
    }.get(where.which, Q())
    rows = Decision.objects.visible_to(actor).filter(narrowed)
    exact = {
        "kind": where.kind if where.kind in DecisionKind.values else "",
        "case__programme": where.programme_id, "case__person": where.person_id, "case": where.case_id,
    }  # fmt: skip
    rows = rows.filter(**{name: value for name, value in exact.items() if value not in ("", None)})
    return rows.select_related("case__person", "case__programme", "case__unit")


def undeliverable_ids(actor: Actor) -> list[uuid.UUID]:
    """Return the decisions, of the latest 500 that the actor may find, whose last letter could not be served.

    Two statements. The decision's effect follows its stated day all the same (readings 8).
    """
    rows = Decision.objects.visible_to(actor).filter(letter_id__isnull=False).exclude(state=DecisionState.WITHDRAWN)
    found = list(rows.order_by("-taken_at", "-id").values_list("pk", flat=True)[:500])
    letters = letters_about("decision", found) if found else {}
    return [key for key, about in letters.items() if any(one.undeliverable for one in about)]
