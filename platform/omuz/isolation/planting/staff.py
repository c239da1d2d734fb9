"""Accounts of a planted room: one per role, without a password, so that nobody can sign in with them."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from allauth.mfa.totp.internal import auth as totp

from apps.accounts.enums import Role
from apps.accounts.models import RoleAssignment, User
from apps.accounts.queries import actor_for
from apps.accounts.rights import MUNICIPAL_ROLES, PUBLIC_ROLES
from omuz.isolation.words import Words
from omuz.kernel import context
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date

#: How an account of the oracle is known; the domain exists nowhere (RFC 6761).
DOMAIN: Final = "isolation.invalid"
_SINCE: Final = dt.date(2014, 1, 1)

#: Roles whose work the planting does: no room is planted without them.
ACTING: Final = (
    Role.TENANT_ADMIN, Role.UNIT_MANAGER, Role.INTAKE_CLERK, Role.KVKK_CONTACT, Role.JOB_COACH, Role.EMPLOYER_ADVISER,
)  # fmt: skip
ROLES_OF: Final = {False: sorted(MUNICIPAL_ROLES), True: sorted(PUBLIC_ROLES)}


def make_staff(words: Words) -> dict[Role, User]:
    """Make an account for each role of the entered room and return them; the platform's own room has two."""
    is_platform = context.current_municipality() is None
    staff: dict[Role, User] = {}
    for role in ROLES_OF[is_platform]:
        user = User.objects.create(
            email=f"{words.plain}.{role.value.replace('_', '.')}@{DOMAIN}",
            full_name="Isolation audit" if is_platform else f"{words.plain} {role.value}",
            title="" if is_platform else words.plain,
        )
        user.set_unusable_password()
        user.save(update_fields=["password"])
        RoleAssignment.objects.create(user=user, role=role, starts_on=_SINCE)
        totp.TOTP.activate(user, totp.generate_totp_secret())
        staff[role] = user
    return staff


def actors_of(staff: Mapping[Role, User], *, now: dt.datetime) -> dict[Role, Actor]:
    """Return each account as it acts today, its second factor shown."""
    found = {role: actor_for(user, on=local_date(now), mfa=True) for role, user in staff.items()}
    return {role: actor for role, actor in found.items() if actor is not None}
