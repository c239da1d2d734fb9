"""Letters for tests: drafted, approved by a second person, signed."""

from typing import Any

from apps.cases.models import Case
from apps.letters.models import Letter
from apps.letters.operations.approving import approve_letter
from apps.letters.operations.drafting import draft_letter
from apps.letters.operations.signing import record_signature
from apps.programmes.definition.flow import LetterUse
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.ids import new_id
from tests.support.staff import NOW, make_actor

__all__ = ["approved", "drafted", "signed"]

MISSING = {"eksikler": "- Kimlik\n- Sağlık kurulu raporu"}


def drafted(
    case: Case, *, actor: Actor | None = None, use: LetterUse = LetterUse.MISSING_DOCUMENTS, **more: Any
) -> Letter:
    """Return a draft about a case, by a clerk."""
    values = more.pop("values", MISSING)
    return draft_letter(
        use=use, programme_id=case.programme_id, programme_version_id=case.programme_version_id,
        person_id=case.person_id, case_id=case.pk, about=more.pop("about", ("test", new_id())), values=values,
        actor=actor or make_actor("intake_clerk"), now=NOW, **more,
    )  # fmt: skip


def approved(case: Case, *, by: Actor | None = None, **more: Any) -> Letter:
    """Return a letter with a number, approved by somebody else than its writer."""
    letter = drafted(case, **more)
    return approve_letter(letter.pk, actor=by or make_actor("unit_manager"), version=letter.version, now=NOW)


def signed(case: Case, **more: Any) -> Letter:
    """Return a letter that has been signed on the day of its approval."""
    letter = approved(case, **more)
    return record_signature(
        letter.pk, actor=make_actor("intake_clerk"), version=letter.version, signed_on=local_date(NOW), now=NOW
    )
