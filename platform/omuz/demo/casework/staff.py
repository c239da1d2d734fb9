"""The demo's members of staff as actors: what a file shows was done by whom it says."""

import datetime as dt
import uuid

from apps.accounts.models import User
from apps.accounts.queries import actor_for
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date


class Staff:
    """The demo's staff with the rights of one day, asked for by the mailboxes of their accounts."""

    def __init__(self, *, now: dt.datetime) -> None:
        self._today = local_date(now)
        self._actors: dict[str, Actor] = {}
        self._users = {user.email.split("@")[0]: user for user in User.objects.filter(is_demo=True, is_active=True)}

    def id_of(self, mailbox: str) -> uuid.UUID:
        """Return the id of a member of staff."""
        user_id: uuid.UUID = self._users[mailbox].pk
        return user_id

    def actor(self, mailbox: str) -> Actor:
        """Return a member of staff, second factor passed.

        Raises:
            LookupError: the demo has no such account, or it holds no role.
        """
        known = self._actors.get(mailbox)
        if known is None:
            known = actor_for(self._users[mailbox], on=self._today, mfa=True)
            if known is None:
                raise LookupError(f"the demo's {mailbox} holds no role")
            self._actors[mailbox] = known
        return known
