"""What people are told of their appointments: once, at waking hours, in words that reveal nothing, never a code."""

import datetime as dt

import pytest

from apps.appointments.models import Appointment
from apps.appointments.operations.announcing import News
from apps.appointments.operations.reminding import note_news, want_messages
from apps.appointments.queries.reminding import messages_of, wants_messages
from apps.appointments.rules.details import Details
from apps.appointments.rules.reminding import awake_at, reminders, words
from apps.people.models import Person
from omuz.kernel import clock, crypto
from omuz.kernel.ids import new_id
from omuz.kernel.models import AuditEvent, OutgoingMessage
from omuz.kernel.sending.delivery import deliver_message
from tests.cases.support import kitchen
from tests.people.support import register
from tests.support.staff import NOW, make_actor, signed_in

START = NOW + dt.timedelta(days=5, hours=2, minutes=30)
CODE = "K7Q2-9XYZ"


@pytest.fixture
def folder(settings, tmp_path):
    settings.OMUZ_SMS_FOLDER, settings.OMUZ_SMS_GATEWAY = str(tmp_path), None
    return tmp_path


@pytest.fixture
def at(monkeypatch):
    moments = [NOW]
    monkeypatch.setattr(clock, "now", lambda: moments[0])
    return lambda moment: moments.__setitem__(0, moment)


@pytest.fixture
def clerk(kayseri):
    return make_actor("intake_clerk")


def somebody(clerk, version, **values):
    return register(clerk, unit_id=version.programme.unit_id, **values)


def booked(version, person=None, *, starts_at=START, **details):
    key = new_id()
    row = Appointment(
        id=key, person=person, programme=version.programme, programme_version=version, service="gorusme",
        unit=version.programme.unit, block_id=key, starts_at=starts_at, ends_at=starts_at + dt.timedelta(minutes=30),
        booked_at=NOW, is_public=person is None,
    )  # fmt: skip
    sealed = Details(**details).dump()
    row.sealed = crypto.seal_text(sealed, field="appointments.appointment.details", row_id=key)
    row.save(force_insert=True)
    return row


def told(row, news=News.BOOKED, *, now=NOW):
    note_news(news, row.pk, now=now)
    return list(messages_of([row.pk]).get(row.pk, []))


def send_all(now):
    for row in OutgoingMessage.objects.filter(state="waiting", due_at__lte=now):
        deliver_message(outgoing_id=str(row.pk))


def test_a_booking_is_told_and_reminded_of_two_days_and_three_hours_before(clerk, folder, at):
    row = booked(kitchen(), phone="+905321234567")
    assert [one.kind_label for one in told(row)] == ["Randevu bilgisi", "Hatırlatma", "Hatırlatma"]
    send_all(NOW)
    [first, two_days, hours] = told(row)
    assert (first.state, first.to) == ("sent", "…4567")
    assert first.text == "Kayseri Büyükşehir Belediyesi: 26.11.2026 14.30 için randevunuz alındı. " + (
        "Gelemeyecekseniz lütfen bize önceden haber verin."
    )
    assert (two_days.due_at, hours.due_at) == (START - dt.timedelta(days=2), START - dt.timedelta(hours=3))
    at(two_days.due_at)
    send_all(two_days.due_at)
    assert [one.state for one in told(row)] == ["sent", "sent", "waiting"]


def test_heard_twice_the_news_is_told_once(clerk, folder, at):
    row = booked(kitchen(), phone="+905321234567")
    told(row)
    assert len(told(row)) == 3
    send_all(NOW)
    told(row)
    send_all(NOW)
    assert len(list(folder.iterdir())) == 1


def test_no_message_names_a_programme_a_service_or_a_unit(clerk, folder, at):
    version = kitchen()
    row = booked(version, phone="+905321234567")
    told(row)
    send_all(NOW)
    [path] = folder.iterdir()
    for word in ("Komşu", "Mutfa", "gorusme", version.programme.unit.name):
        assert word not in path.read_text()


def test_a_moved_appointment_is_told_anew_and_its_old_reminders_are_taken_back(clerk, folder, at):
    row = booked(kitchen(), phone="+905321234567")
    told(row)
    send_all(NOW)
    row.starts_at, row.ends_at = START + dt.timedelta(days=1), START + dt.timedelta(days=1, minutes=30)
    row.save()
    rows = told(row, News.MOVED)
    assert [(one.kind_label, one.state) for one in rows] == [
        ("Randevu bilgisi", "sent"), ("Hatırlatma", "withheld"), ("Hatırlatma", "withheld"),
        ("Yeni zaman", "waiting"), ("Hatırlatma", "waiting"), ("Hatırlatma", "waiting"),
    ]  # fmt: skip
    row.starts_at, row.ends_at = START, START + dt.timedelta(minutes=30)
    row.save()
    assert [one.kind_label for one in told(row, News.MOVED)].count("Yeni zaman") == 2, "moved back is told as well"


def test_a_cancelled_appointment_is_told_and_never_reminded_of(clerk, folder, at):
    row = booked(kitchen(), phone="+905321234567")
    told(row)
    Appointment.objects.update(state="cancelled", cancelled_at=NOW, cancelled_by="office")
    rows = told(row, News.CANCELLED)
    assert [one.state for one in rows] == ["withheld", "withheld", "withheld", "waiting"]
    send_all(NOW)
    [path] = folder.iterdir()
    assert "iptal edildi" in path.read_text()


def test_a_protected_person_hears_nothing_before_a_plan_exists(clerk, folder, at):
    version = kitchen()
    person = somebody(clerk, version)
    Person.objects.filter(pk=person.pk).update(is_confidential=True)
    row = booked(version, person, phone="+905321234567", email="a@example.org")
    told(row)
    send_all(NOW)
    [first, *_] = told(row)
    assert (first.state, first.to, first.text) == ("withheld", "", "")
    assert "Güvenli iletişim planı" in first.trouble
    assert not list(folder.iterdir())


def test_who_wants_no_messages_gets_none(clerk, folder, at):
    version = kitchen()
    person = somebody(clerk, version)
    for _ in range(2):
        want_messages(person.pk, wanted=False, actor=clerk, now=NOW)
    assert AuditEvent.objects.filter(action="appointment.messages_refused").count() == 1
    assert not wants_messages(person.pk)
    row = booked(version, person, phone="+905321234567")
    told(row)
    send_all(NOW)
    assert told(row)[0].trouble == "Kişi mesaj istemiyor."
    want_messages(person.pk, wanted=True, actor=clerk, now=NOW)
    assert wants_messages(person.pk)


def test_quiet_hours_wait_for_the_morning(clerk, folder, at):
    night = dt.datetime(2026, 11, 21, 19, 30, tzinfo=dt.UTC)  # 22.30 in Türkiye
    row = booked(kitchen(), phone="+905321234567")
    told(row, now=night)
    at(night)
    send_all(night)
    assert not list(folder.iterdir())
    morning = dt.datetime(2026, 11, 22, 5, 0, tzinfo=dt.UTC)
    assert OutgoingMessage.objects.get(key__startswith="appointment.booked").due_at == morning
    at(morning)
    send_all(morning)
    assert len(list(folder.iterdir())) == 1


def test_the_code_of_a_public_booking_stands_in_no_message_and_no_log(clerk, folder, at, caplog):
    row = booked(kitchen(), phone="+905321234567", note=CODE)
    told(row)
    send_all(NOW)
    assert CODE not in caplog.text
    assert all(CODE not in path.read_text() for path in folder.iterdir())
    assert "5321234567" not in caplog.text


def test_without_telephone_the_e_mail_is_used_and_without_both_the_page_says_so(clerk, folder, at, mailoutbox):
    version = kitchen()
    told(booked(version, email="a@example.org"))
    silent = booked(version, starts_at=START + dt.timedelta(hours=2))
    told(silent)
    send_all(NOW)
    [mail] = mailoutbox
    assert mail.subject == "Randevunuz: 26.11.2026 14.30"
    assert "elden ya da telefonla" in told(silent)[0].trouble


def test_reminders_of_an_appointment_that_is_near_are_left_out():
    assert set(reminders(NOW + dt.timedelta(days=3), now=NOW)) == {"2d", "3h"}
    assert set(reminders(NOW + dt.timedelta(days=1), now=NOW)) == {"3h"}
    assert not reminders(NOW + dt.timedelta(hours=3, minutes=30), now=NOW)


def test_dates_are_written_as_in_turkiye_and_an_offer_says_until_when():
    said = words("offered", municipality="Belde", starts_at=START, until=NOW)
    assert said.text == (
        "Belde: 26.11.2026 14.30 için yer açıldı. "
        "21.11.2026 12.00 zamanına kadar bize haber verirseniz randevu sizindir."
    )
    assert awake_at(NOW) == NOW


def test_the_page_of_an_appointment_shows_what_was_told(kayseri, clerk, folder, at):
    row = booked(kitchen(), phone="+905321234567")
    told(row)
    send_all(NOW)
    client = signed_in(kayseri, role="unit_manager")
    shown = client.get(f"/api/v1/appointments/{row.pk}/").json()["messages"]
    assert [(one["kind_label"], one["state"]) for one in shown] == [
        ("Randevu bilgisi", "sent"), ("Hatırlatma", "waiting"), ("Hatırlatma", "waiting"),
    ]  # fmt: skip
    assert shown[0]["to"] == "…4567"
