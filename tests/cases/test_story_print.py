"""The story on paper: for staff, and in easy words for the person, who reads nothing of staff's own business."""

import datetime as dt
import io

import pytest
from pypdf import PdfReader

from apps.cases.operations import story_print
from apps.cases.operations.forms import submit_form
from apps.cases.operations.lifecycle import write_note
from apps.cases.operations.outcomes import Proposed, give_outcomes
from apps.cases.operations.story_print import Audience, print_story
from apps.cases.queries.story import StoryFilter
from apps.people.models import Person
from omuz.kernel.errors import NotFound
from omuz.kernel.models.audit import AuditEvent
from tenants import scope
from tests.articles.test_art_10_outcomes import LETTERS
from tests.cases.support import kitchen, opened
from tests.cases.test_made_up_programme import WISH
from tests.support.staff import NOW, TODAY, make_actor

pytestmark = pytest.mark.django_db
SECRET = "Komşusu ihbar etti"


@pytest.fixture
def clerk(kayseri):
    return make_actor("intake_clerk")


@pytest.fixture
def case(clerk):
    case = opened(kitchen(**LETTERS), actor=clerk)
    submit_form(case.pk, "istek", WISH, actor=clerk, now=NOW)
    write_note(case.pk, SECRET, actor=clerk, now=NOW)
    give_outcomes(case.pk, [Proposed("yemek", TODAY, "Evde ocak yok.")], actor=clerk, now=NOW)
    return case


@pytest.fixture
def set_values(monkeypatch):
    """What is handed to the page: typst's own bytes are compressed."""
    seen = []

    def typeset(template, values, *, printed_on):
        seen.append(values)
        return real(template, values, printed_on=printed_on)

    real = story_print.typeset
    monkeypatch.setattr(story_print, "typeset", typeset)
    return seen


def test_staff_get_who_did_what_when_why_and_under_which_version(case, clerk, set_values):
    made = print_story(case.pk, audience=Audience.STAFF, actor=clerk, now=NOW)
    assert made.name == f"{case.number}-gecmis.pdf"
    assert made.content.startswith(b"%PDF")
    assert b"/StructTreeRoot" in made.content
    [values] = set_values
    titles = [one["title"] for one in values["entries"]]
    assert titles[0] == "Dosya açıldı."
    assert "Değerlendirme sonucu verildi (a): Yemek verilir." in titles
    note = next(one for one in values["entries"] if one["title"] == "Not yazıldı.")
    assert (note["text"], note["who"], note["version"]) == (SECRET, clerk.label, "1")
    form = next(one for one in values["entries"] if "formu dolduruldu" in one["title"])
    assert form["closed"]
    assert AuditEvent.objects.filter(action="case.story_printed", subject_id=case.pk).count() == 1


def test_the_person_gets_easy_words_and_nothing_of_staffs_own(case, clerk, set_values):
    made = print_story(case.pk, audience=Audience.PERSON, actor=clerk, now=NOW)
    assert b"/StructTreeRoot" in made.content
    [values] = set_values
    assert [one["title"] for one in values["entries"]] == [
        "Dosyanız açıldı.", "Form dolduruldu: İstek formu.", "Değerlendirme sonucunuz: Yemek verilir.",
    ]  # fmt: skip
    said = str(values)
    # No note, no reason, no name of staff, no allergy that the form holds.
    for secret in (SECRET, "Evde ocak yok", clerk.label, "gluten", "Gluten"):
        assert secret not in said
    assert "Bulunduğumuz aşama: İstek alındı." in values["now"]


def test_a_day_is_said_once_and_a_suspension_in_easy_words(case, clerk, set_values, monkeypatch):
    monkeypatch.setattr(story_print, "behind", lambda *_: {case.stage})
    made = print_story(case.pk, audience=Audience.PERSON, actor=clerk, now=NOW)
    [values] = set_values
    assert values["now"].split("\n")[:2] == ["Dosyanız açık.", "Hizmetiniz bir süre için durdu."]
    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made.content)).pages)
    days = {one["day"] for one in values["entries"]}
    # Once over what happened on it, once at the foot of the page where it is today.
    assert all(words.count(day) == 1 + (day == values["footer"]) for day in days)


def test_a_protected_persons_paper_names_no_programme_and_no_unit(case, clerk, set_values):
    Person.objects.filter(pk=case.person_id).update(is_confidential=True)
    manager = make_actor("unit_manager")
    print_story(case.pk, audience=Audience.PERSON, actor=manager, now=NOW)
    said = str(set_values[-1])
    for name in (case.programme.name, case.unit.name, "İstek formu", "Yemek verilir", "İstek alındı"):
        assert name not in said


def test_it_is_printed_for_a_span_of_days_and_only_within_reach(case, clerk, set_values):
    before = StoryFilter(until=TODAY - dt.timedelta(days=1))
    print_story(case.pk, audience=Audience.STAFF, actor=clerk, now=NOW, where=before)
    assert set_values[-1]["entries"] == []
    with pytest.raises(NotFound):
        print_story(case.pk, audience=Audience.STAFF, actor=make_actor("trainer"), now=NOW)


def test_a_very_long_story_says_that_there_is_more(case, clerk, set_values, monkeypatch):
    monkeypatch.setattr(story_print, "MOST_PRINTED", 2)
    print_story(case.pk, audience=Audience.STAFF, actor=clerk, now=NOW)
    assert len(set_values[-1]["entries"]) == 2
    assert "Yalnızca son 2 kayıt" in set_values[-1]["more"]


def test_the_api_hands_it_out_as_a_file(municipalities, api):
    client = api(role="intake_clerk")
    with scope.enter(municipalities["kayseri"]):
        case = opened(kitchen(), actor=make_actor("intake_clerk"))
    for audience, ending in (("person", "ozet"), ("staff", "gecmis")):
        answer = client.get(f"/api/v1/cases/{case.pk}/story/", {"audience": audience})
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert f"{case.number}-{ending}.pdf" in answer["Content-Disposition"]
        assert answer["Cache-Control"] == "private, no-store"
    assert api(role="trainer").get(f"/api/v1/cases/{case.pk}/story/").status_code in {403, 404}
