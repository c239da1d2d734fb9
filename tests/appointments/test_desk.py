"""The public page's own words: set once by whoever manages, shown as they are, links only where they are safe."""

import threading

import pytest
from django.core.cache import cache
from django.db import connections

from apps.appointments.models import BookingDesk
from apps.appointments.operations.desk import edit_desk
from apps.appointments.rules.desk import desk_problems
from omuz.kernel.actors import system_actor
from omuz.kernel.errors import Conflict
from omuz.kernel.models import AuditEvent
from tenants import scope
from tests.appointments.support import cafe
from tests.support.staff import NOW, signed_in

URL = "/api/v1/booking-desk/"
SAID = {"phone": "0232 000 00 00", "sign_language_video": "https://video.example.org/tid", "easy_read": ""}


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def put(client, version, **values):
    return client.put(URL, SAID | values, format="json", HTTP_IF_MATCH=f'"{version}"')


def test_what_is_said_stands_on_the_public_page(kayseri, django_assert_max_num_queries):
    cafe()
    client = signed_in(kayseri, role="unit_manager")
    empty = {"phone": "", "sign_language_video": "", "easy_read": "", "version": 0, "may_write": True}
    assert client.get(URL).json() == empty
    assert put(client, 0).json()["version"] == 1
    assert put(client, 0).json()["code"] == "stale_version"
    assert AuditEvent.objects.filter(action="booking_desk.edited").count() == 1
    with django_assert_max_num_queries(10):
        assert client.get(URL).json() == SAID | {"version": 1, "may_write": True}
    shown = client.get("/api/v1/booking/").json()
    assert {name: shown[name] for name in SAID} == SAID
    assert put(client, 1, phone="", sign_language_video="").json()["version"] == 2


def test_only_who_manages_changes_it(kayseri):
    cafe()
    clerk = signed_in(kayseri, role="intake_clerk")
    assert put(clerk, 0).status_code == 403
    assert not BookingDesk.objects.exists()


@pytest.mark.parametrize("link", [
    "http://video.example.org", "javascript:alert(1)", "https://", "https://yer", "https://a b.org",
    "https://belediye.example@elsewhere.example/", "https://[bozuk", "//video.example.org", "https://a.org/\n",
])  # fmt: skip
def test_a_link_that_is_not_safe_is_named(link):
    found = desk_problems(phone="", sign_language_video=link, easy_read=link)
    assert [(one.field, one.code) for one in found] == [
        ("sign_language_video", "not_https"), ("easy_read", "not_https")
    ]  # fmt: skip


def test_plain_ones_pass():
    assert (
        desk_problems(phone="+90 (232) 000 00 00", sign_language_video="", easy_read="https://a.example.org/x?y") == []
    )
    assert [one.field for one in desk_problems(phone="arayın", sign_language_video="", easy_read="")] == ["phone"]


@pytest.mark.django_db(transaction=True)
def test_two_who_say_it_for_the_first_time_leave_one_row(municipalities):
    barrier, found = threading.Barrier(4), []

    def say(number):
        try:
            barrier.wait(timeout=20)
            with scope.enter(municipalities["kayseri"]):
                edit_desk(**SAID | {"phone": f"0232 {number}00"}, actor=system_actor("race"), version=0, now=NOW)
                found.append("said")
        except Conflict as error:
            found.append(error.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=say, args=(number,)) for number in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=30)
    assert sorted(found) == ["said", "stale_version", "stale_version", "stale_version"]
