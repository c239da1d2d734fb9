"""One box for finding people: name, complete identity number, telephone, file number. Never a special attribute.

Names are compared folded (IŞIK, ışık, isik are the same) by the beginnings of their words, over a trigram index on the
person's own row; an identity number matches whole, by its keyed hash.
"""

import dataclasses
import re
import uuid
from collections.abc import Sequence
from typing import Final

from django.db.models import Case, F, IntegerField, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Concat

from apps.people.models import Person, PersonIdentity, PersonPhone
from apps.people.rules.contact import phone_digits
from apps.people.rules.identity import CheckedIdentity, compact
from omuz.kernel import crypto
from omuz.kernel.actors import Actor
from omuz.kernel.text import tr_fold, tr_key

LIMIT: Final = 20
#: A part of a telephone number may be many people's.
_LIST_LIMIT: Final = 500
_FILE_NUMBER: Final = re.compile(r"\d{4}-\d{1,9}")
_PHONE: Final = re.compile(r"[\d\s()+./\-]{6,}")
_PASSPORT: Final = re.compile(r"[A-Z]{1,3}\d{5,}")
_WORD: Final = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_MAX_WORDS: Final = 6
#: Of a part of a number that very many share, this many owners are looked at.
_MAX_OWNERS: Final = 500


@dataclasses.dataclass(frozen=True, slots=True)
class Match:
    """A found person and by what they were found ("name", "identity", "phone", "file_number", "email")."""

    person: Person
    by: str


def search_people(text: str, *, actor: Actor, limit: int = LIMIT) -> list[Match]:
    """Return the people whom the actor may find by `text`, best first; fewer than two letters find nobody."""
    wanted = " ".join(text.split())[:100]
    visible = Person.objects.visible_to(actor).select_related("unit")
    exact = _exact(wanted, visible, limit)
    if exact:
        return exact
    if sum(letter.isdigit() for letter in wanted) >= 4 and _PHONE.fullmatch(wanted):
        return _by_phone(wanted, visible, limit)
    return [Match(person, "name") for person in by_name(wanted, visible)[:limit]]


def matching(text: str, visible: QuerySet[Person]) -> QuerySet[Person]:
    """Return those of the people whom the one box would find, for a list that is narrowed and sorted further."""
    wanted = " ".join(text.split())[:100]
    if not any(letter.isdigit() or letter == "@" for letter in wanted):
        return by_name(wanted, visible)
    found = _exact(wanted, visible, _LIST_LIMIT) or (
        _by_phone(wanted, visible, _LIST_LIMIT) if _PHONE.fullmatch(wanted) else []
    )
    return visible.filter(pk__in=[match.person.pk for match in found])


def _exact(wanted: str, visible: QuerySet[Person], limit: int) -> list[Match]:
    if _FILE_NUMBER.fullmatch(wanted):
        # "2026-12" means 2026-00012.
        year, _, serial = wanted.partition("-")
        numbers = {wanted, f"{year}-{int(serial):05d}"}
        # The number on the old paper file of a merged record leads to the one it was merged into.
        merged = Person.objects.filter(file_number__in=numbers, merged_into__isnull=False).values("merged_into")
        found = visible.filter(Q(file_number__in=numbers) | Q(pk__in=merged))
        return [Match(person, "file_number") for person in found]
    if "@" in wanted:
        return [Match(p, "email") for p in visible.filter(email_key=tr_fold(wanted)).exclude(email="")[:limit]]
    person_ids = _holders_of(compact(wanted))
    return [Match(person, "identity") for person in visible.filter(pk__in=person_ids)] if person_ids else []


def _holders_of(number: str) -> Sequence[uuid.UUID]:
    if len(number) == 11 and number.isascii() and number.isdigit():
        keys = [CheckedIdentity("tckn", number).canonical]
        known = Q(blind_index__in=[crypto.blind_index(key, field="people.identity") for key in keys])
    elif _PASSPORT.fullmatch(number):
        countries = PersonIdentity.objects.filter(kind="passport").values_list("country", flat=True).distinct()
        keys = [CheckedIdentity("passport", number, country).canonical for country in countries]
        known = Q(blind_index__in=[crypto.blind_index(key, field="people.identity") for key in keys])
    else:
        return []
    return list(PersonIdentity.objects.filter(known, superseded_at__isnull=True).values_list("person_id", flat=True))


def _by_phone(wanted: str, visible: QuerySet[Person], limit: int) -> list[Match]:
    digits = phone_digits(wanted)
    if len(digits) < 4:
        return []
    # A whole number by the plain index, a part of one by trigrams.
    condition = Q(digits=digits) if len(digits) >= 10 else Q(digits__contains=digits)
    # Two statements: in one, the planner walks everybody in the order of names looking for owners.
    owners = list(
        PersonPhone.objects.filter(condition, ended_on__isnull=True).values_list("person_id", flat=True)[:_MAX_OWNERS]
    )
    return [Match(person, "phone") for person in visible.filter(pk__in=owners).order_by("sort_key", "id")[:limit]]


def by_name(wanted: str, visible: QuerySet[Person]) -> QuerySet[Person]:
    """Return the people each of whose searched words begins a word of theirs; whole words and surnames first."""
    words = [tr_fold(word) for word in _WORD.findall(wanted)[:_MAX_WORDS]]
    if not words or sum(len(word) for word in words) < 2:
        return visible.none()
    rows = visible
    for word in words:
        rows = rows.filter(search_text__contains=f" {word}")
    first, whole = words[0], " ".join(words)
    key = Concat(F("search_text"), Value(" "), output_field=TextField())
    ranked = rows.annotate(padded=key).annotate(
        rank=Case(
            # The whole name as it was typed, then whole words, then beginnings.
            When(padded__startswith=f" {whole} ", then=Value(0)),
            When(padded__contains=f" {whole} ", then=Value(1)),
            When(sort_key__startswith=tr_key(words[-1]), then=Value(2)),
            When(padded__contains=f" {first} ", then=Value(3)),
            default=Value(4),
            output_field=IntegerField(),
        )
    )
    return ranked.order_by("rank", "sort_key", "id")
