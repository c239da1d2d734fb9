"""Decisions about a file: proposed by those who work on it, taken by the manager; a stop where there is danger."""

from apps.decisions.models import Decision
from apps.decisions.operations.proposing import GivenEvidence, Proposal, propose
from apps.decisions.operations.stopping import start_stop
from apps.decisions.operations.taking import Taking, take
from apps.programmes.definition.flow import LetterUse
from apps.programmes.queries.pinned import pinned_definition
from omuz.demo.casework.letters import approve, hand_over
from omuz.demo.casework.stories import File
from omuz.kernel.clock import local_date

_SEEN = GivenEvidence(kind="observation", text="Üç görüşmeye gelmedi; arandı, yeni gün istemedi. (deneme verisi)")


def propose_suspension(file: File) -> Decision:
    """Propose to suspend the service, on the ground that stands for taking no part."""
    grounds = {one.key for one in pinned_definition(file.case.programme_version_id).grounds}
    ground = "no_participation" if "no_participation" in grounds else sorted(grounds)[0]
    proposal = Proposal(kind="suspend", ground=ground, evidence=[_SEEN])
    return propose(file.case_id, proposal, actor=file.staff.actor("degerlendirme"), now=file.later(1))


def suspend(file: File) -> None:
    """Suspend the service by a decision of the manager, from its day on, and hand the letter over."""
    decision, now = propose_suspension(file), file.later(1)
    given = Taking(
        reason="Destek planındaki görüşmelere üç kez katılım sağlanmadı.", effective_on=local_date(now),
        waived_because="Arandığında açıklama yapmak istemediğini söyledi.",
    )  # fmt: skip
    take(decision.pk, given, actor=file.staff.actor("mudur"), version=decision.version, now=now)
    hand_over(file, approve(file, LetterUse.SUSPENSION))


def stop_for_now(file: File) -> None:
    """Stop the service for some days because of a danger."""
    start_stop(file.case_id, risk="Atölyede koruyucu gözlük takmayı iki kez reddetti. (deneme verisi)",
               actor=file.staff.actor("iskocu"), now=file.at)  # fmt: skip
