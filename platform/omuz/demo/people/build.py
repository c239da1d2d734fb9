"""From outlines to whole synthetic people: names, dates, identity, address, households, what is missing and why."""

import dataclasses
import random
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from omuz.demo import identity, places
from omuz.demo.people import dates, histories, households, names
from omuz.demo.people.margins import SEED, kayseri_outlines
from omuz.demo.people.records import DemoPerson, Identity, Outline, Sex
from omuz.demo.people.smaller import izmir_outlines, torbali_outlines

_CHANNELS: Final = {"field": 45, "home_visit": 30, "office": 25}
_REASONS: Final = {"not_presented": 50, "unknown": 25, "archive": 20, "declined": 5}
INTERVIEWERS: Final = 3


@dataclasses.dataclass(frozen=True, slots=True)
class _Plan:
    """What differs between the demo municipalities."""

    outlines: Callable[[], list[Outline]]
    districts: places.Places
    first_serial: int
    seed: int
    period: dates.Period
    remarkable: Sequence[tuple[str, str, str]] = ()


_PLANS: Final = {
    "kayseri": _Plan(kayseri_outlines, places.KAYSERI, 1, SEED, dates.ISKEP),
    "izmir": _Plan(izmir_outlines, places.IZMIR, 2001, SEED + 35, dates.RECENT, names.REMARKABLE),
    "torbali": _Plan(torbali_outlines, places.TORBALI, 3001, SEED + 36, dates.RECENT, names.REMARKABLE[::-1]),
}
MUNICIPALITIES: Final = tuple(_PLANS)


def demo_people(slug: str) -> list[DemoPerson]:
    """Return the people of a demo municipality in order of registration; the same ones on every call.

    Raises:
        KeyError: there are no demo people for that municipality.
    """
    plan = _PLANS[slug]
    rng = random.Random(plan.seed)
    drafts = [_draft(outline, plan, i, rng) for i, outline in enumerate(plan.outlines())]
    drafts.sort(key=lambda person: person.registered_on)
    named = [_named(person, plan.first_serial + i, rng) for i, person in enumerate(drafts)]
    for i, (given, surname, sex) in zip(_places_for(plan.remarkable, named), plan.remarkable, strict=False):
        named[i] = dataclasses.replace(named[i], given_names=given, surname=surname, sex=_as_sex(sex))
    return households.grouped(named, rng)


def _draft(outline: Outline, plan: _Plan, index: int, rng: random.Random) -> DemoPerson:
    # Two people in twenty stand on an edge of their band, so that an off-by-one in ages shows.
    edge = {0: 1, 1: 2}.get(index % 20, 0)
    period = plan.period
    born = dates.birth_date(outline.age_band, outline.education, pinned=period.pinned, edge=edge, rng=rng)
    registered_on = dates.registration_day(born, outline.education, period=period, rng=rng)
    known, precision = (born, "day") if edge else dates.coarse(born, outline.age_band, pinned=period.pinned, rng=rng)
    district = rng.choices(list(plan.districts), weights=[len(names_) for names_ in plan.districts.values()])[0]
    # Ages of employed people are in no published table, so theirs may be unknown.
    unknown = outline.employed and rng.random() < 0.03
    return DemoPerson(
        serial=0,
        given_names="",
        surname="",
        sex=outline.sex,
        birth_date=None if unknown else known,
        birth_precision="unknown" if unknown else precision,  # type: ignore[arg-type]
        registered_on=registered_on,
        channel=rng.choices(list(_CHANNELS), weights=list(_CHANNELS.values()))[0],
        interviewer=rng.randrange(INTERVIEWERS),
        district=district,
        neighbourhood=rng.choice(plan.districts[district]),
        identity=None,
        phone="",
        email="",
        facts=histories.facts_of(outline, born, registered_on, period=period, rng=rng),
        sensitive=histories.sensitive_of(outline, registered_on),
        report=histories.report_of(outline, born, registered_on, rng=rng),
        missing=(("birth_date", _reason(rng)),) if unknown else (),
    )


def _named(person: DemoPerson, serial: int, rng: random.Random) -> DemoPerson:
    given_names = _given_names(person.sex, rng)
    surname = rng.choice(names.SURNAMES)
    document = _identity(serial, rng)
    phone = identity.fictional_phone(serial) if rng.random() < 0.96 else ""
    email = identity.fictional_email(given_names, serial) if rng.random() < 0.2 else ""
    missing = list(person.missing)
    if person.registered_on < dates.NOTICE_SINCE:
        missing.append(("privacy_notice", "archive"))
    if document is None:
        missing.append(("identity", _reason(rng)))
    if not phone and not email:
        missing.append(("contact", _reason(rng)))
    without_address = rng.random() < 0.02
    if without_address:
        missing.append(("address", _reason(rng)))
    return dataclasses.replace(
        person,
        serial=serial,
        given_names=given_names,
        surname=surname,
        identity=document,
        phone=phone,
        email=email,
        district="" if without_address else person.district,
        neighbourhood="" if without_address else person.neighbourhood,
        missing=tuple(missing),
    )


def _given_names(sex: Sex, rng: random.Random) -> str:
    pool = names.WOMEN if sex == "female" else names.MEN
    first = rng.choice(pool)
    second = rng.choice(pool)
    return f"{first} {second}" if rng.random() < 0.12 and second != first else first


def _identity(serial: int, rng: random.Random) -> Identity | None:
    draw = rng.random()
    if draw < 0.03:
        return None
    if draw < 0.05:
        return Identity("foreigner", identity.fictional_foreigner_number(serial), "SY")
    if draw < 0.06:
        return Identity("passport", identity.fictional_passport(serial), "AF")
    return Identity("tckn", identity.fictional_tckn(10_000_019 + serial * 20_011))


def _reason(rng: random.Random) -> str:
    return rng.choices(list(_REASONS), weights=list(_REASONS.values()))[0]


def _places_for(remarkable: Iterable[tuple[str, str, str]], people: Sequence[DemoPerson]) -> list[int]:
    """Return an index for each remarkable name, of a person of that sex, no index twice."""
    taken: list[int] = []
    for _, _, sex in remarkable:
        taken.append(next(i for i, person in enumerate(people) if person.sex == sex and i not in taken))
    return taken


def _as_sex(value: str) -> Sex:
    return "female" if value == "female" else "male"
