"""The same letter anew, for who acts for the person by now (İzmir Art. 23; 7201 m. 11; readings 12)."""

import datetime as dt
import uuid

from django.db import transaction

from apps.letters.enums import LetterEventKind, LetterState
from apps.letters.models import Letter, ServiceOfNotice
from apps.letters.models.letter import VALUES_FIELD
from apps.letters.operations.addressees import check_confirmed
from apps.letters.operations.approving import cancel_replaced
from apps.letters.operations.recording import happened, locked_letter
from apps.letters.operations.renewing import renew_addressee
from apps.letters.queries.contents import addressee_text, seal_addressee, seal_json, seal_text, text_of, values_of
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict

__all__ = ["redirect_letter"]

_UNSERVED = (LetterState.APPROVED, LetterState.SIGNED, LetterState.UNDELIVERABLE)


@transaction.atomic
def redirect_letter(letter_id: uuid.UUID, *, actor: Actor, version: int, now: dt.datetime) -> Letter:
    """Draft a letter that has not been served anew for whom notices go to by now, cancel the former, return the draft.

    Whoever writes letters may: to its former addressee it may not be served any more, and the new one is approved like
    every other. The former keeps its number and its history; each names the other. The record that it was about goes
    on with the new one: a decision is not proposed again, an answer not written again.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, changed meanwhile, a draft or served, on its way, or still
            addressed to whom notices go.
        GuardRefusedError, Conflict: a representative of a protected person waits to be confirmed.
    """
    former = locked_letter(letter_id, actor=actor, version=version, states=_UNSERVED)
    if ServiceOfNotice.objects.filter(letter=former, state="under_way").exists():
        raise Conflict("service_under_way", "Yazı tebliğe çıkmış.", remedy="Önce tebliğin sonucunu kaydedin.")
    check_confirmed(former, actor=actor, on=local_date(now), now=now)
    letter = _copied(former, actor=actor, now=now)
    if not renew_addressee(letter, actor=actor, now=now):
        raise Conflict(
            "same_addressee", "Yazının muhatabı değişmedi.", remedy="Sayfayı yenileyin; yazıyı tebliğ edebilirsiniz."
        )
    letter.save(force_insert=True)
    happened(letter, LetterEventKind.DRAFTED, actor=actor, now=now, code=letter.use)
    cancel_replaced(former, by=letter.pk, actor=actor, now=now)
    return letter


def _copied(former: Letter, *, actor: Actor, now: dt.datetime) -> Letter:
    same = (
        "person_id", "programme_id", "programme_version_id", "unit_id", "case_id", "about_kind", "about_id", "use",
        "template", "addressee_kind", "representative_id", "is_protected",
    )  # fmt: skip
    letter = Letter(
        **{name: getattr(former, name) for name in same}, replaces=former, drafted_at=now, drafted_by_id=actor.id,
        edited_by_id=actor.id,
    )  # fmt: skip
    letter.sealed_text = seal_text(letter, text_of(former))
    letter.sealed_addressee = seal_addressee(letter, addressee_text(former))
    letter.sealed_values = seal_json(values_of(former), field=VALUES_FIELD, row_id=letter.pk)
    return letter
