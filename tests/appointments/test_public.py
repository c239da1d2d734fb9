"""Citizens book without an account: a code, limits, and nothing personal in any answer (readings 12)."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.appointments.models import Appointment, Slot, SlotPlace
from apps.appointments.operations.public import find_by_code, public_cancel, public_change, request_booking
from apps.appointments.operations.tidying import forget_old
from apps.appointments.queries.appointments import details_of, under_same_contact
from apps.appointments.queries.public import free_days
from apps.appointments.rules import codes
from apps.appointments.rules.limits import CONNECTION_WINDOW, MOST_PER_CONNECTION
from omuz.kernel import clock
from omuz.kernel.actors import Grant
from omuz.kernel.errors import Conflict, DomainError, Invalid, NotFound
from omuz.kernel.ids import new_id
from tenants import scope
from tests.appointments.support import MONDAY, booked, cafe, calendar_of, request_of, slots_of
from tests.cases.support import person_of
from tests.support.staff import NOW, make_actor

pytestmark = pytest.mark.django_db

#: What any two answers differ in.
_OWN_HEADERS = {"x-request-id", "content-length"}


def _shape(sql):
    """Return a statement without its values."""
    return re.sub(r"'[^']*'|s\d+_x\d+|\\x[0-9a-f]+|\b\d+\b", "?", sql)[:200]


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def version(kayseri):
    return cafe()


@pytest.fixture
def slots(version):
    return slots_of(calendar_of(version, capacity=2, hours=(9, 17)))


def test_a_booking_is_sealed_and_found_by_its_code_only(version, slots):
    mother = {
        "is_for_other": True,
        "booker_name": "Fatma Örnek",
        "relation": "mother",
        "coming_along": True,
        "needs": ("sign_language",),
    }
    made = request_booking(request_of(version, slots[0], **mother), now=NOW)
    row = Appointment.objects.get()
    assert (row.person_id, row.is_public, row.booked_by_id) == (None, True, None)
    assert codes.normalised(made.code) not in (row.code_token, "")
    assert find_by_code(made.code.lower().replace("-", " ")).pk == row.pk
    details = details_of(row)
    assert (details.contact_name, details.booker_name, details.interpreter) == (
        "Ayşe Örnek",
        "Fatma Örnek",
        "sign_language",
    )
    assert details.companions[0].relation == "mother"
    assert "Örnek".encode() not in bytes(row.sealed)
    for wrong in ("", "x", made.code[:-1], made.code[:-1] + ("0" if made.code[-1] != "0" else "1"), "Ş" * 20):
        with pytest.raises(NotFound):
            find_by_code(wrong)


def test_the_same_request_again_is_the_same_booking(version, slots):
    wanted = request_of(version, slots[0], retry_key="tek")
    first, second = request_booking(wanted, now=NOW), request_booking(wanted, now=NOW)
    assert (first.code, first.appointment.pk) == (second.code, second.appointment.pk)
    assert Appointment.objects.count() == 1
    # Somebody else's request under the same key opens nothing of the first one's.
    other = request_booking(request_of(version, slots[0], retry_key="tek", candidate_name="Can Başka"), now=NOW)
    assert other.code != first.code


def test_what_was_taken_is_changed_and_called_off_by_code(version, slots):
    made = request_booking(request_of(version, slots[0]), now=NOW)
    assert public_change(made.code, slots[3].pk, now=NOW).starts_at == slots[3].starts_at
    public_change(made.code, slots[3].pk, now=NOW)
    assert SlotPlace.objects.filter(appointment__isnull=False).count() == 1
    public_cancel(made.code, now=NOW)
    assert public_cancel(made.code, now=NOW).cancelled_by == "person"
    assert SlotPlace.objects.filter(appointment__isnull=False).count() == 0
    with pytest.raises(Conflict):
        public_change(made.code, slots[0].pk, now=NOW)


def test_one_connection_books_so_many_a_day(version, kayseri):
    slots = slots_of(calendar_of(version, capacity=3, hours=(8, 18)))
    numbers = [f"0000 123 {n:02d} 00" for n in range(MOST_PER_CONNECTION + 1)]
    for number, slot in zip(numbers[:-1], slots, strict=False):
        request_booking(request_of(version, slot, phone=number), now=NOW)
    with pytest.raises(DomainError) as refused:
        request_booking(request_of(version, slots[0], phone=numbers[-1]), now=NOW)
    assert (refused.value.status, refused.value.code) == (429, "too_many_bookings")
    # Whoever reads it knows that they have no appointment.
    assert refused.value.message.startswith("Randevu verilmedi")
    request_booking(request_of(version, slots[0], phone=numbers[-1], connection="192.0.2.9"), now=NOW)
    request_booking(request_of(version, slots[1], phone=numbers[-1]), now=NOW + CONNECTION_WINDOW)


def test_staff_see_what_else_came_under_one_number(version, slots):
    for slot in slots[:3]:
        request_booking(request_of(version, slot), now=NOW)
    request_booking(request_of(version, slots[3], phone="0000 123 45 99"), now=NOW)
    request_booking(request_of(version, slots[4], phone=""), now=NOW)
    first, clerk = Appointment.objects.order_by("starts_at").first(), make_actor("intake_clerk")
    found = under_same_contact(first, actor=clerk)
    assert [one.starts_at for one in found] == [slots[1].starts_at, slots[2].starts_at]
    assert under_same_contact(Appointment.objects.get(contact_token=""), actor=clerk) == []
    elsewhere = frozenset({new_id()})
    assert under_same_contact(first, actor=replace(clerk, grants=(Grant(clerk.rights, elsewhere, None),))) == []


def test_citizens_get_their_share_and_the_notice_the_calendar_asks_for(version):
    calendar = calendar_of(version, share=50, hours=(9, 11))
    days = free_days(programme_id=version.programme_id, service="basvuru", unit_id=None, first=MONDAY, now=NOW)
    shown = [one.id for one in days[MONDAY]]
    assert len(shown) == 2
    hidden = next(one for one in slots_of(calendar) if one.pk not in shown)
    with pytest.raises(Conflict) as refused:
        request_booking(request_of(version, hidden), now=NOW)
    assert refused.value.code == "slot_full"
    just_before = slots_of(calendar)[1].starts_at - dt.timedelta(minutes=50)
    assert MONDAY not in free_days(
        programme_id=version.programme_id, service="basvuru", unit_id=None, first=MONDAY, now=just_before
    )
    # At the counter the place that citizens cannot take is given.
    assert booked(version, hidden, person_of(make_actor("intake_clerk")).pk).state == "booked"


def test_what_is_wrong_is_said_field_by_field(version, slots):
    wanted = request_of(version, slots[0], candidate_name=" ", phone="12", email="yok", is_for_other=True)
    with pytest.raises(Invalid) as refused:
        request_booking(wanted, now=NOW)
    assert {one.field for one in refused.value.problems} == {"candidate_name", "booker_name", "phone", "email"}


def test_a_service_that_is_not_public_is_booked_by_nobody_from_outside(version, kayseri):
    calendar = calendar_of(version, services=("degerlendirme",), minutes=60)
    with pytest.raises(Invalid):
        request_booking(request_of(version, slots_of(calendar)[0], service="degerlendirme"), now=NOW)


def test_names_of_what_was_never_matched_are_forgotten(version, slots):
    made = request_booking(request_of(version, slots[0], needs=("quiet",)), now=NOW)
    assert forget_old(now=NOW) == 0
    later = slots[0].starts_at + dt.timedelta(days=31)
    assert forget_old(now=later) == 2
    row = Appointment.objects.get()
    assert (row.code_token, row.contact_token, row.connection_token) == ("", "", "")
    assert (details_of(row).contact_name, details_of(row).needs) == ("", ("quiet",))
    assert forget_old(now=later) == 0
    with pytest.raises(NotFound):
        find_by_code(made.code)


@pytest.mark.parametrize("typed", ["o1234-56789-abcde-fghjk", "O1234 56789 ABCDE FGHJK", "012345678 9abcdefghjk"])
def test_a_code_is_read_as_people_write_it(typed):
    assert codes.normalised(typed) == "0123456789ABCDEFGHJK"


def test_codes_are_long_and_different():
    import secrets

    made = {codes.code_of(secrets.token_bytes(16)) for _ in range(500)}
    assert len(made) == 500
    assert all(codes.normalised(codes.shown(one)) == one for one in made)


class TestOverHttp:
    """The page's own addresses: no session, no name in any answer."""

    BOOKING = "/api/v1/booking/"

    @pytest.fixture
    def page(self, api):
        return api(role=None)

    @pytest.fixture
    def offered(self, page, municipalities):
        with scope.enter(municipalities["kayseri"]):
            version = cafe()
            calendar_of(version, now=clock.now(), hours=(8, 18))
            yield version

    def _body(self, page, version, **values):
        days = page.get(f"{self.BOOKING}days/?programme={version.programme_id}&service=basvuru").json()["results"]
        return {
            "slot": days[-1]["slots"][0]["id"],
            "programme": str(version.programme_id),
            "service": "basvuru",
            "candidate_name": "Ayşe Örnek",
            "phone": "0000 123 45 67",
        } | values

    def _post(self, page, path, body, key=""):
        return page.post(f"{self.BOOKING}{path}/", body, format="json", headers={"Idempotency-Key": key} if key else {})

    def test_a_citizen_books_looks_up_moves_and_calls_off(self, page, offered):
        desk = page.get(self.BOOKING).json()
        assert [one["label"] for one in desk["services"]] == ["Başvuru görüşmesi"]
        assert desk["units"][0]["address"] == "Deneme Sokak 1"
        made = self._post(page, "requests", self._body(page, offered, needs=["quiet"]), key="a")
        assert made.status_code == 201, made.json()
        again = self._post(
            page,
            "requests",
            self._body(page, offered, needs=["quiet"]) | {"slot": str(Appointment.objects.get().slot_id)},
            key="a",
        )
        assert again.json()["code"] == made.json()["code"]
        code = {"code": made.json()["code"]}
        found = self._post(page, "lookup", code)
        assert set(found.json()["appointment"]) == {
            "starts_at",
            "ends_at",
            "place",
            "place_label",
            "unit",
            "state",
            "state_label",
            "may_change",
        }
        for answer in (found, made):
            assert "Örnek" not in answer.content.decode()
            assert "Deneme programı" not in answer.content.decode()
        others = self._post(page, "change/days", code).json()["results"]
        moved = self._post(page, "change", code | {"slot": others[0]["slots"][0]["id"]})
        assert moved.json()["appointment"]["starts_at"] == others[0]["slots"][0]["starts_at"]
        file = self._post(page, "calendar", code)
        assert "SUMMARY:Randevu\r\n" in file.content.decode()
        assert self._post(page, "cancellation", code).json()["appointment"]["state"] == "cancelled"
        assert self._post(page, "cancellation", code).status_code == 200
        assert self._post(page, "lookup", {"code": "0" * 20}).status_code == 404

    def test_a_machine_that_fills_in_everything_books_nothing(self, page, offered):
        refused = self._post(page, "requests", self._body(page, offered, website="http://spam.example"))
        assert (refused.status_code, refused.json()["code"]) == (422, "not_a_person")
        assert Appointment.objects.count() == 0

    def _answer(self, page, body):
        """Return all that a sender is given, what differs between any two bookings aside."""
        with CaptureQueriesContext(connection) as asked:
            response = self._post(page, "requests", body)
        told = response.content.decode()
        if response.status_code == 201:
            told = told.replace(response.json()["code"], "…").replace(response.json()["appointment"]["starts_at"], "…")
            told = told.replace(response.json()["appointment"]["ends_at"], "…")
        headers = {name: value for name, value in response.headers.items() if name.lower() not in _OWN_HEADERS}
        return response.status_code, told, headers, [_shape(one["sql"]) for one in asked]

    def test_no_answer_tells_that_a_number_has_bookings(self, page, offered, municipalities, monkeypatch):
        body = self._body(page, offered)
        with scope.enter(municipalities["kayseri"]):
            slots = list(
                Slot.objects.filter(starts_at__gt=clock.now() + dt.timedelta(days=2)).order_by("starts_at")[:9]
            )
            for slot in slots[:5]:
                request_booking(request_of(offered, slot, connection="192.0.2.77"), now=clock.now())
        known, unknown = "0000 123 45 67", "0000 765 43 21"
        asked = [(known, slots[5]), (unknown, slots[6])]
        given = [self._answer(page, body | {"phone": phone, "slot": str(slot.pk)}) for phone, slot in asked]
        assert given[0] == given[1]
        assert given[0][0] == 201
        # The sender's own limit: the same bytes and the same statements whosever number is written down.
        monkeypatch.setattr("apps.appointments.operations.public.MOST_PER_CONNECTION", 2)
        asked = [(known, slots[7]), (unknown, slots[8]), ("", slots[8])]
        refused = [self._answer(page, body | {"phone": phone, "slot": str(slot.pk)}) for phone, slot in asked]
        assert refused[0] == refused[1] == refused[2]
        assert refused[0][0] == 429

    def test_trying_codes_is_stopped(self, page, offered):
        answers = [self._post(page, "lookup", {"code": f"{n:020d}"}).status_code for n in range(25)]
        assert set(answers) == {404, 429}

    def test_a_municipality_without_public_booking_has_no_such_page(self, page, municipalities):
        with scope.enter(municipalities["kayseri"]):
            cafe(capabilities={"held": [{"key": "appointments"}]})
        assert page.get(self.BOOKING).status_code == 404
        assert self._post(page, "lookup", {"code": "0" * 20}).status_code == 404
