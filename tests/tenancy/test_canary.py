"""The canary crawl: what stands in one municipality is looked for everywhere else, and must not be found.

The oracle itself is product code (omuz.isolation), which operators run as `./omuz audit isolation`. Here it goes
through the two municipalities of the tests once; each test reads one claim off what was seen.
"""

import pytest
from django.core.cache import cache
from django.core.mail import EmailMessage
from rest_framework.response import Response

from api.v1.accounts.views.units import UnitListView
from api.v1.people.views.people import PersonView
from apps.accounts.enums import Role
from omuz.isolation.audience import SEEING, Visit, crawl_all, members, strangers
from omuz.isolation.crawling import Crawl, read_everything
from omuz.isolation.faults import break_a_view
from omuz.isolation.findings import Check
from omuz.isolation.planting import make_staff, plant
from omuz.isolation.planting.columns import free_columns
from omuz.isolation.routes import endpoints
from omuz.isolation.watching import cache_entries, watching
from omuz.isolation.words import Lookout, new_words
from omuz.kernel import clock
from tenants import scope
from tests.support.database import empty_all

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.usefixtures("rows_kept")]

#: Columns that hold codes or days, so no free word: a new one is looked at before it joins.
CANNOT_HOLD_A_WORD = {
    "cases_case.number",
    "indicators_publishedfigure.percent",
    "people_missingreason.field",
    "people_missingreason.reason",
    "people_noticegiven.variant",
    "people_person.channel",
    "people_person.file_number",
    "people_personaddress.district",
    "people_personaddress.postal_code",
    "people_personaddress.province",
    "people_personidentity.country",
    "people_quickcontact.channel",
    "petitions_petition.number",
    "privacy_privacynotice.language",
}
#: Where an own member of staff must find the words: a crawl that sees less has gone blind.
SEEN = {
    "appointment-choices/", "appointments/", "appointments/<uuid:appointment_id>/",
    "appointments/<uuid:appointment_id>/calendar.ics", "audit/", "booking-desk/", "booking/", "calendars/",
    "calendars/<uuid:calendar_id>/", "capability-grants/", "capability-grants/<uuid:grant_id>/", "cases/",
    "cases/<uuid:case_id>/", "cases/<uuid:case_id>/application/", "cases/<uuid:case_id>/coaching/",
    "cases/<uuid:case_id>/deadline/", "cases/<uuid:case_id>/decisions/", "cases/<uuid:case_id>/documents/",
    "cases/<uuid:case_id>/drafts/<slug:form>/", "cases/<uuid:case_id>/employment/",
    "cases/<uuid:case_id>/forms/<slug:form>/", "cases/<uuid:case_id>/outcomes/", "cases/<uuid:case_id>/retention/",
    "cases/<uuid:case_id>/story/", "cases/<uuid:case_id>/submissions/",
    "cases/<uuid:case_id>/submissions/<uuid:submission_id>/", "cases/<uuid:case_id>/timeline/",
    "cases/<uuid:case_id>/undertakings/", "cases/<uuid:case_id>/undertakings/<uuid:undertaking_id>/print/",
    "cases/choices/", "cases/offers/", "closed-days/", "contacts/", "contacts/<uuid:contact_id>/", "deadline-pauses/",
    "deadline-pauses/choices/", "decisions/", "decisions/<uuid:decision_id>/", "employer-services/",
    "employer-services/<uuid:service_id>/", "households/", "households/<uuid:household_id>/", "imports/",
    "imports/<uuid:job_id>/", "imports/<uuid:job_id>/bad-rows/", "imports/<uuid:job_id>/sample/", "imports/mappings/",
    "invitations/<str:key>/", "letter-batches/", "letter-batches/<uuid:batch_id>/",
    "letter-batches/<uuid:batch_id>/pdf/", "letters/", "letters/<uuid:letter_id>/", "letters/<uuid:letter_id>/pdf/",
    "letters/texts/", "me/", "notices/", "people/", "people/<uuid:person_id>/", "people/<uuid:person_id>/access-log/",
    "people/<uuid:person_id>/addresses/", "people/<uuid:person_id>/documents/", "people/<uuid:person_id>/facts/",
    "people/<uuid:person_id>/history/", "people/<uuid:person_id>/history/<uuid:event_id>/",
    "people/<uuid:person_id>/household/", "people/<uuid:person_id>/named-staff/", "people/<uuid:person_id>/notices/",
    "people/<uuid:person_id>/reports/", "people/<uuid:person_id>/representatives/",
    "people/<uuid:person_id>/safe-contact/", "people/<uuid:person_id>/sensitive/",
    "people/documents/<uuid:document_id>/content/", "people/exports/", "people/exports/<uuid:request_id>/",
    "people/exports/<uuid:request_id>/file/", "people/search/", "people/views/", "petitions/",
    "petitions/<uuid:petition_id>/", "petitions/<uuid:petition_id>/assignment/", "petitions/choices/",
    "plans/<uuid:plan_id>/", "privacy/bases/", "programme-versions/<uuid:version_id>/",
    "programme-versions/<uuid:version_id>/corrections/", "programme-versions/<uuid:version_id>/forms/<slug:key>/",
    "programme-versions/<uuid:version_id>/forms/<slug:key>/print/",
    "programme-versions/<uuid:version_id>/prints/standards.pdf",
    "programme-versions/<uuid:version_id>/prints/workflow.pdf", "programmes/", "programmes/<uuid:programme_id>/",
    "programmes/<uuid:programme_id>/articles/", "programmes/<uuid:programme_id>/capabilities/",
    "programmes/<uuid:programme_id>/versions/", "providers/", "providers/<uuid:provider_id>/", "slots/", "staff/",
    "staff/<uuid:user_id>/", "staff/assignments/", "staff/invitations/", "units/", "urgent-notices/",
    "urgent-notices/<uuid:notice_id>/", "visits/", "visits/<uuid:visit_id>/", "work/<slug:queue>/", "work/caseload/",
}  # fmt: skip
SEALED_SEEN = {
    "appointments/", "appointments/<uuid:appointment_id>/", "cases/<uuid:case_id>/decisions/",
    "cases/<uuid:case_id>/documents/", "cases/<uuid:case_id>/documents/<uuid:document_id>/content/",
    "cases/<uuid:case_id>/documents/<uuid:document_id>/text/", "cases/<uuid:case_id>/drafts/<slug:form>/",
    "cases/<uuid:case_id>/forms/<slug:form>/", "cases/<uuid:case_id>/outcomes/", "cases/<uuid:case_id>/story/",
    "cases/<uuid:case_id>/submissions/<uuid:submission_id>/special/", "cases/<uuid:case_id>/timeline/",
    "cases/<uuid:case_id>/undertakings/", "cases/<uuid:case_id>/undertakings/<uuid:undertaking_id>/scan/",
    "contacts/<uuid:contact_id>/", "decisions/<uuid:decision_id>/", "employer-services/<uuid:service_id>/",
    "imports/<uuid:job_id>/bad-rows/", "imports/<uuid:job_id>/rows/", "imports/<uuid:job_id>/sample/", "letters/",
    "letters/<uuid:letter_id>/", "letters/<uuid:letter_id>/files/<uuid:file_id>/", "letters/<uuid:letter_id>/pdf/",
    "people/<uuid:person_id>/documents/", "people/<uuid:person_id>/reports/", "people/<uuid:person_id>/safe-contact/",
    "people/<uuid:person_id>/sensitive/", "people/documents/<uuid:document_id>/content/",
    "petitions/<uuid:petition_id>/", "petitions/<uuid:petition_id>/scan/",
    "plans/<uuid:plan_id>/print/", "urgent-notices/<uuid:notice_id>/",
}  # fmt: skip
#: Addresses with a key that no member of staff of a planted room opens, and why.
NEVER_OPENED = {
    "capability-grants/<uuid:grant_id>/act/": "no act was uploaded with the grant",
    "cases/<uuid:case_id>/application/exception/": "the planted applications stand on an appointment",
    "cases/<uuid:case_id>/decisions/form/": "the cases have open decisions",
    "fleet/jobs/<uuid:job_id>/": "the platform's own",
    "fleet/municipalities/<uuid:municipality_id>/": "the platform's own",
    "people/<uuid:person_id>/merge/": "asks for a second person",
    "programmes/<uuid:programme_id>/upgrade/": "the programme comes from no pack",
}


class Country:
    """Two planted municipalities, what was caught while they were filled and crawled, and by whom."""

    def __init__(self, municipalities, caught):
        self.caught = caught
        self.kayseri = plant(municipalities["kayseri"], now=clock.now())
        self.izmir = plant(municipalities["izmir"], now=clock.now())
        self.rooms = {m.key: m.slug for m in municipalities.values()}
        with scope.enter(None):
            self.platform = make_staff(new_words("public"))
        self.lookout = Lookout([self.kayseri.words, self.izmir.words])
        self.planting = caught.take()

    def crawl(self):
        return Crawl(self.lookout, self.caught, Check("answers", ""), Check("traces", ""))


@pytest.fixture(scope="module")
def country(municipalities, django_db_blocker):
    with django_db_blocker.unblock():
        cache.clear()
        try:
            with watching() as caught:
                yield Country(municipalities, caught)
        finally:
            empty_all()


def test_every_table_holds_a_row_and_every_free_column_a_word(country):
    for room in (country.kayseri, country.izmir):
        assert room.empty == {}
        columns = {f"{model._meta.db_table}.{field.column}" for model, field in free_columns()}
        assert columns - room.filled == CANNOT_HOLD_A_WORD


def test_filling_a_municipality_says_nothing_special_to_logs_mail_and_queue(country):
    assert country.planting.mail
    assert country.planting.queue
    for channel, texts in country.planting.channels():
        for text in texts:
            seen = country.lookout.see(text)
            assert channel == "mail" or not seen, f"{channel}: {text[:300]}"
            assert not [one for one in seen if one.kind == "special"], f"{channel}: {text[:300]}"


def test_the_words_are_found_where_they_belong(country):
    """The crawl can fail: in its own municipality it finds the words, opened files and sealed values included."""
    crawl = country.crawl()
    crawl_all(crawl, members(country.kayseri, about=[country.kayseri], roles=SEEING))
    assert not crawl.answers.findings
    assert SEEN - crawl.own_seen == set()
    assert SEALED_SEEN - crawl.own_special == set()
    assert not crawl.faults
    with_key = {one.pattern for one in endpoints() if one.method == "GET" and "<uuid:" in one.pattern}
    assert with_key - crawl.opened == set(NEVER_OPENED)


def test_every_key_of_an_address_is_one_of_a_row_of_its_kind(country):
    """An address whose parameter is named like no table would be asked with keys of every table, and open with none."""
    lacking = {
        f"{endpoint.pattern}: {name}"
        for endpoint in endpoints()
        for kind, name in endpoint.parameters
        if kind == "uuid" and not country.kayseri.named(name, endpoint.pattern)
    }
    assert lacking == set()


# As many requests as addresses times readers: on a busy machine the usual five minutes are not enough.
@pytest.mark.timeout(900)
def test_nothing_of_kayseri_is_found_anywhere_else_by_anybody(country):
    crawl = country.crawl()
    crawl_all(crawl, strangers(country.kayseri, country.izmir, country.platform))
    crawl.look_into_cache(country.rooms)
    assert crawl.answers.looked_at > 1000
    assert crawl.traces.looked_at > 100
    assert not crawl.answers.findings, "\n".join(crawl.answers.findings)
    assert not crawl.traces.findings, "\n".join(crawl.traces.findings)
    assert not crawl.faults, "\n".join(crawl.faults)


def test_nothing_of_izmir_is_found_in_kayseri_by_those_who_read_most(country):
    crawl = country.crawl()
    crawl_all(crawl, members(country.kayseri, about=[country.izmir], roles=(Role.UNIT_MANAGER, Role.INTAKE_CLERK)))
    assert not crawl.answers.findings, "\n".join(crawl.answers.findings)
    assert not crawl.traces.findings, "\n".join(crawl.traces.findings)


def test_a_broken_view_names_nobody_in_answer_log_and_error_report(country):
    check = Check("faults", "")
    visit = next(members(country.kayseri, about=[], roles=(Role.UNIT_MANAGER,)))
    with watching(reports=True) as caught:
        break_a_view(visit.visitor, country.kayseri, country.lookout, caught, check)
    assert check.looked_at >= 3
    assert not check.findings, check.findings


@pytest.mark.parametrize("channel", ["answer", "log", "mail", "cache"])
def test_the_oracle_sees_a_leak_when_there_is_one(country, channel, monkeypatch):
    """Each way out is opened on purpose, for one address, and reported with its place."""
    word = country.kayseri.words.plain
    read = UnitListView.get

    def leak(view, request):
        answer = read(view, request)
        if channel == "answer":
            answer["X-Note"] = word
        elif channel == "log":
            import logging

            logging.getLogger("omuz.kernel").info("read %s", word)
        elif channel == "mail":
            EmailMessage(subject="Liste", body=word, to=["a@example.org"]).send()
        else:
            cache.set("units", [word])
        return answer

    monkeypatch.setattr(UnitListView, "get", leak)
    crawl = country.crawl()
    visit = next(members(country.izmir, about=[country.kayseri], roles=(Role.UNIT_MANAGER,)))
    only = [endpoint for endpoint in endpoints() if endpoint.pattern == "units/"]
    monkeypatch.setattr("omuz.isolation.crawling.endpoints", lambda: only)
    read_everything(crawl, Visit(visit.visitor, visit.about).visitor, visit.about)
    crawl.look_into_cache(country.rooms)
    cache.clear()
    found = crawl.answers.findings + crawl.traces.findings
    assert len(found) == 1, found
    assert list(cache_entries()) == []


def test_a_door_that_opens_by_mistake_is_asked_with_every_key(country, monkeypatch):
    """Doors that stay shut are asked with one key; one that opens by mistake shows what lies behind the others too."""
    first, last = country.kayseri.keys_for("person_id", "people/")
    visit = next(one for one in strangers(country.kayseri, country.izmir, {}) if one.visitor.session is None)
    only = [one for one in endpoints() if one.name == "GET people/<uuid:person_id>/"]
    monkeypatch.setattr("omuz.isolation.crawling.endpoints", lambda: only)
    shut = country.crawl()
    read_everything(shut, visit.visitor, visit.about)

    def leak(_view, _request, person_id):
        return Response({"name": country.kayseri.words.plain if person_id == last else str(first)})

    monkeypatch.setattr("api.permissions.HasRequiredRight.has_permission", lambda *_: True)
    monkeypatch.setattr(PersonView, "get", leak)
    opened = country.crawl()
    read_everything(opened, visit.visitor, visit.about)
    assert not shut.answers.findings
    assert any("shows plain of kayseri" in place for place in opened.answers.findings), opened.answers.findings
    assert opened.answers.looked_at == shut.answers.looked_at + 1
