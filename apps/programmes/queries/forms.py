"""Reading forms: one of a version as it is filled in today, and one that is being written."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any, Final

from apps.accounts.rights import CASES_READING, CASES_WRITING
from apps.programmes.definition import Definition, Finding, InvalidDefinitionError, Path, read
from apps.programmes.definition.checking import forms as checking
from apps.programmes.definition.forms import FormGroup
from apps.programmes.enums import VersionState
from apps.programmes.forms import CompiledForm, compile_form
from apps.programmes.forms.facts import form_catalogue, group_catalogue, items_of
from apps.programmes.forms.privacy import PrivacyNote, privacy_notes
from apps.programmes.models import ProgrammeVersion
from apps.programmes.queries.capabilities import closed_capabilities
from apps.programmes.queries.versions import definition_of, get_version
from omuz.conditions import Catalogue, Language
from omuz.kernel.actors import Actor
from omuz.kernel.errors import NotFound

#: Whoever works with cases reads the forms of what was published, whichever unit runs it: they hold no person.
FILLING: Final = (*CASES_READING, *CASES_WRITING)
_SHOWN: Final = (VersionState.PUBLISHED, VersionState.RETIRED)


@dataclasses.dataclass(frozen=True, slots=True)
class FormOfVersion:
    """A form of a version, compiled."""

    version: ProgrammeVersion
    definition: Definition
    compiled: CompiledForm
    privacy: Mapping[str, PrivacyNote]


def get_form(version_id: uuid.UUID, key: str, *, actor: Actor, on: dt.date, language: Language) -> FormOfVersion:
    """Return a form as it is filled in on a day: questions whose capability is not open are absent.

    Raises:
        NotFound: no such version or form, or none for this reader.
    """
    version = _readable(version_id, actor)
    definition = definition_of(version)
    form = definition.forms_by_key.get(key)
    if form is None:
        raise NotFound
    closed = closed_capabilities(version, version.programme.unit_id, on)
    compiled = compile_form(form, definition, language, closed=closed)
    return FormOfVersion(version, definition, compiled, privacy_notes(form, language, closed=closed))


def _readable(version_id: uuid.UUID, actor: Actor) -> ProgrammeVersion:
    if actor.can_any(*FILLING):
        rows = ProgrammeVersion.objects.select_related("programme")
        shown = rows.filter(pk=version_id, state__in=_SHOWN).first()
        if shown is not None:
            return shown
    return get_version(version_id, actor=actor)


@dataclasses.dataclass(frozen=True, slots=True)
class FormPreview:
    """A form that is being written: what is wrong with it (places within the form), and, if it is a form, compiled.

    `facts` are what its conditions may ask about, `group_facts` those of conditions inside each repeated group.
    """

    findings: tuple[Finding, ...]
    compiled: CompiledForm | None = None
    privacy: Mapping[str, PrivacyNote] = dataclasses.field(default_factory=dict)
    facts: Catalogue = dataclasses.field(default_factory=lambda: Catalogue(()))
    group_facts: Mapping[str, Catalogue] = dataclasses.field(default_factory=dict)


def preview_form(
    version_id: uuid.UUID, document: Mapping[str, Any], *, actor: Actor, language: Language
) -> FormPreview:
    """Return a form that is not saved yet as it would look in its version. Nothing is kept.

    Raises:
        NotFound: no such version, or none for this reader.
    """
    version = get_version(version_id, actor=actor)
    whole = dict(version.document)
    forms = [form for form in whole.get("forms", []) if form.get("key") != document.get("key")]
    index = len(forms)
    whole["forms"] = [*forms, document]
    try:
        definition = read(whole)
    except InvalidDefinitionError as error:
        return FormPreview(_within(error.findings, index))
    form = definition.forms[index]
    found = _within(tuple(checking.findings(definition)), index)
    return FormPreview(
        found,
        compile_form(form, definition, language),
        privacy_notes(form, language),
        form_catalogue(form, definition),
        {one.key: group_catalogue(one, definition) for one in items_of(form) if isinstance(one, FormGroup)},
    )


def _within(findings: tuple[Finding, ...], index: int) -> tuple[Finding, ...]:
    """Return the findings of one form, with places within it."""
    root: Path = ("forms", index)
    return tuple(
        dataclasses.replace(one, path=one.path[len(root) :]) for one in findings if one.path[: len(root)] == root
    )
