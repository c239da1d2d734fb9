"""The two municipalities that exist for the audit: in the registry, suspended, with accounts that cannot sign in."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session

from apps.accounts.enums import Role
from apps.accounts.models import RoleAssignment, User
from omuz.isolation.planting import Planted, clear_room, make_staff, plant
from omuz.isolation.planting.staff import DOMAIN
from omuz.isolation.words import new_words
from omuz.kernel import context
from omuz.kernel.actors import system_actor
from tenants import scope
from tenants.domains import domain_map
from tenants.enums import MunicipalityKind, MunicipalityState
from tenants.fleet import creation
from tenants.models import Municipality
from tenants.provisioning import get_municipality
from tenants.registering import PROBE_SLUGS, Asked

ACTOR = system_actor("./omuz audit isolation")


def ensure_probes(*, now: dt.datetime) -> list[context.Municipality]:
    """Return the two probe municipalities, made where they are missing, in state `suspended`.

    Suspended, they answer nobody and no worker enters them; the audit's process alone takes them for active.

    Raises:
        ProvisioningError, scope.MaintenanceError: they cannot be made, or wait for a migration.
    """
    return [_ensure(slug, now=now) for slug in PROBE_SLUGS]


def _ensure(slug: str, *, now: dt.datetime) -> context.Municipality:
    found = get_municipality(slug)
    if found is None or found.state == MunicipalityState.PREPARING:
        asked = Asked(
            slug=slug, name=f"İzolasyon denetimi {slug[-1].upper()}", kind=MunicipalityKind.TOWN, province="Kayseri",
            is_demo=True, is_probe=True,
        )  # fmt: skip
        creation.create(asked, now=now, actor=ACTOR)
    with scope.enter(None):
        Municipality.objects.filter(slug=slug).update(state=MunicipalityState.SUSPENDED)
    domain_map.clear()
    again = get_municipality(slug)
    if again is None:
        raise LookupError(slug)
    return dataclasses.replace(again, state=MunicipalityState.ACTIVE.value)


@contextmanager
def planted_probes(probes: list[context.Municipality], *, now: dt.datetime) -> Iterator[list[Planted]]:
    """Empty the probes, plant them anew for the block, and close every session and account of theirs at the end."""
    for probe in probes:
        with scope.enter(probe, statement_timeout="120s"):
            clear_room()
    try:
        yield [plant(probe, now=now) for probe in probes]
    finally:
        for probe in probes:
            with scope.enter(probe):
                Session.objects.all().delete()
                User.objects.all().update(is_active=False)


@contextmanager
def platform_staff() -> Iterator[dict[Role, User]]:
    """Give one account for each role of the platform's own room, without a password; they are removed at the end."""
    _remove_platform_staff()
    try:
        with scope.enter(None):
            staff = make_staff(new_words(context.PUBLIC_KEY))
        yield staff
    finally:
        _remove_platform_staff()


def _remove_platform_staff() -> None:
    with scope.enter(None):
        users = User.objects.filter(email__endswith=f"@{DOMAIN}")
        keys = {str(key) for key in users.values_list("pk", flat=True)}
        if not keys:
            return
        for session in Session.objects.all().iterator():
            if str(session.get_decoded().get("_auth_user_id")) in keys:
                session.delete()
        for model in (RoleAssignment, Authenticator):
            model.objects.filter(user__in=users).delete()
        # Not by Django's cascade: it would look into tables that only municipalities have.
        users._raw_delete(using="default")
