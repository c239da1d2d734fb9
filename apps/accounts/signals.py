"""What follows when someone signs in: the session is bound to its municipality, and the history is told."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import password_changed, password_reset
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.headless.internal.restkit.response import ErrorResponse
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.exceptions import ValidationError
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from django.http import HttpRequest

from apps.accounts import sessions
from apps.accounts.models import User
from omuz.kernel import audit, clock
from omuz.kernel.actors import Actor
from omuz.kernel.context import current_municipality, scope_key


def bare_actor(user: User) -> Actor:
    """Return the account as an actor without rights: for what it does to itself while signing in."""
    return Actor(id=user.pk, label=user.full_name, kind="coordinator" if current_municipality() is None else "staff")


def _note(user: User, action: str) -> None:
    audit.record(actor=bare_actor(user), action=action, subject=user, now=clock.now())


@receiver(user_logged_in)
def bind_session(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Write the room's key into the session: it is good for nothing anywhere else."""
    request.session[sessions.MUNICIPALITY] = scope_key()
    _note(user, "staff.signed_in")


@receiver(user_logged_out)
def note_sign_out(sender: Any, user: User | None, **kwargs: Any) -> None:
    """Tell the history that a session was ended by its owner."""
    if user is not None:
        _note(user, "staff.signed_out")


@receiver(user_login_failed)
def note_failure(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    """Tell the history of a wrong password for an account that exists."""
    email = credentials.get("email") or ""
    user = User.objects.filter(email__iexact=email).first() if email else None
    if user is not None:
        _note(user, "staff.sign_in_failed")


@receiver(password_reset)
@receiver(password_changed)
def note_password(sender: Any, user: User, **kwargs: Any) -> None:
    """Tell the history that the password is another one now."""
    _note(user, "staff.password_changed")


@receiver(pre_delete, sender=Authenticator)
def keep_second_factor(sender: Any, instance: Authenticator, **kwargs: Any) -> None:
    """Refuse to let someone take away a factor that they must keep: allauth asks the adapter on its own pages only.

    Raises:
        ImmediateHttpResponse: the refusal; the request's work is rolled back.
    """
    request = getattr(allauth_context, "request", None)
    if request is None or request.user != instance.user or instance.type == Authenticator.Type.RECOVERY_CODES:
        return
    adapter = get_mfa_adapter()
    if not adapter.can_delete_authenticator(instance):
        refusal = ValidationError(
            "Rolleriniz ikinci doğrulama adımı gerektiriyor; önce yenisini ekleyin.", code="cannot_delete_authenticator"
        )
        raise ImmediateHttpResponse(ErrorResponse(request, status=409, exception=refusal))


@receiver(post_save, sender=Authenticator)
def note_second_factor(sender: Any, instance: Authenticator, created: bool, **kwargs: Any) -> None:
    """Count the first enrolment as a passed second factor: a code of it has just been checked.

    A further one does not count. Otherwise a session opened before the first enrolment could raise itself with a key
    of its own, knowing only the password.
    """
    if not created or instance.type == Authenticator.Type.RECOVERY_CODES:
        return
    _note(instance.user, "staff.second_factor_added")
    request = getattr(allauth_context, "request", None)
    if request is None or request.user != instance.user:
        return
    if not Authenticator.objects.filter(user=instance.user).exclude(pk=instance.pk).exists():
        record_authentication(request, instance.user, "mfa", id=instance.pk, type=instance.type)
