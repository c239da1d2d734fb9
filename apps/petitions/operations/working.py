"""From the assignment to the served answer; forwarding, interim information, withdrawal."""

import datetime as dt
import uuid
from typing import Final

from django.db import transaction

from apps.accounts.operations.checks import require, require_reason
from apps.accounts.queries import is_at_work
from apps.accounts.rights import Right
from apps.letters.operations.addressees import named_in
from apps.letters.queries.about import letters_about
from apps.petitions.enums import AnswerOutcome, PetitionEventKind, PetitionKind, PetitionState
from apps.petitions.models import Petition
from apps.petitions.operations.answering import letter_to_sender
from apps.petitions.operations.recording import happened, keep_away, locked_petition, put_answer, store
from apps.petitions.queries.petitions import open_answer
from apps.petitions.queries.withheld import withheld_of
from apps.programmes.definition.flow import LetterUse
from omuz.kernel.actors import Actor, system_actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, FieldProblem, Invalid, NotAllowed

__all__ = [
    "answered", "approve_answer", "assign_petition", "draft_answer", "forward_petition", "inform_sender",
    "record_answer_served", "return_answer", "take_over_served", "withdraw_petition",
]  # fmt: skip

_MOST_ANSWER: Final = 10_000
_BOARD: Final = (
    "Bu cevabı yeterli bulmazsanız, cevabı öğrendiğiniz günden başlayarak 30 gün ve her hâlde başvurunuzdan başlayarak "
    "60 gün içinde Kişisel Verileri Koruma Kuruluna şikâyette bulunabilirsiniz (6698 sayılı Kanun m. 14). Kişilik "
    "hakları ihlal edilenlerin genel hükümlere göre tazminat hakkı saklıdır."
)


@transaction.atomic
def assign_petition(
    petition_id: uuid.UUID, user_id: uuid.UUID, *, actor: Actor, version: int, now: dt.datetime
) -> Petition:
    """Give a petition to somebody who has not decided in the matter and of whom nobody complains, and return it.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, no right to assign, changed meanwhile, done with.
        GuardRefusedError, NotAllowed: that member of staff is kept away (İzmir Art. 28).
        Invalid: nobody of that key is at work.
    """
    require(actor, Right.PETITIONS_ASSIGN)
    row = locked_petition(petition_id, actor=actor, version=version, right=Right.PETITIONS_ASSIGN)
    if not is_at_work(user_id, on=local_date(now)):
        raise Invalid([FieldProblem("assigned_to", "no_such_user", "Görevli bulunamadı.", "Listeden seçin.")])
    keep_away(row, user_id, actor=actor, now=now, field="assigned_to")
    if row.state in {PetitionState.DRAFTED, PetitionState.APPROVED}:
        raise Conflict("answer_exists", "Cevap onaya sunulmuş; önce geri çevrilmeli.")
    row.assigned_to_id, row.assigned_at, row.state = user_id, now, PetitionState.ASSIGNED
    store(row)
    happened(row, PetitionEventKind.ASSIGNED, actor=actor, now=now, user_id=user_id)
    return row


@transaction.atomic
def draft_answer(
    petition_id: uuid.UUID, *, text: str, outcome: str, submit: bool, actor: Actor, version: int, now: dt.datetime
) -> Petition:
    """Keep the answer as it has been written, and submit it for approval where that is asked; return the petition.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, changed meanwhile, not assigned yet, approved already.
        GuardRefusedError, NotAllowed: the writer is kept away.
        Invalid: submitted without text or outcome, or it names somebody to a sender who may not learn of them.
    """
    row = locked_petition(petition_id, actor=actor, version=version)
    if row.state == PetitionState.REGISTERED:
        raise Conflict("not_assigned", "Başvuru henüz kimseye verilmedi.", remedy="Önce görevlendirin.")
    if row.state == PetitionState.APPROVED:
        raise Conflict("answer_approved", "Cevap onaylandı; artık değiştirilemez.")
    keep_away(row, actor.id, actor=actor, now=now)
    _check_answer(row, text, outcome, submit=submit)
    row.outcome = outcome
    put_answer(row, text=text.strip())
    if submit:
        row.state, row.drafted_at, row.drafted_by_id = PetitionState.DRAFTED, now, actor.id
    store(row)
    if submit:
        happened(row, PetitionEventKind.DRAFTED, actor=actor, now=now)
    return row


def _naming(row: Petition, text: str) -> FieldProblem | None:
    if not named_in(withheld_of(row), text):
        return None
    return FieldProblem(
        "text", "names_the_person",
        "Gönderen kayıtlı değil ve yetkisi yok; cevap kişinin adını, dosyasını ya da programı anamaz (KVKK m. 12).",
        "“Başvurunuzda belirttiğiniz konu” gibi yazın; kişiden hizmet aldığını gösterecek biçimde söz etmeyin.",
    )  # fmt: skip


def _check_answer(row: Petition, text: str, outcome: str, *, submit: bool) -> None:
    problems = []
    naming = _naming(row, text) if submit else None
    if naming is not None:
        problems.append(naming)
    if outcome not in {"", *AnswerOutcome.values}:
        problems.append(FieldProblem("outcome", "unknown_code", "Sonuç anlaşılamadı.", "Listeden seçin."))
    if submit and not outcome:
        problems.append(FieldProblem("outcome", "required", "Cevabın sonucu seçilmemiş.", "Listeden seçin."))
    if len(text) > _MOST_ANSWER or (submit and len(text.strip()) < 10):
        problems.append(FieldProblem("text", "required", f"Cevap gerekçeli olmalı (en çok {_MOST_ANSWER} karakter).",
                                     "Ne istendiğini, ne yapıldığını ve nedenini yazın."))  # fmt: skip
    if problems:
        raise Invalid(problems)


@transaction.atomic
def return_answer(petition_id: uuid.UUID, *, reason: str, actor: Actor, version: int, now: dt.datetime) -> Petition:
    """Send an answer back to who wrote it, with a reason, and return the petition.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, no right, changed meanwhile, nothing submitted.
        GuardRefusedError, NotAllowed: whoever has decided in the matter holds no answer up.
        Invalid: no reason.
    """
    require(actor, Right.PETITIONS_ASSIGN)
    row = _submitted(petition_id, actor=actor, version=version)
    keep_away(row, actor.id, actor=actor, now=now)
    text = require_reason(reason)
    row.state, row.drafted_at, row.drafted_by_id = PetitionState.ASSIGNED, None, None
    put_answer(row, return_reason=text)
    store(row)
    happened(row, PetitionEventKind.RETURNED, actor=actor, now=now, text=text)
    return row


@transaction.atomic
def approve_answer(petition_id: uuid.UUID, *, actor: Actor, version: int, now: dt.datetime) -> Petition:
    """Approve an answer as a second person and draft its letter, with remedies and periods; return the petition.

    A sender who is not registered gets a letter of their own, which never goes to the person whom the petition is
    about and names them nowhere.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, no right, one's own answer, changed meanwhile, nothing submitted.
        GuardRefusedError, NotAllowed: the approver is kept away.
        Invalid: the answer names somebody to a sender who may not learn of them.
    """
    require(actor, Right.PETITIONS_ASSIGN)
    row = _submitted(petition_id, actor=actor, version=version)
    if row.drafted_by_id == actor.id:
        raise NotAllowed(
            "four_eyes", "Kendi yazdığınız cevabı siz onaylayamazsınız.",
            remedy="Başka bir yöneticiden onay isteyin; tek yöneticili birimde bir üst onaylar.",
        )  # fmt: skip
    keep_away(row, actor.id, actor=actor, now=now)
    if naming := _naming(row, open_answer(row).get("text", "")):
        raise Invalid([naming])
    row.state, row.approved_at, row.approved_by_id = PetitionState.APPROVED, now, actor.id
    row.letter_id = letter_to_sender(row, LetterUse.PETITION_ANSWER, _values(row), actor=actor, now=now)
    store(row)
    happened(row, PetitionEventKind.APPROVED, actor=actor, now=now)
    return row


def _values(row: Petition) -> dict[str, str]:
    values = {
        "basvuru_no": row.number, "sonuc": f"Sonuç: {row.get_outcome_display()}",
        "gerekce": open_answer(row).get("text", ""),
    }  # fmt: skip
    return values | ({"basvuru_yolu": _BOARD} if row.kind == PetitionKind.DATA_SUBJECT else {})


def _submitted(petition_id: uuid.UUID, *, actor: Actor, version: int) -> Petition:
    row = locked_petition(petition_id, actor=actor, version=version, right=Right.PETITIONS_ASSIGN)
    if row.state != PetitionState.DRAFTED:
        raise Conflict("nothing_submitted", "Onay bekleyen bir cevap yok.", remedy="Sayfayı yenileyin.")
    return row


@transaction.atomic
def record_answer_served(
    petition_id: uuid.UUID, *, served_on: dt.date, actor: Actor, version: int, now: dt.datetime
) -> Petition:
    """Note that an approved answer reached its sender, and return the petition: its clock stands.

    An answer with a letter is served by that letter; its day is taken from there.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, changed meanwhile, not approved, its letter is not served yet.
        Invalid: a day before the approval or ahead.
    """
    row = locked_petition(petition_id, actor=actor, version=version)
    if row.state != PetitionState.APPROVED or row.approved_at is None:
        raise Conflict("not_approved", "Cevap henüz onaylanmadı.")
    if row.letter_id is not None:
        raise Conflict(
            "served_by_letter", "Cevap yazıyla tebliğ edilir.", remedy="Yazının sayfasında tebliği kaydedin."
        )
    if not local_date(row.approved_at) <= served_on <= local_date(now):
        raise Invalid([FieldProblem("served_on", "out_of_range", "Tebliğ günü onaydan önce ya da ileride olamaz.",
                                    "Cevabın ulaştığı günü seçin.")])  # fmt: skip
    return answered(row, served_on, actor=actor, now=now)


def answered(row: Petition, served_on: dt.date, *, actor: Actor, now: dt.datetime) -> Petition:
    """Write down that the answer of a locked petition reached its sender, and return it; part of an operation."""
    row.state, row.answered_on = PetitionState.ANSWERED, served_on
    store(row)
    happened(row, PetitionEventKind.ANSWERED, actor=actor, now=now)
    return row


def take_over_served(*, now: dt.datetime) -> int:
    """Close the petitions whose letters have been served, and return how many; safe to run twice.

    A petition hears of its letter itself (`operations.letters`); this catches what was served before that.
    """
    rows = list(
        Petition.objects.filter(state=PetitionState.APPROVED, letter_id__isnull=False).select_for_update(
            skip_locked=True
        )
    )
    letters, actor, done = letters_about("petition", [row.pk for row in rows]), system_actor("petitions"), 0
    for row in rows:
        served = next((one.served_on for one in letters[row.pk] if one.id == row.letter_id), None)
        if served is not None:
            answered(row, served, actor=actor, now=now)
            done += 1
    return done


@transaction.atomic
def forward_petition(
    petition_id: uuid.UUID, *, authority: str, told_on: dt.date, actor: Actor, version: int, now: dt.datetime
) -> Petition:
    """Send a petition on to the authority that is competent, the sender told of it (3071 m. 5); return it.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, changed meanwhile, done with.
        GuardRefusedError, NotAllowed: whoever has decided in the matter sends nothing on.
        Invalid: no authority, or a day out of order.
    """
    require(actor, Right.PETITIONS_ASSIGN)
    row = locked_petition(petition_id, actor=actor, version=version, right=Right.PETITIONS_ASSIGN)
    keep_away(row, actor.id, actor=actor, now=now)
    problems = []
    if not 3 <= len(authority.strip()) <= 200:
        problems.append(FieldProblem("authority", "required", "Yetkili makam yazılmalı.", "Kurumun adını yazın."))
    if not row.received_on <= told_on <= local_date(now):
        problems.append(FieldProblem("told_on", "out_of_range", "Gönderene bilgi verilen gün yanlış.", "Düzeltin."))
    if problems:
        raise Invalid(problems)
    row.state, row.forwarded_to, row.forwarded_on = PetitionState.FORWARDED, authority.strip(), told_on
    store(row)
    happened(row, PetitionEventKind.FORWARDED, actor=actor, now=now)
    return row


@transaction.atomic
def inform_sender(petition_id: uuid.UUID, *, text: str, actor: Actor, version: int, now: dt.datetime) -> Petition:
    """Note what the sender was told in between, and return the petition. Its clock runs on (3071 m. 7).

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, changed meanwhile, done with.
        Invalid: nothing written.
    """
    row = locked_petition(petition_id, actor=actor, version=version)
    keep_away(row, actor.id, actor=actor, now=now)
    words = require_reason(text)
    row.informed_on = local_date(now)
    store(row)
    happened(row, PetitionEventKind.INFORMED, actor=actor, now=now, text=words)
    return row


@transaction.atomic
def withdraw_petition(petition_id: uuid.UUID, *, reason: str, actor: Actor, version: int, now: dt.datetime) -> Petition:
    """Close a petition that its sender has taken back, and return it.

    Raises:
        NotFound, NotAllowed, Conflict: out of reach, changed meanwhile, done with.
        Invalid: it is not said how it was taken back.
    """
    row = locked_petition(petition_id, actor=actor, version=version)
    keep_away(row, actor.id, actor=actor, now=now)
    words = require_reason(reason)
    row.state, row.withdrawn_on = PetitionState.WITHDRAWN, local_date(now)
    store(row)
    happened(row, PetitionEventKind.WITHDRAWN, actor=actor, now=now, text=words)
    return row
