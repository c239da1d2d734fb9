"""Which stories each demo municipality gets."""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from typing import Final

from apps.appointments.models import Calendar
from apps.cases.models import Case
from apps.people.models import Person
from apps.people.queries.safe_contact import protected_people
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import LetterUse
from apps.programmes.models import Programme
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.queries.versions import published_version
from omuz.demo.casework import counter
from omuz.demo.casework.calendars import open_calendar, say_telephone
from omuz.demo.casework.deciding import propose_suspension, stop_for_now, suspend
from omuz.demo.casework.letters import approve, hand_over, tell_result
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


def _acknowledged(file: File) -> None:
    _pre_application(file)
    approve(file, LetterUse.RECEIPT)


def _moved_away(file: File) -> None:
    _pre_application(file)
    file.give_up(closure="moved", reason="Başka bir ile taşındı; başvurmadı. (deneme verisi)")


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


def _told(file: File) -> None:
    _assessed(file)
    tell_result(file)
    hand_over(file, approve(file, LetterUse.ASSESSMENT_RESULT))


def _planned(file: File) -> None:
    _assessed(file)
    file.hand_to_coach()
    file.step("start_plan")
    file.plan("pre_work_skills", "transition_guidance")


def _monitored(file: File) -> None:
    _planned(file)
    file.step("start_monitoring")
    file.visit(40, "Otobüs güzergâhını birlikte deneyeceğiz")
    file.visit(25, "Gözden geçirme görüşmesi")


def _stopped(file: File) -> None:
    _planned(file)
    file.until(3)
    stop_for_now(file)


def _proposed(file: File) -> None:
    _monitored(file)
    propose_suspension(file)


def _suspended(file: File) -> None:
    _monitored(file)
    suspend(file)


def _advice(file: File) -> None:
    file.meet("advice")
    file.hand_in("application")
    file.show("identity_document")
    file.record()


def _guidance(file: File) -> None:
    file.meet("intake")
    file.acknowledge()


def _accompanied(file: File) -> None:
    _guidance(file)
    approve(file, LetterUse.RECEIPT)
    file.hand_in("intake")
    file.hand_to_coach()
    file.plan("individual_guidance", "accompaniment")
    file.visit(35, "SYDV başvurusunu birlikte yapacağız", activity="accompaniment")
    file.give(guided="Başvuru yolları birlikte konuşuldu.")
    tell_result(file)


_A_MONTH: Final = dt.timedelta(days=30)
Story = Callable[[File], None]
#: By pack: days since the file was opened, and how far it has come.
_STORIES: Final[dict[str, Sequence[tuple[int, Story]]]] = {
    "izmir-destekli-istihdam": (
        (6, _pre_application), (12, _acknowledged), (21, _application), (30, _told), (38, _stopped), (44, _proposed),
        (60, _suspended), (186, _moved_away),
    ),
    "bedestem": ((4, _guidance), (45, _accompanied)),
    "ilce-kariyer-merkezi": ((5, _advice), (40, _advice)),
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
        definition = pinned_definition(version.pk)
        open_calendar(programme, definition, actor=staff.actor("mudur"), now=now)
        stories, files = _STORIES[programme.pack], []
        for person_id, (days, story) in zip(_people(programme, len(stories), now=now), stories, strict=False):
            opened = File.opened(person_id, programme, programme.pack, staff, days=days, now=now)
            story(opened)
            files.append(opened.case)
        _at_the_counter(programme, definition, files, staff, now=now)
        made += len(files)
    if Calendar.objects.exists():
        say_telephone(actor=staff.actor("yonetici"), now=now)
    return made


def _at_the_counter(
    programme: Programme, definition: Definition, files: Sequence[Case], staff: Staff, *, now: dt.datetime
) -> None:
    counter.book_online(programme, definition, now=now)
    counter.never_come(programme, definition, staff, now=now)
    counter.advise_employer(programme.pk, definition, staff, now=now)
    if files:
        counter.miss(files[0], definition, staff, now=now)
        counter.ask(files[0], staff, now=now)
        counter.take_back(files[0], staff, now=now)
        # A file that was open 29 days ago.
        counter.complain(next(one for one in files if one.opened_at <= now - _A_MONTH), staff, now=now)


def _people(programme: Programme, count: int, *, now: dt.datetime) -> list[uuid.UUID]:
    """Return people with a disability who are registered in the programme's unit and may be written to."""
    rows = Person.objects.filter(unit=programme.unit_id, is_confidential=False, reports__isnull=False)
    ids = list(rows.order_by("file_number").distinct().values_list("pk", flat=True)[: 4 * count])
    kept_apart = protected_people(ids, on=local_date(now))
    return [one for one in ids if one not in kept_apart][:count]
