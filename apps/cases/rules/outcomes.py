"""Outcomes of an assessment: which may be chosen, and what each of them needs (İzmir Art. 10)."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Mapping
from typing import Final

from apps.programmes.deciding import Answer
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Lettered
from apps.programmes.registry import ALLOWED, Verdict, refused

#: Who assesses where the programme names nobody: what somebody needs is judged by whom it employs for that.
ASSESSING_ROLES: Final = frozenset({"assessor", "unit_manager"})
MOST_REASON: Final = 4000
#: Which field of the form a refusal belongs to.
FIELDS: Final[Mapping[str, str]] = {
    "outcome_not_listed": "outcome",
    "outcome_not_yours": "outcome",
    "outcome_not_allowed": "outcome",
    "outcome_undecided": "outcome",
    "outcome_ahead": "given_on",
    "outcome_without_reason": "reason",
}


@dataclasses.dataclass(frozen=True, slots=True)
class Proposed:
    """An outcome that somebody is about to give: a key of the version's list, since when, and why."""

    outcome: str
    given_on: dt.date
    reason: str


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """An outcome of the version with what its rules say: allowed, not (False), or not known yet (None).

    `why` are sentences: the clauses that decided, or what is missing to decide.
    """

    outcome: Lettered
    allowed: bool | None
    why: tuple[str, ...] = ()


def choices_of(definition: Definition, answer: Answer) -> tuple[Choice, ...]:
    """Return the version's outcomes in its order, each with what the rules of `allowed_outcomes` answer.

    A programme without such rules restricts nothing. An unknown is no "no": it says what is missing.
    """
    return tuple(_choice(one, answer) for one in definition.outcomes)


def _choice(outcome: Lettered, answer: Answer) -> Choice:
    if not answer.ruled:
        return Choice(outcome, allowed=True)
    clauses = [clause for clause in answer.clauses if clause.value == outcome.key]
    found = next((value for value in answer.values if value.value == outcome.key), None)
    if found is not None and found.certain:
        return Choice(outcome, True, tuple(dict.fromkeys(c.message for c in clauses if c.decided)))
    if found is not None:
        missing = dict.fromkeys(fact.label for clause in clauses for fact in clause.missing)
        unread = [clause.problem for clause in clauses if clause.problem]
        return Choice(outcome, None, (*(f"Eksik bilgi: {label}." for label in missing), *unread))
    asked = dict.fromkeys(clause.sentence for clause in clauses if clause.sentence)
    return Choice(outcome, False, tuple(f"Aranan: {sentence}" for sentence in asked))


def roles_for(outcome: Lettered) -> frozenset[str]:
    """Return the roles that may give an outcome: those that the programme names, otherwise whoever assesses."""
    return frozenset(outcome.roles) or ASSESSING_ROLES


def reasoned_outcomes(one: Proposed, *, choices: Collection[Choice], roles: Collection[str], today: dt.date) -> Verdict:
    """Return whether an outcome may be given: İzmir Art. 10.

    "Yapılan değerlendirmeler sonucunda adaylar ... -ebilir": the outcome is one of the text's own list, follows from
    an assessment (the programme's rules say from what), is given by whoever assesses, on a day that has come, and says
    why. Several may stand at once, each with its own day and reason.
    """
    choice = next((each for each in choices if each.outcome.key == one.outcome), None)
    if choice is None:
        return refused("outcome_not_listed", "Bu sonuç programın listesinde yok.", "Listeden seçin.")
    if not roles_for(choice.outcome) & frozenset(roles):
        return refused(
            "outcome_not_yours", "Değerlendirme sonucunu yalnızca değerlendirmeyi yapan roller verebilir.",
            "Değerlendirme uzmanından ya da birim yöneticisinden isteyin.",
        )  # fmt: skip
    return _allowed(choice) if choice.allowed is not True else _whole(one, today=today)


def takes_back(outcome: Lettered, *, given_on: dt.date, roles: Collection[str], today: dt.date) -> Verdict:
    """Return whether an outcome that was given may be withdrawn: by whoever could have given it (İzmir Art. 10).

    The same guard about an outcome that the rules allow; what they say today takes nothing back by itself.
    """
    given = Proposed(outcome.key, given_on, "-")
    return reasoned_outcomes(given, choices=[Choice(outcome, allowed=True)], roles=roles, today=today)


def _allowed(choice: Choice) -> Verdict:
    why = " ".join(choice.why)
    if choice.allowed is None:
        return refused("outcome_undecided", "Bu sonuç için bilgi eksik.", why or "Değerlendirme formunu tamamlayın.")
    return refused("outcome_not_allowed", "Programın kurallarına göre bu sonuç şu anda verilemez.", why)


def _whole(one: Proposed, *, today: dt.date) -> Verdict:
    if one.given_on > today:
        return refused("outcome_ahead", "Sonucun tarihi ileri bir gün olamaz.", "Bugünü ya da geçmiş bir günü seçin.")
    if not one.reason.strip():
        return refused("outcome_without_reason", "Her sonucun kendi gerekçesi olmalı.", "Gerekçeyi yazın.")
    return ALLOWED
