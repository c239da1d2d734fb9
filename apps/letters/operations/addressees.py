"""Holding a letter to its addressee: before it is put before somebody, approved, or leaves (readings 4, 12)."""

import datetime as dt

from apps.letters.models import Letter
from apps.letters.queries.contents import LetterText
from apps.letters.queries.standing import article_of, verdict_of
from apps.letters.registry import withheld
from apps.letters.rules.addressees import UNCONFIRMED, named_in
from apps.programmes.operations.guarding import hold
from apps.programmes.registry import Verdict
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, FieldProblem

__all__ = ["check_addressee", "check_confirmed", "named_in", "naming_problems"]


def check_confirmed(letter: Letter, *, actor: Actor, on: dt.date, now: dt.datetime) -> None:
    """Stop a letter about a protected person of whose representatives nobody has been confirmed.

    Raises:
        GuardRefusedError, Conflict: it would reach nobody who may be notified.
    """
    verdict = verdict_of(letter, actor=actor, on=on)
    if verdict.code == UNCONFIRMED:
        _refuse(letter, verdict, actor=actor, now=now)


def check_addressee(letter: Letter, *, actor: Actor, on: dt.date, now: dt.datetime) -> None:
    """Stop a letter that goes to somebody else than notices about its person go to on that day (İzmir Art. 23).

    Raises:
        GuardRefusedError: the programme's article about notices says no.
        Conflict: no article of the programme's does; notice goes to who acts for the person all the same (7201 m. 11).
    """
    verdict = verdict_of(letter, actor=actor, on=on)
    if not verdict.allowed:
        _refuse(letter, verdict, actor=actor, now=now)


def _refuse(letter: Letter, verdict: Verdict, *, actor: Actor, now: dt.datetime) -> None:
    if letter.programme_id is not None:
        hold(article_of(letter), verdict, programme_id=letter.programme_id, actor=actor, now=now, field="addressee")
    raise Conflict(verdict.code, verdict.message, field="addressee", remedy=verdict.remedy)


def naming_problems(letter: Letter, text: LetterText) -> list[FieldProblem]:
    """Return where a letter to a sender who is not registered says whose file it knows (KVKK m. 12; readings 3)."""
    if letter.person_id is not None:
        return []
    names = withheld(letter.about_kind, letter.about_id)
    parts = {
        "subject": (text.subject,), "body": (text.body,), "plain": (text.plain,), "references": text.references,
        "annexes": text.annexes, "distribution": text.distribution,
    }  # fmt: skip
    return [
        FieldProblem(
            field, "names_the_person",
            "Bu yazı kayıtlı olmayan birine gidiyor; kişinin adını, dosyasını ya da programı anamaz (KVKK m. 12).",
            "“Başvurunuzda belirttiğiniz konu” gibi yazın; kişiden hizmet aldığını gösterecek biçimde söz etmeyin.",
        )
        for field, words in parts.items()
        if named_in(names, *words)
    ]  # fmt: skip
