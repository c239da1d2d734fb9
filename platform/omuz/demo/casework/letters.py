"""What a file's letters go through: approved by a second person, signed, handed over."""

from apps.cases.operations.result_letter import draft_result_letter
from apps.letters.enums import ServiceChannel
from apps.letters.models import Letter
from apps.letters.operations.approving import approve_letter
from apps.letters.operations.serving import ServiceFacts, serve
from omuz.demo.casework.stories import File
from omuz.kernel.clock import local_date


def approve(file: File, use: str) -> Letter:
    """Let the manager approve the file's letter of that use (somebody else wrote it)."""
    letter = Letter.objects.get(case_id=file.case_id, use=use)
    return approve_letter(letter.pk, actor=file.staff.actor("mudur"), version=letter.version, now=file.later(0.1))


def tell_result(file: File) -> None:
    """Draft the letter that tells the outcome of the assessment."""
    draft_result_letter(file.case_id, actor=file.staff.actor("degerlendirme"), now=file.later(0.1))


def hand_over(file: File, letter: Letter) -> None:
    """Hand a letter over, signed the same day, against signature."""
    now = file.later(0.1)
    facts = ServiceFacts(served_on=local_date(now), receiver="addressee", receiver_name="Kendisi (deneme verisi)")
    serve(letter.pk, ServiceChannel.HAND, facts=facts, actor=file.staff.actor("basvuru"), version=letter.version,
          now=now, signed_on=local_date(now))  # fmt: skip
