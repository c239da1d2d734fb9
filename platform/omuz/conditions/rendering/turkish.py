"""Official Turkish: "Yaşı 18 veya üzeri ve (hedef grubu Engelli birey veya Yoksul)."."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from omuz.conditions.catalogue import Fact, FactType
from omuz.conditions.nodes import Comparison, Operand, Quantifier, RelativeDay
from omuz.conditions.operators import MatchMode, Operator, RelativeUnit
from omuz.conditions.rendering.suffixes import genitive
from omuz.conditions.rendering.voice import FIRST_LETTER, Clause, day, grouped, is_day, listed, referenced, written

_O = Operator
_UNITS: Final = {
    RelativeUnit.DAY: "gün",
    RelativeUnit.WEEK: "hafta",
    RelativeUnit.MONTH: "ay",
    RelativeUnit.YEAR: "yıl",
}
_NUMBERS: Final = {
    _O.EQUAL: "{fact} {value}",
    _O.NOT_EQUAL: "{fact} {value} değil",
    _O.LESS: "{fact} {value}’{ending} altında",
    _O.LESS_EQUAL: "{fact} {value} veya altı",
    _O.GREATER: "{fact} {value}’{ending} üzerinde",
    _O.GREATER_EQUAL: "{fact} {value} veya üzeri",
}
_DAYS: Final = {
    _O.EQUAL: "{fact} {value}",
    _O.NOT_EQUAL: "{fact} {value} değil",
    _O.LESS: "{fact} {on}den önce",
    _O.LESS_EQUAL: "{fact} {on}de veya daha önce",
    _O.GREATER: "{fact} {on}den sonra",
    _O.GREATER_EQUAL: "{fact} {on}de veya daha sonra",
}
_TEXTS: Final = {
    _O.CONTAINS: "{fact} {value} içeriyor",
    _O.NOT_CONTAINS: "{fact} {value} içermiyor",
    _O.BEGINS: "{fact} {value} ile başlıyor",
    _O.NOT_BEGINS: "{fact} {value} ile başlamıyor",
    _O.ENDS: "{fact} {value} ile bitiyor",
    _O.NOT_ENDS: "{fact} {value} ile bitmiyor",
}
_STATES: Final = {
    _O.NULL: "{fact} bilinmiyor",
    _O.NOT_NULL: "{fact} biliniyor",
    _O.EMPTY: "{fact} boş",
    _O.NOT_EMPTY: "{fact} boş değil",
}
_REFERENCES: Final = {
    _O.EQUAL: "{fact} ile {other} aynı",
    _O.NOT_EQUAL: "{fact} ile {other} farklı",
    _O.LESS: "{fact}, {other} değerinden küçük",
    _O.LESS_EQUAL: "{fact}, {other} değerine eşit veya daha küçük",
    _O.GREATER: "{fact}, {other} değerinden büyük",
    _O.GREATER_EQUAL: "{fact}, {other} değerine eşit veya daha büyük",
}
_DAY_REFERENCES: Final = {
    _O.LESS: "{fact}, {other} gününden önce",
    _O.LESS_EQUAL: "{fact}, {other} gününde veya daha önce",
    _O.GREATER: "{fact}, {other} gününden sonra",
    _O.GREATER_EQUAL: "{fact}, {other} gününde veya daha sonra",
}
_LOWER: Final = str.maketrans({"I": "ı", "İ": "i"})
_UPPER: Final = str.maketrans({"i": "İ", "ı": "I"})


class Turkish:
    """The Turkish voice."""

    def joined(self, clauses: Sequence[str], *, conjunction: bool) -> str:
        """Return "a, b ve c"."""
        return listed(clauses, "ve" if conjunction else "veya")

    def negated(self, clause: str) -> str:
        """Return "(a) koşulu sağlanmıyor"."""
        return f"{clause} koşulu sağlanmıyor"

    def always(self) -> str:
        """Return that nothing is asked."""
        return "koşul aranmaz"

    def capitalised(self, sentence: str) -> str:
        """Return the sentence with a Turkish capital (İ for i)."""
        return FIRST_LETTER.sub(lambda found: found[0].translate(_UPPER).upper(), sentence, count=1)

    def comparison(self, node: Comparison) -> Clause:
        """Return what a rule says."""
        fact, operator = self._phrase(node.fact), node.operator
        if operator in _STATES:
            return Clause(_STATES[operator].format(fact=fact))
        other = referenced(node.operands[0])
        if other is not None:
            days = _DAY_REFERENCES if node.fact.type is FactType.DATE else {}
            return Clause((_REFERENCES | days)[operator].format(fact=fact, other=self._phrase(other)))
        if node.fact.type is FactType.CODES:
            return self._codes(node, fact)
        if operator in {_O.IN, _O.NOT_IN}:
            return self._choices(node, fact)
        if operator in {_O.BETWEEN, _O.NOT_BETWEEN}:
            low, high = (self._value(operand, node.fact) for operand in node.operands)
            denial = " değil" if operator is _O.NOT_BETWEEN else ""
            limits = "bu günler dâhil" if node.fact.type is FactType.DATE else "sınırlar dâhil"
            return Clause(f"{fact} {low} ile {high} arasında{denial} ({limits})")
        return Clause(self._single(node, fact))

    def quantifier(self, node: Quantifier, inner: str | None) -> str:
        """Return how many records of the list meet the inner condition."""
        list_name, n = self._phrase(node.fact), node.threshold
        if node.mode is MatchMode.ALL:
            return f"{list_name} arasındaki her kayıt ({inner or self.always()}) koşulunu sağlıyor"
        meeting = f"({inner}) koşulunu sağlayan " if inner else ""
        amount = {
            MatchMode.SOME: "en az bir kayıt var",
            MatchMode.NONE: "hiçbir kayıt yok",
            MatchMode.AT_LEAST: f"en az {n} kayıt var",
            MatchMode.AT_MOST: f"en çok {n} kayıt var",
            MatchMode.EXACTLY: f"tam {n} kayıt var",
        }[node.mode]
        return f"{list_name} arasında {meeting}{amount}"

    def _phrase(self, fact: Fact) -> str:
        if fact.phrase is not None:
            return fact.phrase.tr
        label = fact.label.tr
        # An abbreviation (İŞKUR, ÇÖZGER) keeps its capitals.
        return label[:1].translate(_LOWER).lower() + label[1:] if label[1:2].islower() else label

    def _single(self, node: Comparison, fact: str) -> str:
        operand, operator = node.operands[0], node.operator
        value = self._value(operand, node.fact)
        if is_day(operand, node.fact):
            return _DAYS[operator].format(fact=fact, value=value, on=self._on(operand, value))
        if node.fact.type is FactType.BOOLEAN:
            said = (written(operand) is True) is (operator is _O.EQUAL)
            return f"{fact}: {'evet' if said else 'hayır'}"
        if operator in _TEXTS:
            return _TEXTS[operator].format(fact=fact, value=value)
        number = written(operand)
        ending = genitive(number) if isinstance(number, int | Decimal) else ""
        return _NUMBERS[operator].format(fact=fact, value=value, ending=ending)

    def _choices(self, node: Comparison, fact: str) -> Clause:
        values = [self._value(operand, node.fact) for operand in node.operands]
        if node.operator is _O.NOT_IN:
            return Clause(f"{fact} {listed(values, 've')} dışında", compound=len(values) > 1)
        return Clause(f"{fact} {listed(values, 'veya')}", compound=len(values) > 1)

    def _codes(self, node: Comparison, fact: str) -> Clause:
        values = [self._value(operand, node.fact) for operand in node.operands]
        if node.operator in {_O.IN, _O.CONTAINS}:
            return Clause(f"{fact} arasında {listed(values, 'veya')} var", compound=len(values) > 1)
        if len(values) == 1:
            return Clause(f"{fact} arasında {values[0]} yok")
        return Clause(f"{fact} arasında {', '.join(values)} seçeneklerinden hiçbiri yok", compound=True)

    def _on(self, operand: Operand, value: str) -> str:
        """Return the day as a noun that takes "-den" and "-de"."""
        if isinstance(operand, RelativeDay):
            # karar gününden; 18 yıl önceki günden
            return f"{value}n" if operand.amount == 0 else value
        return f"{value} tarihin"

    def _value(self, operand: Operand, fact: Fact) -> str:
        if isinstance(operand, RelativeDay):
            return _relative(operand)
        raw = written(operand)
        if isinstance(raw, bool):
            return "evet" if raw else "hayır"
        if isinstance(raw, date):
            return day(raw)
        if isinstance(raw, int | Decimal):
            return grouped(raw, thousands=".", point=",")
        label = fact.labels_by_code.get(str(raw))
        if label is not None:
            return label.tr
        return f"“{raw}”"


def _relative(operand: RelativeDay) -> str:
    if operand.amount == 0:
        return "karar günü"
    unit, side = _UNITS[operand.unit], "önceki" if operand.amount < 0 else "sonraki"
    return f"karar gününden {grouped(abs(operand.amount), thousands='.', point=',')} {unit} {side} gün"
