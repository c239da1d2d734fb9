"""Who else may approve a letter: four eyes, where the unit has a second pair (readings 16)."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.contrib.auth import get_user_model

from apps.accounts.enums import Role
from apps.accounts.queries import actor_for, assignments_on
from apps.accounts.rights import ROLE_RIGHTS, Right
from apps.letters.models import Letter
from apps.letters.registry import kept_away
from omuz.kernel.actors import Actor
from omuz.kernel.reach import within


def approvers_of(letter: Letter, *, on: dt.date, but: Collection[uuid.UUID] = ()) -> list[Actor]:
    """Return who at work that day may approve the letter and find it, those of `but` left out; sorted by name."""
    roles = [role for role in Role if Right.LETTERS_APPROVE in ROLE_RIGHTS[role]]
    held = assignments_on(on).filter(role__in=roles).exclude(user__in=list(but)).values_list("user_id", flat=True)
    users = get_user_model().objects.filter(pk__in=held).order_by("full_name", "pk")
    away = kept_away(letter.about_kind, letter.about_id)
    found = (actor_for(user, on=on, mfa=True) for user in users if user.pk not in away)
    return [one for one in found if one is not None and _may(letter, one)]


def _may(letter: Letter, actor: Actor) -> bool:
    rows = Letter.objects.visible_to(actor).filter(within(actor, Right.LETTERS_APPROVE))
    return rows.filter(pk=letter.pk).exists()


def authors_of(letter: Letter) -> frozenset[uuid.UUID]:
    """Return who drafted the letter and who wrote its text as it stands: neither approves it."""
    return frozenset({letter.drafted_by_id, letter.edited_by_id})
