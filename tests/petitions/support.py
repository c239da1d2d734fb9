"""Petitions for tests: taken in, given to somebody, answered."""

import datetime as dt
from typing import Any

from apps.petitions.models import Petition
from apps.petitions.operations import working
from apps.petitions.operations.registering import NewPetition, register_petition
from omuz.kernel.actors import Actor
from tests.support.staff import NOW, TODAY

TEXT = "Randevuya geldim, kimse beni içeri almadı."
ANSWER = "İncelendi: o gün iki randevu aynı saate verilmiş. Yeni randevu verildi, özür dileriz."

__all__ = ["ANSWER", "TEXT", "assigned", "drafted", "taken_in"]


def taken_in(actor: Actor, *, now: dt.datetime = NOW, **values: Any) -> Petition:
    """Return a complaint of a person (or what the test says) taken in."""
    fields: dict[str, Any] = {
        "kind": "complaint", "channel": "by_hand", "sender_kind": "person", "received_on": TODAY, "subject": "Randevu",
        "text": TEXT,
    }  # fmt: skip
    return register_petition(NewPetition(**(fields | values)), actor=actor, now=now)


def assigned(row: Petition, to: Actor, *, by: Actor, now: dt.datetime = NOW) -> Petition:
    """Return the petition, given to somebody."""
    return working.assign_petition(row.pk, to.id, actor=by, version=row.version, now=now)


def drafted(row: Petition, *, by: Actor, now: dt.datetime = NOW, **values: Any) -> Petition:
    """Return the petition with its answer submitted."""
    words = {"text": ANSWER, "outcome": "accepted"} | values
    return working.draft_answer(row.pk, **words, submit=True, actor=by, version=row.version, now=now)
