"""A municipality whose people have cases at every stage of İzmir's regulation."""

import datetime as dt
import uuid
from typing import Final

from apps.accounts.models import RoleAssignment, User
from apps.cases.models import Case
from apps.programmes.models import Programme
from benchmarks.measuring.multiplying import multiply, steps_unwatched
from omuz.demo.seeding import HOUSES, seed_house
from omuz.kernel import context
from tenants import scope
from tenants.migration import owner_schema
from tenants.provisioning import create_municipality

SLUG: Final = "izmir"
PACK: Final = "izmir-destekli-istihdam"
#: Each works on its share of the cases, as in an office of some dozens.
CREWS: Final = 20
#: How many files the demo has of that pack.
STORIES: Final = 7
_CREW: Final = "ekip"


def demo_house(now: dt.datetime) -> context.Municipality:
    """Make the demo's municipality with the files of its stories."""
    house = next(one for one in HOUSES if one.slug == SLUG)
    made = create_municipality(slug=house.slug, name=house.name, kind=house.kind, province=house.province, is_demo=True)
    seed_house(made, house, now=now, report=lambda _: None)
    return made


def multiplied(municipality: context.Municipality, *, to: int, now: dt.datetime) -> None:
    """Multiply the files of the stories until there are `to`, worked on by many crews, and settle the tables."""
    with steps_unwatched(municipality.schema_name), scope.enter(municipality, statement_timeout="10min"):
        cases = Case.objects.filter(programme=programme())
        there = cases.count()
        people = list(cases.order_by("id").values_list("person_id", flat=True)[:STORIES])
        crews = [_crew(number) for number in range(CREWS)]
        multiply(people, copies=to - there, crews=crews, now=now, first=there - STORIES)
    with owner_schema(municipality.schema_name) as connection, connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def programme() -> Programme:
    """Return the programme that runs İzmir's pack."""
    return Programme.objects.get(pack=PACK)


def member(mailbox: str, *, crew: int) -> User:
    """Return a member of a crew by the demo's mailbox."""
    return User.objects.get(email=f"{_CREW}{crew}-{mailbox}@{SLUG}.example.org")


def _crew(number: int) -> dict[uuid.UUID, uuid.UUID]:
    """Return who stands in a crew for whom of the demo's staff; it is made where it is not there."""
    stands_for: dict[uuid.UUID, uuid.UUID] = {}
    for user in User.objects.filter(is_demo=True):
        made, is_new = User.objects.get_or_create(
            email=f"{_CREW}{number}-{user.email}", defaults={"full_name": f"{user.full_name} {number + 1}"}
        )
        for held in RoleAssignment.objects.filter(user=user) if is_new else ():
            RoleAssignment.objects.create(
                user=made, role=held.role, unit=held.unit, programme_id=held.programme_id, starts_on=held.starts_on
            )
        stands_for[user.pk] = made.pk
    return stands_for
