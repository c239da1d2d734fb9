"""How long a case's page, its story and the work queues take among 10,000 cases with 20 events each and more beside.

Run: ./omuz bench casework [--cases 10000] [--events 20] [--rounds 100]

The people and cases are synthetic, from a fixed seed, in a municipality that is made for the measurement and dropped
afterwards. Every case has events (every fourth with a sealed text), an outcome, appointments and a letter with what
happened to it. Asked as a clerk of one unit asks; the baseline is an indexed look-up of one case by its number.
"""

import argparse
import datetime as dt
import json
import random
import uuid
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from psycopg import sql

from apps.accounts.models import User
from apps.accounts.rights import Right
from apps.appointments.models import Appointment
from apps.cases.enums import EventKind
from apps.cases.models import Case, CaseEvent, CaseOutcome
from apps.cases.models.case import EVENT_FIELD
from apps.cases.models.outcome import OUTCOME_FIELD
from apps.cases.queries.cases import find_case
from apps.cases.queries.detail import get_case
from apps.cases.queries.story import StoryFilter, story_page
from apps.cases.queries.waiting import caseload
from apps.cases.queues import Asked, counted, get_queue, queues
from apps.letters.models import Letter, LetterEvent
from apps.people.models import Person, PersonPhone
from apps.programmes.models import Programme, ProgrammeVersion
from apps.programmes.packs import get_shipped
from benchmarks import cases as work_list
from benchmarks import search
from benchmarks.measuring.bulk import store
from omuz.kernel import context, crypto
from omuz.kernel.actors import Actor, Grant
from omuz.kernel.ids import new_id
from tenants import scope
from tenants.migration import owner_schema

NOW, TODAY = work_list.NOW, work_list.TODAY
PACK = "izmir-destekli-istihdam"
STAGES = ("pre_application", "application", "assessment", "support_plan", "monitoring")
STAFF = 20
_TOLD = (EventKind.STAGE, EventKind.NOTE, EventKind.SUBMISSION, EventKind.ASSIGNED)
RIGHTS = frozenset(
    {
        Right.PEOPLE_READ, Right.CASES_READ, Right.CASES_WRITE, Right.APPOINTMENTS_READ, Right.APPOINTMENTS_WRITE,
        Right.LETTERS_READ, Right.LETTERS_WRITE,
    }
)  # fmt: skip


def fill(count: int, events: int) -> tuple[Programme, list[uuid.UUID]]:
    """Store the cases with all that hangs on them; return the programme and the staff among whom they are spread."""
    dice = random.Random(20161119)
    programme, _ = work_list.fill(count)
    version = ProgrammeVersion.objects.get(programme=programme)
    pack = get_shipped(PACK)
    assert pack is not None
    staff = [User.objects.create(email=f"{n}@example.org", full_name=f"Görevli {n}").pk for n in range(STAFF)]
    # Published: definitions of drafts are read anew each time.
    here = ProgrammeVersion.objects.filter(pk=version.pk)
    here.update(document=pack.definition.document())
    here.update(state="review", submitted_at=NOW, submitted_by_id=staff[0])
    here.update(state="published", published_at=NOW, published_by_id=staff[1])
    found = list(Case.objects.order_by("number"))
    for case in found:
        case.stage, case.responsible_id = dice.choice(STAGES), dice.choice([*staff, None])
    for stage in STAGES:
        Case.objects.filter(pk__in=[one.pk for one in found if one.stage == stage]).update(stage=stage)
    for user in staff:
        Case.objects.filter(pk__in=[one.pk for one in found if one.responsible_id == user]).update(responsible=user)
    store((row for case in found for row in _events(case, events, staff, dice)), now=NOW)
    store((_outcome(case, dice.choice(staff)) for case in found), now=NOW)
    store((row for case in found for row in _appointments(case, staff, dice)), now=NOW)
    letters = [_letter(case, dice.choice(staff)) for case in found]
    store(letters, now=NOW)
    store((row for letter in letters for row in _happened(letter)), now=NOW)
    return programme, staff


def _events(case: Case, count: int, staff: list[uuid.UUID], dice: random.Random) -> Iterator[CaseEvent]:
    for place in range(count):
        event = CaseEvent(
            case_id=case.pk, sequence=place + 1, kind=EventKind.OPENED if place == 0 else _TOLD[place % len(_TOLD)],
            at=case.opened_at + dt.timedelta(hours=7 * place), by_id=dice.choice(staff), audit_event_id=new_id(),
            programme_version_id=case.programme_version_id, stage=case.stage, stage_before="pre_application",
            transition="record_application", form="assessment", submission_id=new_id(),
        )  # fmt: skip
        if place % 4 == 1:
            event.sealed = crypto.seal_text("Evde görüşüldü, annesi de vardı.", field=EVENT_FIELD, row_id=event.id)
        yield event


def _outcome(case: Case, by: uuid.UUID) -> CaseOutcome:
    row = CaseOutcome(
        case_id=case.pk, programme_version_id=case.programme_version_id, outcome="is_in", given_on=TODAY,
        recorded_at=NOW, recorded_on=TODAY, by_id=by,
    )  # fmt: skip
    row.sealed = crypto.seal_text("Grup içinde çalışmak istiyor.", field=OUTCOME_FIELD, row_id=row.id)
    return row


def _appointments(case: Case, staff: list[uuid.UUID], dice: random.Random) -> Iterator[Appointment]:
    for place in range(3):
        # Each member of staff is in one place at a time: the hour is the case's own.
        starts = dt.datetime(2027, 1, 1, tzinfo=dt.UTC) + dt.timedelta(hours=int(case.number[-5:]) * 3 + place)
        attended = place > 0
        row = Appointment(
            person_id=case.person_id, programme_id=case.programme_id, programme_version_id=case.programme_version_id,
            service="application", unit_id=case.unit_id, block_id=new_id(), staff_id=dice.choice(staff),
            starts_at=starts, ends_at=starts + dt.timedelta(minutes=30), sealed=b"-", booked_at=case.opened_at,
            booked_by_id=staff[0], state="attended" if attended else "booked",
            candidate_present=True if attended else None, recorded_at=NOW if attended else None,
        )  # fmt: skip
        yield row


def _letter(case: Case, by: uuid.UUID) -> Letter:
    return Letter(
        person_id=case.person_id, programme_id=case.programme_id, programme_version_id=case.programme_version_id,
        unit_id=case.unit_id, case_id=case.pk, use="assessment_result", sealed_text=b"-", sealed_addressee=b"-",
        drafted_at=NOW, drafted_by_id=by, edited_by_id=by,
    )  # fmt: skip


def _happened(letter: Letter) -> Iterator[LetterEvent]:
    for place, kind in enumerate(("drafted", "edited", "submitted")):
        yield LetterEvent(
            letter_id=letter.pk, sequence=place + 1, kind=kind, at=NOW + dt.timedelta(minutes=place),
            by_id=letter.drafted_by_id, audit_event_id=new_id(),
        )  # fmt: skip


def settle(municipality: context.Municipality) -> None:
    """Bring statistics up to date, as autovacuum does within a minute."""
    with owner_schema(municipality.schema_name) as connection, connection.cursor() as cursor:
        for model in (Person, PersonPhone, Case, CaseEvent, CaseOutcome, Appointment, Letter, LetterEvent):
            table = sql.Identifier(municipality.schema_name, model._meta.db_table)
            cursor.execute(sql.SQL("VACUUM ANALYZE {}").format(table).as_string(None))


def _clerk(user: uuid.UUID, programme: Programme) -> Actor:
    units = frozenset({programme.unit_id})
    return Actor(id=user, label="bench", kind="staff", rights=RIGHTS, unit_ids=units, grants=(Grant(RIGHTS, units),))


def asked_of(clerk: Actor) -> dict[str, Callable[[str], object]]:
    """Return what is measured, by its name; each takes the number of a case."""

    def found(number: str) -> Case:
        return find_case(Case.objects.values_list("pk", flat=True).get(number=number), actor=clerk)

    def asked(mine: bool) -> Asked:
        return Asked(actor=clerk, now=NOW, today=TODAY, mine=mine)

    def page(key: str, *, mine: bool) -> object:
        source = get_queue(key, actor=clerk)
        assert source is not None
        return source.items(list(source.rows(asked(mine)).order_by(*source.order)[:51]), asked(mine))

    notes = StoryFilter(kinds=("notes",), since=TODAY - dt.timedelta(days=400))
    return {
        "case page": lambda number: get_case(found(number).pk, actor=clerk, today=TODAY),
        "story": lambda number: story_page(found(number), actor=clerk, limit=50).lines,
        "story, narrowed": lambda number: story_page(found(number), actor=clerk, limit=50, where=notes),
        "all queues counted, mine": lambda _: counted(queues(clerk), asked(True)),
        "all queues counted, all": lambda _: counted(queues(clerk), asked(False)),
        "overdue cases, a page": lambda _: page("cases_overdue", mine=False),
        "letters drafted, a page": lambda _: page("letters_drafted", mine=False),
        "workload of everybody": lambda _: caseload(clerk, today=TODAY),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the times as JSON; fail when something does not hold what it should."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--events", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=100)
    options = parser.parse_args(arguments)
    with search.throw_away_municipality() as municipality:
        with scope.enter(municipality, statement_timeout="10min"):
            programme, staff = fill(options.cases, options.events)
        settle(municipality)
        with scope.enter(municipality):
            clerk = _clerk(staff[0], programme)
            numbers = list(Case.objects.order_by("id").values_list("number", flat=True)[:: max(options.cases // 50, 1)])
            asked = asked_of(clerk)
            told: Any = asked["story"](numbers[0])
            assert len(told) >= min(50, options.events + 1)
            assert sum(load.open for load in caseload(clerk, today=TODAY)) == options.cases
            baseline = search.p95(lambda text: Case.objects.get(number=text), numbers, rounds=options.rounds)
            results = [
                {
                    "name": f"casework: {name} among {options.cases:,} cases of {options.events} events, p95 (ms)",
                    "ours": round(ours, 2), "baseline": round(baseline, 2), "ratio": round(ours / baseline, 2),
                }
                for name, work in asked.items()
                if (ours := search.p95(work, numbers, rounds=options.rounds))
            ]  # fmt: skip
    print(json.dumps({"results": results}, indent=2))


if __name__ == "__main__":
    main()
