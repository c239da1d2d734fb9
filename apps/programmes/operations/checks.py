"""What every operation on versions asks first and writes last."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from apps.programmes.definition import Definition, Finding, InvalidDefinitionError, Weight, read
from apps.programmes.definition.checking import check
from apps.programmes.models import Programme, ProgrammeVersion
from apps.programmes.queries.versions import actor_facts, version_facts
from apps.programmes.rules.lifecycle import Refusal, refusal
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import Conflict, DomainError, FieldProblem, Invalid, NotAllowed, NotFound


def checked(document: Mapping[str, Any]) -> Definition:
    """Return the definition of a document without an ERROR in it.

    Raises:
        Invalid: its mistakes, each at its place; what is merely incomplete does not count.
    """
    try:
        definition = read(document)
        findings = check(definition)
    except InvalidDefinitionError as error:
        raise Invalid(map(problem_of, error.findings)) from error
    errors = [one for one in findings if one.weight is Weight.ERROR]
    if errors:
        raise Invalid(map(problem_of, errors))
    return definition


def problem_of(finding: Finding) -> FieldProblem:
    return FieldProblem(finding.place, finding.code, finding.message, finding.remedy or None)


def locked_programme(programme_id: uuid.UUID) -> Programme:
    """Return a programme, locked until the transaction ends. Raises NotFound."""
    programme = Programme.objects.select_for_update().filter(pk=programme_id).first()
    if programme is None:
        raise NotFound
    return programme


def locked(version_id: uuid.UUID) -> ProgrammeVersion:
    """Return a version with its programme locked: what happens to one programme happens in turn. Raises NotFound."""
    programme_id = ProgrammeVersion.objects.filter(pk=version_id).values_list("programme", flat=True).first()
    if programme_id is None:
        raise NotFound
    programme = locked_programme(programme_id)
    version = ProgrammeVersion.objects.select_for_update().get(pk=version_id)
    version.programme = programme
    return version


def allow(action: str, version: ProgrammeVersion, actor: Actor, now: dt.datetime) -> None:
    """Stop an actor who may not do that to the version today; see `rules.lifecycle`.

    Raises:
        NotFound: the actor may not even know of the version.
        NotAllowed, Conflict: why not, and what to do.
    """
    facts = version_facts(version)
    who = actor_facts(actor, version.programme.unit_id)
    refused = refusal(action, version=facts, actor=who, today=local_date(now))
    if refused is None:
        return
    if not (who.manages or who.approves or actor.id == version.named_approver_id):
        raise NotFound
    raise _refused(refused)


def _refused(refused: Refusal) -> DomainError:
    kind = NotAllowed if refused.code in {"not_allowed", "needs_second_person"} else Conflict
    return kind(refused.code, refused.message, remedy=refused.remedy or None, article=refused.article or None)


def record(
    version: ProgrammeVersion, action: str, actor: Actor, now: dt.datetime, *, reason: str = "",
    before: dict[str, Any] | None = None, after: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    """Write a version's line of the history."""
    audit.record(actor=actor, action=action, subject=version, reason=reason, before=before, after=after, now=now)
