"""A catalogue with a fact of every type, and strategies for its facts and for conditions over it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from omuz.conditions import Catalogue, Choice, Column, Fact, FactType, Folding, MatchMode, Source, Text
from omuz.conditions.operators import COUNTED_MODES, operators_for

UPPER, LOWER = "ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ", "abcçdefgğhıijklmnoöprsştuüvyz"
ON = date(2016, 11, 19)


def fold(text: str) -> str:
    """Lower the Turkish alphabet, the same way as the SQL function beside it."""
    return text.translate(str.maketrans(UPPER, LOWER))


# `pg_temp.fold` is created on the tests' own connection.
FOLD_SQL = f"""CREATE FUNCTION pg_temp.fold(text) RETURNS text LANGUAGE sql IMMUTABLE
AS $$ SELECT translate($1, '{UPPER}', '{LOWER}') $$"""
FOLDING = Folding(python=fold, sql="pg_temp.fold")

GROUPS = (
    Choice("disabled", Text("Engelli birey", "Disabled person")),
    Choice("poor", Text("Yoksul", "Poor")),
    Choice("elderly", Text("Yaşlı", "Elderly person")),
)


def _fact(name: str, tr: str, en: str, kind: FactType, column: str, **more: Any) -> Fact:
    return Fact(name, Text(tr, en), kind, column=Column(column), **more)


def _record_fields(alias: str) -> tuple[Fact, ...]:
    return (
        _fact("kind", "Türü", "Kind", FactType.CODE, f"{alias}.v->>'kind'"),
        _fact("rate", "Oranı", "Rate", FactType.INTEGER, f"({alias}.v->>'rate')::bigint"),
        _fact("until", "Geçerlilik tarihi", "Valid until", FactType.DATE, f"({alias}.v->>'until')::date"),
    )


def _records(name: str, array: str, alias: str, extra: tuple[Fact, ...] = ()) -> Fact:
    return Fact(
        name,
        Text("Raporları", "Reports"),
        FactType.RECORDS,
        source=Source(f"jsonb_array_elements({array}) AS {alias}(v)", known=Column(f"jsonb_typeof({array}) = 'array'")),
        fields=(*_record_fields(alias), *extra),
    )


CATALOGUE = Catalogue(
    [
        _fact("person.name", "Adı", "Name", FactType.TEXT, "t.name"),
        _fact("person.nick", "Takma adı", "Nickname", FactType.TEXT, "t.nick"),
        _fact("person.group", "Hedef grubu", "Target group", FactType.CODE, "t.code", choices=GROUPS, special=True),
        _fact("person.groups", "Hedef grupları", "Target groups", FactType.CODES, "t.codes", choices=GROUPS),
        _fact("person.age", "Yaşı", "Age", FactType.INTEGER, "t.age"),
        _fact("person.income", "Geliri", "Income", FactType.NUMBER, "t.income"),
        _fact("person.employed", "Çalışıyor", "Employed", FactType.BOOLEAN, "t.employed"),
        _fact("person.birth_date", "Doğum tarihi", "Birth date", FactType.DATE, "t.birth_date"),
        _fact("person.registered_on", "Kayıt tarihi", "Registered on", FactType.DATE, "t.registered_on"),
        _records("reports", "t.reports", "r", (_records("renewals", "r.v->'renewals'", "n"),)),
    ],
    folding=FOLDING,
)

# Values and facts come from the same small pools, so that they often meet.
TEXTS = ["Ali", "ALİ", "alı", "IŞIK", "ışık", "%", "_", "a%b", "a\\", "'", '"; --', "Ay", "şe", "e\u0301"]
NUMBERS = [
    Decimal(n) for n in ("0", "-1", "1", "1.5", "12500.50", "12500.5", "0.1", "9007199254740992", "9007199254740993")
]
INTEGERS = [0, -1, 1, 17, 18, 19, 65, 2**40]
DAYS = [date(1998, 11, 19), date(1998, 11, 20), ON, date(2016, 2, 29), date(2000, 1, 1), date(1, 1, 1), date.max]
CODES = ["disabled", "poor", "elderly"]


def _rarely_missing(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(strategy, strategy, strategy, st.none())


texts = st.one_of(
    st.sampled_from(TEXTS),
    st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=6),
)
days = st.sampled_from(DAYS)
_record = {"kind": st.sampled_from(CODES), "rate": st.sampled_from(INTEGERS), "until": days}


def _record_facts(fields: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries({}, optional={name: _rarely_missing(value) for name, value in fields.items()})


_renewals = _rarely_missing(st.lists(_rarely_missing(_record_facts(_record)), max_size=2))
_reports = st.lists(_rarely_missing(_record_facts({**_record, "renewals": _renewals})), max_size=3)

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "person.name": texts | st.just(""),
    "person.nick": texts,
    "person.group": st.sampled_from(CODES),
    "person.groups": st.lists(_rarely_missing(st.sampled_from(CODES)), max_size=3),
    "person.age": st.sampled_from(INTEGERS),
    "person.income": st.sampled_from(NUMBERS),
    "person.employed": st.booleans(),
    "person.birth_date": days,
    "person.registered_on": days,
    "reports": _reports,
}
facts = st.fixed_dictionaries({name: _rarely_missing(value) for name, value in VALUES.items()})

_relative = st.fixed_dictionaries(
    {
        "relative": st.fixed_dictionaries(
            {"unit": st.sampled_from(["day", "week", "month", "year"]), "amount": st.integers(-30, 30)}
        )
    }
)
_literals: dict[FactType, st.SearchStrategy[Any]] = {
    FactType.TEXT: texts,
    FactType.CODE: st.sampled_from(CODES),
    FactType.CODES: st.sampled_from(CODES),
    FactType.NUMBER: st.sampled_from(NUMBERS).map(str) | st.sampled_from([0, 1, 1.5, 12500.5, 0.1, "18"]),
    FactType.INTEGER: st.sampled_from(INTEGERS) | st.sampled_from(["18", 18.0]),
    FactType.BOOLEAN: st.booleans(),
    FactType.DATE: days.map(date.isoformat) | _relative,
}
_references = {
    "person.name": "person.nick",
    "person.age": "person.income",
    "person.income": "person.age",
    "person.birth_date": "person.registered_on",
    "until": "until",
}


@st.composite
def _plain_rule(draw: st.DrawFn, fact: Fact) -> dict[str, Any]:
    operator = draw(st.sampled_from(operators_for(fact.type)))
    rule: dict[str, Any] = {"field": fact.name, "operator": operator.value}
    if operator in {"null", "notNull", "empty", "notEmpty"}:
        return rule
    if fact.name in _references and operator in {"=", "!=", "<", "<=", ">", ">="} and draw(st.integers(0, 5)) == 0:
        return rule | {"value": _references[fact.name], "valueSource": "field"}
    literal = _literals[fact.type]
    if operator in {"between", "notBetween"}:
        ends = [draw(literal), draw(literal)]
        kinds = {type(end) is dict for end in ends}
        return rule | {"value": ends if len(kinds) > 1 or kinds == {True} else _ordered(ends)}
    if operator in {"in", "notIn"}:
        return rule | {"value": draw(st.lists(literal, min_size=1, max_size=4))}
    return rule | {"value": draw(literal)}


def _ordered(ends: list[Any]) -> list[Any]:
    if all(isinstance(end, str) and "-" in end[1:] for end in ends):
        return sorted(ends)
    return sorted(ends, key=lambda end: Decimal(str(end)))


def _rules(catalogue_facts: list[Fact], depth: int) -> st.SearchStrategy[dict[str, Any]]:
    return st.sampled_from(catalogue_facts).flatmap(lambda fact: _rule(fact, depth))


def _rule(fact: Fact, depth: int) -> st.SearchStrategy[dict[str, Any]]:
    if fact.type is not FactType.RECORDS:
        return _plain_rule(fact)
    quantified = st.builds(
        _quantified,
        st.just(fact.name),
        st.sampled_from(MatchMode),
        st.integers(0, 3),
        _groups(list(fact.fields), depth - 1, may_be_empty=True),
    )
    return st.one_of(quantified, quantified, _plain_rule(fact))


def _quantified(name: str, mode: MatchMode, threshold: int, inner: dict[str, Any]) -> dict[str, Any]:
    match: dict[str, Any] = {"mode": mode.value}
    if mode in COUNTED_MODES:
        match["threshold"] = threshold
    return {"field": name, "operator": "=", "match": match, "value": inner}


@st.composite
def _groups(draw: st.DrawFn, catalogue_facts: list[Fact], depth: int, *, may_be_empty: bool = False) -> dict[str, Any]:
    member = _rules(catalogue_facts, depth)
    if depth > 0:
        member = st.one_of(member, member, _groups(catalogue_facts, depth - 1))
    rules = draw(st.lists(member, min_size=0 if may_be_empty else 1, max_size=3))
    if rules and draw(st.integers(0, 4)) == 0:
        joined: list[Any] = [rules[0]]
        for rule in rules[1:]:
            joined += [draw(st.sampled_from(["and", "or"])), rule]
        return {"rules": joined}
    group: dict[str, Any] = {"combinator": draw(st.sampled_from(["and", "or"])), "rules": rules}
    negated: bool = draw(st.booleans())
    if rules and negated:
        group["not"] = True
    return group


conditions = _groups(list(CATALOGUE), 2, may_be_empty=True)
