"""What is known of somebody's employment, and where they were referred to."""

import dataclasses
import datetime as dt
import uuid
from typing import TYPE_CHECKING

from apps.coaching.models import EmploymentObservation, InstitutionReferral
from apps.coaching.models.employment import OBSERVATION_FIELD, REFERRAL_FIELD
from apps.coaching.queries.words import opened_words
from apps.people.enums import FactKind, Source
from apps.programmes.catalogue import code_label
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotFound

if TYPE_CHECKING:
    from apps.cases.queries.visibility import Case

__all__ = ["GUARD", "EmploymentView", "ReferralView", "StatusOfPerson", "find_observation", "find_referral",
           "list_employment", "list_referrals", "status_of_person"]  # fmt: skip

#: The guard's key: programmes that only take note of employment adopt it.
GUARD = "observed_employment"
_WORDS = ("work", "note", "reason")


@dataclasses.dataclass(frozen=True, slots=True)
class EmploymentView:
    """An observation with its words."""

    row: EmploymentObservation
    work: str
    note: str
    reason: str


@dataclasses.dataclass(frozen=True, slots=True)
class ReferralView:
    """A referral with its words."""

    row: InstitutionReferral
    institution: str
    why: str
    outcome_note: str


@dataclasses.dataclass(frozen=True, slots=True)
class StatusOfPerson:
    """What the person's own record says of their work ("çalışma durumu"): kept there, shown here, written once."""

    code: str
    label: str
    since: dt.date | None
    source: str


def list_employment(case: "Case") -> list[EmploymentView]:
    """Return the observations of a case that hold, the latest first; what was corrected is left out."""
    rows = EmploymentObservation.objects.filter(case=case, corrected_by__isnull=True).order_by("-since", "-id")
    found = []
    for row in rows:
        words = opened_words(row, field=OBSERVATION_FIELD)
        work, note, reason = (str(words.get(name, "")) for name in _WORDS)
        found.append(EmploymentView(row, work, note, reason))
    return found


def list_referrals(case: "Case") -> list[ReferralView]:
    """Return the referrals of a case, the latest first."""
    rows = InstitutionReferral.objects.filter(case=case).select_related("provider").order_by("-referred_on", "-id")
    found = []
    for row in rows:
        words = opened_words(row, field=REFERRAL_FIELD)
        name = row.provider.name if row.provider is not None else row.institution
        found.append(ReferralView(row, name or row.get_kind_display(), str(words.get("why", "")),
                                  str(words.get("outcome_note", ""))))  # fmt: skip
    return found


def status_of_person(case: "Case", *, on: dt.date) -> StatusOfPerson | None:
    """Return what the person's record says of their work on a day, None where it says nothing."""
    rows = case.person.facts.filter(kind=FactKind.EMPLOYMENT, superseded_at__isnull=True).order_by("-valid_from")
    for row in rows:
        started = row.valid_from is None or row.valid_from <= on
        if started and (row.valid_to is None or row.valid_to > on):
            label = code_label("employment", row.code)
            return StatusOfPerson(row.code, label, row.valid_from, Source(row.source).label)
    return None


def find_observation(observation_id: uuid.UUID, *, actor: Actor) -> EmploymentObservation:
    """Return an observation.

    Raises:
        NotFound: there is none, or none that the actor may find.
    """
    found: EmploymentObservation | None = (
        EmploymentObservation.objects.visible_to(actor).filter(pk=observation_id).first()
    )
    if found is None:
        raise NotFound
    return found


def find_referral(referral_id: uuid.UUID, *, actor: Actor) -> InstitutionReferral:
    """Return a referral.

    Raises:
        NotFound: there is none, or none that the actor may find.
    """
    found: InstitutionReferral | None = InstitutionReferral.objects.visible_to(actor).filter(pk=referral_id).first()
    if found is None:
        raise NotFound
    return found
