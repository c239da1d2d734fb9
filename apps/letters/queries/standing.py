"""Whether a letter still goes to whom notices about its person go: told on its page, asked again before it leaves."""

import dataclasses
import datetime as dt
from collections.abc import Collection
from typing import Final

from apps.letters.enums import LetterState
from apps.letters.models import Letter
from apps.letters.queries.addressing import capacity_of, name_of
from apps.letters.rules.addressees import competent_addressee
from apps.people.queries.people import shown_name
from apps.people.queries.representation import NoticeParties, notice_parties, waiting_for_confirmation
from apps.programmes.definition.flow import LetterUse
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry import ALLOWED, Bound, Verdict, bound
from omuz.kernel.actors import Actor

__all__ = ["Standing", "article_of", "letters_that_wait", "standing_of", "verdict_of"]

#: The guard of notices in the programme's text (İzmir Art. 23); it is about decisions and what leads to them.
GUARD: Final = "reasoned_notice"
_DECISIONS: Final = frozenset({
    LetterUse.STATEMENT_REQUEST, LetterUse.INTERIM_STOP, LetterUse.INTERIM_STOP_LIFTED, LetterUse.SUSPENSION,
    LetterUse.TERMINATION, LetterUse.RESUMPTION,
})  # fmt: skip
_BY_LAW: Final = "7201 sayılı Tebligat Kanunu m. 11"
_OPEN: Final = frozenset({LetterState.DRAFT, LetterState.APPROVED, LetterState.SIGNED, LetterState.UNDELIVERABLE})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands in the way of a letter's going out, by which article, and who is meant.

    `held` are representatives of a protected person whom nobody has confirmed; `today` is who is notified instead.
    """

    verdict: Verdict
    article: str = ""
    text: str = ""
    held: tuple[str, ...] = ()
    today: tuple[str, ...] = ()


def standing_of(letter: Letter, *, actor: Actor, on: dt.date) -> Standing:
    """Return whether the letter goes to whom notices about its person go that day."""
    if letter.person is None or letter.state not in _OPEN:
        return Standing(verdict=ALLOWED)
    parties = notice_parties(letter.person, actor=actor, on=on)
    verdict = _asked(letter, parties)
    if verdict.allowed:
        return Standing(verdict=ALLOWED)
    one = article_of(letter)
    return Standing(
        verdict=verdict, article=one.cited if one is not None else _BY_LAW, text=one.text if one is not None else "",
        held=tuple(f"{name_of(view)} ({capacity_of(view)})" for view in parties.held),
        today=tuple(name_of(view) for view in parties.notified) or (shown_name(letter.person),),
    )  # fmt: skip


def verdict_of(letter: Letter, *, actor: Actor, on: dt.date) -> Verdict:
    """Return only whether it does; see `standing_of`."""
    if letter.person is None:
        return ALLOWED
    return _asked(letter, notice_parties(letter.person, actor=actor, on=on))


def _asked(letter: Letter, parties: NoticeParties) -> Verdict:
    keys = [view.row.pk for view in parties.notified]
    return competent_addressee(letter.representative_id, notified=keys, is_held=parties.waits)


def article_of(letter: Letter) -> Bound | None:
    """Return the programme's article about notices, where it has adopted one and the letter is about a decision."""
    if letter.programme_version_id is None or letter.use not in _DECISIONS:
        return None
    return bound(pinned_definition(letter.programme_version_id), GUARD)


def letters_that_wait(letters: Collection[Letter], *, on: dt.date) -> frozenset[object]:
    """Return the keys of those letters, of a page of them, that wait for a representative's confirmation."""
    open_ones = [one for one in letters if one.person_id is not None and one.state in _OPEN]
    people = waiting_for_confirmation({one.person_id for one in open_ones if one.person_id is not None}, on=on)
    return frozenset(one.pk for one in open_ones if one.person_id in people)
