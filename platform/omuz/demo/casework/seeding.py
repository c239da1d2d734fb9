"""Which stories each demo municipality gets."""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from typing import Final

from apps.appointments.models import Calendar
from apps.cases.models import Case
from apps.people.models import Person
from apps.people.queries.safe_contact import protected_people
from apps.programmes.models import Programme
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.queries.versions import published_version
from omuz.demo.casework.calendars import open_calendar
from omuz.demo.casework.staff import Staff
from omuz.demo.casework.stories import File
from omuz.kernel.clock import local_date

_SKILLS: Final = "Günlük yolculuk ve iletişim becerileri çalışılacak."
_IS_IN: Final = "İş öncesi becerileri gelişmeye açık; grup çalışmasından yararlanır."


def _pre_application(file: File) -> None:
    file.meet("application")
    file.hand_in("pre_application")
    file.show("identity_document")
    file.acknowledge()


def _application(file: File) -> None:
    _pre_application(file)
    file.show("medical_report")
    file.record()
    file.hand_in("application")


def _assessed(file: File) -> None:
    _application(file)
    file.step("start_assessment")
    file.hand_in("assessment", by="degerlendirme")
    file.give(is_in=_IS_IN, skills=_SKILLS)


def _planned(file: File) -> None:
    _assessed(file)
    file.hand_to_coach()
    file.step("start_plan")
    file.plan()


def _monitored(file: File) -> None:
    _planned(file)
    file.step("start_monitoring")
    file.visit(40, "Otobüs güzergâhını birlikte deneyeceğiz")
    file.visit(25, "Gözden geçirme görüşmesi")


def _advice(file: File) -> None:
    file.meet("advice")
    file.hand_in("application")
    file.show("identity_document")
    file.record()


def _guidance(file: File) -> None:
    file.meet("intake")


Story = Callable[[File], None]
#: By pack: days since the file was opened, and how far it has come.
_STORIES: Final[dict[str, Sequence[tuple[int, Story]]]] = {
    "izmir-destekli-istihdam": (
        (6, _pre_application), (12, _pre_application), (21, _application), (30, _assessed), (38, _planned),
        (44, _monitored), (60, _monitored),
    ),
    "bedestem": ((4, _guidance), (9, _guidance)),
    "ilce-kariyer-merkezi": ((5, _advice), (8, _advice)),
}  # fmt: skip


def ensure(*, now: dt.datetime) -> int:
    """Make calendars and files of every programme that has stories, where there are none; return how many files."""
    if Case.objects.exists() or Calendar.objects.exists():
        return 0
    staff, made = Staff(now=now), 0
    for programme in Programme.objects.filter(pack__in=_STORIES).order_by("code"):
        version = published_version(programme.pk)
        if version is None:
            continue
        open_calendar(programme, pinned_definition(version.pk), actor=staff.actor("mudur"), now=now)
        stories = _STORIES[programme.pack]
        for person_id, (days, story) in zip(_people(programme, len(stories), now=now), stories, strict=False):
            opened = File.opened(person_id, programme, programme.pack, staff, at=now - dt.timedelta(days=days))
            story(opened)
            made += 1
    return made


def _people(programme: Programme, count: int, *, now: dt.datetime) -> list[uuid.UUID]:
    """Return people with a disability who are registered in the programme's unit and may be written to."""
    rows = Person.objects.filter(unit=programme.unit_id, is_confidential=False, reports__isnull=False)
    ids = list(rows.order_by("file_number").distinct().values_list("pk", flat=True)[: 4 * count])
    kept_apart = protected_people(ids, on=local_date(now))
    return [one for one in ids if one not in kept_apart][:count]
