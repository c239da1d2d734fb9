"""Pure decisions about accounts and roles: no database, no clock."""

import dataclasses
import datetime as dt
import re
import uuid
from collections.abc import Collection, Iterable

from apps.accounts.enums import AssignmentKind, Role
from omuz.kernel.errors import FieldProblem

INVITATION_LIFETIME = dt.timedelta(days=7)
VIEW_AS_LIFETIME = dt.timedelta(minutes=30)
#: A session that nobody used for so long is over: computers are shared, and people are called away.
IDLE_LIMIT = dt.timedelta(hours=2)
#: How often its use is noted, so that reading costs no write.
NOTE_USE_EVERY = dt.timedelta(minutes=5)
#: For so long, whoever changed a colleague's address may not reset their second factor too, and the other way round:
#: both together are the keys of the account, and whoever holds them becomes the colleague.
BOTH_KEYS_APART = dt.timedelta(days=14)
#: Nobody stands in for someone longer than this without a new decision.
LONGEST_COVER = dt.timedelta(days=366)

# Addresses with Turkish letters exist on paper only: mail servers of municipalities refuse them.
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")


@dataclasses.dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both included; no end means "until further notice"."""

    start: dt.date
    end: dt.date | None = None

    def overlaps(self, other: "Period") -> bool:
        """Return whether the two share a day."""
        return (self.end is None or other.start <= self.end) and (other.end is None or self.start <= other.end)

    def contains(self, other: "Period") -> bool:
        """Return whether every day of `other` lies in this period."""
        if other.start < self.start:
            return False
        return self.end is None or (other.end is not None and other.end <= self.end)


@dataclasses.dataclass(frozen=True, slots=True)
class Appointment:
    """A role as it is asked for."""

    user_id: uuid.UUID
    role: Role
    period: Period
    unit_id: uuid.UUID | None = None
    programme_id: uuid.UUID | None = None
    kind: AssignmentKind = AssignmentKind.PERMANENT
    acting_for_id: uuid.UUID | None = None


def email_problem(email: str) -> FieldProblem | None:
    """Return what is wrong with an e-mail address, or None."""
    if len(email) <= 254 and _EMAIL.fullmatch(email):
        return None
    return FieldProblem(
        "email",
        "bad_email",
        "Bu bir e-posta adresi değil.",
        "Örnek: ad.soyad@belediye.bel.tr; Türkçe harf kullanmayın.",
    )


def appointment_problems(asked: Appointment, *, known_roles: Collection[Role]) -> list[FieldProblem]:
    """Return what is wrong with a role as it is asked for, whoever asks (readings 16 for acting and leave cover)."""
    problems: list[FieldProblem] = []
    if asked.role not in known_roles:
        problems.append(
            FieldProblem("role", "role_of_another_room", "Bu rol burada verilemez.", "Başka bir rol seçin.")
        )
    start, end = asked.period.start, asked.period.end
    if end is not None and end < start:
        problems.append(
            FieldProblem("ends_on", "ends_before_start", "Bitiş günü başlangıçtan önce.", "Bitiş gününü düzeltin.")
        )
    if asked.kind == AssignmentKind.PERMANENT:
        if asked.acting_for_id is not None:
            problems.append(
                FieldProblem(
                    "acting_for",
                    "not_acting",
                    "Asıl görevde kimin yerine görev yapıldığı yazılmaz.",
                    "Alanı boş bırakın.",
                )
            )
        return problems
    if asked.acting_for_id is None:
        problems.append(
            FieldProblem(
                "acting_for", "acting_for_whom", "Kimin yerine görev yapılacağı belirtilmemiş.", "Personeli seçin."
            )
        )
    if asked.acting_for_id == asked.user_id:
        problems.append(
            FieldProblem("acting_for", "acting_for_oneself", "Kişi kendi yerine vekâlet edemez.", "Başka birini seçin.")
        )
    if end is None:
        problems.append(
            FieldProblem("ends_on", "acting_is_dated", "Vekâletin bitiş günü belirtilmemiş.", "Bitiş gününü yazın.")
        )
    elif end - start > LONGEST_COVER:
        problems.append(
            FieldProblem("ends_on", "acting_too_long", "Vekâlet bir yıldan uzun olamaz.", "Daha yakın bir gün yazın.")
        )
    return problems


def closes_circle(
    unit_id: uuid.UUID, parent_id: uuid.UUID | None, parents: Iterable[tuple[uuid.UUID, uuid.UUID | None]]
) -> bool:
    """Return whether putting the unit under `parent_id` would make it stand under itself."""
    parent_of = dict(parents)
    seen: set[uuid.UUID] = set()
    while parent_id is not None and parent_id not in seen:
        if parent_id == unit_id:
            return True
        seen.add(parent_id)
        parent_id = parent_of.get(parent_id)
    return False
