"""Municipalities to measure in: made by our creation, each with a few people and somebody who is signed in."""

import dataclasses
import datetime as dt
import statistics
import time
from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.auth.hashers import make_password

from apps.accounts.enums import Role
from apps.accounts.models import RoleAssignment, User
from apps.accounts.sessions import start_session
from benchmarks.measuring.progress import say
from benchmarks.search import fill
from omuz.kernel import context
from omuz.kernel.ids import new_id
from tenants import scope
from tenants.country import CountryMunicipality, country_municipalities
from tenants.provisioning import create_municipality, list_municipalities, migrate_public


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
    """Bring the public schema to head."""
    migrate_public()


def create(each: CountryMunicipality) -> float:
    """Create the municipality, ready to sign in, and return the seconds that it took."""
    began = time.perf_counter()
    create_municipality(
        slug=each.slug, name=each.name, kind=each.kind, province=each.province, district=each.district,
        parent_slug=each.parent,
    )  # fmt: skip
    return time.perf_counter() - began


def create_up_to(count: int) -> list[float]:
    """Create what is missing of the country's first `count` municipalities; return the seconds of each."""
    present = {municipality.slug for municipality in list_municipalities()}
    missing = [each for each in country_municipalities()[:count] if each.slug not in present]
    seconds: list[float] = []
    for number, each in enumerate(missing, start=len(present) + 1):
        seconds.append(create(each))
        if number % 50 == 0 or number == count:
            recent = statistics.median(seconds[-50:])
            say(f"{number} of {count} municipalities, {recent:.3f} s each")
    return seconds


def furnished(municipalities: Sequence[context.Municipality], *, people: int) -> Iterator[Room]:
    """Give each municipality `people` synthetic people and a signed-in unit manager."""
    unusable = make_password(None)
    for municipality in municipalities:
        with scope.enter(municipality):
            fill(people)
            room = Room(municipality, sign_in(unusable))
        yield room


def sign_in(password: str) -> str:
    """Return the session of a new unit manager of the entered municipality."""
    user: Any = User.objects.create(email=f"{new_id().hex}@example.org", full_name="Ölçüm", password=password)
    RoleAssignment.objects.create(user=user, role=Role.UNIT_MANAGER, starts_on=dt.date(2014, 1, 1))
    return start_session(user, mfa=True).session_key or ""
