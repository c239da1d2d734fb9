"""Steps of a case: which there are from a stage, and what stands in the way beside the rules of the programme."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection

from apps.programmes.definition import Citation, Definition
from apps.programmes.definition.flow import Act, Lettered, Stage, Transition


@dataclasses.dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a step cannot be taken now, what to do about it, and the text that it comes from.

    `form`, `fact` and `href` name where it can be mended. `guard` is set where an article of the programme's own text
    says no; `text` is then the article's text.
    """

    code: str
    message: str
    remedy: str = ""
    article: str = ""
    form: str = ""
    fact: str = ""
    guard: str = ""
    text: str = ""
    href: str = ""


def steps_from(definition: Definition, stage: str) -> tuple[Transition, ...]:
    """Return the transitions that leave a stage, in the order of the definition."""
    return tuple(one for one in definition.transitions if stage in one.sources)


def label_of_stage(definition: Definition, stage: str, language: str = "tr") -> str:
    """Return a stage in words; its key where the definition does not have it."""
    found = definition.stages_by_key.get(stage)
    return found.label.in_language(language) if found is not None else stage


def label_of_form(definition: Definition, form: str, language: str = "tr") -> str:
    """Return a form's title; its key where the definition does not have it."""
    found = definition.forms_by_key.get(form)
    return found.title.in_language(language) if found is not None else form


def closure_of(definition: Definition, key: str) -> Lettered | None:
    """Return a closure of the definition, or None."""
    return next((one for one in definition.closures if one.key == key), None)


def in_words(definition: Definition, citation: Citation | None) -> str:
    """Return a citation as it is written under a reason ("Uygulama Esasları m. 9"); empty for none."""
    return definition.cited(citation)


def unfilled(stage: Stage | None, submitted: Collection[str]) -> tuple[str, ...]:
    """Return the forms that a stage requires and nobody has handed in."""
    uses = stage.forms if stage is not None else ()
    return tuple(use.form for use in uses if use.required and use.form not in submitted)


def plain_obstacles(
    definition: Definition, transition: Transition, *, stage: str, submitted: Collection[str], roles: Collection[str]
) -> list[Obstacle]:
    """Return what stands in the way of a step apart from its rule sets: forms that are missing, the role.

    Forms hold up steps forward, never an end: whoever changes their mind can always be let go. Nor do they hold up a
    suspension: what is missing may be its very ground. A text that wants a form first says so by a rule set.
    """
    uses_forms = not is_end(definition, transition.target) and transition.act not in {Act.SUSPEND, Act.RESUME}
    found = [
        Obstacle(
            "form_missing",
            f"“{label_of_form(definition, form)}” doldurulmamış.",
            "Formu doldurup kaydedin.",
            form=form,
        )
        for form in (unfilled(definition.stages_by_key.get(stage), submitted) if uses_forms else ())
    ]
    if transition.roles and not set(transition.roles) & set(roles):
        found.append(
            Obstacle(
                "role_missing",
                "Bu adımı yalnızca programın belirlediği roller atabilir.",
                "Yetkili bir çalışma arkadaşınızdan isteyin.",
                in_words(definition, transition.basis),
            )
        )
    return found


def is_end(definition: Definition, stage: str) -> bool:
    """Return whether a case that reaches the stage is closed."""
    found = definition.stages_by_key.get(stage)
    return found is not None and found.kind == "end"


def find_transition(definition: Definition, key: str, *, stage: str) -> Transition | None:
    """Return the transition of that key that leaves the stage, or None."""
    found = definition.transitions_by_key.get(key)
    return found if found is not None and stage in found.sources else None
