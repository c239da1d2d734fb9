"""Answering decision points: pure functions from a definition and facts to an answer that explains itself."""

from apps.programmes.deciding.answer import (
    Answer,
    AnsweredValue,
    Basis,
    ClauseAnswer,
    MissingFact,
    Outcome,
    TraceLine,
    missing_fact,
)
from apps.programmes.deciding.compiling import (
    CompiledClause,
    catalogue_of_point,
    compile_rule_set,
    compiled_rule_sets,
)
from apps.programmes.deciding.decider import Decider, Verdict, decide
from apps.programmes.deciding.given import read_facts

__all__ = [
    "Answer",
    "AnsweredValue",
    "Basis",
    "ClauseAnswer",
    "CompiledClause",
    "Decider",
    "MissingFact",
    "Outcome",
    "TraceLine",
    "Verdict",
    "catalogue_of_point",
    "compile_rule_set",
    "compiled_rule_sets",
    "decide",
    "missing_fact",
    "read_facts",
]
