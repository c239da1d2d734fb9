"""Opening a letter that tells of a disability or an illness stands in the access log; an invitation does not."""

import datetime as dt

import pytest

from api.v1.privacy.serializers import DATA_LABELS
from apps.cases.operations import reading
from apps.coaching.operations import visits
from apps.letters.operations.reading import FIELD, log_letter_reading
from apps.letters.rules.special import tells_special
from apps.people.operations import medical
from apps.privacy.models import AccessLogEntry
from apps.programmes.definition.flow import LetterUse
from tenants import scope
from tests.cases.support import kitchen, opened
from tests.letters.support import drafted
from tests.support.staff import NOW, make_actor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("use", "words", "tells"),
    [
        ("missing_documents", "Eksik belgeler: ENGELLİLİK SAĞLIK KURULU RAPORU", True),
        ("receipt", "Engelli Çalışmaları Şube Müdürlüğü", True),
        ("missing_documents", "Eksik belgeler: kimlik", False),
        ("appointment", "Randevunuz 24.11.2026 günü saat 10.00'dadır.", False),
        ("suspension", "Üç görüşmeye gelinmedi.", True),
        ("petition_answer", "Talebiniz kabul edildi.", True),
        ("", "Bayramınızı kutlarız.", True),
    ],
)
def test_free_words_and_words_of_health_are_special(use, words, tells):
    assert tells_special(use, words) is tells


def test_an_opening_is_logged_once_with_its_purpose(kayseri):
    case, reader = opened(kitchen()), make_actor("unit_manager")
    letter = drafted(case)
    for minutes in (0, 2):
        log_letter_reading(letter, actor=reader, now=NOW + dt.timedelta(minutes=minutes))
    (entry,) = AccessLogEntry.objects.filter(person_id=case.person_id, fields=[FIELD])
    assert (entry.actor_id, entry.purpose, entry.programme_id) == (reader.id, "service_planning", case.programme_id)
    log_letter_reading(letter, actor=reader, now=NOW + dt.timedelta(hours=1))
    log_letter_reading(letter, actor=make_actor("auditor"), now=NOW)
    assert AccessLogEntry.objects.filter(fields=[FIELD]).count() == 3


def test_a_letter_that_tells_nothing_is_opened_without_an_entry(kayseri):
    letter = drafted(opened(kitchen()), use=LetterUse.MISSING_DOCUMENTS, values={"eksikler": "- Kimlik"})
    log_letter_reading(letter, actor=make_actor("unit_manager"), now=NOW)
    assert not AccessLogEntry.objects.filter(fields=[FIELD]).exists()


def test_page_picture_and_pdf_over_http_are_one_opening(api, municipalities):

    clerk = api(role="intake_clerk")
    with scope.enter(municipalities["kayseri"]):
        letter = drafted(opened(kitchen()))
    for part in ("", "preview/", "pdf/"):
        assert clerk.get(f"/api/v1/letters/{letter.pk}/{part}").status_code == 200
    with scope.enter(municipalities["kayseri"]):
        assert AccessLogEntry.objects.filter(person_id=letter.person_id, fields=[FIELD]).count() == 1


def test_every_kind_that_is_logged_has_words(kayseri):
    kinds = {FIELD, reading.READ_AS, visits.READ_AS, medical.READING}
    assert {*kinds, "document", "support_plan", "observed_employment", "urgent_notice"} <= set(DATA_LABELS)
