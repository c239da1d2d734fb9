"""Services to employers: what each kind needs (İzmir Art. 5-e, 5-ğ, 5-h, 15, 16; readings 5)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Final

from apps.employers.enums import AdviceTopic, CapacityTopic, RequestChannel, ServiceKind, Subject
from apps.programmes.registry import ALLOWED, Verdict, refused
from omuz.kernel.errors import FieldProblem

#: The letter of the regulation's activities that each kind is.
LETTERS: Final[Mapping[str, str]] = {
    ServiceKind.AWARENESS: "e",
    ServiceKind.EXISTING_EMPLOYEES: "ğ",
    ServiceKind.ISKUR_PROJECT: "h",
    # Art. 16 has no letter of its own: spreading the model is awareness (e) or, with universities, cooperation (g).
    ServiceKind.CAPACITY: "e",
}
#: Which field of the form a refusal belongs to.
FIELDS: Final[Mapping[str, str]] = {
    "request_missing": "channel",
    "request_undated": "requested_on",
    "request_after_service": "requested_on",
    "subject_missing": "subject",
    "topic_missing": "topics",
    "topic_not_listed": "topics",
    "capacity_topic_missing": "topics",
    "capacity_topic_not_listed": "topics",
}
MOST_NOTE: Final = 2000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDraft:
    """A service as it is recorded."""

    kind: str
    given_on: dt.date
    minutes: int
    activity: str = ""
    provider_id: uuid.UUID | None = None
    employer_name: str = ""
    channel: str = ""
    requested_on: dt.date | None = None
    requested_by: str = ""
    subject: str = ""
    topics: tuple[str, ...] = ()
    participants: int | None = None
    staff_id: uuid.UUID | None = None
    employee: str = ""
    employee_consent_on: dt.date | None = None
    note: str = ""


def employer_asked(draft: ServiceDraft) -> Verdict:
    """Return whether advice stands on what Art. 15 asks for, as readings 5 reads it.

    - Advice on existing employees (Art. 15, 5-ğ): the employer's request by any recorded channel, about an existing
      employee or a process of the workplace, in one of the four topics. Filling a post is no topic.
    - Preparing an İŞKUR project (5-h): a request, nothing else.
    - Awareness (5-e) and capacity building (16): neither.
    """
    if draft.kind not in {ServiceKind.EXISTING_EMPLOYEES, ServiceKind.ISKUR_PROJECT}:
        return ALLOWED
    requested = _requested(draft)
    if not requested.allowed or draft.kind == ServiceKind.ISKUR_PROJECT:
        return requested
    return _about_those_employed(draft)


def _requested(draft: ServiceDraft) -> Verdict:
    if draft.channel not in RequestChannel.values:
        return refused("request_missing", "İşverenin talebi kaydedilmemiş: bu hizmet işverenin talebi üzerine verilir.",
                       "Talebin nasıl geldiğini seçin; yazı, e-posta, telefon ya da yüz yüze olabilir.")  # fmt: skip
    if draft.requested_on is None:
        return refused("request_undated", "Talebin günü yazılmamış.", "İşverenin talep ettiği günü yazın.")
    if draft.requested_on > draft.given_on:
        return refused("request_after_service", "Talep, hizmetten sonra görünüyor.", "Günleri denetleyin.")
    return ALLOWED


def _about_those_employed(draft: ServiceDraft) -> Verdict:
    if draft.subject not in Subject.values:
        return refused("subject_missing", "Danışmanlığın konusu seçilmemiş.",
                       "Mevcut bir çalışanı mı, iş yeri sürecini mi ilgilendirdiğini seçin.")  # fmt: skip
    if not draft.topics:
        return refused("topic_missing", "Danışmanlığın başlığı seçilmemiş.", "Dört başlıktan en az birini seçin.")
    if any(topic not in AdviceTopic.values for topic in draft.topics):
        return refused("topic_not_listed", "Seçilen başlık maddede yok; personel temini bu hizmetin konusu değildir.",
                       "Dört başlıktan seçin.")  # fmt: skip
    return ALLOWED


def capacity_in_topics(draft: ServiceDraft) -> Verdict:
    """Return whether capacity building keeps to the five topics of İzmir Art. 16; it needs no request."""
    if draft.kind != ServiceKind.CAPACITY:
        return ALLOWED
    if not draft.topics:
        return refused("capacity_topic_missing", "Faaliyetin konusu seçilmemiş.", "Beş konudan en az birini seçin.")
    if any(topic not in CapacityTopic.values for topic in draft.topics):
        return refused("capacity_topic_not_listed", "Seçilen konu maddede yok.", "Beş konudan seçin.")
    return ALLOWED


def service_problems(draft: ServiceDraft, *, today: dt.date) -> list[FieldProblem]:
    """Return what is wrong with a service in any programme."""
    problems = _form_problems(draft) + _employee_problems(draft, today=today)
    if draft.given_on > today:
        problems.append(FieldProblem("given_on", "ahead", "Hizmet günü ileri bir tarih olamaz.", "Günü düzeltin."))
    if draft.requested_on is not None and draft.requested_on > today:
        problems.append(FieldProblem("requested_on", "ahead", "Talep günü ileri bir tarih olamaz.", "Düzeltin."))
    if not 1 <= draft.minutes <= 1440:
        problems.append(FieldProblem("minutes", "out_of_range", "Süre 1 ile 1440 dakika arasında olmalı.", "Düzeltin."))
    if draft.participants is not None and not 0 <= draft.participants <= 10_000:
        problems.append(FieldProblem("participants", "out_of_range", "Katılımcı sayısı olası değil.", "Düzeltin."))
    return problems


def _form_problems(draft: ServiceDraft) -> list[FieldProblem]:
    problems = []
    if draft.kind not in ServiceKind.values:
        problems.append(FieldProblem("kind", "unknown_code", "Hizmetin türü seçilmemiş.", "Listeden seçin."))
    if draft.provider_id is None and not draft.employer_name.strip():
        problems.append(
            FieldProblem("employer", "required", "İşveren yazılmamış.", "Rehberden seçin ya da adını yazın.")
        )
    if draft.channel and draft.channel not in RequestChannel.values:
        problems.append(FieldProblem("channel", "unknown_code", "Böyle bir kanal yok.", "Listeden seçin."))
    if draft.subject and draft.subject not in Subject.values:
        problems.append(FieldProblem("subject", "unknown_code", "Böyle bir konu yok.", "Listeden seçin."))
    known = topics_of(draft.kind)
    if len(set(draft.topics)) != len(draft.topics) or (known and not set(draft.topics) <= set(known)):
        problems.append(FieldProblem("topics", "topic_not_listed", "Listede olmayan bir konu var.", "Listeden seçin."))
    if not known and draft.topics:
        problems.append(FieldProblem("topics", "no_topics", "Bu hizmetin konu listesi yoktur.", "Boş bırakın."))
    for field, most in (("employer_name", 200), ("requested_by", 200), ("employee", 120), ("note", MOST_NOTE)):
        if len(getattr(draft, field)) > most:
            problems.append(FieldProblem(field, "too_long", f"En çok {most} karakter yazılabilir.", "Kısaltın."))
    return problems


def topics_of(kind: str) -> tuple[str, ...]:
    """Return the topics that a kind of service may have; none where its article lists none."""
    if kind == ServiceKind.EXISTING_EMPLOYEES:
        return tuple(AdviceTopic.values)
    return tuple(CapacityTopic.values) if kind == ServiceKind.CAPACITY else ()


def _employee_problems(draft: ServiceDraft, *, today: dt.date) -> list[FieldProblem]:
    if not draft.employee.strip():
        return []
    if draft.kind != ServiceKind.EXISTING_EMPLOYEES or draft.subject != Subject.EXISTING_EMPLOYEE:
        return [FieldProblem("employee", "not_here", "Bu hizmette çalışan adı yazılmaz.", "Adı silin.")]
    if draft.employee_consent_on is None:
        return [FieldProblem("employee_consent_on", "consent_missing", "Çalışanın açık rızası kaydedilmemiş.",
                             "Rıza gününü yazın ya da adı silin (KVKK m. 6/3-a).")]  # fmt: skip
    if draft.employee_consent_on > today:
        return [FieldProblem("employee_consent_on", "ahead", "Rıza günü ileri bir tarih olamaz.", "Düzeltin.")]
    return []
