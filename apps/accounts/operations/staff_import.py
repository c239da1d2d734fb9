"""A list of colleagues, read from a file: looked at first, then invited. Such lists are short, so it runs at once."""

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterator
from enum import StrEnum
from io import BytesIO
from typing import Final

from django.db import transaction

from apps.accounts.enums import Role
from apps.accounts.models import Invitation, OrgUnit, User
from apps.accounts.operations.checks import require
from apps.accounts.operations.invitations import InvitedRole, invite
from apps.accounts.queries import rooms_roles
from apps.accounts.rights import Right
from apps.accounts.rules import email_problem
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.context import current_municipality
from omuz.kernel.errors import DomainError
from omuz.kernel.ids import new_id
from omuz.kernel.text import tr_fold
from omuz.tabular import parsing
from omuz.tabular.errors import FileRefused
from omuz.tabular.fields import CodeList, Field, ParseContext
from omuz.tabular.headings import guess_mapping
from omuz.tabular.limits import MIB, Limits
from omuz.tabular.rows import Row, as_text, is_blank
from omuz.tabular.source import open_source
from omuz.tabular.table import Table, find_table
from omuz.tabular.template import write_template

MOST_ROWS: Final = 500
_LIMITS: Final = Limits(file_bytes=2 * MIB, unpacked_bytes=32 * MIB, rows=2_000, cells=60_000)


class Outcome(StrEnum):
    """What happens to a row."""

    INVITE = "invite"
    KNOWN = "known"
    PROBLEM = "problem"


@dataclasses.dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong in one column of a row."""

    column: str
    value: str
    code: str
    message: str
    remedy: str


@dataclasses.dataclass(frozen=True, slots=True)
class ImportedRow:
    """A row of the file and what becomes of it."""

    number: int
    email: str
    full_name: str
    outcome: Outcome
    problems: tuple[CellProblem, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class _Draft:
    number: int
    values: dict[str, str]
    problems: tuple[CellProblem, ...]


def template() -> bytes:
    """Return an empty workbook to fill in."""
    target = BytesIO()
    write_template(target, sheet="Personel", fields=_fields())
    return target.getvalue()


@transaction.atomic
def import_staff(content: bytes, *, actor: Actor, is_preview: bool, now: dt.datetime) -> list[ImportedRow]:
    """Read a list of staff and invite who is new; a preview says what would happen and changes nothing.

    Good rows go in, bad ones come back with column, value, problem and remedy. Nobody is invited twice.

    Raises:
        NotAllowed: without `staff.manage` and `roles.assign`.
        DomainError: the file cannot be read, or holds more than 500 rows.
    """
    require(actor, Right.STAFF_MANAGE)
    require(actor, Right.ROLES_ASSIGN)
    try:
        table = find_table(open_source(content, limits=_LIMITS), _fields())
        drafts = list(_drafts(table, today=local_date(now)))
    except FileRefused as refusal:
        raise DomainError(refusal.code, refusal.message, field="file", remedy=refusal.remedy) from refusal
    if len(drafts) > MOST_ROWS:
        raise DomainError(
            "too_many_rows",
            f"Listede {MOST_ROWS} satırdan fazlası var.",
            field="file",
            remedy="Listeyi bölüp gönderin.",
        )
    units = _units()
    known = {email.lower() for email in User.objects.values_list("email", flat=True)}
    open_ones = Invitation.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=now)
    known |= {email.lower() for email in open_ones.values_list("email", flat=True)}
    rows: list[ImportedRow] = []
    for draft in drafts:
        row = _judged(draft, units=units, known=known)
        if row.outcome == Outcome.INVITE and not is_preview:
            row = _invited(row, draft, units=units, actor=actor, now=now)
        if row.outcome != Outcome.PROBLEM:
            known.add(row.email.lower())
        rows.append(row)
    if not is_preview:
        counts = {outcome.value: sum(row.outcome == outcome for row in rows) for outcome in Outcome}
        audit.record(actor=actor, action="staff.imported", subject=("accounts.import", new_id()), after=counts, now=now)
    return rows


def _fields() -> tuple[Field, ...]:
    roles = CodeList("rol", {role.value: role.label for role in Role if role in rooms_roles()})
    words = parsing.text(max_length=160)
    return (
        Field(
            "email", "E-posta", "E-mail", words, ("e-posta adresi", "mail"), required=True, example="ad@belediye.bel.tr"
        ),
        Field(
            "full_name", "Ad soyad", "Full name", words, ("adı soyadı", "personel"), required=True, example="Elif Ak"
        ),
        Field("title", "Unvan", "Title", words, ("görevi", "kadro"), example="Sosyal hizmet uzmanı"),
        Field("role", "Rol", "Role", parsing.code_list(roles), ("yetki",), choices=roles, example="Başvuru görevlisi"),
        Field("unit", "Birim", "Unit", words, ("müdürlük", "şube"), example="BEDESTEM"),
    )


def _drafts(table: Table, *, today: dt.date) -> Iterator[_Draft]:
    fields = {field.key: field for field in _fields()}
    columns = {
        g.field: g.column for g in guess_mapping(table.headings, table.samples, tuple(fields.values())) if g.field
    }
    municipality = current_municipality()
    context = ParseContext(today=today, is_demo=municipality is not None and municipality.is_demo)
    for row in table.rows():
        yield _draft(row, fields, columns, context)


def _draft(row: Row, fields: dict[str, Field], columns: dict[str, int], context: ParseContext) -> _Draft:
    values: dict[str, str] = {}
    problems: list[CellProblem] = []
    for key, field in fields.items():
        cell = row.value(columns[key]) if key in columns else None
        parsed = field.parse(cell, context)
        if parsed.problem is not None:
            p = parsed.problem
            problems.append(CellProblem(field.label, as_text(cell)[:80], p.code, p.message, p.remedy))
        elif field.required and (is_blank(cell) or parsed.value is None):
            problems.append(CellProblem(field.label, "", "required", "Bu alan boş bırakılamaz.", "Bir değer yazın."))
        values[key] = str(parsed.value) if parsed.value is not None else ""
    return _Draft(row.number, values, tuple(problems))


def _judged(draft: _Draft, *, units: dict[str, uuid.UUID], known: set[str]) -> ImportedRow:
    email, unit = draft.values["email"].strip(), draft.values["unit"]
    problems = list(draft.problems)
    if not problems and (wrong := email_problem(email)) is not None:
        problems.append(CellProblem("E-posta", email[:80], wrong.code, wrong.message, wrong.remedy or ""))
    if unit and tr_fold(unit) not in units:
        problems.append(
            CellProblem(
                "Birim", unit[:80], "no_such_unit", "Bu adda bir birim yok.", "Adı düzeltin ya da birimi ekleyin."
            )
        )
    fitting = Outcome.KNOWN if email.lower() in known else Outcome.INVITE
    outcome = Outcome.PROBLEM if problems else fitting
    return ImportedRow(draft.number, email, draft.values["full_name"], outcome, tuple(problems))


def _invited(
    row: ImportedRow, draft: _Draft, *, units: dict[str, uuid.UUID], actor: Actor, now: dt.datetime
) -> ImportedRow:
    unit, role = draft.values["unit"], draft.values["role"]
    roles = [InvitedRole(Role(role), units.get(tr_fold(unit)) if unit else None)] if role else []
    try:
        with transaction.atomic():
            invite(
                actor=actor,
                email=row.email,
                full_name=row.full_name,
                title=draft.values["title"][:80],
                roles=roles,
                now=now,
            )
    except DomainError as error:
        found = error.problems
        message, remedy = (found[0].message, found[0].remedy) if found else (error.message, error.remedy)
        problem = CellProblem("E-posta", row.email, error.code, message, remedy or "")
        return dataclasses.replace(row, outcome=Outcome.PROBLEM, problems=(problem,))
    return row


def _units() -> dict[str, uuid.UUID]:
    """Return the open units by folded name and short name."""
    found: dict[str, uuid.UUID] = {}
    for unit in OrgUnit.objects.filter(is_active=True):
        for name in (unit.name, unit.short_name):
            if name:
                found.setdefault(tr_fold(name), unit.pk)
    return found
