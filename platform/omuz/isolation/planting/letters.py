"""Planting letters, decisions, stops and petitions: words lie sealed in each of them and stand in their PDF."""

from uuid import UUID

from apps.accounts.enums import Role
from apps.decisions.operations.hearing import ask_statement, record_statement
from apps.decisions.operations.proposing import GivenEvidence, Proposal, propose, withdraw
from apps.decisions.operations.stopping import lift_stop, start_stop
from apps.decisions.operations.taking import Taking, take
from apps.letters.enums import CopyFormat, FailureReason, NextStep, ServiceChannel
from apps.letters.models import Letter
from apps.letters.operations import serving
from apps.letters.operations.approving import approve_letter, return_letter, submit_letter
from apps.letters.operations.batches import run_batch, start_batch
from apps.letters.operations.drafting import write_letter
from apps.letters.operations.editing import Changes, edit_letter
from apps.letters.operations.signing import add_file, record_signature
from apps.letters.queries.contents import LetterText
from apps.petitions.models import Petition
from apps.petitions.operations import working
from apps.petitions.operations.registering import NewPetition, register_petition
from apps.petitions.operations.scans import add_scan
from apps.programmes.definition.flow import LetterUse
from apps.programmes.models import ProgrammeVersion
from omuz.isolation.planting.files import docx
from omuz.isolation.planting.ground import Ground
from omuz.isolation.planting.programme import GROUND
from tenants import scope


def plant_letters(ground: Ground) -> None:
    """A letter that came back once and was served then, and one that its approver has sent back to its writer."""
    word, special, now = ground.words.plain, ground.words.special, ground.now
    clerk, manager = ground.clerk, ground.manager
    facts = serving.ServiceFacts(
        sent_on=ground.today, receiver="household", receiver_name=special, reference=special, note=special
    )
    letter = _written(ground)
    signs = Changes(signatory_name=word, signatory_title=word, signatory_acting_for=word)
    letter = edit_letter(letter.pk, signs, actor=clerk, version=letter.version, now=now)
    letter = approve_letter(letter.pk, actor=manager, version=letter.version, now=now)
    scan = add_file(letter.pk, docx(special), name=f"{special}.docx", kind="signed", actor=clerk, now=now)
    ground.document_ids.append(scan)
    letter = record_signature(
        letter.pk, actor=clerk, version=letter.version, signed_on=ground.today, file_id=scan, official_number=word,
        official_date=ground.today, now=now,
    )  # fmt: skip
    letter = serving.service_failed(
        letter.pk, ServiceChannel.PTT, reason=FailureReason.MOVED, next_step=NextStep.OTHER_CHANNEL, facts=facts,
        actor=clerk, version=letter.version, now=now,
    )  # fmt: skip
    letter = serving.serve(
        letter.pk, ServiceChannel.HAND, actor=clerk, version=letter.version, now=now,
        facts=serving.ServiceFacts(served_on=ground.today, receiver="addressee", receiver_name=special, note=special),
    )  # fmt: skip
    serving.give_copy(letter.pk, format=CopyFormat.LARGE_PRINT, given_on=ground.today, actor=clerk, now=now)
    again = _written(ground)
    again = submit_letter(again.pk, actor=clerk, version=again.version, now=now)
    return_letter(again.pk, actor=manager, version=again.version, reason=special, now=now)
    ground.richest["letters_letter"] = [letter.pk, again.pk]


def _written(ground: Ground) -> Letter:
    special = ground.words.special
    text = LetterText(subject=special, body=special, plain=special, references=(special,), annexes=(special,),
                      distribution=(special,))  # fmt: skip
    version = ProgrammeVersion.objects.get(programme=ground.programme_ids[0])
    return write_letter(
        programme_id=ground.programme_ids[0], programme_version_id=version.pk, person_id=ground.person_ids[0],
        case_id=ground.case_ids[0], text=text, values={}, actor=ground.clerk, now=ground.now,
    )  # fmt: skip


def plant_decisions(ground: Ground) -> None:
    """A suspension in effect, one that waits with the person's words, one that was taken back, and two stops."""
    (first, second), special, now = ground.case_ids, ground.words.special, ground.now
    clerk, manager = ground.clerk, ground.manager
    seen = [GivenEvidence(kind="observation", text=special)]
    proposal = Proposal(kind="suspend", ground=GROUND, evidence=seen, reason=special)
    lifted = start_stop(first, risk=special, actor=clerk, now=now)
    lift_stop(lifted.pk, reason=special, actor=manager, version=lifted.version, now=now)
    start_stop(first, risk=special, actor=clerk, now=now)
    back = propose(first, proposal, actor=clerk, now=now)
    withdraw(back.pk, reason=special, actor=clerk, version=back.version, now=now)
    asked = propose(first, proposal, actor=clerk, now=now)
    asked = ask_statement(asked.pk, answer_until=None, actor=manager, version=asked.version, now=now)
    record_statement(
        asked.pk, form="written", by="person", text=special, answered_on=ground.today, actor=clerk,
        version=asked.version, now=now,
    )  # fmt: skip
    taken = propose(second, proposal, actor=clerk, now=now)
    given = Taking(reason=special, effective_on=ground.today, waived_because=special)
    taken = take(taken.pk, given, actor=manager, version=taken.version, now=now)
    ground.richest["decisions_decision"] = [asked.pk, taken.pk]


def plant_petitions(ground: Ground) -> None:
    """A complaint whose answer was sent back and written again, and a stranger's that went elsewhere."""
    word, special, now = ground.words.plain, ground.words.special, ground.now
    clerk, manager = ground.clerk, ground.manager
    row = _complain(ground, sender_kind="person", person_id=ground.person_ids[0], case_id=ground.case_ids[0])
    row = add_scan(row.pk, docx(special), name=f"{special}.docx", actor=clerk, now=now)
    row = working.assign_petition(row.pk, clerk.id, actor=manager, version=row.version, now=now)
    row = working.inform_sender(row.pk, text=special, actor=clerk, version=row.version, now=now)
    row = _answered(ground, row)
    row = working.return_answer(row.pk, reason=special, actor=manager, version=row.version, now=now)
    row = _answered(ground, row)
    row = working.approve_answer(row.pk, actor=manager, version=row.version, now=now)
    stranger = _complain(ground, sender_kind="outsider", programme_id=ground.programme_ids[0])
    working.forward_petition(stranger.pk, authority=word, told_on=ground.today, actor=manager,
                             version=stranger.version, now=now)  # fmt: skip
    ground.richest["petitions_petition"] = [row.pk, stranger.pk]
    ground.richest["letters_letter"].append(_to_stranger(ground))
    taken_back = _complain(
        ground, sender_kind="person", person_id=ground.person_ids[0], concerns_id=ground.actors[Role.TENANT_ADMIN].id,
        programme_id=ground.programme_ids[0],
    )  # fmt: skip
    working.withdraw_petition(taken_back.pk, reason=special, actor=clerk, version=taken_back.version, now=now)


def _to_stranger(ground: Ground) -> UUID:
    """The answer to somebody who is not registered, as a draft: it belongs to nobody's file."""
    row = _complain(ground, sender_kind="outsider", programme_id=ground.programme_ids[0])
    row = working.assign_petition(row.pk, ground.clerk.id, actor=ground.manager, version=row.version, now=ground.now)
    working.approve_answer(row.pk, actor=ground.manager, version=_answered(ground, row).version, now=ground.now)
    return Letter.objects.get(about_id=row.pk, use=LetterUse.PETITION_ANSWER).pk


def _complain(ground: Ground, **sender: object) -> Petition:
    special = ground.words.special
    new = NewPetition(
        kind="complaint", channel="by_hand", received_on=ground.today, subject=special, text=special,
        sender_name=special, sender_address=special, sender_contact=special, brought_by=special, **sender,  # type: ignore[arg-type]
    )  # fmt: skip
    return register_petition(new, actor=ground.clerk, now=ground.now)


def _answered(ground: Ground, row: Petition) -> Petition:
    return working.draft_answer(
        row.pk, text=ground.words.special, outcome="accepted", submit=True, actor=ground.clerk, version=row.version,
        now=ground.now,
    )  # fmt: skip


def write_batch(ground: Ground) -> None:
    """One text to every case of the programme, written as the worker does: a transaction a step."""

    def step() -> object:
        return scope.enter(ground.municipality, statement_timeout="120s")

    with scope.enter(ground.municipality):
        batch = start_batch(
            source="cases", programme_id=ground.programme_ids[0], criteria={}, use=LetterUse.MISSING_DOCUMENTS,
            template="", shared={"eksikler": ground.words.plain}, actor=ground.clerk, now=ground.now,
        )  # fmt: skip
    run_batch(batch.pk, step=step, clock=lambda: ground.now, actor_of=lambda _: ground.clerk)  # type: ignore[arg-type]


# Whoever has decided about a case may deal with no petition about it: the petitions come first.
STEPS = (plant_letters, plant_petitions, plant_decisions)
