"""What the generator hands over: plain values, no Django."""

import dataclasses
import datetime as dt
from typing import Literal

Sex = Literal["female", "male"]
Precision = Literal["day", "month", "year", "unknown"]


@dataclasses.dataclass(frozen=True, slots=True)
class Outline:
    """Who a person is in the figures, before names and dates: the values that the margins count."""

    sex: Sex
    age_band: tuple[int, int]
    education: str
    target_group: str
    secondary_groups: tuple[str, ...] = ()
    disability_groups: tuple[str, ...] = ()
    employed: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class DatedCode:
    """A code that held from `valid_from` up to and without `valid_to`."""

    kind: str
    code: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    rank: Literal["primary", "secondary", ""] = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Identity:
    """An identity document; `country` for passports (ISO 3166 alpha-2)."""

    kind: Literal["tckn", "foreigner", "passport"]
    value: str
    country: str = "TR"


@dataclasses.dataclass(frozen=True, slots=True)
class MedicalBoardReport:
    """An adult's report has a rate, a child's (ÇÖZGER) a level; temporary ones expire."""

    kind: Literal["adult", "cozger"]
    issued_on: dt.date
    rate: int | None = None
    level: str = ""
    expires_on: dt.date | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class DemoPerson:
    """One synthetic registrant. `household` is a number shared by its members, 0 for none."""

    serial: int
    given_names: str
    surname: str
    sex: Sex
    birth_date: dt.date | None
    birth_precision: Precision
    registered_on: dt.date
    channel: str
    interviewer: int
    district: str
    neighbourhood: str
    identity: Identity | None
    phone: str
    email: str
    facts: tuple[DatedCode, ...]
    sensitive: tuple[DatedCode, ...]
    report: MedicalBoardReport | None
    missing: tuple[tuple[str, str], ...]
    household: int = 0
    household_role: str = ""
