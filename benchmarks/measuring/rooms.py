"""Municipalities to measure in: made by our creation, each with a few people and somebody who is signed in."""

import dataclasses
import datetime as dt
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from django.contrib.auth.hashers import make_password
from django.db.models import Value
from django.db.models.functions import Replace

from apps.accounts.enums import Role
from apps.accounts.models import RoleAssignment, User
from apps.accounts.sessions import start_session
from apps.people.models import Person
from benchmarks.measuring.progress import say
from benchmarks.search import fill
from omuz.kernel import clock, context
from omuz.kernel.ids import new_id
from tenants import scope
from tenants.country import CountryMunicipality, country_municipalities
from tenants.enums import MunicipalityState
from tenants.fleet import creation
from tenants.fleet.compiling import compiled_schema
from tenants.provisioning import list_municipalities, migrate_public
from tenants.registering import Asked

#: How the file numbers of the people begin.
PAST_YEAR: Final = "2016-"


@dataclasses.dataclass(frozen=True, slots=True)
class Room:
    """A municipality and the session of a unit manager there."""

    municipality: context.Municipality
    session: str

    @property
    def host(self) -> str:
        """Return the name under which it is asked."""
        return f"{self.municipality.slug}.localhost"


def prepare() -> None:
    """Bring the public schema to head and compile what a municipality is made of."""
    migrate_public()
    compiled_schema()


def create(each: CountryMunicipality, *, is_demo: bool = False) -> float:
    """Create the municipality by the compiled form, ready to sign in, and return the seconds that it took.

    Identity numbers that can be nobody's are valid in a demo municipality only.
    """
    asked = Asked(
        slug=each.slug, name=each.name, kind=each.kind, province=each.province, district=each.district,
        parent_slug=each.parent, is_demo=is_demo,
    )  # fmt: skip
    began = time.perf_counter()
    made = creation.create(asked, now=clock.now(), use_spare=False)
    with scope.enter(made):
        User.objects.exists()
    return time.perf_counter() - began


def create_up_to(count: int, *, note: Callable[[float], object] = float) -> list[float]:
    """Create what is missing of the country's first `count` municipalities; note and return the seconds of each."""
    present = {m.slug for m in list_municipalities() if m.state == MunicipalityState.ACTIVE}
    missing = [each for each in country_municipalities()[:count] if each.slug not in present]
    seconds: list[float] = []
    for number, each in enumerate(missing, start=len(present) + 1):
        seconds.append(create(each))
        note(seconds[-1])
        if number % 50 == 0 or number == count:
            say(f"{number} of {count} municipalities, {statistics.median(seconds[-50:]):.3f} s each")
    return seconds


def furnished(municipalities: Sequence[context.Municipality], *, people: int) -> Iterator[Room]:
    """Give each municipality `people` synthetic people unless it has some, and a signed-in unit manager."""
    for municipality in municipalities:
        with scope.enter(municipality):
            if not Person.objects.exists():
                fill(people)
                # Numbers of a past year: those of this one are given to who is registered during the measurement.
                Person.objects.update(file_number=Replace("file_number", Value("2026-"), Value(PAST_YEAR)))
        yield from signed_in([municipality])


def signed_in(municipalities: Sequence[context.Municipality]) -> Iterator[Room]:
    """Sign a unit manager in, in each municipality."""
    unusable = make_password(None)
    for municipality in municipalities:
        with scope.enter(municipality):
            room = Room(municipality, sign_in(unusable))
        yield room


def sign_in(password: str) -> str:
    """Return the session of a new unit manager of the entered municipality."""
    user: Any = User.objects.create(email=f"{new_id().hex}@example.org", full_name="Ölçüm", password=password)
    RoleAssignment.objects.create(user=user, role=Role.UNIT_MANAGER, starts_on=dt.date(2014, 1, 1))
    return start_session(user, mfa=True).session_key or ""
