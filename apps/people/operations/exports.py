"""Exports: asked for with a reason, approved by a second person where it matters, sealed, fetched, gone.

Dossier G, hard rules: a bulk export needs a reason and a second person; nobody approves their own request.
"""

import dataclasses
import datetime as dt
import io
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, Protocol

from django.conf import settings
from django.db import transaction

from apps.accounts.operations.checks import require, require_reason
from apps.accounts.rights import Right
from apps.documents import operations as documents
from apps.documents.enums import FileKind
from apps.people.enums import ExportState
from apps.people.exporting.cells import ExportPlan, rows_of
from apps.people.exporting.columns import ALL_COLUMNS, SPECIAL_COLUMNS, added_columns, check_columns, out_columns
from apps.people.models import ExportRequest
from apps.people.operations.imports import CSV, XLSX, OutFile
from apps.people.queries.listing import PeopleFilter, list_people
from apps.people.rules.processing import may_leave, needs_second_person
from apps.privacy.enums import Purpose
from apps.privacy.operations import log_readings
from apps.programmes.queries.capabilities import ABSENT, open_programmes
from apps.programmes.registry.doors import Door
from omuz.kernel import audit, outbox
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.context import require_municipality
from omuz.kernel.errors import Conflict, DomainError, NotAllowed, NotFound
from omuz.tabular.rows import CellValue
from omuz.tabular.writing import OutColumn, write_csv, write_xlsx

#: How long a prepared file can be fetched.
KEEP_FOR: Final = dt.timedelta(days=3)
FORMATS: Final = {"xlsx": XLSX, "csv": CSV}


class ExportTarget(Protocol):
    """A kind of list that can be exported; the directory brings its own."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def right(self) -> Right: ...

    def columns(self, wanted: Sequence[str], *, on: dt.date) -> tuple[str, ...]:
        """Return the columns to write. Raises DomainError for one that does not exist that day."""
        ...

    def special(self, columns: Sequence[str], filters: Mapping[str, Any]) -> bool:
        """Tell whether the list shows, or was chosen by, special-category data."""
        ...

    def people(self, filters: Mapping[str, Any], *, actor: Actor, now: dt.datetime) -> int:
        """Return how many people the list would hold; 0 where it holds none by its nature."""
        ...

    def rows(
        self, columns: Sequence[str], filters: Mapping[str, Any], *, actor: Actor, now: dt.datetime
    ) -> tuple[list[OutColumn], Iterable[Sequence[CellValue]]]:
        """Return headings and rows; opened special-category values are logged."""
        ...


class PeopleExport:
    """Lists of people."""

    key = "people"
    label = "Kişiler"
    right = Right.PEOPLE_EXPORT

    def columns(self, wanted: Sequence[str], *, on: dt.date) -> tuple[str, ...]:
        """Return the columns in the order of the full list; "all" stands for every one that an import understands."""
        return ALL_COLUMNS if list(wanted) == ["all"] else check_columns(wanted, on=on)

    def special(self, columns: Sequence[str], filters: Mapping[str, Any]) -> bool:
        """Tell whether columns or filters speak of special-category data."""
        return bool(SPECIAL_COLUMNS & set(columns)) or bool(people_filter(filters).special_kinds)

    def people(self, filters: Mapping[str, Any], *, actor: Actor, now: dt.datetime) -> int:
        """Return how many people the actor's list holds; a count by a special filter is a logged reading too."""
        where = people_filter(filters)
        people = list_people(actor, where=where, today=local_date(now))
        if not where.special_kinds:
            return people.count()
        ids = list(people.values_list("pk", flat=True))
        log_readings(ids, actor=actor, fields=where.special_kinds, purpose=Purpose.EXPORT, now=now, task="export")
        return len(ids)

    def rows(
        self, columns: Sequence[str], filters: Mapping[str, Any], *, actor: Actor, now: dt.datetime
    ) -> tuple[list[OutColumn], Iterable[Sequence[CellValue]]]:
        """Return headings and one row a person, sorted as the list is."""
        today = local_date(now)
        where = people_filter(filters)
        people = list_people(actor, where=where, today=today).order_by("sort_key", "id")
        whole = set(columns) == set(ALL_COLUMNS)
        added = {key: one for key, one in added_columns(today).items() if key in columns}
        plan = ExportPlan(actor=actor, columns=columns, today=today, now=now, with_history=whole, added=added)
        return out_columns(columns), rows_of(people, plan)


_targets: Final[dict[str, ExportTarget]] = {"people": PeopleExport()}


def register_export(target: ExportTarget) -> None:
    """Offer a further kind of list. Raises ValueError for a kind that is offered already."""
    if _targets.setdefault(target.key, target) is not target:
        raise ValueError(f"exports of {target.key} have a target already")


def _target(key: str, actor: Actor, now: dt.datetime) -> ExportTarget:
    target = _targets.get(key)
    # A list of a capability that no programme may even read is not told apart from one that never was.
    if target is None or open_programmes(Door.EXPORT_LIST, key, on=local_date(now)) == ABSENT:
        raise NotFound("unknown_export", "Böyle bir liste yok.")
    if actor.kind != "system":
        require(actor, target.right)
    return target


def _years(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 3):
        raise ValueError("no number of years")
    return int(text)


_PARSERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "uuid.UUID | None": lambda value: uuid.UUID(str(value)),
    "dt.date | None": lambda value: dt.date.fromisoformat(str(value)),
    "int | None": lambda value: _years(str(value)),
    "bool | None": lambda value: str(value).lower() in ("1", "true"),
    "str": str,
}
_FIELD_KINDS: Final = {
    "unit_id": "uuid.UUID | None",
    "programme_id": "uuid.UUID | None",
    "interviewer_id": "uuid.UUID | None",
    "registered_from": "dt.date | None",
    "registered_to": "dt.date | None",
    "age_from": "int | None",
    "age_to": "int | None",
    "missing": "bool | None",
    "confidential": "bool | None",
}


def people_filter(filters: Mapping[str, Any]) -> PeopleFilter:
    """Return stored filters as the list understands them. Raises DomainError for what cannot be read."""
    known = {one.name for one in dataclasses.fields(PeopleFilter)}
    values: dict[str, Any] = {}
    for name, value in filters.items():
        if name not in known:
            raise DomainError("unknown_filter", "Bu süzgeç bilinmiyor.", field=f"filters.{name}"[:60])
        if value in ("", None):
            continue
        try:
            values[name] = _PARSERS[_FIELD_KINDS.get(name, "str")](value)
        except (ValueError, TypeError) as error:
            raise DomainError("malformed_filter", "Süzgeçlerden biri okunamadı.", field=f"filters.{name}") from error
    return PeopleFilter(**values)


@transaction.atomic
def request_export(
    *,
    list_key: str,
    reason: str,
    filters: Mapping[str, Any],
    columns: Sequence[str],
    file_format: str,
    actor: Actor,
    now: dt.datetime,
) -> ExportRequest:
    """Ask for a list and return the request: being prepared, or waiting for a second person.

    A second person is asked where the list shows special-category data or more than 100 people.

    Raises:
        NotAllowed: without the right to export, or to read the special-category columns or identity numbers asked for.
        Invalid, DomainError: no reason, an unknown column, filter or format.
    """
    target = _target(list_key, actor, now)
    if file_format not in FORMATS:
        raise DomainError("unknown_format", "Biçim XLSX ya da CSV olabilir.", field="file_format")
    chosen = target.columns(columns, on=local_date(now))
    special = target.special(chosen, filters)
    _require_rights(list_key, chosen, actor=actor, special=special)
    people = target.people(filters, actor=actor, now=now)
    second = needs_second_person(is_special=special, people=people)
    request = ExportRequest.objects.create(
        list_key=list_key,
        file_format=file_format,
        reason=require_reason(reason)[:240],
        filters=dict(filters),
        columns=list(chosen),
        row_count=people,
        includes_special=special,
        needs_approval=second,
        state=ExportState.PENDING_APPROVAL if second else ExportState.APPROVED,
        requested_by_id=actor.id,
        requested_at=now,
    )
    audit.record(actor=actor, action="export.requested", subject=request, reason=request.reason, now=now)
    if not second:
        _prepare_later(request, now)
    return request


def _require_rights(list_key: str, columns: Sequence[str], *, actor: Actor, special: bool) -> None:
    """Stop an actor who may not read what the list shows; asked again before it is written or fetched: rights end."""
    if special:
        require(actor, Right.PEOPLE_SPECIAL_READ)
    if list_key == "people" and "identity" in columns:
        require(actor, Right.PEOPLE_IDENTITY_READ)


def _prepare_later(request: ExportRequest, now: dt.datetime) -> None:
    outbox.publish("export.prepare", request.pk, now=now)


@transaction.atomic
def decide_export(
    request_id: uuid.UUID, *, approve: bool, reason: str, actor: Actor, now: dt.datetime
) -> ExportRequest:
    """Approve or refuse a colleague's request and return it; a refusal says why.

    Raises:
        NotAllowed: without the right, or for one's own request.
        NotFound: no such request.
        Conflict: it has been decided already.
    """
    require(actor, Right.PEOPLE_EXPORT_APPROVE)
    request = ExportRequest.objects.select_for_update().filter(pk=request_id).first()
    if request is None:
        raise NotFound
    if request.requested_by_id == actor.id:
        raise NotAllowed(
            "own_request",
            "Kendi dışa aktarma isteğinizi onaylayamazsınız.",
            remedy="Onayı başka bir yetkili vermeli.",
        )
    if request.state != ExportState.PENDING_APPROVAL:
        raise Conflict("already_decided", "Bu istek daha önce sonuçlandırılmış.", remedy="Sayfayı yenileyin.")
    request.decision_reason = (reason.strip() if approve else require_reason(reason))[:240]
    request.state = ExportState.APPROVED if approve else ExportState.REFUSED
    request.decided_by_id, request.decided_at = actor.id, now
    request.version += 1
    request.save()
    action = "export.approved" if approve else "export.refused"
    audit.record(actor=actor, action=action, subject=request, reason=request.decision_reason, now=now)
    if approve:
        _prepare_later(request, now)
    return request


def prepare_export(request_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> ExportRequest | None:
    """Write an approved list into a sealed file and return the request; None when there is nothing to do.

    `actor` is who asked, with the rights of today: what they may no longer read is not written. Safe to run twice.
    """
    with transaction.atomic():
        request = ExportRequest.objects.select_for_update().filter(pk=request_id, state=ExportState.APPROVED).first()
        if request is None:
            return None
        try:
            target = _target(request.list_key, actor, now)
            _require_rights(request.list_key, request.columns, actor=actor, special=request.includes_special)
        except NotAllowed:
            return _failed(request, "Listeyi isteyenin yetkisi bu sırada sona ermiş.")
        except NotFound:
            return _failed(request, "Bu liste artık dışa aktarılamaz.")
        people = target.people(request.filters, actor=actor, now=now)
        may = may_leave(reason=request.reason, is_special=request.includes_special, people=people,
                        approved_by_other=request.decided_by_id not in {None, request.requested_by_id})  # fmt: skip
        if not may.allowed:
            return _failed(request, "Liste bu sırada 100 kişiyi aştı; yeniden isteyin.")
        content = write_list(target, request.columns, request.filters, request.file_format, actor=actor, now=now)
        request.file = documents.store_file(
            content,
            name=f"{target.label} {local_date(now):%d.%m.%Y}.{request.file_format}",
            kind=FileKind.EXPORT,
            media_type=FORMATS[request.file_format],
            actor=actor,
            now=now,
            is_special=request.includes_special,
            expires_at=now + KEEP_FOR,
        )
        request.row_count, request.state, request.expires_at = people, ExportState.READY, now + KEEP_FOR
        request.version += 1
        request.save()
        audit.record(actor=actor, action="export.prepared", subject=request, reason=request.reason, now=now)
    return request


def _failed(request: ExportRequest, why: str) -> ExportRequest:
    request.state, request.decision_reason = ExportState.FAILED, why
    request.save()
    return request


def write_list(
    target: ExportTarget,
    columns: Sequence[str],
    filters: Mapping[str, Any],
    file_format: str,
    *,
    actor: Actor,
    now: dt.datetime,
) -> bytes:
    """Return a list as a file's content; nothing in it is a formula."""
    headings, rows = target.rows(columns, filters, actor=actor, now=now)
    content = io.BytesIO()
    if file_format == "csv":
        write_csv(content, columns=headings, rows=rows)
    else:
        scratch = settings.OMUZ_DATA_DIR / "scratch"
        scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_xlsx(content, sheet=target.label, columns=headings, rows=rows, scratch=scratch)
    return content.getvalue()


@transaction.atomic
def download_export(request_id: uuid.UUID, *, actor: Actor, now: dt.datetime) -> OutFile:
    """Return the prepared file to whoever asked for it; each fetching is in the history.

    Raises:
        NotFound: not the actor's request, not ready, or expired.
        NotAllowed: the right to what stands in it has been lost since.
    """
    request = ExportRequest.objects.visible_to(actor).select_related("file").filter(pk=request_id).first()
    if request is None or request.file is None or request.state != ExportState.READY:
        raise NotFound
    _target(request.list_key, actor, now)
    _require_rights(request.list_key, request.columns, actor=actor, special=request.includes_special)
    content = documents.read_content(request.file, now=now)
    audit.record(actor=actor, action="export.downloaded", subject=request, reason=request.reason, now=now)
    return OutFile(documents.read_name(request.file), request.file.media_type, content)


def expire_exports(*, now: dt.datetime) -> int:
    """Remove the files whose time has come and return how many there were."""
    over = ExportRequest.objects.filter(state=ExportState.READY, expires_at__lte=now).select_related("file")
    count = 0
    for request in over:
        with transaction.atomic():
            if request.file is not None:
                documents.remove_file(request.file, now=now)
            request.state = ExportState.EXPIRED
            request.save(update_fields=["state", "updated_at"])
        count += 1
    return count


def export_now(
    list_key: str, *, file_format: str, columns: Sequence[str], reason: str, actor: Actor, now: dt.datetime
) -> bytes:
    """Return a whole list at once, for the operator's command line in demo municipalities.

    Raises:
        NotAllowed: a municipality of real people: there the screen asks for a second person (readings 16).
        Invalid: no reason.
    """
    if not require_municipality().is_demo:
        raise NotAllowed(
            "second_person_needed",
            "Gerçek bir belediyenin listesi komut satırından alınamaz.",
            remedy="Ekrandan isteyin; ikinci bir yetkili onaylar.",
        )
    target = _target(list_key, actor, now)
    chosen = target.columns(columns, on=local_date(now))
    content = write_list(target, chosen, {}, file_format, actor=actor, now=now)
    request = ExportRequest.objects.create(
        list_key=list_key,
        file_format=file_format,
        reason=require_reason(reason)[:240],
        columns=list(chosen),
        row_count=target.people({}, actor=actor, now=now),
        includes_special=target.special(chosen, {}),
        # Nothing is kept: the file is in the operator's hands.
        state=ExportState.EXPIRED,
        requested_by_id=actor.id,
        requested_at=now,
    )
    audit.record(actor=actor, action="export.written", subject=request, reason=request.reason, now=now)
    return content
