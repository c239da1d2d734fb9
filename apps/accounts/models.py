"""Staff accounts, units and roles. Rights live in code (`rights.py`), so no Permission row and no group exists."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from apps.accounts.enums import AssignmentKind, Language, Role, Theme
from apps.accounts.rights import Right
from omuz.kernel.actors import Actor
from omuz.kernel.ids import new_id
from omuz.kernel.models.base import Record
from omuz.kernel.sealed_columns import Sealing, TokenOfContent


class UserManager(BaseUserManager["User"]):
    """Makes accounts; an e-mail address is stored as written and unique without regard to case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Return a stored account; without a password it can only be entered by invitation."""
        user = self.model(email=email.strip(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def visible_to(self, actor: Actor) -> "models.QuerySet[User]":
        """Return the accounts that the actor may know of: colleagues are no secret among staff (`staff.read`)."""
        return self.get_queryset() if actor.can(Right.STAFF_READ) else self.get_queryset().filter(pk=actor.id)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the account of an e-mail address, whatever its case."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """One member of staff of one municipality, or of the coordinator's room in public."""

    #: Behind the second wall: whoever writes a password here comes in through the front door.
    opens_doors: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField()
    full_name = models.CharField(max_length=120)
    title = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.TURKISH)
    theme = models.CharField(max_length=8, choices=Theme.choices, default=Theme.SYSTEM)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    left_on = models.DateField(null=True, blank=True)
    #: Part of every session's hash: counting it up ends all sessions of the account at once.
    session_epoch = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_unique")]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        value = f"{self.password}|{self.session_epoch}"
        return salted_hmac("omuz.accounts.session", value, secret=secret, algorithm="sha256").hexdigest()


class OrgUnit(Record):
    """A unit of the municipality (Engelliler Şube Müdürlüğü, BEDESTEM); units may stand under one another."""

    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=40, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name"], name="org_unit_name_unique")]


class RoleAssignment(Record):
    """A role that someone holds between two days, in one unit or all, in one programme or all."""

    opens_doors: ClassVar[bool] = True

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=24, choices=Role.choices)
    unit = models.ForeignKey(OrgUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments")
    #: Key of a programme (apps.programmes stands above accounts, so it is no foreign key).
    programme_id = models.UUIDField(null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=AssignmentKind.choices, default=AssignmentKind.PERMANENT)
    acting_for = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="acted_for_by")
    granted_by_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="assignment_ends_after_start",
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(
                # Acting-for is dated and names whom: it shows on letters (readings 16).
                name="assignment_acting_is_dated",
                condition=models.Q(kind=AssignmentKind.PERMANENT)
                | models.Q(acting_for__isnull=False, ends_on__isnull=False),
            ),
            models.CheckConstraint(name="assignment_role_known", condition=models.Q(role__in=Role.values)),
            models.CheckConstraint(
                name="assignment_not_acting_for_oneself", condition=~models.Q(acting_for=models.F("user"))
            ),
        ]


class ProgrammeRight(Record):
    """Rights that a role has in one programme beside its usual ones, as the programme's published version says."""

    opens_doors: ClassVar[bool] = True

    #: Key of a programme (apps.programmes stands above accounts, so it is no foreign key).
    programme_id = models.UUIDField()
    role = models.CharField(max_length=24, choices=Role.choices)
    rights = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "programme_id"], name="programme_right_once")]


class Invitation(Record):
    """An invitation by e-mail to join the staff; only a hash of its key is kept."""

    opens_doors: ClassVar[bool] = True
    #: Links that were sent for one municipality do not open its copy.
    sealing: ClassVar = Sealing(TokenOfContent("key_hash", field="accounts.invitation.key"))

    email = models.EmailField()
    full_name = models.CharField(max_length=120)
    title = models.CharField(max_length=80, blank=True)
    key_hash = models.CharField(max_length=64)
    #: What the account starts with: [{"role", "unit_id", "programme_id"}].
    roles = models.JSONField(default=list)
    invited_by_id = models.UUIDField()
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="invitation_one_open_per_email",
                condition=models.Q(accepted_at__isnull=True, revoked_at__isnull=True),
            ),
            models.UniqueConstraint(fields=["key_hash"], name="invitation_key_unique"),
        ]
