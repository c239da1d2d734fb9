"""A case's page: where it stands, what may be done next, which forms and documents belong to it."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable, Mapping

from apps.accounts.queries import names_of
from apps.cases.models import Case, FormDraft, Submission
from apps.cases.queries.answers import Step, answers_of, closed_in, steps_of
from apps.cases.queries.cases import find_case, may_write
from apps.cases.queries.filling import current_submissions
from apps.cases.queries.reopening import reopening_obstacles
from apps.cases.rules.flow import Obstacle, label_of_form
from apps.programmes.deciding import Answer
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Lettered
from apps.programmes.queries.pinned import pinned_definition, pinned_definitions
from apps.programmes.queries.versions import published_number
from omuz.kernel.actors import Actor
from omuz.kernel.once import reading_once


@dataclasses.dataclass(frozen=True, slots=True)
class CaseForm:
    """A form of the case: of its stage, of another one, or (`is_former`) of a version that it stood on before."""

    key: str
    title: str
    description: str
    in_stage: bool
    is_required: bool
    is_former: bool
    draft_saved_at: dt.datetime | None
    submission: Submission | None


@dataclasses.dataclass(frozen=True, slots=True)
class AskedDocument:
    """A document that is asked for, why, and what stands in for it."""

    key: str
    label: str
    is_certain: bool
    substitutes: tuple[str, ...]
    why: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class CaseDetail:
    """A case with everything that its page shows."""

    case: Case
    definition: Definition
    may_write: bool
    steps: tuple[Step, ...]
    closures: tuple[Lettered, ...]
    #: Why a closed case cannot be opened again by the reader, who works on it; empty where nothing stands in the way.
    reopening: tuple[Obstacle, ...]
    forms: tuple[CaseForm, ...]
    documents: tuple[AskedDocument, ...]
    eligibility: Answer
    version_number: int
    newer: tuple[uuid.UUID, int] | None
    names: Mapping[uuid.UUID, str]


def get_case(case_id: uuid.UUID, *, actor: Actor, today: dt.date) -> CaseDetail:
    """Return a case's page.

    Raises:
        NotFound: there is none, or none that the actor may find.
    """
    with reading_once():
        return _page(find_case(case_id, actor=actor), actor=actor, today=today)


def _page(case: Case, *, actor: Actor, today: dt.date) -> CaseDetail:
    definition = pinned_definition(case.programme_version_id)
    closed = closed_in(case, on=today)
    answers = answers_of(case, definition, ("eligibility", "required_documents"), on=today, closed=closed)
    can_write = may_write(case, actor=actor)
    steps = steps_of(case, definition, actor=actor, on=today, closed=closed) if case.state == "open" else ()
    forms = _forms(case, definition, actor=actor)
    newest = published_number(case.programme_id)
    newer = newest if newest is not None and newest[0] != case.programme_version_id else None
    shown = {case.opened_by_id, *(form.submission.submitted_by_id for form in forms if form.submission is not None)}
    return CaseDetail(
        case=case, definition=definition, may_write=can_write, steps=steps,
        closures=tuple(one for one in definition.closures if one.key != definition.due_process.termination_closure),
        reopening=reopening_obstacles(case, definition, actor=actor) if can_write else (),
        forms=forms,
        documents=_documents(definition, answers["required_documents"]), eligibility=answers["eligibility"],
        version_number=case.programme_version.number, newer=newer, names=names_of(shown),
    )  # fmt: skip


def _forms(case: Case, definition: Definition, *, actor: Actor) -> tuple[CaseForm, ...]:
    """Return the stage's forms first, then those of the version that are in use elsewhere, then former ones."""
    submissions = current_submissions(case)
    drafts = dict(FormDraft.objects.filter(case=case, user=actor.id).values_list("form", "saved_at"))
    stage = definition.stages_by_key.get(case.stage)
    uses = {use.form: use for use in (stage.forms if stage is not None else ())}
    used = [*uses, *(key for key in definition.forms_by_key if key not in uses)]
    former = sorted(key for key in {*submissions, *drafts} if key not in definition.forms_by_key)
    return tuple(
        CaseForm(
            key=key,
            title=label_of_form(definition, key),
            description=_description(definition, key),
            in_stage=key in uses,
            is_required=key in uses and uses[key].required,
            is_former=key in former,
            draft_saved_at=drafts.get(key),
            submission=submissions.get(key),
        )
        for key in [*used, *former]
        if key in uses or key in submissions or key in drafts
    )


def _description(definition: Definition, key: str) -> str:
    form = definition.forms_by_key.get(key)
    return form.description.tr if form is not None and form.description is not None else ""


def _documents(definition: Definition, answer: Answer) -> tuple[AskedDocument, ...]:
    kinds = {kind.key: kind for kind in definition.documents}
    return tuple(
        AskedDocument(
            key=asked.value,
            label=asked.label,
            is_certain=asked.certain,
            substitutes=tuple(one.tr for one in kinds[asked.value].substitutes) if asked.value in kinds else (),
            why=_why(answer, asked.value),
        )
        for asked in answer.values
    )


def _why(answer: Answer, document: str) -> tuple[str, ...]:
    told = [clause.message for clause in answer.clauses if clause.value == document and clause.outcome != "false"]
    return tuple(dict.fromkeys(told))


def definitions_of(cases: Iterable[Case]) -> dict[uuid.UUID, Definition]:
    """Return the definition on which each of these cases stands; one statement where they have been read before."""
    return pinned_definitions({case.programme_version_id for case in cases})
