"""Trying a draft on a made-up person: what it would ask for, allow and refuse. Nothing is stored, nobody is read."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, Final

from apps.programmes.deciding.answer import Answer, cited
from apps.programmes.deciding.compiling import catalogue_of_point
from apps.programmes.deciding.decider import decide
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Stage, Transition
from apps.programmes.forms import FormProblem, compile_form, fed_facts, validate
from apps.programmes.registry import decision_points
from omuz.conditions import Language, render_value
from omuz.kernel.errors import FieldProblem, Invalid

STAGE_FACT: Final = "case.stage"
#: Asked in places of their own below.
_SHOWN_APART: Final = frozenset({"eligibility", "required_documents", "transition"})


@dataclasses.dataclass(frozen=True, slots=True)
class Trial:
    """Everything that a definition says of one person in one stage."""

    definition: Definition
    stage: Stage | None
    eligibility: Answer
    documents: Answer
    transitions: tuple[tuple[Transition, Answer], ...]
    others: tuple[Answer, ...]
    fed: Mapping[str, Any]
    problems: Mapping[str, tuple[FormProblem, ...]]
    language: Language

    def as_json(self) -> dict[str, Any]:
        """Return the trial as the API shows it."""
        return {
            "stage": self._stage(),
            "eligibility": self.eligibility.as_json(),
            "documents": self._documents(),
            "documents_answer": self.documents.as_json(),
            "transitions": [self._transition(step, answer) for step, answer in self.transitions],
            "others": [answer.as_json() for answer in self.others],
            "fed": self._fed(),
            "form_problems": {
                form: [
                    {"field": one.place, "code": one.code, "message": one.message, "remedy": one.remedy}
                    for one in found
                ]
                for form, found in self.problems.items()
            },
        }

    def _stage(self) -> dict[str, Any] | None:
        if self.stage is None:
            return None
        forms = self.definition.forms_by_key
        return {
            "key": self.stage.key,
            "label": self.stage.label.in_language(self.language),
            "kind": self.stage.kind,
            "forms": [
                {"key": use.form, "title": forms[use.form].title.in_language(self.language), "required": use.required}
                for use in self.stage.forms
                if use.form in forms
            ],
        }

    def _documents(self) -> list[dict[str, Any]]:
        kinds = {kind.key: kind for kind in self.definition.documents}
        return [
            {"key": value.value, "label": value.label, "certain": value.certain,
             "substitutes": [words.in_language(self.language) for words in kinds[value.value].substitutes]}
            for value in self.documents.values if value.value in kinds
        ]  # fmt: skip

    def _transition(self, step: Transition, answer: Answer) -> dict[str, Any]:
        target = self.definition.stages_by_key.get(step.target)
        basis = cited(self.definition, step.basis)
        return {
            "key": step.key,
            "label": step.label.in_language(self.language),
            "target": step.target,
            "target_label": target.label.in_language(self.language) if target is not None else step.target,
            "allowed": answer.outcome.value,
            "needs_reason": step.needs_reason,
            "roles": list(step.roles),
            "basis": dataclasses.asdict(basis) if basis is not None else None,
            "answer": answer.as_json(),
        }

    def _fed(self) -> list[dict[str, Any]]:
        catalogue = catalogue_of_point(self.definition, "transition")
        known = [(catalogue[name], value) for name, value in self.fed.items() if name in catalogue]
        return [
            {"fact": fact.name, "label": fact.label.in_language(self.language),
             "value": render_value(fact, value, self.language)}
            for fact, value in known
        ]  # fmt: skip


def try_definition(
    definition: Definition,
    facts: Mapping[str, Any],
    *,
    on: dt.date,
    stage: str = "",
    answers: Mapping[str, Mapping[str, Any]] | None = None,
    closed: Collection[str] = frozenset(),
    language: Language = "tr",
) -> Trial:
    """Return what the definition would decide of these facts and answers of its forms, in a stage (at first the start).

    Facts that are given win over those that answers feed: who tries may say something else.

    Raises:
        Invalid: an unknown stage or form.
    """
    at = _stage_of(definition, stage)
    problems, fed = _answered(definition, answers or {}, on=on, closed=frozenset(closed), language=language)
    known = {STAGE_FACT: at.key, **fed, **facts} if at is not None else {**fed, **facts}

    def ask(point: str, rule_sets: Collection[str] | None = None) -> Answer:
        return decide(definition, point, known, on=on, rule_sets=rule_sets, closed=closed, language=language)

    steps = [one for one in definition.transitions if at is not None and at.key in one.sources]
    return Trial(
        definition=definition,
        stage=at,
        eligibility=ask("eligibility"),
        documents=ask("required_documents"),
        transitions=tuple((step, ask("transition", _guards(definition, step))) for step in steps),
        others=tuple(
            ask(point.key)
            for point in decision_points()
            if point.key not in _SHOWN_APART and definition.rules_for(point.key)
        ),
        fed=fed,
        problems=problems,
        language=language,
    )


def _guards(definition: Definition, step: Transition) -> list[str]:
    # A draft with a guard that it does not have cannot be saved; one that is being typed is tried with the others.
    return [guard for guard in step.guards if guard in definition.rules_by_key]


def _stage_of(definition: Definition, key: str) -> Stage | None:
    if not key:
        return definition.start_stage()
    stage = definition.stages_by_key.get(key)
    if stage is None:
        raise Invalid([FieldProblem("stage", "unknown_stage", "Bu sürümde böyle bir aşama yok.", "Listeden seçin.")])
    return stage


def _answered(
    definition: Definition, answers: Mapping[str, Any], *, on: dt.date, closed: frozenset[str], language: Language
) -> tuple[dict[str, tuple[FormProblem, ...]], dict[str, Any]]:
    """Return what is wrong with the answers of each form, and the facts that they feed."""
    problems: dict[str, tuple[FormProblem, ...]] = {}
    fed: dict[str, Any] = {}
    for key, given in answers.items():
        form = definition.forms_by_key.get(key)
        if form is None or not isinstance(given, Mapping):
            raise Invalid(
                [FieldProblem("answers", "unknown_form", "Bu sürümde böyle bir form yok.", "Listeden seçin.")]
            )
        compiled = compile_form(form, definition, language=language)
        problems[key] = tuple(validate(compiled, given, on=on))
        if any(not problem.path for problem in problems[key]):
            continue  # too large or no form at all: nothing is read of it
        fed |= {f"case.{name}": value for name, value in fed_facts(form, given, closed=closed).items()}
    return problems, fed
