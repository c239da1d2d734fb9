"""The whole definition of a programme version: one document, the same in the database, in a pack and in a diff."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from apps.programmes.definition.base import Citation, Code, Key, Line, Part, Text, Words
from apps.programmes.definition.flow import (
    Act,
    AppointmentService,
    Deadline,
    DocumentKind,
    DueProcess,
    IndicatorDefinition,
    Letter,
    Lettered,
    LetterUse,
    RetentionClass,
    RoleRights,
    RuleSet,
    ServiceStandard,
    Stage,
    StandardsNote,
    Transition,
)
from apps.programmes.definition.forms import Form
from apps.programmes.definition.frame import (
    Activity,
    ArticleText,
    Capabilities,
    CodeList,
    Effective,
    LegalBasis,
    Naming,
    TargetGroups,
    Term,
)


class Source(Part):
    """A document that the definition was written from."""

    title: Line
    reference: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)] = ""


class SuggestedUnit(Part):
    """The unit that usually runs such a programme."""

    name: Line
    short: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""


class Definition(Part):
    """A programme as configuration. Lists are ordered as shown; entries are told apart by their keys."""

    format: Literal[1] = 1
    code: Code
    name: Words
    purpose: Text
    #: "preview": usable, but a module that it names is still to come; `pending` says which.
    status: Literal["complete", "preview", "archival"] = "complete"
    pending: tuple[Words, ...] = ()
    sources: tuple[Source, ...] = ()
    unit: SuggestedUnit | None = None
    naming: Naming = Naming()
    legal_basis: tuple[LegalBasis, ...] = ()
    effective: Effective = Effective()
    definitions: tuple[Term, ...] = ()
    articles: tuple[ArticleText, ...] = ()
    target_groups: TargetGroups
    capabilities: Capabilities = Capabilities()
    activities: tuple[Activity, ...] = ()
    code_lists: tuple[CodeList, ...] = ()
    documents: tuple[DocumentKind, ...] = ()
    forms: tuple[Form, ...] = ()
    rules: tuple[RuleSet, ...] = ()
    stages: tuple[Stage, ...] = ()
    transitions: tuple[Transition, ...] = ()
    appointments: tuple[AppointmentService, ...] = ()
    outcomes: tuple[Lettered, ...] = ()
    grounds: tuple[Lettered, ...] = ()
    closures: tuple[Lettered, ...] = ()
    due_process: DueProcess = DueProcess()
    deadlines: tuple[Deadline, ...] = ()
    role_rights: tuple[RoleRights, ...] = ()
    letters: tuple[Letter, ...] = ()
    indicators: tuple[IndicatorDefinition, ...] = ()
    retention: tuple[RetentionClass, ...] = ()
    standards: tuple[ServiceStandard, ...] = ()
    standards_note: StandardsNote = StandardsNote()

    @cached_property
    def forms_by_key(self) -> Mapping[str, Form]:
        """The forms, by key."""
        return {form.key: form for form in self.forms}

    @cached_property
    def rules_by_key(self) -> Mapping[str, RuleSet]:
        """The rule sets, by key."""
        return {rule_set.key: rule_set for rule_set in self.rules}

    @cached_property
    def stages_by_key(self) -> Mapping[str, Stage]:
        """The stages, by key."""
        return {stage.key: stage for stage in self.stages}

    @cached_property
    def transitions_by_key(self) -> Mapping[str, Transition]:
        """The transitions, by key."""
        return {transition.key: transition for transition in self.transitions}

    @cached_property
    def code_lists_by_key(self) -> Mapping[str, CodeList]:
        """The programme's own code lists, by key."""
        return {entry.key: entry for entry in self.code_lists}

    @cached_property
    def fingerprint(self) -> str:
        """The digest of the document, computed once: equal definitions have equal ones."""
        return digest(self.document())

    def step_for(self, act: Act, *, stage: str) -> Transition | None:
        """Return the step by which an act moves a case out of a stage; None where the programme has none."""
        return next((one for one in self.transitions if one.act == act and stage in one.sources), None)

    def letter_for(self, use: LetterUse) -> Letter | None:
        """Return the programme's own letter for a use; None where it has none."""
        return next((one for one in self.letters if one.use == use), None)

    def cited(self, citation: Citation | None) -> str:
        """Return a citation as it is written under a reason ("Uygulama Esasları m. 9"); empty for none."""
        if citation is None:
            return ""
        title = next((one.title for one in self.legal_basis if one.key == citation.source), "")
        return " ".join(part for part in (title, f"m. {citation.article}" if citation.article else "") if part)

    def rules_for(self, point: Key) -> tuple[RuleSet, ...]:
        """Return the rule sets that answer a decision point, in order."""
        return tuple(rule_set for rule_set in self.rules if rule_set.point == point)

    def start_stage(self) -> Stage | None:
        """Return the stage in which cases begin; None while the draft has none."""
        return next((stage for stage in self.stages if stage.kind == "start"), None)

    def document(self) -> dict[str, Any]:
        """Return the definition as JSON in its canonical form: fields in order, what equals its default left out."""
        return {"format": self.format} | self.model_dump(mode="json", exclude_defaults=True)


#: The parts that are edited one at a time: the address of an editor, and what one change is kept together with.
SECTIONS: tuple[str, ...] = tuple(name for name in Definition.model_fields if name not in {"format", "code"})


def digest(document: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a document in its canonical form, in hexadecimal."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
