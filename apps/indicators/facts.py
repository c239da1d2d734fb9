"""What can be counted and asked about: the facts of each unit, with the SQL that finds them on a day.

Facts of a person that change are read as they held on the day, as known now (corrections apply to the past). Coded
special-category values are compared by their keyed token; `stored` makes it, and the application maps tokens back.
Names of tables are written here because reports read across apps in one statement; a test runs every fact.
"""

import dataclasses
from collections.abc import Mapping
from functools import cache
from typing import Final

from apps.indicators.enums import Unit
from apps.people.queries.counted import DAY as _DAY
from apps.people.queries.counted import HELD as _HELD
from apps.people.queries.counted import dated_join as _dated_join
from apps.people.queries.counted import token_of as _token_of
from apps.people.queries.described import DATED, PERSON_FACTS, choices_of
from apps.programmes.registry import Join
from omuz.conditions import Catalogue, Column, Fact, FactType, Folding
from omuz.conditions import Text as Words
from omuz.kernel.text import tr_fold

__all__ = ["JOINS", "POPULATIONS", "Join", "Population", "catalogue_of"]

_FOLDING: Final = Folding(python=tr_fold, sql="ext.tr_fold")
_REGISTERED_ON: Final = Words("Kayıt tarihi", "Date of registration")


@dataclasses.dataclass(frozen=True, slots=True)
class Population:
    """All units of a kind on the day, and `label` says it in words.

    `{reach}` in `where` becomes the condition that keeps a reader to the people of their own units and programmes.
    `key` tells units apart where a row lists several values of one.
    """

    source: Join
    where: Join
    label: Words
    counted: Words
    exclusions: tuple[Words, ...] = ()
    key: str = ""


def _with(name: str, column: Column) -> Fact:
    """Return a fact as people describe it, with the SQL that finds it."""
    return dataclasses.replace(PERSON_FACTS[name], column=column)


def _primary_group_join() -> Join:
    sql = (
        "LEFT JOIN (SELECT DISTINCT ON (s.person_id) s.person_id, s.token FROM people_sensitivefact s"  # noqa: S608
        f" WHERE s.kind = 'target_group' AND s.rank = 'primary' AND {_HELD.format(a='s')}"
        # Two programmes may each hold a primary group; the one that was recorded first stands for the person.
        " ORDER BY s.person_id, s.valid_from NULLS FIRST, s.recorded_at, s.id) tg ON tg.person_id = p.id"
    )
    return Join(sql, (_DAY, _DAY))


def _several(name: str, kind: str) -> Fact:
    return _with(name, Column(f"COALESCE(a_{name}.tokens, ARRAY[]::varchar[])", stored=_token_of(kind)))


def _several_join(name: str, kind: str) -> Join:
    sql = (
        "LEFT JOIN (SELECT s.person_id, array_agg(DISTINCT s.token) AS tokens FROM people_sensitivefact s"  # noqa: S608
        f" WHERE s.kind = '{kind}' AND {_HELD.format(a='s')} GROUP BY s.person_id) a_{name}"
        f" ON a_{name}.person_id = p.id"
    )
    return Join(sql, (_DAY, _DAY))


#: What has to be joined for a fact; facts that are not named here stand in the population itself.
JOINS: Final[Mapping[str, Join]] = {
    **{kind: _dated_join(kind) for kind in DATED},
    "primary_target_group": _primary_group_join(),
    "target_groups": _several_join("target_groups", "target_group"),
    "disability_groups": _several_join("disability_groups", "disability_group"),
}

_PERSON_FACTS: Final = (
    _with("sex", Column("NULLIF(p.sex, '')")),
    _with("age", Column("EXTRACT(YEAR FROM age(%s::date, p.birth_date))::bigint", (_DAY,))),
    _with("registered_on", Column("p.registered_on")),
    _with("channel", Column("p.channel")),
    *(_with(kind, Column(f"f_{kind}.code")) for kind in DATED),
    _with("primary_target_group", Column("tg.token", stored=_token_of("target_group"))),
    _several("target_groups", "target_group"),
    _several("disability_groups", "disability_group"),
)
_MEMBERSHIP_FACTS: Final = (
    *_PERSON_FACTS,
    Fact(
        "disability_group",
        Words("Engel grubu", "Disability group"),
        FactType.CODE,
        choices=choices_of("disability_group"),
        special=True,
        column=Column("m.token", stored=_token_of("disability_group")),
    ),
)
_PROVIDER_FACTS: Final = (
    Fact("district", Words("İlçe", "District"), FactType.TEXT, column=Column("NULLIF(o.district, '')")),
    Fact("registered_on", _REGISTERED_ON, FactType.DATE, column=Column("o.registered_on")),
)

_REGISTERED: Final = "p.state = 'active' AND p.registered_on <= %s AND {reach}"
_LATER: Final = Words("Raporun gününden sonra kaydedilenler.", "Those registered after the day of the report.")
_MERGED: Final = Words(
    "Başka bir kayıtla birleştirilmiş mükerrer kayıtlar.", "Duplicate records that were merged into another one."
)

POPULATIONS: Final[Mapping[Unit, Population]] = {
    Unit.PERSON: Population(
        Join("people_person p"),
        Join(_REGISTERED, (_DAY,)),
        Words("Raporun gününe kadar kaydedilmiş kişiler", "People registered up to the day of the report"),
        Words("kişi", "person"),
        (_LATER, _MERGED),
    ),
    Unit.MEMBERSHIP: Population(
        # The same group recorded in two programmes is one membership of one person.
        Join(
            "people_person p JOIN (SELECT DISTINCT s.person_id, s.token FROM people_sensitivefact s"  # noqa: S608
            f" WHERE s.kind = 'disability_group' AND {_HELD.format(a='s')}) m ON m.person_id = p.id",
            (_DAY, _DAY),
        ),
        Join(_REGISTERED, (_DAY,)),
        Words(
            "Raporun gününe kadar kaydedilmiş kişilerin o gün geçerli engel grubu üyelikleri",
            "Memberships in disability groups, valid on the day, of people registered up to it",
        ),
        Words("üyelik", "membership"),
        (_LATER, _MERGED, Words("O gün geçerli olmayan engel grupları.", "Disability groups not valid on that day.")),
    ),
    Unit.ORGANISATION: Population(
        Join("directory_serviceprovider o"),
        Join("o.registered_on <= %s AND (o.closed_on IS NULL OR o.closed_on > %s)", (_DAY, _DAY)),
        Words(
            "Raporun gününe kadar kaydedilmiş, o gün kapanmamış hizmet sağlayıcılar",
            "Service providers registered up to the day of the report and not closed on it",
        ),
        Words("kurum", "organisation"),
        (_LATER, Words("O gün kapanmış olanlar.", "Those closed by that day.")),
    ),
}


@cache
def catalogue_of(unit: Unit) -> Catalogue:
    """Return the facts that conditions and dimensions of a unit may use.

    Raises:
        KeyError: nothing of that unit is stored yet.
    """
    facts = {
        Unit.PERSON: _PERSON_FACTS,
        Unit.MEMBERSHIP: _MEMBERSHIP_FACTS,
        Unit.ORGANISATION: _PROVIDER_FACTS,
    }[unit]
    return Catalogue(facts, folding=_FOLDING)
