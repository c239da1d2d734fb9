"""Lists of people come in: good rows in, bad rows back, nobody twice."""

import datetime as dt

import pytest

from apps.documents.models import StoredFile
from apps.people.enums import ImportState
from apps.people.importing.engine import open_problems
from apps.people.models import (
    MissingReason,
    Person,
    PersonAddress,
    PersonFact,
    PersonIdentity,
    PersonPhone,
    SensitiveFact,
)
from apps.people.models.imports import ImportJob, ImportRow
from apps.people.operations import identity_index, imports, sensitive_token
from omuz.kernel.errors import Conflict, DomainError, NotAllowed, NotFound
from omuz.kernel.models import AuditEvent
from omuz.tabular.source import open_source
from omuz.tabular.table import find_table
from tests.imports.conftest import GOOD, HEADINGS, csv, let_in, states, work, xlsx
from tests.support.staff import NOW


def changed(**values: object) -> list[object]:
    return [values.get(heading.replace(" ", "_"), old) for heading, old in zip(HEADINGS, GOOD, strict=True)]


@pytest.mark.parametrize("write", [xlsx, csv])
def test_a_good_row_becomes_a_person_with_everything_it_says(send, programme, write):
    job = send(write([GOOD]))
    assert (job.state, job.counts) == (ImportState.DONE, {"imported": 1})
    person = Person.objects.get()
    assert (person.given_names, person.surname, person.sex) == ("Işık", "Çağlayan", "female")
    assert (person.birth_date, person.birth_precision) == (dt.date(1980, 11, 21), "day")
    assert (person.channel, person.programme_id) == ("archive", programme.pk)
    assert person.file_number
    assert PersonIdentity.objects.get().person_id == person.pk
    assert PersonPhone.objects.get().number == "+900001234567"
    assert PersonAddress.objects.get().district == "Melikgazi"
    assert PersonAddress.objects.get().province == "Kayseri"
    assert dict(PersonFact.objects.values_list("kind", "code")) == {
        "education": "upper_secondary",
        "employment": "seeking",
    }
    fact = SensitiveFact.objects.get()
    assert (fact.rank, fact.programme_id) == ("primary", programme.pk)
    assert fact.token == sensitive_token("target_group", "poverty")
    assert fact.legal_basis == "social_services"


def test_every_person_leaves_one_audit_row_without_personal_values_in_it(send):
    send(xlsx([GOOD]))
    event = AuditEvent.objects.get(action="person.imported")
    assert event.person_id == Person.objects.get().pk
    assert event.reason == ""
    assert event.detail is not None


def test_the_check_writes_nobody(send):
    job = send(xlsx([GOOD]), run=False)
    assert (job.state, job.counts, job.total) == (ImportState.READY, {"valid": 1}, 1)
    assert not Person.objects.exists()


def test_the_same_file_twice_changes_nothing(send):
    rows = [GOOD, [2, "", "Ali Can", 1975, "E", "", "", "", "", "", ""]]
    send(xlsx(rows))
    before = list(Person.objects.values_list("pk", "version").order_by("pk"))
    again = send(xlsx(rows))
    assert again.counts == {"unchanged": 2}
    assert list(Person.objects.values_list("pk", "version").order_by("pk")) == before
    assert PersonFact.objects.count() == 2


def test_the_same_row_in_another_order_of_columns_and_format_is_the_same(send):
    send(xlsx([GOOD]))
    order = list(reversed(range(len(HEADINGS))))
    other = csv([[GOOD[place] for place in order]], [HEADINGS[place] for place in order])
    assert send(other).counts == {"unchanged": 1}


def test_old_records_without_number_day_and_address_are_good_rows_with_a_reason(send):
    job = send(xlsx([[1, "", "Ali Can", "1975", "E", "", "", "", "", "Yoksul", ""]]))
    assert job.counts == {"imported": 1}
    person = Person.objects.get()
    assert (person.birth_date, person.birth_precision) == (dt.date(1975, 1, 1), "year")
    reasons = dict(MissingReason.objects.values_list("field", "reason"))
    assert reasons["identity"] == "archive"
    assert reasons["address"] == "archive"
    assert "birth_date" not in reasons
    assert "target_group" not in reasons


def test_a_reason_given_in_words_is_kept(send):
    send(xlsx([[1, "İbraz edilmedi", "Ali Can", "Bilinmiyor", "E", "", "", "", "", "", ""]]))
    reasons = dict(MissingReason.objects.values_list("field", "reason"))
    assert reasons["identity"] == "not_presented"
    assert reasons["birth_date"] == "unknown"


def test_bad_cells_are_named_and_the_good_rows_go_in(send):
    bad = [2, "01000000169", "Ali Can", "31.02.1980", "Kadınn", "12", "Atlantis", "Lise", "", "Yoksul", ""]
    job = send(xlsx([GOOD, bad]))
    assert job.counts == {"imported": 1, "invalid": 1}
    row = ImportRow.objects.get(state="invalid")
    problems = {one["field"]: one for one in open_problems(row)}
    assert problems["identity"]["code"] == "identity_checksum"
    assert problems["birth_date"]["column"] == 3
    assert problems["sex"]["remedy"]
    assert problems["phone"]["code"] == "not_a_phone"
    assert row.number == 3
    assert job.problem_counts["sex:unknown_code"] == 1


def test_problems_of_the_whole_row_come_back_at_the_column_they_came_from(send):
    bad = [1, "", "Ali Can", "", "E", "", "Atlantis", "", "", "Roman", ""]
    job = send(xlsx([bad]))
    problems = {one["field"]: one for one in open_problems(ImportRow.objects.get(job=job))}
    assert problems["district"]["column"] == 6
    assert problems["target_primary"]["code"] == "roma_own_declaration"


def test_bad_rows_come_back_as_a_file_that_mended_goes_in(send):
    bad = [2, "", "Ali Can", "31.02.1980", "E", "", "", "", "", "", ""]
    job = send(xlsx([GOOD, bad]))
    out = imports.bad_rows_file(job)
    table = find_table(open_source(out.content), [])
    assert table.headings == (*HEADINGS, "Satır", "Sorunlar")
    (row,) = table.rows()
    assert row.values[11] == 3
    assert "D sütunu (Doğum Tarihi)" in row.values[12]
    mended = [*row.values]
    mended[3] = "28.02.1980"
    again = send(xlsx([mended], list(table.headings)))
    assert again.counts == {"imported": 1}
    assert Person.objects.count() == 2


def test_the_same_identity_number_is_the_same_person_and_only_gains(send):
    send(xlsx([[1, "01000000168", "Işık Çağlayan", 1980, "", "", "", "", "", "", ""]]))
    job = send(xlsx([changed(Adı_Soyadı="Işık Kaya")]), run=False)
    assert job.counts == {"changed": 1}
    let_in(job, imports_actor(job))
    person = Person.objects.get()
    assert person.surname == "Çağlayan"
    assert (person.birth_date, person.sex) == (dt.date(1980, 11, 21), "female")
    assert PersonPhone.objects.count() == 1
    assert SensitiveFact.objects.count() == 1
    assert AuditEvent.objects.filter(action="person.completed_by_import").count() == 1
    assert ImportRow.objects.get(job=job).state == "updated"


def imports_actor(job: ImportJob):
    from apps.people.tasks.imports import sender_of

    return sender_of(job)


def test_who_is_left_alone_when_told_so(send):
    send(xlsx([[1, "01000000168", "Işık Çağlayan", 1980, "", "", "", "", "", "", ""]]))
    assert send(xlsx([GOOD]), existing="skip").counts == {"unchanged": 1}


def test_likely_duplicates_are_held_until_decided(send, clerk):
    send(xlsx([GOOD]))
    rows = [
        [1, "", "isik caglayan", "21.11.1980", "K", "", "", "", "", "", ""],
        [2, "", "IŞIK ÇAĞLAYAN", "", "", "0000 1234567", "", "", "", "", ""],
        [3, "", "Işık Çağlayan", "21.11.1980", "", "", "", "İlkokul", "", "", ""],
    ]
    job = send(xlsx(rows))
    assert states(job) == {2: "held", 3: "held", 4: "held"}
    person = Person.objects.get()
    held = ImportRow.objects.get(job=job, number=2)
    assert held.matches == [str(person.pk)]
    decisions = {2: ("same", None), 3: ("create", None), 4: ("skip", None)}
    assert imports.decide_rows(job.pk, decisions=decisions, actor=clerk, now=NOW) == 3
    let_in(job, clerk)
    assert states(job) == {2: "unchanged", 3: "imported", 4: "skipped"}
    assert Person.objects.count() == 2


def test_a_decision_cannot_name_someone_who_was_no_match(send, clerk):
    send(xlsx([GOOD]))
    job = send(xlsx([[1, "", "isik caglayan", "21.11.1980", "K", "", "", "", "", "", ""]]))
    with pytest.raises(DomainError, match="not_a_match"):
        imports.decide_rows(job.pk, decisions={2: ("same", job.pk)}, actor=clerk, now=NOW)


def test_two_rows_of_a_file_with_one_number_cannot_both_go_in(send):
    job = send(xlsx([GOOD, changed(Adı_Soyadı="Başka Biri"), GOOD]))
    assert states(job) == {2: "imported", 3: "invalid", 4: "skipped"}
    assert open_problems(ImportRow.objects.get(job=job, number=3))[0]["message"].startswith("Satır 2 ile aynı")


def test_a_task_delivered_twice_or_killed_in_between_imports_nobody_twice(send, clerk, monkeypatch):
    from apps.people.importing import engine

    monkeypatch.setattr(engine, "BATCH", 2)
    rows = [[n, "", f"Kişi {'abcdefg'[n]}", 1960 + n, "E", "", "", "", "", "", ""] for n in range(7)]
    job = send(xlsx(rows), run=False)
    imports.request_run(job.pk, actor=clerk, now=NOW, in_tray=False)
    real, calls = engine._run_batch, []

    def dying(walk, batch):
        calls.append(len(batch))
        if len(calls) == 3:
            raise KeyboardInterrupt
        real(walk, batch)

    monkeypatch.setattr(engine, "_run_batch", dying)
    with pytest.raises(KeyboardInterrupt):
        work(job, clerk, run=True)
    assert Person.objects.count() == 4
    monkeypatch.setattr(engine, "_run_batch", real)
    work(job, clerk, run=True)
    assert Person.objects.count() == 7
    work(job, clerk, run=True)
    assert Person.objects.count() == 7
    assert set(states(job).values()) == {"imported"}


def test_an_older_delivery_stops_when_a_newer_one_works(send, clerk, monkeypatch):
    from apps.people.importing import engine

    monkeypatch.setattr(engine, "BATCH", 1)
    job = send(xlsx([GOOD, [2, "", "Ali Can", 1975, "E", "", "", "", "", "", ""]]), run=False)
    imports.request_run(job.pk, actor=clerk, now=NOW, in_tray=False)
    real = engine._run_batch

    def overtaken(walk, batch):
        real(walk, batch)
        ImportJob.objects.filter(pk=job.pk).update(attempt=99)

    monkeypatch.setattr(engine, "_run_batch", overtaken)
    assert work(job, clerk, run=True) == ImportState.RUNNING
    assert Person.objects.count() == 1


def test_cancelling_stops_between_batches_and_the_rest_can_follow(send, clerk, monkeypatch):
    from apps.people.importing import engine

    monkeypatch.setattr(engine, "BATCH", 1)
    job = send(xlsx([GOOD, [2, "", "Ali Can", 1975, "E", "", "", "", "", "", ""]]), run=False)
    imports.request_run(job.pk, actor=clerk, now=NOW, in_tray=False)
    real = engine._run_batch

    def cancelled(walk, batch):
        real(walk, batch)
        imports.cancel_import(job.pk, actor=clerk, now=NOW)

    monkeypatch.setattr(engine, "_run_batch", cancelled)
    work(job, clerk, run=True)
    job.refresh_from_db()
    assert (job.state, job.counts) == (ImportState.CANCELLED, {"imported": 1, "valid": 1})
    monkeypatch.setattr(engine, "_run_batch", real)
    let_in(job, clerk)
    assert Person.objects.count() == 2


def test_one_row_that_the_database_refuses_does_not_take_its_batch_along(send, clerk, monkeypatch):
    from apps.people.importing import persons

    job = send(xlsx([GOOD, [2, "", "Ali Can", 1975, "E", "", "", "", "", "", ""]]), run=False)
    real = persons.store_people

    def refusing(built):
        real(built)
        if any(one.person.surname == "Can" for one in built):
            Person.objects.filter(surname="Can").update(channel="yok")

    monkeypatch.setattr(persons, "store_people", refusing)
    let_in(job, clerk)
    assert states(job) == {2: "imported", 3: "invalid"}


def test_a_violence_victims_record_comes_in_confidential_with_a_sealed_address(send, clerk):
    send(xlsx([changed(Hedef_Grup="Şiddet mağduru")]))
    assert Person.objects.get().is_confidential
    address = PersonAddress.objects.get()
    assert address.is_hidden
    assert address.district == ""


def test_special_columns_need_the_right_and_a_programme(send, actor, unit, programme):
    manager = actor(role="unit_manager")
    with pytest.raises(NotAllowed, match="special_write_needed"):
        send(xlsx([GOOD]), who=manager)
    programme.delete()
    with pytest.raises(DomainError, match="programme_required"):
        send(xlsx([GOOD]), run=False)


def test_who_may_not_import_cannot_and_nobody_sees_anothers_file(send, actor):
    with pytest.raises(NotAllowed):
        send(xlsx([GOOD]), who=actor(role="trainer"))
    job = send(xlsx([GOOD]), run=False)
    with pytest.raises(NotFound):
        imports.request_run(job.pk, actor=actor(role="intake_clerk"), now=NOW)


def test_a_hostile_file_leaves_no_job(send):
    with pytest.raises(DomainError, match="unknown_kind") as caught:
        send(b"%PDF-1.7")
    assert caught.value.remedy
    assert not ImportJob.objects.exists()
    assert not StoredFile.objects.exists()


def test_the_file_lies_sealed_and_what_was_wrong_is_sealed_too(send, settings):
    job = send(xlsx([[1, "", "Ali Can", "31.02.1980", "E", "", "", "", "", "", ""]]))
    row = ImportRow.objects.get(job=job)
    assert b"31.02" not in bytes(row.sealed_problems)
    assert b"Ali" not in bytes(job.sealed_layout)
    for file in (settings.OMUZ_DATA_DIR / "files").rglob("*"):
        assert not file.is_file() or not file.read_bytes().startswith(b"PK")


def test_a_mapping_kept_by_name_is_used_for_the_next_file_of_its_shape(send, clerk):
    content = xlsx([["Işık", "Can", "x"]], ["Kim", "Kimlerden", "Boş"])
    job = imports.start_import(content, file_name="a.xlsx", kind="people", actor=clerk, now=NOW)
    imports.map_columns(job.pk, columns={"0": "given_names", "1": "surname", "2": ""}, actor=clerk, now=NOW)
    imports.save_mapping(job.pk, name="Eski liste", actor=clerk, now=NOW)
    next_one = imports.start_import(content, file_name="b.xlsx", kind="people", actor=clerk, now=NOW)
    assert next_one.columns == {"0": "given_names", "1": "surname"}


def test_columns_and_settings_are_checked(send, clerk):
    job = send(xlsx([GOOD]), run=False)
    for wrong in ({"99": "sex"}, {"²": "sex"}, {"0": "nonsense"}, {"0": "sex", "1": "sex"}):
        with pytest.raises(DomainError):
            imports.map_columns(job.pk, columns=wrong, actor=clerk, now=NOW)
    for wrong in ({"registered_on": "dün"}, {"unit_id": "x"}, {"is_admin": "1"}):
        with pytest.raises(DomainError):
            imports.map_columns(job.pk, options=wrong, actor=clerk, now=NOW)


def test_a_finished_import_is_not_remapped(send, clerk):
    job = send(xlsx([GOOD]))
    with pytest.raises(Conflict):
        imports.map_columns(job.pk, columns={"0": "sex"}, actor=clerk, now=NOW)


def test_identity_numbers_match_what_registration_stores(send):
    from apps.people.rules.identity import CheckedIdentity

    send(xlsx([GOOD]))
    assert PersonIdentity.objects.get().blind_index == identity_index(CheckedIdentity("tckn", "01000000168"))


def test_rows_that_went_in_stay_so_when_the_rest_is_checked_anew(send, clerk, monkeypatch):
    from apps.people.importing import engine

    monkeypatch.setattr(engine, "BATCH", 1)
    rows = [[n, "", f"Kişi {'abc'[n]}", 1960 + n, "E", "", "", "", "", "", ""] for n in range(3)]
    job = send(xlsx(rows), run=False)
    imports.request_run(job.pk, actor=clerk, now=NOW, in_tray=False)
    real = engine._run_batch

    def cancelled(walk, batch):
        real(walk, batch)
        imports.cancel_import(job.pk, actor=clerk, now=NOW)

    monkeypatch.setattr(engine, "_run_batch", cancelled)
    work(job, clerk, run=True)
    monkeypatch.setattr(engine, "_run_batch", real)
    columns = {**ImportJob.objects.get(pk=job.pk).columns}
    columns.pop("4")
    imports.map_columns(job.pk, columns=columns, actor=clerk, now=NOW)
    imports.request_check(job.pk, actor=clerk, now=NOW, in_tray=False)
    work(job, clerk, run=False)
    assert states(job) == {2: "imported", 3: "valid", 4: "valid"}
    let_in(job, clerk)
    assert Person.objects.count() == 3
