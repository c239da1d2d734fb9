"""İzmir Art. 15 and 5-ğ, 5-h, 5-e, as readings 5 reads them: asked for, about whom they employ, in four topics."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from apps.employers.enums import AdviceTopic, RequestChannel
from apps.employers.models import EmployerService
from apps.employers.operations.services import edit_service, record_service
from apps.employers.rules.service import employer_asked
from apps.programmes.operations.guarding import GuardRefusedError
from apps.programmes.registry import evidence_for
from omuz.kernel.errors import Invalid, NotFound
from tests.articles.support import BEDESTEM, programme
from tests.coaching.support import neighbours
from tests.employers.support import a_service, adviser_of
from tests.support.staff import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def izmir_programme(kayseri):
    return programme().programme


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"channel": ""}, "request_missing"),
        ({"requested_on": None}, "request_undated"),
        ({"requested_on": TODAY, "given_on": TODAY - dt.timedelta(days=1)}, "request_after_service"),
        ({"subject": ""}, "subject_missing"),
        ({"topics": ()}, "topic_missing"),
        ({"topics": ("recruitment",)}, "topic_not_listed"),
        ({"topics": ("job_analysis", "candidate_search")}, "topic_not_listed"),
    ],
)
def test_art_15_advice_stands_on_a_request_a_subject_and_one_of_the_four_topics(izmir_programme, parts, code):
    with pytest.raises(GuardRefusedError) as refused:
        record_service(izmir_programme.pk, a_service(**parts), actor=adviser_of(), now=NOW)
    assert (refused.value.guard, refused.value.code) == ("employer_request", code)
    assert refused.value.article.endswith("m. 15")
    assert not EmployerService.objects.exists()


@pytest.mark.parametrize("channel", RequestChannel.values)
@pytest.mark.parametrize("topic", AdviceTopic.values)
def test_art_15_any_recorded_channel_does_in_each_of_the_four_topics(channel, topic):
    assert employer_asked(a_service(channel=channel, topics=(topic,))).allowed


def test_art_15_5_h_needs_a_request_and_neither_subject_nor_topic(izmir_programme):
    project = {"kind": "iskur_project", "activity": "iskur_project", "subject": "", "topics": ()}
    assert record_service(izmir_programme.pk, a_service(**project), actor=adviser_of(), now=NOW).pk
    with pytest.raises(GuardRefusedError) as refused:
        record_service(izmir_programme.pk, a_service(**project, channel=""), actor=adviser_of(), now=NOW)
    assert refused.value.code == "request_missing"


def test_art_15_5_e_awareness_needs_no_request(izmir_programme):
    awareness = {"kind": "awareness", "activity": "employer_awareness", "channel": "", "requested_on": None,
                 "subject": "", "topics": (), "participants": 40}  # fmt: skip
    assert record_service(izmir_programme.pk, a_service(**awareness), actor=adviser_of(), now=NOW).participants == 40


def test_art_15_the_database_holds_the_request_whatever_the_code_above_does(izmir_programme):
    row = record_service(izmir_programme.pk, a_service(), actor=adviser_of(), now=NOW)
    for parts in ({"channel": ""}, {"requested_on": None}, {"subject": ""}, {"kind": "recruitment"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            EmployerService.objects.filter(pk=row.pk).update(**parts)


def test_art_15_nothing_links_an_employers_need_to_a_candidate():
    """Structurally apart: no key of a person or case in these tables, and none of theirs points here."""
    own = apps.get_app_config("employers").get_models()
    reached = {f.related_model._meta.label for m in own for f in m._meta.get_fields() if f.related_model}
    names = {f.name for m in own for f in m._meta.get_fields()}
    assert reached == {"programmes.Programme", "programmes.ProgrammeVersion", "accounts.OrgUnit",
                       "directory.ServiceProvider", "accounts.User"}  # fmt: skip
    assert not {name for name in names if "person" in name or "case" in name or "candidate" in name}
    pointing = [
        f"{m._meta.label}.{f.name}"
        for m in apps.get_models()
        for f in m._meta.get_fields()
        if f.is_relation and not f.auto_created and f.related_model in list(own)
    ]
    assert pointing == []


def test_art_15_an_existing_employee_is_named_with_their_consent_only_and_sealed(izmir_programme):
    named = {"subject": "existing_employee", "employee": "Ayşe Deneme"}
    with pytest.raises(Invalid) as wrong:
        record_service(izmir_programme.pk, a_service(**named), actor=adviser_of(), now=NOW)
    assert [row.code for row in wrong.value.problems] == ["consent_missing"]
    row = record_service(izmir_programme.pk, a_service(**named, employee_consent_on=TODAY), actor=adviser_of(), now=NOW)
    assert "Ayşe".encode() not in bytes(row.sealed_employee) + bytes(row.sealed)
    with pytest.raises(IntegrityError), transaction.atomic():
        EmployerService.objects.filter(pk=row.pk).update(employee_consent_on=None)


def test_art_15_an_edit_is_held_to_the_article_like_a_new_one_and_keeps_the_name_unseen(izmir_programme):
    adviser = adviser_of()
    named = {"subject": "existing_employee", "employee": "Ayşe Deneme", "employee_consent_on": TODAY}
    row = record_service(izmir_programme.pk, a_service(**named), actor=adviser, now=NOW)
    with pytest.raises(GuardRefusedError):
        edit_service(row.pk, a_service(channel=""), actor=adviser, version=1, now=NOW)
    kept = edit_service(row.pk, a_service(subject="existing_employee", minutes=30), actor=adviser, version=1, now=NOW,
                        keeps_employee=True)  # fmt: skip
    assert (kept.minutes, bool(kept.sealed_employee), kept.employee_consent_on) == (30, True, TODAY)


def test_art_15_the_evidence_counts_advice_with_its_request(izmir_programme):
    record_service(izmir_programme.pk, a_service(), actor=adviser_of(), now=NOW)
    assert [row.count for row in evidence_for("employer_request", izmir_programme.pk)] == [1]


def test_art_15_a_programme_without_the_article_is_not_bound(kayseri):
    other = neighbours().programme
    free = a_service(activity="", channel="", requested_on=None, subject="", topics=())
    row = record_service(other.pk, free, actor=adviser_of(), now=NOW)
    assert row.needs_request is False


def test_art_15_a_programme_that_advises_no_employers_has_no_such_address(kayseri):
    with pytest.raises(NotFound):
        record_service(programme(BEDESTEM).programme.pk, a_service(), actor=adviser_of(), now=NOW)
