"""What a move to a newer version would do: which cases, to which stages, what would be missing there."""

import dataclasses
import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from apps.accounts.rights import Right
from apps.cases.models import Case, CaseQuerySet, Submission
from apps.cases.queries.filling import opened_answers
from apps.cases.rules.flow import label_of_stage
from apps.cases.rules.moving import MissingForm, label_of_question, past_acts, places, stage_after
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import FormUse
from apps.programmes.forms import CompiledForm, compile_form, join_special, validate
from apps.programmes.queries.pinned import pinned_definition, pinned_definitions
from apps.programmes.queries.versions import actor_facts, get_version
from apps.programmes.registry import Bound, Verdict, bound
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, NotAllowed
from omuz.kernel.reach import within

#: Rows that a preview shows; its figures count all of them.
MOST_ROWS = 200


@dataclasses.dataclass(frozen=True, slots=True)
class ForbiddenMove:
    """A stage of an older version whose cases may not be moved there, and the article that says so."""

    version_id: uuid.UUID
    stage: str
    guard: Bound
    verdict: Verdict


@dataclasses.dataclass(frozen=True, slots=True)
class StageMove:
    """The cases of one stage of one older version, and where they would go; `target` of None asks for a choice.

    `forbidden` is what articles of the programme say against that target, for the cases that the reader would move.
    """

    version_id: uuid.UUID
    stage: str
    label: str
    count: int
    target: str | None
    target_label: str
    forbidden: tuple[ForbiddenMove, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class CaseMove:
    """One case: where it would stand, and what would be missing there."""

    case: Case
    target: str | None
    missing: tuple[MissingForm, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class MovePreview:
    """A whole move. `rows` are of those cases that the reader may find; `hidden` counts the others."""

    version_id: uuid.UUID
    stages: tuple[StageMove, ...]
    rows: tuple[CaseMove, ...]
    total: int
    hidden: int
    places: tuple[tuple[str, str], ...]
    may_move: bool


def preview_move(version_id: uuid.UUID, *, actor: Actor, chosen: Mapping[str, str], today: dt.date) -> MovePreview:
    """Return what moving the open cases of a programme to its published version would do.

    Figures for whoever manages or approves versions in the programme's unit; the cases themselves only for those who
    may find them.

    Raises:
        NotFound: no such version within reach.
        NotAllowed: the reader neither manages nor approves versions there.
        Conflict: the version is not the published one.
    """
    version = target_version(version_id, actor=actor)
    new = pinned_definition(version_id)
    open_cases = Case.objects.open().filter(programme=version.programme_id).exclude(programme_version=version_id)
    counted = Counter(open_cases.values_list("programme_version", "stage"))
    old = pinned_definitions({key for key, _ in counted})
    reachable = movable(version.programme_id, version_id, actor=actor)
    found = list(reachable.select_related("person")[:MOST_ROWS])
    refused = forbidden_moves(reachable, new, chosen) if found else ()
    stages = tuple(
        _stage_move(key, stage, count, old=old[key], new=new, chosen=chosen, refused=refused)
        for (key, stage), count in sorted(counted.items(), key=lambda one: (str(one[0][0]), one[0][1]))
    )
    missing = missing_after(found, new, chosen=chosen, today=today)
    rows = tuple(CaseMove(case, stage_after(new, case.stage, chosen), missing[case.pk]) for case in found)
    total = sum(counted.values())
    reached = reachable.count() if found else 0
    return MovePreview(
        version_id=version_id, stages=stages, rows=rows, total=total, hidden=total - reached,
        places=tuple((stage.key, stage.label.tr) for stage in places(new)), may_move=reached > 0,
    )  # fmt: skip


def target_version(version_id: uuid.UUID, *, actor: Actor) -> Any:
    """Return the version to which cases are moved: the published one of a programme whose versions the actor decides.

    Raises: as `preview_move`.
    """
    version = get_version(version_id, actor=actor)
    facts = actor_facts(actor, version.programme.unit_id)
    if not (facts.manages or facts.approves):
        raise NotAllowed
    if version.state != "published":
        raise Conflict(
            "not_published", "Dosyalar yalnızca yürürlükteki sürüme taşınır.", remedy="Yürürlükteki sürümü açın."
        )
    return version


def movable(programme_id: uuid.UUID, version_id: uuid.UUID, *, actor: Actor) -> CaseQuerySet:
    """Return the open cases of a programme on other versions that the actor may work on, the oldest number first."""
    rows = Case.objects.open().visible_to(actor).filter(within(actor, Right.CASES_WRITE))
    return rows.filter(programme=programme_id).exclude(programme_version=version_id).order_by("number", "id")


def forbidden_moves(rows: CaseQuerySet, new: Definition, chosen: Mapping[str, str]) -> tuple[ForbiddenMove, ...]:
    """Return what the articles of the old or the new text say against moving these cases as chosen (Art. 8, 9, 22).

    Asked before the click and by the move itself; three statements, the definitions among them. A stage without a place
    in the new version is not among them: it asks for a choice.
    """
    standing = set(rows.order_by().values_list("programme_version", "stage").distinct())
    unnumbered = set(
        rows.filter(application__isnull=True).order_by().values_list("programme_version", "stage").distinct()
    )
    definitions = pinned_definitions({key for key, _ in standing})
    found = []
    for key, stage in sorted(standing, key=lambda one: (one[1], str(one[0]))):
        target = stage_after(new, stage, chosen)
        if target is None:
            continue
        asked = past_acts(definitions[key], new, stage=stage, target=target, has_unnumbered=(key, stage) in unnumbered)
        for guard, verdict in asked:
            one = bound(new, guard) or bound(definitions[key], guard)
            if one is not None and not verdict.allowed:
                found.append(ForbiddenMove(key, stage, one, verdict))
    return tuple(found)


def _stage_move(
    version_id: uuid.UUID, stage: str, count: int, *, old: Definition, new: Definition, chosen: Mapping[str, str],
    refused: Sequence[ForbiddenMove],
) -> StageMove:  # fmt: skip
    target = stage_after(new, stage, chosen)
    return StageMove(
        version_id, stage, label_of_stage(old, stage), count, target, label_of_stage(new, target) if target else "",
        tuple(one for one in refused if (one.version_id, one.stage) == (version_id, stage)),
    )  # fmt: skip


def missing_after(
    cases: Sequence[Case], new: Definition, *, chosen: Mapping[str, str], today: dt.date
) -> dict[uuid.UUID, tuple[MissingForm, ...]]:
    """Return for each case which forms of its new stage would not be in order; one statement for all of them."""
    handed: dict[uuid.UUID, dict[str, Submission]] = defaultdict(dict)
    rows = Submission.objects.filter(case__in=[case.pk for case in cases], replaced_by__isnull=True)
    for row in rows.order_by("submitted_at", "id"):
        handed[row.case_id][row.form] = row
    compiled = {form.key: compile_form(form, new) for form in new.forms}
    found: dict[uuid.UUID, tuple[MissingForm, ...]] = {}
    for case in cases:
        stage = new.stages_by_key.get(stage_after(new, case.stage, chosen) or "")
        uses = [use for use in stage.forms if use.form in compiled] if stage is not None else []
        found[case.pk] = tuple(
            missing
            for use in uses
            if (missing := _missing(new, use, handed[case.pk].get(use.form), compiled, today=today))
        )
    return found


def _missing(
    new: Definition, use: FormUse, row: Submission | None, compiled: Mapping[str, CompiledForm], *, today: dt.date
) -> MissingForm | None:
    form = use.form
    title = new.forms_by_key[form].title.tr
    if row is None:
        return MissingForm(form, title, is_absent=True) if use.required else None
    # The answers are looked at, never shown: what is told are the names of questions.
    answers = joined_answers(row)
    problems = validate(compiled[form], answers, on=today)
    questions = tuple((label_of_question(new, form, one.path), one.message) for one in problems)
    return MissingForm(form, title, is_absent=False, questions=questions) if questions else None


def joined_answers(row: Submission) -> dict[str, Any]:
    """Return all answers of a submission, special ones among them: for rules and checks, which show them to nobody."""
    return join_special(opened_answers(row, special=False), opened_answers(row, special=True))
