"""Many rows at once say the same as rows one by one, and refuse the same."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from apps.people.enums import FactKind, ImportRowState
from apps.people.models import ImportJob, ImportRow, Person, PersonFact
from omuz.kernel.ids import new_id
from omuz.kernel.models.audit import AuditEvent
from omuz.kernel.models.bulk import insert_many

NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)


def person(number: str, **values) -> Person:
    plain = {"given_names": "Işıl", "surname": "Çağ'lar", "channel": "office", "registered_on": NOW.date()}
    return Person(file_number=number, registered_by_id=new_id(), **{**plain, **values})


def test_every_kind_of_value_comes_back_as_it_was_given(kayseri):
    people = [
        person("1", birth_date=dt.date(1980, 1, 1), birth_precision="day", notes='{"a"}, \\ \n'),
        person("2", is_confidential=True),
    ]
    insert_many(people)
    stored = {one.file_number: one for one in Person.objects.all()}
    assert (stored["1"].notes, stored["1"].birth_date) == ('{"a"}, \\ \n', dt.date(1980, 1, 1))
    assert (stored["2"].birth_date, stored["2"].is_confidential) == (None, True)
    assert stored["1"].search_text.startswith(" isil cag'lar")
    assert stored["1"].created_at is not None

    job = ImportJob.objects.create(content_token="x", requested_by_id=new_id(), requested_at=NOW)
    row = ImportRow(
        job=job, number=1, state=ImportRowState.HELD, row_token="t", sealed_problems=b"\x00\xff", matches=["ı", None]
    )
    insert_many([row])
    back = ImportRow.objects.get()
    assert (back.state, bytes(back.sealed_problems), back.matches, back.subject_id) == (
        "held",
        b"\x00\xff",
        ["ı", None],
        None,
    )

    fact = PersonFact(
        person=people[0], kind=FactKind.EDUCATION, code="bachelor", recorded_at=NOW, recorded_by_id=new_id()
    )
    insert_many([fact])
    assert PersonFact.objects.get().kind == "education"


def test_constraints_and_lengths_hold(kayseri):
    insert_many([person("1")])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_many([person("2"), person("1")])
    with pytest.raises(DatabaseError), transaction.atomic():
        insert_many([person("x" * 21)])
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_many([person("3", given_names="", surname="")])
    assert Person.objects.count() == 1


def test_values_that_the_database_gives_are_left_to_it(kayseri):
    event = AuditEvent(
        at=NOW, actor_id=new_id(), actor_kind="system", action="a.b", subject_type="x.y", subject_id=new_id(), ip=None
    )
    insert_many([event])
    assert AuditEvent.objects.get(pk=event.pk).transaction_id > 0


def test_nothing_is_no_statement(kayseri, django_assert_num_queries):
    with django_assert_num_queries(0):
        insert_many([])
