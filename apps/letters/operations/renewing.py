"""Who a draft goes to, asked again before it is approved: who acts for a person changes while it lies (readings 12)."""

import dataclasses
import datetime as dt

from apps.letters.enums import AddresseeKind
from apps.letters.models import Letter
from apps.letters.operations.composing import copy_line
from apps.letters.queries.addressing import Addressee, addressee_of
from apps.letters.queries.contents import AddresseeText, addressee_text, seal_addressee, seal_text, text_of
from apps.letters.rules.addressees import goes_to_another
from apps.people.queries.representation import notified_representatives
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date

__all__ = ["RENEWED", "has_other_addressee", "renew_addressee"]

#: The columns that a renewal changes.
RENEWED = ("addressee_kind", "representative", "is_protected", "sealed_addressee", "sealed_text")


def has_other_addressee(letter: Letter, *, actor: Actor, now: dt.datetime) -> bool:
    """Return whether notices about the person go to somebody else today than the letter does."""
    if letter.person is None:
        return False
    views = notified_representatives(letter.person, actor=actor, on=local_date(now))
    return goes_to_another(letter.representative_id, notified={view.row.pk for view in views})


def renew_addressee(letter: Letter, *, actor: Actor, now: dt.datetime) -> bool:
    """Address a locked draft to whom notices go today, and return whether that is somebody else; the caller stores it.

    Its words stay. The line that says who gets the letter and who the accessible copy follows the addressee.
    """
    if letter.person is None or not has_other_addressee(letter, actor=actor, now=now):
        return False
    before, found = addressee_text(letter), addressee_of(letter.person, actor=actor, now=now)
    former = copy_line(letter.person, _as_addressee(letter, before))
    text = text_of(letter)
    others = tuple(one for one in text.distribution if one not in former)
    lines = (*copy_line(letter.person, found), *others)
    letter.sealed_text = seal_text(letter, dataclasses.replace(text, distribution=lines))
    shown = AddresseeText(name=found.name, capacity=found.capacity, lines=found.lines)
    letter.sealed_addressee = seal_addressee(letter, shown)
    letter.addressee_kind, letter.representative_id = found.kind, found.representative_id
    letter.is_protected = letter.is_protected or found.is_protected
    return True


def _as_addressee(letter: Letter, text: AddresseeText) -> Addressee:
    kind = AddresseeKind(letter.addressee_kind)
    return Addressee(kind=kind, name=text.name, representative_id=letter.representative_id)
