"""Employment that was observed, and referrals (İzmir Art. 7): known from somebody, on a day; never our doing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from decimal import Decimal

from apps.coaching.enums import EmploymentSource, InstitutionKind
from apps.coaching.rules.words import MOST_LINE, required, too_long
from apps.programmes.registry import ALLOWED, Verdict, refused
from omuz.kernel.errors import FieldProblem

FIELDS = {
    "employment_source_missing": "source",
    "employment_source_date_missing": "source_on",
    "employment_source_ahead": "source_on",
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What was heard of somebody's employment."""

    since: dt.date
    until: dt.date | None = None
    source: str = ""
    source_on: dt.date | None = None
    hours_a_week: Decimal | None = None
    #: The work and the workplace, in words; no employer's record stands behind it.
    work: str = ""
    note: str = ""


def employment_is_observed(observation: Observation, *, today: dt.date) -> Verdict:
    """Return whether employment is recorded as observed, with its source and the day of it (İzmir Art. 7).

    Hiring is done by the bodies that are competent and by employers; the programme only takes note. "Placed by us" is
    no source and cannot be written.
    """
    if observation.source not in EmploymentSource.values:
        return refused("employment_source_missing", "İstihdam bilgisinin kimden alındığı seçilmemiş.",
                       "Kaynağı seçin: kişi, ailesi, işverenin yazısı, SGK ya da İŞKUR.")  # fmt: skip
    if observation.source_on is None:
        return refused("employment_source_date_missing", "Bilginin alındığı gün yazılmamış.",
                       "Bilginin ya da belgenin gününü yazın.")  # fmt: skip
    if observation.source_on > today:
        return refused("employment_source_ahead", "Bilginin günü ileri bir tarih olamaz.", "Günü düzeltin.")
    return ALLOWED


def observation_problems(observation: Observation, *, today: dt.date) -> list[FieldProblem]:
    """Return what is wrong with an observation in any programme."""
    problems = []
    if observation.since > today:
        problems.append(FieldProblem("since", "ahead", "Çalışmaya başlama günü ileri bir tarih olamaz.",
                                     "Başladığında yeniden yazın."))  # fmt: skip
    if observation.until is not None and observation.until < observation.since:
        problems.append(FieldProblem("until", "before_start", "Bitiş, başlangıçtan önce olamaz.", "Düzeltin."))
    if observation.until is not None and observation.until > today:
        problems.append(FieldProblem("until", "ahead", "Bitiş günü ileri bir tarih olamaz.", "Boş bırakın."))
    if observation.source and observation.source not in EmploymentSource.values:
        problems.append(FieldProblem("source", "unknown_code", "Böyle bir kaynak yok.", "Listeden seçin."))
    if observation.hours_a_week is not None and not 0 < observation.hours_a_week <= 66:
        problems.append(FieldProblem("hours_a_week", "out_of_range", "Haftalık saat 0 ile 66 arasında olmalı.",
                                     "Düzeltin."))  # fmt: skip
    return problems + too_long("work", observation.work, MOST_LINE) + too_long("note", observation.note)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """To which institution somebody is referred, and why."""

    kind: str
    referred_on: dt.date
    provider_id: uuid.UUID | None = None
    institution: str = ""
    activity: str = ""
    why: str = ""


def referral_problems(referral: Referral, *, today: dt.date) -> list[FieldProblem]:
    """Return what is wrong with a referral. Employers are no institution of the list: that would be brokerage."""
    problems = []
    if referral.kind not in InstitutionKind.values:
        problems.append(required("kind", "Kurumun türü seçilmemiş.", "Listeden seçin."))
    elif referral.provider_id is None and not referral.institution.strip() and referral.kind != InstitutionKind.ISKUR:
        problems.append(required("institution", "Kurumun adı yazılmamış.", "Rehberden seçin ya da adını yazın."))
    if referral.referred_on > today:
        problems.append(FieldProblem("referred_on", "ahead", "Yönlendirme günü ileri bir tarih olamaz.", "Düzeltin."))
    return problems + too_long("institution", referral.institution, MOST_LINE) + too_long("why", referral.why)
