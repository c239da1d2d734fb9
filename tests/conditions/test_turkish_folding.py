"""With the kernel's folding, rules on texts mean the same in Python and in a municipality's schema."""

from __future__ import annotations

from django.db import connection

from omuz.conditions import Catalogue, Column, Fact, FactType, Folding, Text, Truth, compile_sql, decide, parse_or_raise
from omuz.kernel.text import tr_fold
from tests.conditions.facts import ON
from tests.conditions.test_parsing import group, rule

NAMES = ["IŞIK", "ışık", "isik", "Işık Çağrı", "çağrı", "CAGRI", "Âdem", "adem", "Ali", "", "i\u0307s\u0327ik"]


def test_turkish_texts_compare_alike_in_python_and_postgres(kayseri):
    catalogue = Catalogue(
        [Fact("name", Text("Adı", "Name"), FactType.TEXT, column=Column("t.name"))],
        folding=Folding(python=tr_fold, sql="ext.tr_fold"),
    )
    for operator in ("=", "!=", "contains", "beginsWith", "doesNotEndWith"):
        for needle in ("IŞIK", "isik", "Çağ", "âdem"):
            condition = parse_or_raise(group(rule("name", operator, needle)), catalogue)
            sql, params = compile_sql(condition, on=ON)
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT {sql} FROM unnest(%s::text[]) AS t(name)", [*params, NAMES])
                found = [row[0] for row in cursor.fetchall()]
            assert found == [decide(condition, {"name": name}, on=ON) is Truth.TRUE for name in NAMES]
    assert decide(parse_or_raise(group(rule("name", "=", "IŞIK")), catalogue), {"name": "isik"}, on=ON) is Truth.TRUE
