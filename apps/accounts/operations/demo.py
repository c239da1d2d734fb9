"""Making demo accounts and showing how to sign in with them; refused where demo is not allowed."""

import base64
import dataclasses
import datetime as dt
import hashlib

from allauth.account.models import EmailAddress
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.hashers import check_password, make_password
from django.core.cache import cache
from django.db import transaction

from apps.accounts.demo import DEMO_PASSWORD, DemoPerson, are_demo_accounts_allowed, demo_email, demo_people
from apps.accounts.enums import Role
from apps.accounts.models import OrgUnit, RoleAssignment, User
from apps.accounts.operations.staff import set_email
from apps.accounts.rights import ROLE_RIGHTS, Right
from omuz.kernel import audit, crypto
from omuz.kernel.actors import system_actor
from omuz.kernel.clock import local_date
from omuz.kernel.context import current_municipality
from omuz.kernel.errors import NotFound

DEMO_ACTOR = system_actor("Deneme verisi", frozenset({Right.STAFF_MANAGE}))
#: Demo accounts have worked since the project began, so records of 2014 can name them.
DEMO_SINCE = dt.date(2014, 1, 1)


@dataclasses.dataclass(frozen=True, slots=True)
class DemoAccount:
    """How to sign in as one role. `totp_code` is empty while every code of this moment has been used."""

    role: Role
    name: str
    email: str
    password: str
    totp_code: str
    seconds_left: int


@transaction.atomic
def ensure_demo_staff(*, unit: OrgUnit | None = None, now: dt.datetime) -> list[User]:
    """Make or mend one account per role in the entered room and return them; safe to run again.

    `unit` is where the roles are held that belong to a unit (BEDESTEM in Kayseri); administrators, the KVKK contact
    and the auditor hold theirs in all of the municipality.

    Raises:
        NotFound: not in demo mode, or not a demo municipality.
    """
    _guard()
    password = _shared_password()
    ensured = [_ensure(person, password=password, unit=unit, now=now) for person in demo_people()]
    users = [user for user, _ in ensured]
    if any(changed for _, changed in ensured):
        municipality = current_municipality()
        subject = ("tenants.municipality", municipality.id) if municipality is not None else users[0]
        audit.record(actor=DEMO_ACTOR, action="demo.staff_ensured", subject=subject, now=now)
    return users


def list_demo_accounts(*, now: dt.datetime) -> list[DemoAccount]:
    """Return how to sign in as each role of the entered room, with a code that works now.

    Raises:
        NotFound: not in demo mode, or not a demo municipality.
    """
    _guard()
    authenticators = {
        a.user_id: a for a in Authenticator.objects.filter(user__is_demo=True, type=Authenticator.Type.TOTP)
    }
    users = {user.email: user for user in User.objects.filter(is_demo=True, is_active=True)}
    accounts = []
    for person in demo_people():
        user = users.get(demo_email(person))
        if user is not None and user.pk in authenticators:
            code, seconds_left = _usable_code(authenticators[user.pk], now=now)
            accounts.append(DemoAccount(person.role, user.full_name, user.email, DEMO_PASSWORD, code, seconds_left))
    return accounts


def _guard() -> None:
    if not are_demo_accounts_allowed():
        raise NotFound


def _shared_password() -> str:
    """Return the stored form of the demo password, made once for all accounts: argon2 is slow on purpose."""
    first = User.objects.filter(is_demo=True).order_by("created_at").first()
    if first is not None and check_password(DEMO_PASSWORD, first.password):
        return first.password
    return make_password(DEMO_PASSWORD)


def _ensure(person: DemoPerson, *, password: str, unit: OrgUnit | None, now: dt.datetime) -> tuple[User, bool]:
    """Return the account as it should be, and whether anything had to be made or mended."""
    user, is_changed = _ensure_account(person, password=password)
    of_the_house = ROLE_RIGHTS[person.role] & {Right.STAFF_MANAGE, Right.AUDIT_READ}
    if not RoleAssignment.objects.filter(user=user, role=person.role, ends_on=None).exists():
        RoleAssignment.objects.create(
            user=user,
            role=person.role,
            unit=None if of_the_house else unit,
            starts_on=min(DEMO_SINCE, local_date(now)),
        )
        is_changed = True
    return user, _ensure_second_factor(user) or is_changed


def _ensure_account(person: DemoPerson, *, password: str) -> tuple[User, bool]:
    email = demo_email(person)
    user = User.objects.filter(email__iexact=email).first() or User(email=email)
    wanted = {
        "full_name": person.full_name,
        "title": person.title,
        "password": password,
        "is_active": True,
        "is_demo": True,
        "left_on": None,
    }
    has_address = EmailAddress.objects.filter(user_id=user.pk, email=email, primary=True, verified=True).exists()
    if has_address and all(getattr(user, name) == value for name, value in wanted.items()):
        return user, False
    for name, value in wanted.items():
        setattr(user, name, value)
    user.save()
    set_email(user, email)
    return user, True


def _ensure_second_factor(user: User) -> bool:
    secret = _secret(user.email)
    current = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if current is None:
        totp.TOTP.activate(user, secret)
        return True
    if get_adapter().decrypt(current.data["secret"]) == secret:
        return False
    current.data = {"secret": get_adapter().encrypt(secret)}
    current.save(update_fields=["data"])
    return True


def _secret(email: str) -> str:
    """Return the account's TOTP secret: the same on every start of this installation, another one elsewhere."""
    digest = hashlib.sha256(crypto.token(email, field="accounts.demo.totp").encode()).digest()
    return base64.b32encode(digest[:20]).decode()


def _usable_code(authenticator: Authenticator, *, now: dt.datetime) -> tuple[str, int]:
    """Return a code that has not been used yet, and for how many seconds this step lasts.

    allauth accepts each code once. Several people share a demo account, so the neighbouring steps, which it accepts
    too, are offered when this one has been used.
    """
    secret = get_adapter().decrypt(authenticator.data["secret"])
    period = mfa_settings.TOTP_PERIOD
    step, elapsed = divmod(int(now.timestamp()), period)
    tolerance = mfa_settings.TOTP_TOLERANCE
    for counter in (step, *(step + offset for n in range(1, tolerance + 1) for offset in (n, -n))):
        code = totp.format_hotp_value(totp.hotp_value(secret, counter))
        if cache.get(totp.TOTP(authenticator)._get_used_cache_key(code)) is None:
            return code, period - elapsed
    return "", period - elapsed
