"""The catalogue refuses what its programmer wrote wrongly, and describes itself to the builder."""

from __future__ import annotations

import json
from datetime import date

import pytest

from omuz.conditions import (
    Catalogue,
    CatalogueError,
    Choice,
    Column,
    Fact,
    FactType,
    Folding,
    Marker,
    NotCompilableError,
    Source,
    Text,
    builder_fields,
    compile_sql,
    parse_or_raise,
)
from tests.conditions.facts import CATALOGUE, FOLDING
from tests.conditions.test_parsing import AGE, GROUP, NAME, group, rule

LABEL = Text("Yaş", "Age")


@pytest.mark.parametrize(
    "build",
    [
        lambda: Fact("Age", LABEL, FactType.INTEGER),
        lambda: Fact("person..age", LABEL, FactType.INTEGER),
        lambda: Fact("yaş", LABEL, FactType.INTEGER),
        lambda: Fact("age", LABEL, FactType.INTEGER, choices=(Choice("a", LABEL),)),
        lambda: Fact("age", LABEL, FactType.INTEGER, fields=(Fact("x", LABEL, FactType.INTEGER),)),
        lambda: Fact("list", LABEL, FactType.RECORDS),
        lambda: Fact("age", LABEL, FactType.INTEGER, source=Source("t")),
        lambda: Fact("age", LABEL, FactType.INTEGER, column=Column("t.age", stored=str.upper)),
        lambda: Fact(
            "list",
            LABEL,
            FactType.RECORDS,
            fields=(Fact("x", LABEL, FactType.INTEGER), Fact("x", LABEL, FactType.DATE)),
        ),
        lambda: Column("t.a % 2 = 0"),
        lambda: Column("t.a = %s"),
        lambda: Column("t.a = %(name)s", (1,)),
        lambda: Folding(python=str.lower, sql="lower(x); --"),
        lambda: Catalogue([Fact("age", LABEL, FactType.INTEGER), Fact("age", LABEL, FactType.DATE)]),
        lambda: CATALOGUE.joined_with(Catalogue([])),
        lambda: CATALOGUE.joined_with(CATALOGUE),
    ],
)
def test_a_wrong_catalogue_is_refused(build):
    with pytest.raises(CatalogueError):
        build()


def test_catalogues_can_be_joined():
    other = Catalogue([Fact("case.stage", LABEL, FactType.CODE)], folding=FOLDING)
    joined = CATALOGUE.joined_with(other)
    assert len(joined) == len(CATALOGUE) + 1
    assert "case.stage" in joined
    assert joined["case.stage"].type is FactType.CODE


def test_the_builder_gets_names_operators_and_choices_as_json():
    fields = {field["name"]: field for field in json.loads(json.dumps(builder_fields(CATALOGUE)))}
    assert fields[GROUP]["special"] is True
    assert fields[GROUP]["values"][0] == {"name": "disabled", "label": "Engelli birey"}
    assert [operator["name"] for operator in fields["person.employed"]["operators"]] == ["=", "!=", "null", "notNull"]
    assert [mode["name"] for mode in fields["reports"]["matchModes"]][:3] == ["all", "some", "none"]
    assert [field["name"] for field in fields["reports"]["fields"]] == ["kind", "rate", "until", "renewals"]


# SQL whose meaning needs no database to be checked; agreement with the evaluator is proved beside.


def test_values_are_bound_and_never_written_into_the_sql():
    hostile = "'); DROP TABLE people; -- %s %"
    sql, params = compile_sql(parse_or_raise(group(rule(NAME, "=", hostile)), CATALOGUE), on=date(2016, 11, 19))
    assert "DROP" not in sql
    assert params == (FOLDING.python(hostile),)
    assert sql.count("%s") == 1


def test_a_column_may_use_the_day_of_the_decision_and_per_cent_signs():
    fact = Fact(
        "age",
        LABEL,
        FactType.INTEGER,
        column=Column("extract(year FROM age(%s, t.born))::int %% 100", (Marker.DECISION_DAY,)),
    )
    condition = parse_or_raise(group(rule("age", "=", 18)), Catalogue([fact]))
    sql, params = compile_sql(condition, on=date(2016, 11, 19))
    assert params == (date(2016, 11, 19), 18)
    assert "%%" in sql


def test_codes_are_bound_as_their_stored_tokens():
    fact = Fact("group", LABEL, FactType.CODE, column=Column("t.token", stored=lambda code: f"token-of-{code}"))
    several = Fact("groups", LABEL, FactType.CODES, column=Column("t.tokens", stored=lambda code: f"token-of-{code}"))
    catalogue = Catalogue([fact, several])
    source = group(rule("group", "in", ["a", "b"]), rule("groups", "contains", "c"))
    assert compile_sql(parse_or_raise(source, catalogue), on=date(2016, 11, 19)).params == (
        ["token-of-a", "token-of-b"],
        ["token-of-c"],
    )
    reference = parse_or_raise(group(rule("group", "=", "group", valueSource="field")), catalogue)
    with pytest.raises(NotCompilableError, match="group"):
        compile_sql(reference, on=date(2016, 11, 19))


def test_a_caller_can_bring_its_own_columns():
    condition = parse_or_raise(group(rule(AGE, "=", 18)), CATALOGUE)
    assert "x.years" in compile_sql(condition, on=date(2016, 11, 19), columns={AGE: Column("x.years")}).sql


def test_a_fact_without_a_column_cannot_be_compiled():
    condition = parse_or_raise(group(rule("age", "=", 18)), Catalogue([Fact("age", LABEL, FactType.INTEGER)]))
    with pytest.raises(NotCompilableError, match="age"):
        compile_sql(condition, on=date(2016, 11, 19))
