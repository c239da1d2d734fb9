"""Appointments over HTTP: the contract of the screens."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.queries import actor_for
from apps.appointments.models import Appointment, Calendar
from apps.appointments.queries.slots import SlotFilter, free_slots
from omuz.kernel import clock
from omuz.kernel.ids import new_id
from tenants import scope
from tests.appointments.support import at, booked, cafe, calendar_of
from tests.cases.support import person_of
from tests.support.staff import make_actor

pytestmark = pytest.mark.django_db
APPOINTMENTS = "/api/v1/appointments/"


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def clerk(api):
    return api(role="intake_clerk")


@pytest.fixture
def manager(api):
    return api(role="unit_manager")


@pytest.fixture
def stranger(api):
    return api(role="intake_clerk", municipality="izmir")


@pytest.fixture
def room(municipalities, clerk, manager, stranger):
    with scope.enter(municipalities["kayseri"]):
        yield


@pytest.fixture
def version(room):
    return cafe()


@pytest.fixture
def calendar(version):
    return calendar_of(version, now=clock.now(), capacity=2, hours=(8, 18))


@pytest.fixture
def person(room):
    return person_of(make_actor("intake_clerk"))


def _post(client, path, body, *, version=None, key=""):
    headers = {"If-Match": f'"{version}"'} if version is not None else {}
    return client.post(path, body, format="json", headers=headers | ({"Idempotency-Key": key} if key else {}))


def _slots(version, calendar):
    where = SlotFilter(programme_id=version.programme_id, service="basvuru", calendar_id=calendar.pk)
    return list(free_slots(where=where, now=clock.now() + dt.timedelta(hours=30)).order_by("starts_at"))


def _wanted(version, person, slot):
    return {
        "person": str(person.pk),
        "programme": str(version.programme_id),
        "service": "basvuru",
        "slot": str(slot.pk),
        "companions": [{"relation": "mother", "name": "Fatma Örnek"}],
        "interpreter": "sign_language",
        "needs": ["quiet"],
        "note": "Sabah gelsin",
    }


def test_an_appointment_is_given_moved_and_called_off(clerk, version, calendar, person):
    first, second = _slots(version, calendar)[:2]
    made = _post(clerk, APPOINTMENTS, _wanted(version, person, first), key="bir")
    assert made.status_code == 201, made.json()
    one = made.json()
    assert one["service"] == {"key": "basvuru", "label": "Başvuru görüşmesi"}
    assert one["companions"] == [{"relation": "mother", "relation_label": "Annesi", "name": "Fatma Örnek"}]
    assert (one["state_label"], one["interpreter_label"], one["needs"][0]["label"]) == (
        "Randevu verildi",
        "Türk İşaret Dili",
        "Sessiz bir oda",
    )
    again = _post(clerk, APPOINTMENTS, _wanted(version, person, first), key="bir")
    assert again.json()["id"] == one["id"]
    assert Appointment.objects.count() == 1

    path = f"{APPOINTMENTS}{one['id']}/"
    moved = _post(clerk, f"{path}moving/", {"slot": str(second.pk)}, version=one["version"])
    assert moved.status_code == 200
    assert moved.json()["starts_at"] != one["starts_at"]
    stale = _post(clerk, f"{path}cancellation/", {"by": "office", "reason": "Görevli hasta"}, version=one["version"])
    assert (stale.status_code, stale.json()["code"]) == (409, "stale_version")
    gone = _post(
        clerk, f"{path}cancellation/", {"by": "office", "reason": "Görevli hasta"}, version=moved.json()["version"]
    )
    assert (gone.json()["state"], gone.json()["cancel_reason"]) == ("cancelled", "Görevli hasta")
    file = clerk.get(f"{path}calendar.ics")
    text = file.content.decode()
    assert "SUMMARY:Randevu\r\n" in text
    assert "STATUS:CANCELLED" in text
    assert person.surname not in text
    assert "Deneme programı" not in text


def test_a_double_submit_without_a_key_gives_one_appointment(clerk, version, calendar, person):
    slot = _slots(version, calendar)[0]
    assert _post(clerk, APPOINTMENTS, _wanted(version, person, slot)).status_code == 201
    second = _post(clerk, APPOINTMENTS, _wanted(version, person, slot))
    assert (second.status_code, second.json()["code"]) == (409, "person_booked_already")
    assert Appointment.objects.count() == 1


def test_a_walk_in_is_written_down_in_one_call(clerk, version, person):
    body = {"person": str(person.pk), "programme": str(version.programme_id), "service": "basvuru"}
    came = _post(clerk, f"{APPOINTMENTS}walk-in/", body)
    assert came.status_code == 201, came.json()
    assert (came.json()["state"], came.json()["candidate_present"], came.json()["is_walk_in"]) == (
        "attended",
        True,
        True,
    )
    path = f"{APPOINTMENTS}{came.json()['id']}/attendance/correction/"
    said = {"presence": "represented", "reason": "Annesi geldi, aday evdeydi."}
    fixed = _post(clerk, path, said, version=came.json()["version"])
    assert fixed.json()["candidate_present"] is False


def test_who_came_is_written_down_once_its_hour_has_come(clerk, version, calendar, person):
    slot = _slots(version, calendar)[0]
    booked_one = _post(clerk, APPOINTMENTS, _wanted(version, person, slot)).json()
    path, came = f"{APPOINTMENTS}{booked_one['id']}/attendance/", {"state": "attended", "candidate_present": True}
    assert _post(clerk, path, came, version=booked_one["version"]).status_code == 409
    begun = clock.now() - dt.timedelta(minutes=40)
    rows = Appointment.objects.filter(pk=booked_one["id"])
    rows.update(starts_at=begun, ends_at=begun + dt.timedelta(minutes=30))
    told = _post(clerk, path, came, version=booked_one["version"])
    assert told.status_code == 200, told.json()
    assert (told.json()["state"], told.json()["candidate_present"]) == ("attended", True)


def test_a_calendar_is_set_up_and_its_hours_shown_before_they_go(manager, clerk, version, person):
    body = {
        "name": "Masa 2",
        "unit": str(version.programme.unit_id),
        "public_share": 50,
        "services": [{"programme": str(version.programme_id), "service": "basvuru"}],
    }
    made = _post(manager, "/api/v1/calendars/", body)
    assert made.status_code == 201, made.json()
    path = f"/api/v1/calendars/{made.json()['id']}/"
    hours = {"weekday": 3, "starts": "09:00", "ends": "12:00", "slot_minutes": 30, "capacity": 1}
    shown = _post(manager, f"{path}patterns/", hours)
    assert [one["starts"] for one in shown.json()["patterns"]] == ["09:00:00"]
    overlapping = _post(manager, f"{path}patterns/", hours | {"starts": "11:30", "ends": "13:00"})
    assert overlapping.json()["errors"][0]["code"] == "overlaps"
    calendar = Calendar.objects.get(pk=made.json()["id"])
    booked(version, _slots(version, calendar)[0], person.pk, now=clock.now())

    pattern = f"/api/v1/calendar-patterns/{shown.json()['patterns'][0]['id']}/"
    refused = manager.delete(pattern)
    assert (refused.status_code, refused.json()["code"]) == (409, "bookings_affected")
    assert [one["person"]["id"] for one in refused.json()["appointments"]] == [str(person.pk)]
    assert len(manager.get(path).json()["patterns"]) == 1
    assert manager.delete(f"{pattern}?confirmed=true").status_code == 204
    rows = clerk.get(f"{APPOINTMENTS}?person={person.pk}").json()["results"]
    assert [(one["state"], one["needs_moving"]) for one in rows] == [("booked", True)]
    assert clerk.get(f"/api/v1/slots/?calendar={calendar.pk}").json()["results"] == []

    renamed = manager.patch(
        path, {"name": "Masa 3"}, format="json", headers={"If-Match": f'"{made.json()["version"]}"'}
    )
    assert (renamed.json()["name"], renamed.json()["public_share"]) == ("Masa 3", 50)
    assert clerk.patch(path, {"name": "x"}, format="json", headers={"If-Match": '"1"'}).status_code == 403


def test_a_decreed_day_closes_slots_and_counts_for_nothing(manager, version, calendar):
    slot = _slots(version, calendar)[0]
    day = clock.local_date(slot.starts_at)
    made = _post(manager, "/api/v1/closed-days/", {"on": day.isoformat(), "reason": "İdari izin"})
    assert (made.status_code, made.json()["part_label"]) == (201, "Tam gün")
    assert all(clock.local_date(one.starts_at) != day for one in _slots(version, calendar))
    assert _post(manager, "/api/v1/closed-days/", {"on": day.isoformat(), "reason": "Yine"}).status_code == 409
    assert manager.get("/api/v1/closed-days/").json()["results"][0]["on"] == day.isoformat()
    assert manager.delete(f"/api/v1/closed-days/{made.json()['id']}/").status_code == 204
    assert _slots(version, calendar)[0].starts_at == slot.starts_at


def test_choices_say_what_may_be_given_where(clerk, version, calendar):
    found = clerk.get("/api/v1/appointment-choices/").json()
    assert [(one["key"], one["minutes"]) for one in found["services"]] == [("basvuru", 30), ("degerlendirme", 60)]
    assert found["calendars"][0]["name"] == "Masa 1"
    assert {one["key"] for one in found["places"]} == {"office", "home", "hospital", "institution", "field"}
    assert found["staff"]


def test_the_waiting_list_offers_a_place_over_http(clerk, version, calendar, person):
    body = {
        "person": str(person.pk),
        "programme": str(version.programme_id),
        "service": "basvuru",
        "note": "Acil değil",
    }
    entry = _post(clerk, "/api/v1/waiting-list/", body)
    assert entry.status_code == 201, entry.json()
    assert _post(clerk, "/api/v1/waiting-list/", body).json()["id"] == entry.json()["id"]
    path = f"/api/v1/waiting-list/{entry.json()['id']}/"
    slot = _slots(version, calendar)[0]
    offered = _post(clerk, f"{path}offer/", {"slot": str(slot.pk)})
    assert (offered.json()["state"], offered.json()["offered_slot"]["id"]) == ("offered", str(slot.pk))
    rows = clerk.get("/api/v1/waiting-list/").json()
    assert (rows["count"], rows["results"][0]["note"]) == (1, "Acil değil")
    assert clerk.delete(path).status_code == 204
    assert clerk.get("/api/v1/waiting-list/").json()["count"] == 0


def test_lists_take_few_queries_whatever_their_length(clerk, version, calendar):
    slots = _slots(version, calendar)
    actor = make_actor("intake_clerk")

    def statements(path):
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert clerk.get(path).status_code == 200
        return len(found)

    paths = [
        APPOINTMENTS,
        f"/api/v1/slots/?service=basvuru&programme={version.programme_id}",
        "/api/v1/calendars/",
        "/api/v1/appointment-choices/",
    ]
    booked(version, slots[0], person_of(actor).pk, now=clock.now())
    for path in paths:
        clerk.get(path)
    before = [statements(path) for path in paths]
    for slot in slots[1:9]:
        booked(version, slot, person_of(actor).pk, now=clock.now())
    assert [statements(path) for path in paths] == before
    assert max(before) <= 18


def test_one_municipality_knows_nothing_of_anothers(stranger, clerk, municipalities):
    with scope.enter(municipalities["kayseri"]):
        version = cafe()
        slot = _slots(version, calendar_of(version, now=clock.now()))[0]
        one = booked(version, slot, person_of(make_actor("intake_clerk")).pk, now=clock.now())
    assert stranger.get(f"{APPOINTMENTS}{one.pk}/").status_code == 404
    assert stranger.get(APPOINTMENTS).json()["results"] == []
    assert clerk.get(f"{APPOINTMENTS}{one.pk}/").status_code == 200


def test_ones_own_week_names_nobody(clerk, version, person, municipalities):
    calendar = calendar_of(version, now=clock.now(), staff_id=clerk.user.pk, hours=(8, 18))
    booked(version, _slots(version, calendar)[0], person.pk, now=clock.now())
    text = clerk.get(f"{APPOINTMENTS}calendar.ics").content.decode()
    assert text.count("BEGIN:VEVENT") == 1
    assert person.surname not in text
    assert actor_for(clerk.user, on=clock.local_date(clock.now()), mfa=True) is not None


def test_wrong_days_are_refused_in_words(clerk, version):
    refused = clerk.get(f"{APPOINTMENTS}?from=dün")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, "from")
    assert clerk.get(f"{APPOINTMENTS}calendar.ics?from=2026-12-02&to=2026-12-01").status_code == 400
    assert at(dt.date(2026, 12, 1), 9).isoformat() == "2026-12-01T09:00:00+03:00"


def test_choices_carry_the_room_of_each_calendar(clerk, version, calendar):
    found = clerk.get("/api/v1/appointment-choices/").json()
    assert [one["room"] for one in found["calendars"]] == ["Oda 3"]


def test_an_offer_is_accepted_in_one_call_and_once(clerk, version, calendar, person):
    wish = {"person": str(person.pk), "programme": str(version.programme_id), "service": "basvuru", "note": "Öğlen"}
    entry = _post(clerk, "/api/v1/waiting-list/", wish).json()
    path = f"/api/v1/waiting-list/{entry['id']}/"
    early = _post(clerk, f"{path}acceptance/", {})
    assert (early.status_code, early.json()["code"]) == (409, "no_offer")
    slot = _slots(version, calendar)[0]
    _post(clerk, f"{path}offer/", {"slot": str(slot.pk)})
    made = _post(clerk, f"{path}acceptance/", {})
    assert made.status_code == 201, made.json()
    assert (made.json()["person"]["id"], made.json()["note"]) == (str(person.pk), "Öğlen")
    assert _post(clerk, f"{path}acceptance/", {}).json()["id"] == made.json()["id"]
    assert Appointment.objects.count() == 1
    assert clerk.get("/api/v1/waiting-list/").json()["count"] == 0


def test_the_wish_for_messages_has_an_address(clerk, person):
    path = f"/api/v1/people/{person.pk}/appointment-messages/"
    assert clerk.get(path).json() == {"wanted": True}
    for _ in range(2):
        assert clerk.put(path, {"wanted": False}, format="json").json() == {"wanted": False}
    with CaptureQueriesContext(connection) as found:
        assert clerk.get(path).json() == {"wanted": False}
    assert len(found) <= 12
    assert clerk.put(path, {}, format="json").status_code == 400
    assert clerk.get(path.replace(str(person.pk), str(new_id()))).status_code == 404
