"""Asking for something that takes a while: each becomes a job that a worker does, with its progress on the screen."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Final

from django.db import transaction

from apps.accounts.operations import email_problem
from apps.operators.operations.checks import SUBJECT, locked, require_operator, require_reason
from apps.operators.operations.ending import require_folder
from apps.operators.rules import place_problems, slug_problem
from apps.programmes import geography
from omuz.kernel import audit, outbox
from omuz.kernel.actors import Actor
from omuz.kernel.errors import Conflict, FieldProblem, Invalid
from tenants.domains import domain_map
from tenants.enums import MunicipalityKind, MunicipalityState
from tenants.fleet.spares import take_spare
from tenants.models import Domain, FleetJob, Municipality
from tenants.operating.enums import OPEN_STATES, JobKind
from tenants.operating.jobs import TOPIC, new_job
from tenants.registering import RESERVED_SLUGS, Asked, ProvisioningError, host_of

STEPS: Final = {
    JobKind.CREATE: ("schema", "invitation"),
    JobKind.INVITE: ("invitation",),
    JobKind.MIGRATE: ("migrate",),
    JobKind.BACKUP: ("backup",),
    JobKind.ARCHIVE: ("archive",),
    JobKind.MEASURE: ("measure",),
    JobKind.REFILL: ("spares",),
}
#: What can be asked for one municipality, and for all of them.
FOR_ONE: Final = frozenset({JobKind.MIGRATE, JobKind.BACKUP, JobKind.ARCHIVE})
#: Backing up harms nobody and is asked for without a word.
_WITHOUT_REASON: Final = frozenset({JobKind.MEASURE, JobKind.REFILL, JobKind.BACKUP})
FOR_ALL: Final = frozenset({JobKind.MIGRATE, JobKind.MEASURE, JobKind.REFILL})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NewMunicipality:
    """A municipality as an operator writes it down."""

    name: str
    slug: str
    kind: str
    province: str
    district: str = ""
    parent_id: uuid.UUID | None = None
    admin_name: str
    admin_email: str


def check_slug(slug: str) -> FieldProblem | None:
    """Return why no municipality can have this address, or None where it is free."""
    problem = slug_problem(slug, reserved=RESERVED_SLUGS)
    if problem is not None:
        return problem
    is_taken = Municipality.objects.filter(slug=slug).exists() or Domain.objects.filter(domain=host_of(slug)).exists()
    if is_taken or FleetJob.objects.filter(kind=JobKind.CREATE, slug=slug, state__in=OPEN_STATES).exists():
        return FieldProblem("slug", "slug_taken", "Bu adres başka bir belediyenin.", "Başka bir adres yazın.")
    return None


@transaction.atomic
def order_municipality(wanted: NewMunicipality, *, actor: Actor, now: dt.datetime) -> FleetJob:
    """Write down that a municipality is wanted and return the job; its first administrator is invited at the end.

    Where a spare room is there, the municipality exists with this transaction; the fleet worker makes it otherwise.

    Raises:
        NotAllowed: without `municipalities.manage`.
        Invalid: fields that are missing, malformed or taken; all of them are named.
    """
    require_operator(actor)
    parent = Municipality.objects.filter(pk=wanted.parent_id).first() if wanted.parent_id else None
    province = geography.match_province(wanted.province)
    district: str | None = ""
    if wanted.district.strip() and province is not None:
        district = geography.match_district(province, wanted.district)
    problems = [
        *_text_problems(wanted),
        *filter(None, [check_slug(wanted.slug)]),
        *place_problems(
            kind=wanted.kind,
            province=province,
            district=district,
            parent={"kind": parent.kind, "province": parent.province} if parent is not None else None,
        ),
        *_person_problems(wanted),
    ]
    if wanted.parent_id is not None and parent is None:
        problems.append(FieldProblem("parent_id", "bad_parent", "Üst belediye bulunamadı.", "Listeden seçin."))
    if problems:
        raise Invalid(problems)
    job = new_job(
        JobKind.CREATE,
        steps=STEPS[JobKind.CREATE],
        asked_by=actor.id,
        now=now,
        slug=wanted.slug,
        parameters={
            "name": wanted.name.strip(),
            "kind": wanted.kind,
            "province": province,
            "district": district,
            "parent": parent.slug if parent is not None else "",
        },
        person={"email": wanted.admin_email.strip(), "full_name": wanted.admin_name.strip()},
    )
    audit.record(actor=actor, action="municipality.ordered", subject=job, after=job.parameters, now=now)
    _take_spare(job, actor=actor, now=now)
    outbox.publish(TOPIC, job.id, now=now)
    return job


def _take_spare(job: FleetJob, *, actor: Actor, now: dt.datetime) -> None:
    wanted = job.parameters
    try:
        taken = take_spare(asked(job.slug, wanted), actor=actor, now=now)
    except ProvisioningError as error:
        # Between the look above and now somebody else has got the address.
        taken_problem = FieldProblem("slug", "slug_taken", "Bu adres başka bir belediyenin.", "Başka bir adres yazın.")
        raise Invalid([taken_problem]) from error
    if taken is not None:
        moment = now.isoformat()
        job.municipality_id = taken.id
        job.steps[0].update(state="done", started_at=moment, finished_at=moment)
        job.save(update_fields=["municipality", "steps"])
        transaction.on_commit(domain_map.clear, robust=True)


def asked(slug: str, wanted: Mapping[str, str]) -> Asked:
    """Return what an order asks of the registry."""
    return Asked(
        slug=slug,
        name=wanted["name"],
        kind=MunicipalityKind(wanted["kind"]),
        province=wanted["province"],
        district=wanted["district"],
        parent_slug=wanted["parent"],
    )


@transaction.atomic
def order_invitation(
    municipality_id: uuid.UUID, *, actor: Actor, admin_name: str, admin_email: str, now: dt.datetime
) -> FleetJob:
    """Ask to invite the first administrator (again) and return the job.

    The job refuses when the municipality has an administrator already: from then on its own staff invites.

    Raises:
        NotAllowed, NotFound, Invalid: no right, no such municipality, a name or address that is none.
        Conflict: the municipality is not in service, or an invitation is on its way.
    """
    require_operator(actor)
    municipality = locked(municipality_id)
    problems = _person_problems(NewMunicipality(
        name="", slug="", kind="", province="", admin_name=admin_name, admin_email=admin_email
    ))  # fmt: skip
    if problems:
        raise Invalid(problems)
    require_active(municipality)
    job = new_job(
        JobKind.INVITE,
        steps=STEPS[JobKind.INVITE],
        asked_by=actor.id,
        now=now,
        municipality=municipality,
        person={"email": admin_email.strip(), "full_name": admin_name.strip()},
    )
    audit.record(actor=actor, action="municipality.administrator_invited", subject=municipality, now=now)
    outbox.publish(TOPIC, job.id, now=now)
    return job


@transaction.atomic
def order_job(
    kind: JobKind, *, actor: Actor, now: dt.datetime, municipality_id: uuid.UUID | None = None, reason: str = ""
) -> FleetJob:
    """Ask for a job on one municipality or on all of them, and return it.

    Raises:
        NotAllowed, NotFound: no right, no such municipality.
        Invalid: a reason is missing where the act wants one, or a kind that cannot be asked for like this.
        Conflict: such a job is open.
    """
    require_operator(actor)
    if kind not in (FOR_ALL if municipality_id is None else FOR_ONE):
        raise Invalid([FieldProblem("kind", "bad_kind", "Bu iş bu biçimde istenemez.", "Listeden seçin.")])
    if kind not in _WITHOUT_REASON:
        reason = require_reason(reason)
    if kind in {JobKind.BACKUP, JobKind.ARCHIVE}:
        require_folder()
    municipality = locked(municipality_id) if municipality_id is not None else None
    job = new_job(kind, steps=STEPS[kind], asked_by=actor.id, now=now, municipality=municipality, reason=reason.strip())
    subject = (SUBJECT, municipality.id) if municipality is not None else job
    audit.record(actor=actor, action=f"municipality.{kind.value}_ordered", subject=subject, reason=reason, now=now)
    outbox.publish(TOPIC, job.id, now=now)
    return job


def require_active(municipality: Municipality) -> None:
    """Stop what needs a municipality in service.

    Raises:
        Conflict: it is not.
    """
    if municipality.state != MunicipalityState.ACTIVE:
        raise Conflict(
            "municipality_not_active",
            f"Belediye hizmette değil: {municipality.get_state_display()}.",
            remedy="Önce yeniden hizmete açın.",
        )


def _text_problems(wanted: NewMunicipality) -> list[FieldProblem]:
    found = []
    if len(wanted.name.strip()) < 3:
        found.append(FieldProblem("name", "required", "Belediyenin adı yazılmamış.", "Tam adını yazın."))
    if wanted.kind not in MunicipalityKind.values:
        found.append(FieldProblem("kind", "invalid_choice", "Tür seçilmemiş.", "Listeden seçin."))
    return found


def _person_problems(wanted: NewMunicipality) -> list[FieldProblem]:
    found = []
    if len(wanted.admin_name.strip()) < 3:
        found.append(FieldProblem("admin_name", "required", "Ad soyad yazılmamış.", "İlk yöneticinin adını yazın."))
    problem = email_problem(wanted.admin_email.strip())
    if problem is not None:
        found.append(dataclasses.replace(problem, field="admin_email"))
    return found
