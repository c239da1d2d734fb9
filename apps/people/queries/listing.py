"""The list of people: filters, order, columns."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from apps.accounts.rights import Right
from apps.people.enums import BirthPrecision, FactKind, SensitiveKind
from apps.people.models import Person, PersonAddress, PersonFact, PersonPhone, SensitiveFact
from apps.people.queries.people import has_missing_information
from apps.people.queries.search import matching
from apps.programmes.catalogue import CODE_LISTS
from apps.programmes.queries.target_groups import LocalGroups
from omuz.kernel import crypto
from omuz.kernel.actors import Actor
from omuz.kernel.errors import DomainError, NotAllowed

#: Orders of the list; the last field makes each one a total order, as cursors need.
ORDERS: Final[dict[str, tuple[str, ...]]] = {
    "name": ("sort_key", "id"),
    "-name": ("-sort_key", "-id"),
    "registered_on": ("registered_on", "id"),
    "-registered_on": ("-registered_on", "-id"),
    "file_number": ("file_number", "id"),
    "-file_number": ("-file_number", "-id"),
    "birth_date": ("birth_date", "id"),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFilter:
    """What a list of people is narrowed by; empty means "do not narrow". Ages are in whole years on `today`."""

    text: str = ""
    channel: str = ""
    sex: str = ""
    unit_id: uuid.UUID | None = None
    programme_id: uuid.UUID | None = None
    interviewer_id: uuid.UUID | None = None
    registered_from: dt.date | None = None
    registered_to: dt.date | None = None
    age_from: int | None = None
    age_to: int | None = None
    province: str = ""
    district: str = ""
    education: str = ""
    employment: str = ""
    missing: bool | None = None
    confidential: bool | None = None
    #: Special filters: with `people.special.read` and a logged reading only.
    target_group: str = ""
    disability_group: str = ""

    @property
    def special_kinds(self) -> tuple[str, ...]:
        """Return the kinds of special-category data that the filter asks about."""
        return tuple(kind for kind in ("target_group", "disability_group") if getattr(self, kind))


def list_people(actor: Actor, *, where: PeopleFilter, today: dt.date) -> QuerySet[Person]:
    """Return the people whom the actor may find, narrowed, with what the columns show.

    A caller who passes a special filter has logged the reading.

    Raises:
        NotAllowed: a special filter without `people.special.read`.
        DomainError: a special filter on a code that the catalogue does not know.
    """
    rows: QuerySet[Person] = Person.objects.visible_to(actor)
    if where.text:
        rows = matching(where.text, rows)
    exact = {
        "channel": where.channel, "sex": where.sex, "unit": where.unit_id, "programme": where.programme_id,
        "interviewer": where.interviewer_id, "registered_on__gte": where.registered_from,
        "registered_on__lte": where.registered_to, "is_confidential": where.confidential,
    }  # fmt: skip
    rows = rows.filter(**{name: value for name, value in exact.items() if value not in ("", None)})
    rows = rows.filter(_born(where, today), _lives(where), *_facts(where, today))
    if where.missing is not None:
        condition = has_missing_information()
        rows = rows.filter(condition if where.missing else ~condition)
    for kind in where.special_kinds:
        rows = rows.filter(special_condition(kind, getattr(where, kind), actor=actor, today=today))
    return rows


def with_columns(rows: QuerySet[Person], *, today: dt.date) -> QuerySet[Person]:
    """Return the rows with district, first telephone and names of unit and interviewer, in one query."""
    addresses = PersonAddress.objects.as_of(today).filter(person=OuterRef("pk"), is_hidden=False)
    phones = PersonPhone.objects.filter(person=OuterRef("pk"), ended_on__isnull=True)
    return rows.select_related("unit", "interviewer").annotate(
        shown_district=Subquery(addresses.values("district")[:1]),
        shown_phone=Subquery(phones.order_by("-is_preferred", "created_at").values("number")[:1]),
    )


def _years_before(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        # 29 February: whoever was born then has the birthday on 1 March in other years.
        return day.replace(year=day.year - years, month=3, day=1)


def _born(where: PeopleFilter, today: dt.date) -> Q:
    condition = Q()
    if where.age_from is not None:
        condition &= Q(birth_date__lte=_years_before(today, where.age_from))
    if where.age_to is not None:
        condition &= Q(birth_date__gt=_years_before(today, where.age_to + 1))
    return condition & ~Q(birth_precision=BirthPrecision.UNKNOWN) if condition else condition


def _lives(where: PeopleFilter) -> Q:
    if not (where.province or where.district):
        return Q()
    place: dict[str, Any] = {"person": OuterRef("pk"), "is_hidden": False, "valid_to__isnull": True}
    if where.province:
        place["province"] = where.province
    if where.district:
        place["district"] = where.district
    return Q(Exists(PersonAddress.objects.known().filter(**place)))


def _facts(where: PeopleFilter, today: dt.date) -> list[Q]:
    wanted = {FactKind.EDUCATION: where.education, FactKind.EMPLOYMENT: where.employment}
    return [
        Q(Exists(PersonFact.objects.as_of(today).filter(person=OuterRef("pk"), kind=kind, code=code)))
        for kind, code in wanted.items()
        if code
    ]


def special_condition(kind: str, code: str, *, actor: Actor, today: dt.date) -> Q:
    """Return the condition on a special-category fact, in the programmes and units where the actor may read it.

    Raises:
        NotAllowed: without `people.special.read`.
        DomainError: an unknown code.
    """
    if actor.kind != "system" and not actor.can(Right.PEOPLE_SPECIAL_READ):
        raise NotAllowed
    known = CODE_LISTS[kind].get(code) is not None
    own = LocalGroups().programmes_of(code) if not known and kind == SensitiveKind.TARGET_GROUP else frozenset()
    if not known and not own:
        raise DomainError("unknown_code", "Bu değer listede yok.", field=kind, remedy="Listeden bir değer seçin.")
    token = crypto.token(code, field=f"people.sensitive.{SensitiveKind(kind)}")
    facts = SensitiveFact.objects.as_of(today).filter(person=OuterRef("pk"), kind=kind, token=token)
    if own:
        facts = facts.filter(programme__in=own)
    condition = Q()
    if actor.kind != "system":
        programmes = actor.programmes_for(Right.PEOPLE_SPECIAL_READ)
        units = actor.units_for(Right.PEOPLE_SPECIAL_READ)
        if programmes is not None:
            facts = facts.filter(programme__in=programmes)
        if units is not None:
            condition = Q(unit__in=units)
    return Q(Exists(facts)) & condition


def people_by_ids(person_ids: Collection[uuid.UUID], *, actor: Actor) -> QuerySet[Person]:
    """Return those of the people whom the actor may find."""
    return Person.objects.visible_to(actor).filter(pk__in=person_ids).order_by(F("sort_key"), "id")
