"""Forms of a definition: compiled to JSON Schema and a ui schema, validated, and read. Pure: no database, no clock.

Answers are kept flat: {question: answer, group: [{question: answer}]}. Nothing here ever changes or drops one.
"""

from apps.programmes.forms.answers import (
    Answers,
    Scores,
    Shown,
    fed_catalogue,
    fed_facts,
    join_special,
    relevant,
    scores,
    shown,
    split_special,
)
from apps.programmes.forms.choices import Choice, choices_of
from apps.programmes.forms.compiling import CompiledForm, compile_form
from apps.programmes.forms.conditions import read_conditions
from apps.programmes.forms.facts import form_catalogue, group_catalogue, items_of
from apps.programmes.forms.validating import FormProblem, messages, validate

__all__ = [
    "Answers",
    "Choice",
    "CompiledForm",
    "FormProblem",
    "Scores",
    "Shown",
    "choices_of",
    "compile_form",
    "fed_catalogue",
    "fed_facts",
    "form_catalogue",
    "group_catalogue",
    "items_of",
    "join_special",
    "messages",
    "read_conditions",
    "relevant",
    "scores",
    "shown",
    "split_special",
    "validate",
]
