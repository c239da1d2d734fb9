"""A case as one story: composed of every source, paged without loss, nothing beyond the reader's right."""

import datetime as dt
import random
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.appointments.operations.correcting import correct_attendance
from apps.cases import timeline as registry
from apps.cases.models import Case
from apps.cases.operations.forms import submit_form
from apps.cases.operations.lifecycle import assign, write_note
from apps.cases.queries.cases import find_case
from apps.cases.queries.story import StoryFilter, story_page
from apps.cases.queries.story_below import appointments
from apps.cases.timeline import StoryCase, TimelineEntry, TimelineSource, Wanted, entry_id, register_timeline
from omuz.kernel.errors import NotFound
from tenants import scope
from tests.cases.intake_support import candidate_case, izmir_version, met
from tests.cases.support import kitchen, opened
from tests.cases.test_made_up_programme import VISIT, WISH
from tests.support.staff import NOW, TODAY, make_actor

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def _made(moments: list[int], name: str) -> list[TimelineEntry]:
    # Many at one moment: only the key tells them apart then.
    return [TimelineEntry(at=START + dt.timedelta(minutes=m), id=uuid.uuid4(), kind=name, title=name) for m in moments]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 6), max_size=25), min_size=1, max_size=4),
    st.integers(1, 9),
    st.integers(0, 6),
)
def test_paging_across_sources_loses_and_repeats_nothing(parts, limit, since):
    entries = [_made(moments, str(place)) for place, moments in enumerate(parts)]
    earliest = START + dt.timedelta(minutes=since)
    expected = sorted((one for part in entries for one in part if one.at >= earliest), key=lambda one: one.place)
    seen: list[TimelineEntry] = []
    before = None
    for _ in range(200):
        wanted = Wanted(limit + 1, before, earliest)
        page = [one for part in entries for one in wanted.of(random.sample(part, len(part)))]
        page.sort(key=lambda one: one.place, reverse=True)
        seen += page[:limit]
        if len(page) <= limit:
            break
        before = page[limit - 1].place
    assert seen == expected[::-1]


def test_a_row_that_makes_several_entries_gives_each_its_own_place():
    row = uuid.uuid4()
    assert entry_id(row, "cancelled") != entry_id(row, "recorded") != row
    assert entry_id(row, "cancelled") == entry_id(row, "cancelled")


@pytest.mark.django_db
class TestStory:
    @pytest.fixture
    def clerk(self, kayseri):
        return make_actor("intake_clerk")

    @pytest.fixture
    def case(self, clerk):
        return opened(kitchen(), actor=clerk)

    def _all(self, case, actor, limit, **where):
        found, before = [], None
        while True:
            page = story_page(case, actor=actor, limit=limit, where=StoryFilter(**where), before=before)
            found += page.lines
            if page.next_place is None:
                return found
            before = page.next_place

    def _worked_on(self, case, clerk):
        for turn in range(12):
            # Half of them at one moment, as a busy transaction leaves them.
            write_note(case.pk, f"Not {turn}", actor=clerk, now=NOW + dt.timedelta(minutes=turn // 6))
        submit_form(case.pk, "istek", WISH, actor=clerk, now=NOW + dt.timedelta(hours=1))
        submit_form(case.pk, "ziyaret", VISIT, actor=clerk, now=NOW + dt.timedelta(hours=2))
        case.refresh_from_db()
        assign(case.pk, clerk.id, actor=clerk, version=case.version, now=NOW + dt.timedelta(hours=3))

    @pytest.mark.parametrize("limit", [1, 2, 5, 50])
    def test_pages_in_the_database_hold_every_entry_once(self, case, clerk, limit):
        self._worked_on(case, clerk)
        lines = self._all(case, clerk, limit)
        assert len(lines) == len({one.entry.id for one in lines}) == 16
        places = [one.entry.place for one in lines]
        assert places == sorted(places, reverse=True)
        assert lines[-1].entry.title == "Dosya açıldı."
        assert lines[0].entry.title.startswith("Dosyanın sorumlusu değişti: ")

    def test_it_says_who_did_what_when_why_and_under_which_version(self, case, clerk):
        self._worked_on(case, clerk)
        page = story_page(case, actor=clerk, limit=50)
        form = next(one.entry for one in page.lines if one.source.key == "forms")
        assert form.title == "“Ziyaret notu” formu dolduruldu."
        assert (form.version_number, form.is_closed) == (1, True)
        assert form.link.startswith(f"/dosyalar/{case.pk}/kayitlar/")
        assert page.names[form.by_id] == clerk.label
        note = next(one.entry for one in page.lines if one.source.key == "notes")
        assert (note.text, note.plain) == ("Not 11", "")

    def test_it_is_narrowed_by_part_and_days(self, case, clerk):
        self._worked_on(case, clerk)
        assert {one.source.key for one in self._all(case, clerk, 3, kinds=["notes"])} == {"notes"}
        yesterday = TODAY - dt.timedelta(days=1)
        assert self._all(case, clerk, 3, until=yesterday) == []
        assert self._all(case, clerk, 3, since=TODAY + dt.timedelta(days=1)) == []
        assert len(self._all(case, clerk, 3, since=TODAY, until=TODAY)) == 16

    def test_its_statements_do_not_grow_with_it(self, case, clerk):
        with CaptureQueriesContext(
            connection,
        ) as few:
            story_page(case, actor=clerk, limit=50)
        self._worked_on(case, clerk)
        with CaptureQueriesContext(connection) as many:
            story_page(case, actor=clerk, limit=50)
        # Definitions and names are read once there is something to name.
        assert len(many) <= len(few) + 3
        assert len(many) <= 24

    def test_a_source_is_asked_only_for_whom_it_is_open(self, case, clerk, monkeypatch):
        asked = []

        def rows(case: StoryCase, /, *, actor, wanted):
            asked.append(actor.id)
            return []

        monkeypatch.setattr(registry, "_sources", dict(registry._sources))
        register_timeline(TimelineSource("secret", "Gizli", rows, rights=("decisions.take",)))
        story_page(case, actor=clerk, limit=5)
        assert asked == []
        manager = make_actor("unit_manager")
        story_page(case, actor=manager, limit=5)
        assert asked == [manager.id]
        with pytest.raises(ValueError, match="registered twice"):
            register_timeline(TimelineSource("secret", "Başka", rows))

    def test_whoever_does_not_find_the_case_reads_no_story(self, case):
        with pytest.raises(NotFound):
            find_case(case.pk, actor=make_actor("trainer"))


@pytest.mark.django_db
def test_the_api_pages_and_names_its_parts(municipalities, api):
    client = api(role="intake_clerk")
    with scope.enter(municipalities["kayseri"]):
        clerk = make_actor("intake_clerk")
        case = opened(kitchen(), actor=clerk)
        for turn in range(60):
            write_note(case.pk, f"Not {turn}", actor=clerk, now=NOW + dt.timedelta(seconds=turn))
        assert Case.objects.count() == 1
    address = f"/api/v1/cases/{case.pk}/timeline/"
    first = client.get(address).json()
    assert [one["text"] for one in first["results"][:2]] == ["Not 59", "Not 58"]
    assert {"steps", "forms", "notes", "outcomes", "appointments", "letters"} <= {p["key"] for p in first["sources"]}
    rest = client.get(address, {"cursor": first["next"]}).json()
    assert (len(first["results"]), len(rest["results"]), rest["next"]) == (50, 11, None)
    assert rest["results"][-1]["title"] == "Dosya açıldı."
    assert client.get(address, {"cursor": "x"}).status_code == 400
    assert client.get(address, {"from": "dün"}).status_code == 400
    assert client.get(address, {"kinds": "notes", "to": "2026-01-01"}).json()["results"] == []


def test_a_correction_of_who_came_is_told_after_what_it_corrects(izmir):
    clerk = make_actor("intake_clerk")
    case = candidate_case(izmir_version(), clerk)
    meeting, later = met(case, clerk), NOW + dt.timedelta(days=3)
    correct_attendance(meeting.pk, presence="not_held", reason="Yanlış kişiye açılmış kayıt.", actor=clerk,
                       version=meeting.version, now=later)  # fmt: skip
    asked = StoryCase(id=case.pk, person_id=case.person_id, programme_id=case.programme_id, opened_at=NOW)
    rows = appointments(asked, actor=clerk, wanted=Wanted(limit=20))
    told = [(one.at, one.kind, one.title.split(":")[0]) for one in rows]
    assert sorted(told) == [
        (NOW, "attended", "Randevuya geldi"),
        (NOW, "booked", "Randevusuz geldi, görüşüldü."),
        (later, "cancelled", "Gelme bilgisi düzeltildi. Görüşme yapılmadı"),
    ]
