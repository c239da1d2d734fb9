"""Who may be the same person as the one being registered, or as a registered one."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Sequence

from django.db.models import F, FloatField, Func, Q, TextField, Value

from apps.people.enums import BirthPrecision, DuplicateVerdict
from apps.people.models import DuplicateDecision, Person, PersonIdentity, PersonPhone
from apps.people.rules.contact import phone_digits
from apps.people.rules.draft import IdentityDraft
from apps.people.rules.duplicates import SHOWN_FROM, Evidence, judge
from apps.people.rules.identity import IDENTITY_FIELD, CheckedIdentity, check_identity
from omuz.kernel import crypto
from omuz.kernel.actors import Actor
from omuz.kernel.text import tidy_name, tr_fold

LIMIT = 10
_LOOKED_AT = 300


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What is known of someone who may be registered already."""

    given_names: str = ""
    surname: str = ""
    birth_date: dt.date | None = None
    birth_precision: str = ""
    phones: Sequence[str] = ()
    identities: Sequence[IdentityDraft] = ()
    #: The candidate's own record, where there is one.
    person_id: uuid.UUID | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Duplicate:
    """A person who may be the candidate: how likely, and why."""

    person: Person
    score: int
    reasons: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Duplicates:
    """Likely duplicates, best first. `registered_elsewhere`: an identity number is held by someone out of reach."""

    matches: tuple[Duplicate, ...]
    registered_elsewhere: bool


class _Similarity(Func):
    function = "ext.similarity"
    arity = 2
    output_field = FloatField()


def find_duplicates(candidate: Candidate, *, actor: Actor) -> Duplicates:
    """Return who, of the people whom the actor may find, may be the candidate.

    Nothing says which programme or unit serves someone, nor who an unreachable holder of a number is.
    """
    holders = _holders(candidate)
    digits = [d for d in (phone_digits(number) for number in candidate.phones) if len(d) >= 7]
    callers = set(
        PersonPhone.objects.filter(digits__in=digits, ended_on__isnull=True).values_list("person_id", flat=True)
        if digits
        else ()
    )
    rows = _looked_at(candidate, actor=actor, known=holders | callers)
    matches = []
    for person in rows:
        evidence = _evidence(candidate, person, holders=holders, callers=callers)
        score, reasons = judge(evidence)
        if score >= SHOWN_FROM:
            matches.append(Duplicate(person, score, tuple(reasons)))
    matches.sort(key=lambda match: (-match.score, match.person.sort_key, match.person.id))
    reached = {person.id for person in rows}
    return Duplicates(tuple(matches[:LIMIT]), bool(holders - reached - {candidate.person_id}))


def _holders(candidate: Candidate) -> set[uuid.UUID]:
    checked = [
        check_identity(
            kind=i.kind, number=i.number, country=i.country, accept_unusual=True, is_demo=True, field="number"
        )
        for i in candidate.identities
    ]
    keys = [crypto.blind_index(c.canonical, field="people.identity") for c in checked if isinstance(c, CheckedIdentity)]
    if candidate.person_id is not None and not keys:
        return set()
    held = PersonIdentity.objects.filter(blind_index__in=keys, superseded_at__isnull=True)
    return set(held.values_list("person_id", flat=True)) if keys else set()


def _folded_name(candidate: Candidate) -> str:
    return tr_fold(tidy_name(f"{candidate.given_names} {candidate.surname}"))


def _looked_at(candidate: Candidate, *, actor: Actor, known: set[uuid.UUID]) -> list[Person]:
    name = _folded_name(candidate)
    similar = _Similarity(F("search_text"), Value(name, output_field=TextField()))
    visible = Person.objects.visible_to(actor).annotate(likeness=similar)
    if candidate.person_id is not None:
        visible = visible.exclude(pk__in=_decided_different(candidate.person_id) | {candidate.person_id})
    condition = Q(pk__in=known)
    if name:
        # Whole names by the trigram index; likeness only among those born in the same year.
        condition |= Q(search_text__startswith=f" {name} ")
        if candidate.birth_date is not None:
            year = candidate.birth_date.year
            condition |= Q(birth_date__range=(dt.date(year, 1, 1), dt.date(year, 12, 31)), likeness__gte=0.5)
    return list(visible.filter(condition).order_by("-likeness", "id")[:_LOOKED_AT])


def _decided_different(person_id: uuid.UUID) -> set[uuid.UUID]:
    decided = DuplicateDecision.objects.filter(
        Q(first=person_id) | Q(second=person_id), verdict=DuplicateVerdict.DIFFERENT
    ).values_list("first_id", "second_id")
    return {other for pair in decided for other in pair if other != person_id}


def _evidence(candidate: Candidate, person: Person, *, holders: set[uuid.UUID], callers: set[uuid.UUID]) -> Evidence:
    name = _folded_name(candidate)
    theirs = tr_fold(f"{person.given_names} {person.surname}".strip())
    born, known = candidate.birth_date, person.birth_date
    to_the_day = candidate.birth_precision in {"", BirthPrecision.DAY} and person.birth_precision == BirthPrecision.DAY
    return Evidence(
        same_identity=person.id in holders,
        same_name=bool(name) and name == theirs,
        same_birth_date=to_the_day and born is not None and born == known,
        same_birth_year=born is not None and known is not None and born.year == known.year,
        birth_unknown=born is None or known is None,
        same_phone=person.id in callers,
        similarity=getattr(person, "likeness", 0.0),
    )


def candidate_of(person: Person) -> Candidate:
    """Return a registered person as a candidate, to look for others who may be the same."""
    numbers = [
        IdentityDraft(
            kind=row.kind, country=row.country, number=crypto.open_text(row.sealed, field=IDENTITY_FIELD, row_id=row.id)
        )
        for row in person.identities.filter(superseded_at__isnull=True)
    ]
    return Candidate(
        given_names=person.given_names, surname=person.surname, birth_date=person.birth_date,
        birth_precision=person.birth_precision, person_id=person.id, identities=numbers,
        phones=list(person.phones.filter(ended_on__isnull=True).values_list("number", flat=True)),
    )  # fmt: skip
