"""Demo accounts: one per role, with a shared password and a second factor whose code the sign-in page shows.

`are_demo_accounts_allowed` is the one guard. It stands in front of making them, listing them and acting with them, so
an account that was made in demo mode is dead the moment the same database is served in production mode.
"""

import dataclasses
from typing import Final

from django.conf import settings

from apps.accounts.enums import Role
from omuz.kernel.context import current_municipality

DEMO_PASSWORD: Final = "Omuz-Deneme-2026"  # noqa: S105 - shown on the sign-in page of demo municipalities, and there only


@dataclasses.dataclass(frozen=True, slots=True)
class DemoPerson:
    """A made-up member of staff."""

    role: Role
    mailbox: str
    full_name: str
    title: str


STAFF: Final = (
    DemoPerson(Role.INTAKE_CLERK, "basvuru", "Elif Yıldırım", "Başvuru görevlisi"),
    DemoPerson(Role.UNIT_MANAGER, "mudur", "Mehmet Ağaoğlu", "Şube müdürü"),
    DemoPerson(Role.ASSESSOR, "degerlendirme", "Zeynep Işık", "Psikolog"),
    DemoPerson(Role.JOB_COACH, "iskocu", "Ömer Çiftçi", "İş koçu"),
    DemoPerson(Role.TRAINER, "egitmen", "Gülşen Öztürk", "Usta öğretici"),
    DemoPerson(Role.EMPLOYER_ADVISER, "isveren", "Şükrü İnan", "İşveren danışmanı"),
    DemoPerson(Role.SOCIAL_AID_OFFICER, "sosyalyardim", "Hatice Güneş", "Sosyal hizmet uzmanı"),
    DemoPerson(Role.DISTRICT_LIAISON, "ilce", "Uğur Şahin", "İlçe irtibat görevlisi"),
    DemoPerson(Role.VOLUNTEER_COORDINATOR, "gonullu", "İpek Çağlar", "Gönüllü koordinatörü"),
    DemoPerson(Role.KVKK_CONTACT, "kvkk", "Ayşegül Ünal", "KVKK irtibat kişisi"),
    DemoPerson(Role.AUDITOR, "denetci", "Kâzım Gökçe", "İç denetçi"),
    DemoPerson(Role.TENANT_ADMIN, "yonetici", "Ümit Demirağ", "Sistem yöneticisi"),
)
PUBLIC_STAFF: Final = (
    DemoPerson(Role.COORDINATOR, "koordinator", "Nuray Bağcı", "Ulusal koordinatör"),
    DemoPerson(Role.PLATFORM_OPERATOR, "isletmeci", "Çağrı Ersöz", "Platform işletmecisi"),
)


def are_demo_accounts_allowed() -> bool:
    """Return whether demo accounts may exist here: demo mode, and a demo municipality (or the platform's own room)."""
    municipality = current_municipality()
    return bool(settings.OMUZ_DEMO_ACCOUNTS) and (municipality is None or municipality.is_demo)


def demo_people() -> tuple[DemoPerson, ...]:
    """Return the made-up staff of the entered room."""
    return PUBLIC_STAFF if current_municipality() is None else STAFF


def demo_email(person: DemoPerson) -> str:
    """Return the address; example.org belongs to nobody (RFC 2606)."""
    municipality = current_municipality()
    return f"{person.mailbox}@{municipality.slug if municipality is not None else 'omuz'}.example.org"
