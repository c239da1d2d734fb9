"""Rule sets: whether each can be asked, read and paid for, and what its author probably did not mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from apps.programmes.definition.checking.contradictions import contradictions
from apps.programmes.definition.checking.walking import unknown
from apps.programmes.definition.findings import Finding, Path, Weight
from apps.programmes.definition.flow import Clause, Effect, EffectKind, RuleSet
from apps.programmes.definition.programme import Definition
from apps.programmes.registry import DecisionPoint, catalogue_for, get_point
from omuz.conditions import Catalogue, Condition, Problem, Problems, parse
from omuz.conditions.nodes import Comparison, FactReference, Node, Quantifier
from omuz.conditions.problems import Code

#: Comparisons that one rule set may cost at worst; a list of records counts as often as it may have entries.
MAX_COST: Final = 20_000
#: The same for all rule sets together.
MAX_TOTAL_COST: Final = 100_000
#: The finding of a rule set that is not even tried.
TOO_COSTLY: Final = "rule_set_too_costly"
_RECORDS: Final = 50
_VALUED: Final = frozenset({EffectKind.ADD, EffectKind.REMOVE, EffectKind.LIMIT})
_COUNTED: Final = frozenset({EffectKind.POINTS, EffectKind.LIMIT})
_EFFECTS: Final = {
    EffectKind.REQUIRE: "Koşul sağlanmalı",
    EffectKind.EXCLUDE: "Koşul sağlanıyorsa olmaz",
    EffectKind.ADD: "Ekle",
    EffectKind.REMOVE: "Çıkar",
    EffectKind.POINTS: "Puan ver",
    EffectKind.LIMIT: "Sınır koy",
}
_LISTS: Final = {
    "documents": "belge", "outcomes": "sonuç", "grounds": "gerekçe", "deadlines": "süre",
    "retention": "saklama sınıfı", "letters": "yazı",
}  # fmt: skip
_REMEDIES: Final = {
    Code.UNKNOWN_FIELD: "Bilgiyi listeden yeniden seçin; form sorusu kaldırıldıysa koşulu da kaldırın.",
    Code.UNKNOWN_CHOICE: "Seçeneği listeden yeniden seçin.",
    Code.EMPTY_GROUP: "Gruba bir koşul ekleyin ya da grubu silin.",
    Code.MISSING_VALUE: "Değeri girin.",
    Code.TOO_DEEP: "İç içe grupları azaltın ya da kuralı birkaç maddeye bölün.",
    Code.TOO_LARGE: "Kuralı birkaç maddeye bölün.",
    Code.REVERSED_RANGE: "Aralığın iki ucunu yer değiştirin.",
}


def findings(definition: Definition) -> Iterator[Finding]:
    """Yield what keeps a rule from being saved, and as advice what would never or always hold."""
    total = 0
    for index, rule_set in enumerate(definition.rules):
        yield from rule_set_findings(definition, rule_set, ("rules", index))
        total += _cost_of(definition, rule_set)
    if total > MAX_TOTAL_COST:
        yield Finding(("rules",), "rules_too_costly", "Kuralların tamamı çok büyük; sistem her kişide hepsini sınar.",
                      "Gereksiz kuralları kaldırın ya da uzun listeleri kısaltın.")  # fmt: skip
    yield from _guards(definition)


def rule_set_findings(definition: Definition, rule_set: RuleSet, path: Path = ()) -> Iterator[Finding]:
    """Yield what is wrong with one rule set of this definition, also one that it does not hold yet."""
    point = get_point(rule_set.point)
    if point is None:
        yield Finding((*path, "point"), "unknown_point", f"“{rule_set.point}” adında bir karar noktası yok.",
                      "Karar noktasını listeden seçin.")  # fmt: skip
        return
    catalogue = catalogue_for(definition, *point.subjects)
    cost = 0
    for index, clause in enumerate(rule_set.clauses):
        place = (*path, "clauses", index)
        yield from _effect(definition, point, clause.effect, (*place, "effect"))
        parsed = parse(clause.condition, catalogue)
        if isinstance(parsed, Problems):
            yield from (condition_finding(problem, (*place, "condition")) for problem in parsed)
            continue
        cost += cost_of(parsed.root)
        yield from _advice(clause, parsed, place)
    if cost > MAX_COST:
        yield Finding((*path, "clauses"), TOO_COSTLY,
                      f"Kural kümesi çok büyük: en kötü durumda {cost} karşılaştırma; sınır {MAX_COST}.",
                      "Kümeyi bölün ya da tekrarlanan kayıtlara sorulan koşulları azaltın.")  # fmt: skip
    yield from _without_effect(rule_set, path)


def cost_of(node: Node) -> int:
    """Return how many comparisons a condition costs at worst."""
    if isinstance(node, Quantifier):
        return 1 + _RECORDS * cost_of(node.inner)
    if isinstance(node, Comparison):
        return 1
    return 1 + sum(cost_of(member) for member in node.members)


def _cost_of(definition: Definition, rule_set: RuleSet) -> int:
    point = get_point(rule_set.point)
    if point is None:
        return 0
    catalogue: Catalogue = catalogue_for(definition, *point.subjects)
    parsed = (parse(clause.condition, catalogue) for clause in rule_set.clauses)
    return sum(cost_of(one.root) for one in parsed if isinstance(one, Condition))


def _effect(definition: Definition, point: DecisionPoint, effect: Effect, path: Path) -> Iterator[Finding]:
    kind = effect.kind
    if kind not in point.effects:
        allowed = ", ".join(f"“{_EFFECTS[one]}”" for one in point.effects)
        yield Finding((*path, "kind"), "effect_not_taken",
                      f"“{point.label.tr}” kararında “{_EFFECTS[kind]}” kullanılamaz.",
                      f"Seçenekler: {allowed}.")  # fmt: skip
        return
    if kind in _VALUED:
        what = _LISTS.get(point.refers_to, "ad")
        if effect.value is None:
            yield Finding((*path, "value"), "value_missing", f"Hangi {what} olduğu seçilmemiş.", f"Bir {what} seçin.")
        elif point.refers_to:
            known = frozenset(entry.key for entry in getattr(definition, point.refers_to))
            yield from unknown((*path, "value"), effect.value, known, what)
    elif effect.value is not None:
        yield Finding((*path, "value"), "value_not_taken", "Bu etkinin değeri olmaz.", "Değeri boşaltın.")
    if kind in _COUNTED and effect.points is None:
        yield Finding((*path, "points"), "points_missing", "Sayı girilmemiş.", "Puanı ya da sınırı yazın.")
    elif kind not in _COUNTED and effect.points is not None:
        yield Finding((*path, "points"), "points_not_taken", "Bu etkinin puanı olmaz.", "Puanı boşaltın.")


def condition_finding(problem: Problem, path: Path) -> Finding:
    """Return what is wrong with the condition at that place of a definition."""
    steps = [step.replace("~1", "/").replace("~0", "~") for step in problem.place.split("/")[1:]]
    place = tuple(int(step) if step.isdecimal() else step for step in steps)
    remedy = _REMEDIES.get(problem.code, "Koşulu düzeltin.")
    return Finding((*path, *place), problem.code.value, problem.message.tr, remedy)


def _advice(clause: Clause, condition: Condition, path: Path) -> Iterator[Finding]:
    always = not condition.root.members
    if always and clause.effect.kind is EffectKind.EXCLUDE:
        yield Finding((*path, "condition"), "excludes_everyone", "Bu madde koşulsuz: herkesi dışarıda bırakır.",
                      "Bir koşul ekleyin.", Weight.ADVICE)  # fmt: skip
    elif always and clause.effect.kind is EffectKind.REQUIRE:
        yield Finding((*path, "condition"), "requires_nothing", "Bu madde koşulsuz: hiçbir şey istemez.",
                      "Bir koşul ekleyin ya da maddeyi silin.", Weight.ADVICE)  # fmt: skip
    for label in contradictions(condition.root):
        yield Finding((*path, "condition"), "never_met", f"“{label.tr}” için yazılan koşullar birlikte sağlanamaz.",
                      "“Ve” yerine “veya” mı demek istediniz?", Weight.ADVICE)  # fmt: skip
    if clause.basis is None and _asks_special(condition.root):
        yield Finding((*path, "basis"), "special_without_basis",
                      "Bu madde özel nitelikli bir bilgiye bakıyor; dayanağı yazılmamış.",
                      "Maddenin dayandığı metni seçin.", Weight.ADVICE, "KVKK m. 6")  # fmt: skip


def _asks_special(node: Node) -> bool:
    if isinstance(node, Comparison):
        others = [operand.fact for operand in node.operands if isinstance(operand, FactReference)]
        return any(fact.special for fact in (node.fact, *others))
    if isinstance(node, Quantifier):
        return node.fact.special or _asks_special(node.inner)
    return any(_asks_special(member) for member in node.members)


def _without_effect(rule_set: RuleSet, path: Path) -> Iterator[Finding]:
    added = {one.effect.value for one in rule_set.clauses if one.effect.kind is EffectKind.ADD}
    for index, clause in enumerate(rule_set.clauses):
        if clause.effect.kind is EffectKind.REMOVE and clause.effect.value not in added:
            yield Finding((*path, "clauses", index, "effect"), "removes_nothing",
                          "Bu madde, kümede hiçbir maddenin eklemediği bir değeri çıkarıyor.",
                          "Önce değeri ekleyen bir madde yazın.", Weight.ADVICE)  # fmt: skip


def _guards(definition: Definition) -> Iterator[Finding]:
    used: set[str] = set()
    for i, transition in enumerate(definition.transitions):
        for j, guard in enumerate(transition.guards):
            used.add(guard)
            rule_set = definition.rules_by_key.get(guard)
            if rule_set is not None and rule_set.point != "transition":
                yield Finding(("transitions", i, "guards", j), "no_guard",
                              f"“{rule_set.label.tr}” bir aşama geçişi kuralı değil.",
                              "Karar noktası “Aşama geçişi” olan bir kural kümesi seçin.")  # fmt: skip
    for i, rule_set in enumerate(definition.rules):
        if rule_set.point == "transition" and rule_set.key not in used:
            yield Finding(("rules", i), "guards_nothing", f"“{rule_set.label.tr}” hiçbir geçişe bağlı değil.",
                          "Geçişin koşullarına ekleyin ya da kümeyi silin.", Weight.ADVICE)  # fmt: skip
