"""Suspending, resuming, renaming: what the web, the background and the history make of it."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from omuz.kernel import audit, clock
from omuz.kernel.actors import system_actor
from omuz.kernel.models.audit import AuditEvent
from tenants import domains, lifecycle, rooms, scope
from tenants.models import Municipality
from tenants.provisioning import get_municipality
from tenants.registering import ProvisioningError
from tests.support.staff import ApiClient, signed_in
from tests.tenancy.rooms import make, swept

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

TOWN, NEW = "eski-belde", "yeni-adres"
ACTOR = system_actor("Deneme")


@pytest.fixture
def town(municipalities):
    with swept(TOWN, NEW):
        yield make(TOWN)


@pytest.fixture(autouse=True)
def own_map(monkeypatch, municipalities):
    """Let the web read its map of hosts as another process would: only when the old one has aged."""
    web = domains.DomainMap()
    monkeypatch.setattr("tenants.middleware.domain_map", web)
    # The tests keep their map for a day; a process keeps it for five seconds.
    monkeypatch.setattr(domains, "MAX_AGE", 0.0)
    return web


def change(verb, *arguments, **values):
    return getattr(lifecycle, verb)(*arguments, actor=ACTOR, now=clock.now(), **values)


def status(host, path="/api/v1/me/"):
    return ApiClient(f"{host}.localhost").get(path).status_code


def actions():
    with scope.enter(None):
        return list(AuditEvent.objects.order_by("id").values_list("action", "reason"))


def test_a_suspended_municipality_serves_nobody_and_comes_back_as_it_was(town):
    clerk = signed_in(town, role="intake_clerk")
    assert clerk.get("/api/v1/me/").status_code == 200
    change("suspend", TOWN, reason="Sözleşme bitti")
    answer = clerk.get("/api/v1/me/")
    assert (answer.status_code, answer.json()["code"]) == (503, "municipality_not_active")
    assert status("kayseri") == 401
    change("resume", TOWN)
    assert clerk.get("/api/v1/me/").status_code == 200
    assert actions() == [("municipality.suspended", "Sözleşme bitti"), ("municipality.resumed", "")]


def test_no_background_work_enters_a_suspended_municipality(town):
    with rooms.enter_room(town.key):
        pass
    change("suspend", TOWN, reason="Sözleşme bitti")
    with pytest.raises(LookupError, match="no active municipality"), rooms.enter_room(town.key):
        pass
    assert town.key not in rooms.active_keys()
    change("resume", TOWN)
    assert town.key in rooms.active_keys()


def test_what_waited_for_a_suspended_municipality_is_due_when_it_resumes(town):
    change("suspend", TOWN, reason="Sözleşme bitti")
    with scope.enter(town):
        # A late event of somebody whose request was under way leaves a pointer for the sealer.
        audit.record(actor=ACTOR, action="deneme.olay", subject=("tenants.municipality", town.id), now=clock.now())
    assert put_off(town.key) == 1
    change("resume", TOWN)
    assert due(town.key) == 1


def put_off(key):
    """Let the room's pointers wait, as the relay does with a room that it cannot enter; return how many."""
    with scope.enter(None), connections["default"].cursor() as cursor:
        cursor.execute("UPDATE relay.pointer SET due_at = now() + interval '5 minutes' WHERE room = %s", [key])
        return cursor.rowcount


def due(key):
    with scope.enter(None), connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM relay.pointer WHERE room = %s AND due_at <= now()", [key])
        return cursor.fetchone()[0]


def test_a_renamed_municipality_answers_at_its_new_address_only_where_the_old_one_is_dropped(town):
    clerk = signed_in(town, role="intake_clerk")
    renamed = change("rename", TOWN, NEW, name="Yeni Belediyesi", drop_old=True)
    assert (renamed.key, renamed.schema_name, renamed.role_name) == (town.key, town.schema_name, town.role_name)
    assert (status(TOWN), status(NEW)) == (404, 401)
    clerk.defaults["HTTP_HOST"] = f"{NEW}.localhost"
    assert clerk.get("/api/v1/me/").status_code == 200, "accounts and sessions moved with it"
    assert get_municipality(TOWN) is None
    assert get_municipality(NEW).name == "Yeni Belediyesi"


def test_the_old_address_stays_a_second_way_in_until_it_is_forgotten(town):
    change("rename", TOWN, NEW)
    assert (status(TOWN), status(NEW)) == (401, 401)
    assert lifecycle.list_addresses(get_municipality(NEW)) == [(f"{NEW}.localhost", True), (f"{TOWN}.localhost", False)]
    with pytest.raises(ProvisioningError, match="is taken"):
        make(TOWN)
    with pytest.raises(ProvisioningError, match="not a second address"):
        change("drop_address", NEW, f"{NEW}.localhost")
    change("drop_address", NEW, f"{TOWN}.localhost")
    assert (status(TOWN), status(NEW)) == (404, 401)


def test_a_municipality_can_go_back_to_its_former_address(town):
    change("rename", TOWN, NEW)
    change("rename", NEW, TOWN, drop_old=True)
    assert lifecycle.list_addresses(get_municipality(TOWN)) == [(f"{TOWN}.localhost", True)]


@pytest.mark.parametrize(
    ("verb", "arguments", "values", "told"),
    [
        ("suspend", ["yok"], {"reason": "x"}, "no municipality"),
        ("suspend", [TOWN], {"reason": "  "}, "Say why"),
        ("resume", [TOWN], {}, "needs it to be suspended"),
        ("rename", [TOWN, "kayseri"], {}, "taken"),
        ("rename", [TOWN, "www"], {}, "reserved"),
        ("rename", [TOWN, TOWN], {}, "Nothing would change"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(town, verb, arguments, values, told):
    with pytest.raises(ProvisioningError, match=told):
        change(verb, *arguments, **values)
    assert get_municipality(TOWN) == town
    assert actions() == []


def test_the_commands_do_the_same_and_leave_their_events(town, capsys):
    call_command("tenant", "suspend", TOWN, "--reason", "Deneme")
    call_command("tenant", "resume", TOWN)
    call_command("tenant", "rename", TOWN, NEW)
    call_command("tenant", "forget-address", NEW, f"{TOWN}.localhost")
    with pytest.raises(CommandError, match="no municipality"):
        call_command("tenant", "suspend", TOWN, "--reason", "Deneme")
    assert [action for action, _ in actions()] == [
        "municipality.suspended", "municipality.resumed", "municipality.renamed", "municipality.address_dropped",
    ]  # fmt: skip
    with scope.enter(None):
        assert set(AuditEvent.objects.values_list("channel", flat=True)) == {"command"}


def test_show_tells_what_stands_and_where_the_schema_differs(town, capsys):
    call_command("tenant", "show", TOWN, "--diff")
    assert f"schema               {town.schema_name}" in capsys.readouterr().out
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"DROP INDEX {town.schema_name}.person_search")
    with pytest.raises(CommandError, match="in 1 places"):
        call_command("tenant", "show", TOWN, "--diff")
    assert "index person_search: only in the second" in capsys.readouterr().out


def test_the_fleets_check_names_the_municipality_that_differs(town, capsys):
    call_command("fleet", "check")
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"GRANT DELETE ON {town.schema_name}.kernel_auditevent TO {town.role_name}")
    with pytest.raises(CommandError, match="1 of 3 schemas"):
        call_command("fleet", "check")
    told = capsys.readouterr().out
    assert f"{TOWN}: 1 differences\n  table kernel_auditevent: rights" in told
    assert "kayseri" not in told


def test_list_chooses_by_state_and_province(town, capsys):
    change("suspend", TOWN, reason="Deneme")
    call_command("tenant", "list", "--state", "suspended", "--province", "kayseri")
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [TOWN]
    with scope.enter(None):
        assert Municipality.objects.get(slug=TOWN).state == "suspended"
