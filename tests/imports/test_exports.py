"""Lists leave with a reason and, where it matters, a second person; and they come back unchanged."""

import dataclasses
import datetime as dt

import pytest

from apps.accounts.rights import Right
from apps.documents.operations import FileGone
from apps.people.enums import ExportState
from apps.people.models import (
    ExportRequest,
    MedicalReport,
    MissingReason,
    Person,
    PersonAddress,
    PersonFact,
    PersonPhone,
    SafeContactPlan,
    SensitiveFact,
)
from apps.people.operations import exports, sensitive_token
from apps.people.operations.exports import PeopleExport
from apps.privacy.models import AccessLogEntry
from apps.programmes.models import Programme
from omuz.kernel.errors import Conflict, DomainError, NotAllowed, NotFound
from omuz.kernel.models import AuditEvent
from omuz.tabular.rows import as_text
from omuz.tabular.source import open_source
from tests.imports.conftest import GOOD, HEADINGS, csv, xlsx
from tests.support.staff import NOW

RICH = [
    "Dosya No", "Kimlik No", "Adı", "Soyadı", "Doğum Tarihi", "Cinsiyet", "Telefon", "İl", "İlçe", "Mahalle", "Adres",
    "Eğitim", "Çalışma Durumu", "Birincil Hedef Grup", "Diğer Hedef Gruplar", "Engel Grupları", "Engel Oranı",
    "Rapor Tarihi", "Rapor Bitiş Tarihi", "Kayıt Tarihi", "Kayıt Kanalı", "Notlar",
]  # fmt: skip
PEOPLE = [
    [
        "2015-00007", "01000000168", "Işık", "Çağlayan", "21.11.1980", "Kadın", "+900001234567; +900001234568",
        "Kayseri", "Talas", "", "=Sokak 1", "Lise", "İş arıyor (01.09.2014 - 15.03.2016); Çalışıyor (15.03.2016 - )",
        "Engelli birey", "Yoksul", "Görme; İşitme (? - 01.01.2016)", "45", "02.05.2014", "02.05.2019", "15.03.2015",
        "Ev ziyareti", "-not\nikinci satır",
    ],
    ["", "", "Ali", "Can", "1975", "Erkek", *[""] * 5, "İlkokul", "", "Yoksul", *[""] * 5, "01.02.2016", "Telefon", ""],
    ["", "99123456701", "Nur", "Ak", "03.1990", "", *[""] * 13, "01.02.2016", "", ""],
]  # fmt: skip


def everything():
    """What figures and pages are made of, without keys and moments."""
    names = dict(Person.objects.values_list("pk", "file_number"))
    people = list(
        Person.objects.order_by("file_number").values(
            "file_number", "given_names", "surname", "birth_date", "birth_precision", "sex", "email", "channel",
            "registered_on", "is_confidential", "notes", "programme__code",
        )
    )  # fmt: skip

    def of(model, *fields):
        rows = model.objects.values_list("person_id", *fields)
        return sorted((names[person], *map(str, rest)) for person, *rest in rows)

    return {
        "people": people,
        "facts": of(PersonFact, "kind", "code", "valid_from", "valid_to"),
        "special": of(SensitiveFact, "kind", "token", "rank", "valid_from", "valid_to", "programme__code"),
        "phones": of(PersonPhone, "number"),
        "addresses": of(PersonAddress, "province", "district", "line"),
        "reports": of(MedicalReport, "kind", "permanence", "issued_on", "expires_on"),
        "missing": of(MissingReason, "field", "reason"),
    }


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_whole_list_comes_back_with_the_same_people_and_facts(send, clerk, actor, form):
    from omuz.kernel.actors import system_actor

    first = send(csv(PEOPLE, RICH))
    assert first.counts == {"imported": 3}, first.problem_counts
    before = everything()
    assert (sensitive_token("disability_group", "visual"), "2015-03-15") in {
        (row[2], row[4]) for row in before["special"]
    }
    target = PeopleExport()
    operator = system_actor("test")
    content = exports.write_list(target, target.columns(["all"], on=NOW.date()), {}, form, actor=operator, now=NOW)
    Person.objects.all().delete()
    again = send(content)
    assert again.counts == {"imported": 3}, again.problem_counts
    assert everything() == before


def test_a_small_plain_list_needs_a_reason_but_no_second_person(send, clerk):
    send(xlsx([GOOD]))
    with pytest.raises(DomainError):
        ask(clerk, reason=" ")
    request = ask(clerk)
    assert (request.state, request.needs_approval) == (ExportState.APPROVED, False)
    exports.prepare_export(request.pk, actor=clerk, now=NOW)
    out = exports.download_export(request.pk, actor=clerk, now=NOW)
    (headings, row) = [[as_text(cell) for cell in row.values] for row in open_source(out.content).rows()]
    assert headings[:4] == ["Dosya No", "Adı", "Soyadı", "Doğum Tarihi"]
    assert row[1:4] == ["Işık", "Çağlayan", "21.11.1980"]
    assert "T.C. Kimlik No" not in headings
    actions = AuditEvent.objects.filter(action__startswith="export.").values_list("action", flat=True)
    assert set(actions) == {"export.requested", "export.prepared", "export.downloaded"}


def ask(who, **changes):
    values = {
        "list_key": "people", "reason": "Yıllık değerlendirme", "filters": {}, "columns": [], "file_format": "xlsx",
    }  # fmt: skip
    return exports.request_export(**{**values, **changes}, actor=who, now=NOW)


def test_special_columns_need_a_second_person_who_is_someone_else(send, actor):
    send(xlsx([GOOD]))
    manager, colleague = actor(role="unit_manager"), actor(role="kvkk_contact")
    request = ask(manager, columns=["file_number", "target_primary"])
    assert (request.state, request.includes_special) == (ExportState.PENDING_APPROVAL, True)
    assert exports.prepare_export(request.pk, actor=manager, now=NOW) is None
    with pytest.raises(NotAllowed, match="own_request"):
        exports.decide_export(request.pk, approve=True, reason="", actor=manager, now=NOW)
    exports.decide_export(request.pk, approve=True, reason="", actor=colleague, now=NOW)
    with pytest.raises(Conflict):
        exports.decide_export(request.pk, approve=False, reason="x", actor=colleague, now=NOW)
    ready = exports.prepare_export(request.pk, actor=manager, now=NOW)
    assert ready is not None
    log = AccessLogEntry.objects.get(purpose="export")
    assert log.fields == ["target_group"]
    out = exports.download_export(request.pk, actor=manager, now=NOW)
    assert "Yoksul" in as_text(list(open_source(out.content).rows())[1].values[1])
    with pytest.raises(NotFound):
        exports.download_export(request.pk, actor=colleague, now=NOW)


def test_a_refusal_says_why_and_nothing_is_written(send, actor):
    manager, colleague = actor(role="unit_manager"), actor(role="kvkk_contact")
    request = ask(manager, columns=["disability_groups"])
    with pytest.raises(DomainError):
        exports.decide_export(request.pk, approve=False, reason="", actor=colleague, now=NOW)
    exports.decide_export(request.pk, approve=False, reason="Amaç belirsiz", actor=colleague, now=NOW)
    assert exports.prepare_export(request.pk, actor=manager, now=NOW) is None


def test_more_than_a_hundred_people_need_a_second_person(send, clerk):
    send(
        xlsx(
            [
                [n, "", f"Ad {'abcdefghij'[n // 10]}{'abcdefghij'[n % 10]}", "", "", "", "", "", "", "", ""]
                for n in range(100)
            ]
        )
    )
    send(xlsx([GOOD]))
    assert ask(clerk).needs_approval
    assert not ask(clerk, filters={"sex": "female"}).needs_approval


def test_who_may_not_read_special_values_or_numbers_does_not_get_them(send, clerk, actor):
    with pytest.raises(NotAllowed):
        ask(clerk, columns=["target_primary"])
    with pytest.raises(NotAllowed):
        ask(clerk, filters={"target_group": "roma"})
    with pytest.raises(NotAllowed):
        ask(actor(role="trainer"))
    for wrong in (
        {"columns": ["password"]},
        {"filters": {"x": 1}},
        {"filters": {"age_from": "x"}},
        {"file_format": "exe"},
    ):
        with pytest.raises(DomainError):
            ask(clerk, **wrong)


def test_rights_lost_meanwhile_stop_the_writing_and_the_fetching(send, actor):
    send(xlsx([GOOD]))
    manager, colleague = actor(role="unit_manager"), actor(role="kvkk_contact")
    demoted = dataclasses.replace(manager, rights=manager.rights - {Right.PEOPLE_SPECIAL_READ}, grants=())
    first, second = (ask(manager, columns=["file_number", "target_primary"]) for _ in range(2))
    for request in (first, second):
        exports.decide_export(request.pk, approve=True, reason="", actor=colleague, now=NOW)
    assert exports.prepare_export(first.pk, actor=demoted, now=NOW).state == ExportState.FAILED
    assert exports.prepare_export(second.pk, actor=manager, now=NOW).state == ExportState.READY
    with pytest.raises(NotAllowed):
        exports.download_export(second.pk, actor=demoted, now=NOW)
    without_numbers = dataclasses.replace(manager, rights=manager.rights - {Right.PEOPLE_IDENTITY_READ}, grants=())
    numbers = ask(manager, columns=["identity"])
    assert exports.prepare_export(numbers.pk, actor=without_numbers, now=NOW).state == ExportState.FAILED


def test_a_count_by_a_special_filter_is_a_logged_reading(send, actor):
    """Asking for "target group X, named so-and-so" tells by its count alone who belongs to X."""
    send(xlsx([GOOD]))
    request = ask(actor(role="unit_manager"), filters={"target_group": "poverty", "text": "Çağlayan"})
    assert request.row_count == 1
    log = AccessLogEntry.objects.get(purpose="export")
    assert (log.fields, log.person_id) == (["target_group"], Person.objects.get().pk)


@pytest.mark.parametrize("years", ["99999", "-1", "²", "1e3"])
def test_a_filter_by_an_impossible_age_is_refused(clerk, years):
    with pytest.raises(DomainError, match="malformed_filter"):
        ask(clerk, filters={"age_from": years})


def test_files_expire(send, clerk):
    send(xlsx([GOOD]))
    request = ask(clerk)
    exports.prepare_export(request.pk, actor=clerk, now=NOW)
    later = NOW + dt.timedelta(days=4)
    with pytest.raises(FileGone):
        exports.download_export(request.pk, actor=clerk, now=later)
    assert exports.expire_exports(now=later) == 1
    assert ExportRequest.objects.get().state == ExportState.EXPIRED
    with pytest.raises(NotFound):
        exports.download_export(request.pk, actor=clerk, now=NOW)


def test_printed_lists_obey_the_safe_contact_plan(send, clerk):
    victim = [one if HEADINGS[place] != "Hedef Grup" else "Şiddet mağduru" for place, one in enumerate(GOOD)]
    send(xlsx([victim, [2, "", "Ali Can", "1975", "E", "0000 1234599", "Talas", "", "", "", ""]]))
    ali = Person.objects.get(surname="Can")
    SafeContactPlan.objects.create(person=ali, may_print=False, made_at=NOW, made_by_id=clerk.id)
    columns = ["surname", "phone", "district", "email"]
    content = exports.write_list(PeopleExport(), columns, {}, "csv", actor=clerk, now=NOW)
    rows = [row.values for row in open_source(content).rows()][1:]
    assert sorted(as_text(row[0]) for row in rows) == ["Can", "Çağlayan"]
    assert all(not any(row[1:]) for row in rows)


def test_the_command_line_exports_demo_municipalities_only(send, clerk, monkeypatch):
    from apps.people.operations import exports as module

    send(xlsx([GOOD]))
    assert Programme.objects.exists()
    arguments = {"file_format": "csv", "columns": ["all"], "reason": "Taşıma", "actor": clerk, "now": NOW}
    assert exports.export_now("people", **arguments).startswith(b"\xef\xbb\xbf")
    real = module.require_municipality()
    import dataclasses

    monkeypatch.setattr(module, "require_municipality", lambda: dataclasses.replace(real, is_demo=False))
    with pytest.raises(NotAllowed, match="second_person_needed"):
        exports.export_now("people", **arguments)
