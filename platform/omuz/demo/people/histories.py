"""Dated facts of one person: what was said at registration, and what changed later."""

import datetime as dt
import random
from typing import Final

from omuz.demo.people.dates import Period, age_on, day_between
from omuz.demo.people.records import DatedCode, MedicalBoardReport, Outline

_NEXT_SCHOOL: Final = {"lower_secondary": "upper_secondary", "upper_secondary": "associate"}
_WAITING_WOMEN: Final = {"homemaker": 55, "seeking": 30, "not_seeking": 10, "casual": 5}
_WAITING_MEN: Final = {"seeking": 60, "not_seeking": 18, "casual": 22}


def facts_of(
    person: Outline, born: dt.date, registered_on: dt.date, *, period: Period, rng: random.Random
) -> tuple[DatedCode, ...]:
    """Return education, employment and circumstances as dated codes, in order of time for each kind."""
    return (
        *_education(person, born, registered_on, period, rng),
        *_employment(person, born, registered_on, period, rng),
        *_circumstances(person, born, registered_on, rng),
    )


def sensitive_of(person: Outline, registered_on: dt.date) -> tuple[DatedCode, ...]:
    """Return target groups (one primary) and disability groups, as declared on the day of registration."""
    groups = [DatedCode("target_group", person.target_group, registered_on, rank="primary")]
    groups += [DatedCode("target_group", group, registered_on, rank="secondary") for group in person.secondary_groups]
    groups += [DatedCode("disability_group", group, registered_on) for group in person.disability_groups]
    return tuple(groups)


def report_of(
    person: Outline, born: dt.date, registered_on: dt.date, *, rng: random.Random
) -> MedicalBoardReport | None:
    """Return the medical board's report of a person with a disability; some never brought one."""
    if not person.disability_groups or rng.random() < 0.15:
        return None
    issued = registered_on - dt.timedelta(days=rng.randint(30, 700))
    expires = issued + dt.timedelta(days=365 * rng.choice((2, 3, 5))) if rng.random() < 0.3 else None
    if age_on(born, issued) < 18:
        return MedicalBoardReport(
            "cozger", issued, level=rng.choice(("special_need", "mild", "moderate")), expires_on=expires
        )
    return MedicalBoardReport("adult", issued, rate=rng.randrange(40, 91), expires_on=expires)


def _education(
    person: Outline, born: dt.date, registered_on: dt.date, period: Period, rng: random.Random
) -> list[DatedCode]:
    following = _NEXT_SCHOOL.get(person.education)
    graduation = dt.date(max(period.pinned.year + 1, born.year + (18 if following == "upper_secondary" else 21)), 6, 15)
    days = [(person.education, registered_on)]
    if following and age_on(born, period.pinned) < 20 and graduation < period.told_until and rng.random() < 0.4:
        days.append((following, graduation))
    return _chain("education", days)


def _employment(
    person: Outline, born: dt.date, registered_on: dt.date, period: Period, rng: random.Random
) -> list[DatedCode]:
    waiting = _waiting(person, born, registered_on, rng)
    working = rng.choices(("employed", "self_employed"), weights=(9, 1))[0]
    before, after = period.pinned - dt.timedelta(days=1), period.pinned + dt.timedelta(days=14)
    days = [(waiting, registered_on)]
    if person.employed and (rng.random() < 0.2 or registered_on >= before):
        days = [(working, registered_on)]
    elif person.employed:
        days.append((working, day_between(registered_on + dt.timedelta(days=1), before, rng=rng)))
    # What happens after the pinned day: some lose their work, some find it.
    draw = rng.random()
    if after < period.told_until and draw < (0.2 if person.employed else 0.09) and age_on(born, period.pinned) < 50:
        later = "seeking" if person.employed else working
        days.append((later, day_between(after, period.told_until, rng=rng)))
    return _chain("employment", days)


def _waiting(person: Outline, born: dt.date, registered_on: dt.date, rng: random.Random) -> str:
    age = age_on(born, registered_on)
    if age < 18 or (age < 24 and rng.random() < 0.2):
        return "student"
    if age >= 58:
        return rng.choice(("retired", "not_seeking"))
    weights = _WAITING_WOMEN if person.sex == "female" else _WAITING_MEN
    return rng.choices(list(weights), weights=list(weights.values()))[0]


def _circumstances(person: Outline, born: dt.date, registered_on: dt.date, rng: random.Random) -> list[DatedCode]:
    age = age_on(born, registered_on)
    marital = "single" if age < 20 or rng.random() < (0.5 if age < 30 else 0.1) else "married"
    if marital == "married" and rng.random() < 0.15:
        marital = "widowed" if age > 55 else "divorced"
    income = rng.choices(("none", "irregular", "below_minimum_wage", "minimum_wage"), weights=(30, 40, 25, 5))[0]
    security = rng.choices(("none", "general_health", "dependant", "social_assistance"), weights=(15, 50, 25, 10))[0]
    living = "with_family" if rng.random() < 0.9 else "alone"
    values = {"marital": marital, "income": income, "social_security": security, "household_situation": living}
    return [DatedCode(kind, code, registered_on) for kind, code in values.items()]


def _chain(kind: str, days: list[tuple[str, dt.date]]) -> list[DatedCode]:
    ends = [start for _, start in days[1:]]
    return [DatedCode(kind, code, start, end) for (code, start), end in zip(days, [*ends, None], strict=True)]
