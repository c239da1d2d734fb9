"""What calendars, hours and exceptional days are written down as, and what may be wrong with them."""

import datetime as dt
import uuid
from dataclasses import dataclass

from apps.accounts.operations.checks import existing_unit, require_in_unit
from apps.accounts.queries import is_at_work
from apps.accounts.rights import Right
from apps.appointments.enums import ExceptionKind, MeetingPlace
from apps.appointments.models import CalendarService, OpeningPattern
from apps.appointments.models.calendar import MOST_CAPACITY
from apps.appointments.operations.laying import hours_of
from apps.appointments.queries.services import offered_services
from apps.appointments.rules.opening import overlapping
from omuz.kernel.actors import Actor
from omuz.kernel.clock import local_date
from omuz.kernel.errors import FieldProblem, Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDraft:
    """A calendar as it is written down. `services` are pairs of programme and service key."""

    name: str
    unit_id: uuid.UUID
    staff_id: uuid.UUID | None = None
    place: str = MeetingPlace.OFFICE
    room: str = ""
    address: str = ""
    public_share: int = 0
    public_notice_hours: int = 24
    public_days_ahead: int = 30
    weeks_ahead: int = 8
    is_active: bool = True
    services: tuple[tuple[uuid.UUID, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternDraft:
    """Weekly hours as they are written down; `services` are keys of the calendar's services, none for all."""

    weekday: int
    starts: dt.time
    ends: dt.time
    slot_minutes: int
    buffer_minutes: int = 0
    capacity: int = 1
    services: tuple[uuid.UUID, ...] = ()
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionDraft:
    """A day, or hours of it, that are not as usual."""

    kind: str
    on: dt.date
    reason: str
    starts: dt.time | None = None
    ends: dt.time | None = None
    slot_minutes: int = 30
    capacity: int = 1


def check_calendar(draft: CalendarDraft, *, actor: Actor, now: dt.datetime) -> None:
    """Stop a calendar that cannot be stored as it is written.

    Raises:
        NotAllowed: without `appointments.manage` in the unit.
        Invalid: what is wrong, field by field.
    """
    require_in_unit(actor, Right.APPOINTMENTS_MANAGE, draft.unit_id)
    existing_unit(draft.unit_id)
    found = []
    if not 2 <= len(" ".join(draft.name.split())) <= 120:
        found.append(FieldProblem("name", "required", "Takvimin adı 2-120 karakter olmalı.", "Kısa bir ad yazın."))
    if draft.place not in MeetingPlace.values:
        found.append(FieldProblem("place", "unknown_code", "Yer seçilmemiş.", "Listeden seçin."))
    if draft.staff_id is not None and not is_at_work(draft.staff_id, on=local_date(now)):
        found.append(FieldProblem("staff", "no_such_user", "Görevli bulunamadı.", "Listeden seçin."))
    bounds = {
        "public_share": (draft.public_share, 0, 100), "public_notice_hours": (draft.public_notice_hours, 0, 720),
        "public_days_ahead": (draft.public_days_ahead, 1, 180), "weeks_ahead": (draft.weeks_ahead, 1, 26),
    }  # fmt: skip
    found += [
        FieldProblem(name, "out_of_range", f"Değer {least} ile {most} arasında olmalı.", "Değeri düzeltin.")
        for name, (value, least, most) in bounds.items()
        if not least <= value <= most
    ]
    offered = {(one.programme_id, one.service.key) for one in offered_services(on=local_date(now))}
    if not set(draft.services) <= offered:
        found.append(FieldProblem("services", "unknown_code", "Seçilen hizmetlerden biri için randevu verilmiyor.",
                                  "Listeden seçin."))  # fmt: skip
    if found:
        raise Invalid(found)


def pattern_problems(pattern: OpeningPattern) -> list[FieldProblem]:
    """Return what is wrong with weekly hours that are not stored yet."""
    found = []
    if not 1 <= pattern.weekday <= 7:
        found.append(FieldProblem("weekday", "unknown_code", "Gün seçilmemiş.", "Listeden seçin."))
    if pattern.ends <= pattern.starts:
        found.append(FieldProblem("ends", "too_early", "Bitiş, başlangıçtan sonra olmalı.", "Saatleri düzeltin."))
    if not 5 <= pattern.slot_minutes <= 480:
        found.append(FieldProblem("slot_minutes", "out_of_range", "Süre 5-480 dakika olmalı.", "Süreyi düzeltin."))
    if not 0 <= pattern.buffer_minutes <= 240:
        found.append(FieldProblem("buffer_minutes", "out_of_range", "Ara 0-240 dakika olmalı.", "Arayı düzeltin."))
    if not 1 <= pattern.capacity <= MOST_CAPACITY:
        found.append(FieldProblem("capacity", "out_of_range", f"Kişi sayısı 1-{MOST_CAPACITY} olmalı.", "Düzeltin."))
    if pattern.valid_to is not None and pattern.valid_to < pattern.valid_from:
        found.append(FieldProblem("valid_to", "too_early", "Son gün, ilk günden önce olamaz.", "Günleri düzeltin."))
    own = {
        str(key) for key in CalendarService.objects.filter(calendar=pattern.calendar_id).values_list("pk", flat=True)
    }
    if not set(pattern.services) <= own:
        found.append(FieldProblem("services", "unknown_code", "Takvimde olmayan bir hizmet seçilmiş.", "Düzeltin."))
    others = OpeningPattern.objects.filter(calendar=pattern.calendar_id, weekday=pattern.weekday)
    if not found and overlapping(hours_of(pattern), map(hours_of, others)) is not None:
        found.append(FieldProblem("starts", "overlaps", "Bu saatler takvimin başka saatleriyle çakışıyor.",
                                  "Saatleri ya da geçerlilik günlerini düzeltin."))  # fmt: skip
    return found


def exception_problems(draft: ExceptionDraft, *, today: dt.date) -> list[FieldProblem]:
    """Return what is wrong with an exceptional day."""
    found = []
    if draft.kind not in ExceptionKind.values:
        found.append(FieldProblem("kind", "unknown_code", "Kapalı ya da ek çalışma seçilmemiş.", "Birini seçin."))
    if draft.on < today:
        found.append(FieldProblem("on", "in_the_past", "Geçmiş bir gün değiştirilemez.", "Bugün ya da sonrası."))
    half_given = (draft.starts is None) != (draft.ends is None)
    if half_given or (draft.kind == ExceptionKind.OPEN and draft.starts is None):
        found.append(FieldProblem("starts", "required", "Başlangıç ve bitiş saati birlikte yazılır.", "Saat yazın."))
    if draft.starts is not None and draft.ends is not None and draft.ends <= draft.starts:
        found.append(FieldProblem("ends", "too_early", "Bitiş, başlangıçtan sonra olmalı.", "Saatleri düzeltin."))
    if not (5 <= draft.slot_minutes <= 480 and 1 <= draft.capacity <= MOST_CAPACITY):
        found.append(FieldProblem("slot_minutes", "out_of_range", "Süre 5-480 dakika olmalı.", "Süreyi düzeltin."))
    return found
