"""What facts of a person are called, of which type, with which choices: the same in rules and in figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from apps.programmes.catalogue import CODE_LISTS
from omuz.conditions import Choice, Fact, FactType, Text

#: Facts that change and are no special category, with the code list of the same name.
DATED: Final[Mapping[str, Text]] = {
    "education": Text("Eğitim durumu", "Education"),
    "employment": Text("Çalışma durumu", "Employment status"),
    "marital": Text("Medeni durum", "Marital status"),
    "income": Text("Gelir durumu", "Income"),
    "social_security": Text("Sosyal güvence", "Social security"),
}


def choices_of(code_list: str) -> tuple[Choice, ...]:
    """Return the codes of a list of the national catalogue as choices."""
    return tuple(Choice(code.key, Text(code.tr, code.en)) for code in CODE_LISTS[code_list].codes)


def sensitive_field(kind: str) -> str:
    """Return the name under which tokens of a kind of special-category code are made."""
    return f"people.sensitive.{kind}"


def _coded(name: str, label: Text, code_list: str, kind: FactType = FactType.CODE, *, special: bool = False) -> Fact:
    return Fact(name, label, kind, choices=choices_of(code_list), special=special)


def _described() -> Iterable[Fact]:
    yield _coded("sex", Text("Cinsiyet", "Sex"), "sex")
    yield Fact("age", Text("Yaş", "Age"), FactType.INTEGER)
    yield Fact("registered_on", Text("Kayıt tarihi", "Date of registration"), FactType.DATE)
    yield _coded("channel", Text("Kayıt kanalı", "Channel"), "channel")
    for kind, label in DATED.items():
        yield _coded(kind, label, kind)
    yield _coded(
        "primary_target_group", Text("Birincil hedef grup", "Primary target group"), "target_group", special=True
    )
    yield _coded("target_groups", Text("Hedef gruplar", "Target groups"), "target_group", FactType.CODES, special=True)
    yield _coded(
        "disability_groups", Text("Engel grupları", "Disability groups"), "disability_group", FactType.CODES,
        special=True,
    )  # fmt: skip


#: By name. Whoever reads them adds where they come from.
PERSON_FACTS: Final[Mapping[str, Fact]] = {fact.name: fact for fact in _described()}
