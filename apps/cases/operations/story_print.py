"""Printing the story of a case: as a file summary for staff, and in easy words for the person themselves."""

import dataclasses
import datetime as dt
import uuid
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from apps.appointments.queries.standing import standings
from apps.cases import printing
from apps.cases.models import Case
from apps.cases.queries.cases import find_case
from apps.cases.queries.story import MOST_PRINTED, StoryFilter, StoryPage, story_page
from apps.cases.rules.flow import label_of_stage
from apps.people.queries.people import shown_name
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Act
from apps.programmes.definition.ways import behind
from apps.programmes.queries.pinned import pinned_definition
from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.clock import TURKEY, local_date
from omuz.kernel.context import require_municipality
from omuz.kernel.typesetting import typeset

__all__ = ["Audience", "StoryPrint", "print_story"]

_TEMPLATE: Final = Path(printing.__file__).parent / "story.typ"
_WORDS: Final = {
    "page": "Sayfa", "when": "Ne zaman", "what": "Ne oldu", "who": "Kim", "version": "Sürüm",
    "closed": "Ayrıntısı kendi sayfasında, okuma kaydıyla açılır.",
}  # fmt: skip
_STAFF_WORDS: Final = _WORDS | {
    "now": "Bugünkü durum", "story": "Dosyanın geçmişi", "empty": "Seçilen günlerde kayıt yok.",
}  # fmt: skip
_PERSON_WORDS: Final = _WORDS | {
    "now": "Şimdi neredeyiz?", "story": "Neler yaptık?", "empty": "Bu günlerde kayıt yok.",
}  # fmt: skip
_MONTHS: Final = (
    "Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık",
)  # fmt: skip


class Audience(StrEnum):
    """Who reads the paper."""

    STAFF = "staff"
    PERSON = "person"


@dataclasses.dataclass(frozen=True, slots=True)
class StoryPrint:
    """A printed story: its name says nothing of the person."""

    name: str
    content: bytes


@transaction.atomic
def print_story(
    case_id: uuid.UUID, *, audience: Audience, actor: Actor, now: dt.datetime, where: StoryFilter | None = None
) -> StoryPrint:
    """Return the story as a tagged PDF, the oldest entry first, and record that it was printed.

    For staff: who did what, when, why, under which version, within the printer's own rights. For the person: what
    concerns them in easy words and large print; no notes of staff, no special-category data, nothing of others. A
    protected person's paper names neither programme nor unit, for others may find it (readings 4).

    Raises:
        NotFound: no such case within reach.
    """
    case = find_case(case_id, actor=actor)
    definition = pinned_definition(case.programme_version_id)
    page = story_page(case, actor=actor, limit=MOST_PRINTED, where=where)
    for_person = audience is Audience.PERSON
    values = _for_person(case, definition, page, now=now) if for_person else _for_staff(case, definition, page, now=now)
    more = f"Yalnızca son {MOST_PRINTED} kayıt basıldı. Öncesi için gün aralığı seçin."
    values |= {
        "audience": audience.value, "municipality": require_municipality().name,
        "words": _PERSON_WORDS if for_person else _STAFF_WORDS,
        "more": more if page.next_place is not None else "",
    }  # fmt: skip
    audit.record(
        actor=actor, action="case.story_printed", subject=case, person_id=case.person_id,
        after={"audience": audience.value, "entries": str(len(values["entries"]))}, now=now,
    )  # fmt: skip
    content = typeset(_TEMPLATE, values, printed_on=local_date(now))
    return StoryPrint(f"{case.number}-{'ozet' if for_person else 'gecmis'}.pdf", content)


def _for_staff(case: Case, definition: Definition, page: StoryPage, *, now: dt.datetime) -> dict[str, Any]:
    stage = label_of_stage(definition, case.stage) if case.state == "open" else case.get_state_display()
    responsible = case.responsible.full_name if case.responsible is not None else "yok"
    return {
        "title": f"Dosya özeti: {case.number}",
        "lead": [f"{shown_name(case.person)}\n{case.programme.name} · {case.unit.name}"],
        "now": f"Aşama: {stage}\nSorumlu: {responsible}",
        "footer": f"{case.number} · {_day(now)} · Kişisel veri içerir, ilgisiz kişilere verilmez.",
        "entries": [
            {
                "day": f"{one.entry.at.astimezone(TURKEY):%d.%m.%Y %H.%M}", "title": one.entry.title,
                "text": one.entry.text, "closed": one.entry.is_closed,
                "who": page.names.get(one.entry.by_id, "") if one.entry.by_id is not None else "",
                "version": str(one.entry.version_number or ""),
            }
            for one in reversed(page.lines)
        ],
        "end": [],
    }  # fmt: skip


def _for_person(case: Case, definition: Definition, page: StoryPage, *, now: dt.datetime) -> dict[str, Any]:
    is_protected = case.person.is_confidential
    # What was done with somebody can tell in which programme: of a protected person only meetings are told.
    lines = [one for one in page.lines if not is_protected or one.source.key == "appointments"]
    told = [one.entry for one in reversed(lines) if one.entry.plain]
    return {
        "title": "Sizinle neler yaptık?",
        "lead": [shown_name(case.person), "Bu kâğıt size aittir. Kimseye göstermek zorunda değilsiniz."],
        "now": _now_for_person(case, definition, now=now, is_protected=is_protected),
        "footer": _day(now),
        "entries": [{"day": _day(one.at), "title": one.plain} for one in told],
        "end": [
            "Anlamadığınız bir şey varsa bize sorun. Yanlış bir şey görürseniz söyleyin, düzeltelim.",
            "" if is_protected else f"Bize buradan ulaşırsınız: {case.unit.name}",
        ],
    }  # fmt: skip


def _now_for_person(case: Case, definition: Definition, *, now: dt.datetime, is_protected: bool) -> str:
    lines = ["Dosyanız kapandı." if case.state == "closed" else "Dosyanız açık."]
    if not is_protected and case.state == "open":
        is_suspended = case.stage in behind(definition, Act.SUSPEND)
        stage = label_of_stage(definition, case.stage)
        lines.append("Hizmetiniz bir süre için durdu." if is_suspended else f"Bulunduğumuz aşama: {stage}.")
    standing = standings([(case.person_id, case.programme_id)], now=now)[case.person_id, case.programme_id]
    if standing.next_at is not None:
        at = standing.next_at.astimezone(TURKEY)
        lines.append(f"Sıradaki randevunuz: {_day(at)}, saat {at:%H.%M}.")
    return "\n".join(lines)


def _day(moment: dt.datetime) -> str:
    day = moment.astimezone(TURKEY)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
