"""The staff's API: shapes, refusals, versions, and how many queries each address may cost."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.enums import Role
from apps.accounts.models import OrgUnit, RoleAssignment
from apps.accounts.rights import MUNICIPAL_ROLES, PUBLIC_ROLES
from omuz.kernel.models.audit import AuditEvent
from tenants import scope
from tests.support.staff import TODAY, ApiClient, make_user, sign_in

BASE = "/api/v1"
PASSWORD = "Cok-Gizli-Parola-2026"
#: Session, account, roles: what every signed-in request reads before its own work.
FRAME = 3


@pytest.fixture
def admin(api):
    return api(role="tenant_admin")


@pytest.fixture
def inside(municipalities):
    """Return a way into Kayseri for looking at what was stored."""
    return lambda: scope.enter(municipalities["kayseri"])


def _cost(client, path):
    """Return what the address reads, without the transaction's own statements."""
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path)
    assert answer.status_code == 200, answer.content
    frame = ("SAVEPOINT", "RELEASE", "SELECT set_config", "SET LOCAL ROLE")
    return [query["sql"][:120] for query in seen.captured_queries if not query["sql"].startswith(frame)]


@pytest.mark.parametrize(
    ("path", "budget"),
    [
        ("/me/", FRAME + 3),
        ("/staff/", FRAME + 3),
        ("/staff/roles/", FRAME),
        ("/staff/assignments/", FRAME + 1),
        ("/staff/invitations/", FRAME + 1),
        ("/units/", FRAME + 1),
    ],
)
def test_an_address_costs_the_same_with_one_row_and_with_twenty(admin, inside, path, budget):
    with inside():
        unit = OrgUnit.objects.create(name="BEDESTEM")
        for _ in range(20):
            user = make_user(role="trainer")
            RoleAssignment.objects.create(user=user, role=Role.INTAKE_CLERK, unit=unit, starts_on=TODAY)
    queries = _cost(admin, BASE + path)
    assert len(queries) <= budget, queries


def test_the_audit_log_costs_the_same_whatever_is_in_it(api, admin):
    for number in range(5):
        admin.post(f"{BASE}/units/", {"name": f"Birim {number}"}, format="json")
    queries = _cost(api(role="auditor"), f"{BASE}/audit/")
    assert len(queries) <= FRAME + 2, queries


def test_me_says_who_where_and_what(admin):
    me = admin.get(f"{BASE}/me/").json()
    assert me["municipality"]["slug"] == "kayseri"
    assert me["kind"] == "staff"
    assert [role["role"] for role in me["roles"]] == ["tenant_admin"]
    assert me["roles"][0]["role_label"] == "Sistem yöneticisi"
    assert me["units"] is None
    assert me["view_as"] is None
    assert "staff.manage" in me["rights"]


def test_preferences_are_saved_once_per_version(admin):
    first = admin.get(f"{BASE}/me/")
    saved = admin.patch(f"{BASE}/me/", {"theme": "dark"}, format="json", HTTP_IF_MATCH=first["ETag"])
    assert saved.json()["theme"] == "dark"
    assert saved.json()["language"] == "tr"
    stale = admin.patch(f"{BASE}/me/", {"theme": "light"}, format="json", HTTP_IF_MATCH=first["ETag"])
    assert (stale.status_code, stale.json()["code"]) == (409, "stale_version")
    missing = admin.patch(f"{BASE}/me/", {"theme": "light"}, format="json")
    assert missing.status_code == 428


def test_colleagues_see_names_and_administrators_see_addresses(api, admin):
    trainer = api(role="trainer")
    seen = trainer.get(f"{BASE}/staff/").json()["results"]
    assert {row["email"] for row in seen if row["id"] != str(trainer.user.pk)} == {None}
    assert all(row["email"] for row in admin.get(f"{BASE}/staff/").json()["results"])


def test_staff_are_found_whatever_the_letters_and_sorted_as_turkish_sorts(admin, inside):
    with inside():
        for name in ("Çiğdem Işık", "Cemal Ak", "Ilgın Su", "İlkay Su", "Zeki Şen"):
            make_user(role="trainer", full_name=name)
    names = [row["full_name"] for row in admin.get(f"{BASE}/staff/?role=trainer").json()["results"]]
    assert names == ["Cemal Ak", "Çiğdem Işık", "Ilgın Su", "İlkay Su", "Zeki Şen"]
    found = admin.get(f"{BASE}/staff/?q=cigdem ISIK").json()["results"]
    assert [row["full_name"] for row in found] == ["Çiğdem Işık"]


def test_the_table_of_roles_is_this_rooms_in_turkish(admin, municipalities, db):
    table = admin.get(f"{BASE}/staff/roles/").json()
    assert {row["role"] for row in table["roles"]} == {role.value for role in MUNICIPAL_ROLES}
    clerk = next(row for row in table["roles"] if row["role"] == "intake_clerk")
    assert clerk["label"] == "Başvuru görevlisi"
    assert clerk["mfa_required"]
    labels = {row["right"]: row["label"] for row in table["rights"]}
    assert labels["people.read"] == "Kişileri görür"
    assert set(clerk["rights"]) <= set(labels)
    with scope.enter(None):
        operator = make_user(role="platform_operator")
        client = ApiClient("localhost")
        sign_in(client, operator, mfa=True)
    public = client.get(f"{BASE}/staff/roles/").json()
    assert {row["role"] for row in public["roles"]} == {role.value for role in PUBLIC_ROLES}


def test_an_invitation_travels_from_screen_to_account(admin, inside, django_capture_on_commit_callbacks):
    with inside():
        unit = OrgUnit.objects.create(name="BEDESTEM")
    body = {
        "email": "yeni@example.org",
        "full_name": "Yeni Görevli",
        "roles": [{"role": "intake_clerk", "unit_id": str(unit.pk)}],
    }
    with django_capture_on_commit_callbacks(execute=True):
        sent = admin.post(f"{BASE}/staff/invitations/", body, format="json")
    assert sent.status_code == 201, sent.content
    key = mail.outbox[-1].body.split("/davet/")[1].split()[0]
    assert key not in sent.content.decode(), "the link travels by mail only"
    visitor = ApiClient("kayseri.localhost")
    page = visitor.get(f"{BASE}/invitations/{key}/").json()
    assert page["municipality"] == "Kayseri Büyükşehir Belediyesi"
    assert page["roles"] == ["Başvuru görevlisi"]
    weak = visitor.post(f"{BASE}/invitations/{key}/", {"password": "kisa"}, format="json")
    assert (weak.status_code, weak.json()["errors"][0]["field"]) == (422, "password")
    joined = visitor.post(f"{BASE}/invitations/{key}/", {"password": PASSWORD}, format="json")
    assert joined.status_code == 201, joined.content
    assert admin.get(f"{BASE}/staff/invitations/").json()["results"] == []
    assert ApiClient("izmir.localhost").get(f"{BASE}/invitations/{key}/").status_code == 404


def test_giving_and_ending_a_role(admin, inside):
    with inside():
        user = make_user(role=None)
    body = {"user": str(user.pk), "role": "trainer", "starts_on": "2026-01-01"}
    given = admin.post(f"{BASE}/staff/assignments/", body, format="json")
    assert given.status_code == 201, given.content
    again = admin.post(f"{BASE}/staff/assignments/", body, format="json")
    assert (again.status_code, again.json()["code"]) == (409, "role_held_already")
    ended = admin.post(f"{BASE}/staff/assignments/{given.json()['id']}/end/", {}, format="json")
    assert ended.status_code == 200
    assert ended.json()["ends_on"] is not None


def test_closing_an_account_names_what_is_still_held(admin, inside):
    with inside():
        user = make_user(role="trainer")
    left = admin.post(f"{BASE}/staff/{user.pk}/close/", {"reason": "Emekli oldu"}, format="json")
    assert left.status_code == 200, left.content
    assert not left.json()["user"]["is_active"]
    assert left.json()["still_held"] == []
    assert str(user.pk) not in {row["id"] for row in admin.get(f"{BASE}/staff/").json()["results"]}
    assert str(user.pk) in {row["id"] for row in admin.get(f"{BASE}/staff/?state=left").json()["results"]}


def test_units_are_made_renamed_and_guarded_by_version(admin):
    made = admin.post(f"{BASE}/units/", {"name": "Engelliler Şube Müdürlüğü"}, format="json")
    assert made.status_code == 201
    path = f"{BASE}/units/{made.json()['id']}/"
    renamed = admin.put(path, {"name": "BEDESTEM"}, format="json", HTTP_IF_MATCH=made["ETag"])
    assert renamed.json()["name"] == "BEDESTEM"
    assert admin.put(path, {"name": "X"}, format="json", HTTP_IF_MATCH=made["ETag"]).status_code == 409
    taken = admin.post(f"{BASE}/units/", {"name": "BEDESTEM"}, format="json")
    assert taken.json()["errors"][0]["field"] == "name"


def test_looking_through_a_role_is_written_down_and_ends(admin, inside):
    seen = admin.post(f"{BASE}/me/view-as/", {"role": "intake_clerk"}, format="json")
    assert seen.status_code == 200, seen.content
    assert "people.write" in seen.json()["rights"], "what the role would hold, for its screens"
    me = admin.get(f"{BASE}/me/").json()
    assert me["view_as"]["label"] == "Başvuru görevlisi"
    assert "people.write" not in me["rights"], "nothing is added"
    assert "staff.manage" not in me["rights"]
    assert admin.get(f"{BASE}/staff/invitations/").status_code == 403
    assert admin.delete(f"{BASE}/me/view-as/").status_code == 204
    assert "staff.manage" in admin.get(f"{BASE}/me/").json()["rights"]
    with inside():
        actions = AuditEvent.objects.filter(actor_id=admin.user.pk).values_list("action", flat=True)
        assert {"role.view_started", "role.view_ended"} <= set(actions)


def test_the_audit_log_names_who_did_what_and_shows_no_value(admin, api):
    admin.post(f"{BASE}/units/", {"name": "Gizli Birim Adı"}, format="json")
    auditor = api(role="auditor")
    page = auditor.get(f"{BASE}/audit/?action=unit.&actor={admin.user.pk}")
    events = page.json()["results"]
    assert [event["action"] for event in events] == ["unit.created"]
    assert events[0]["actor"]["name"] == admin.user.full_name
    assert events[0]["channel"] == "web"
    assert "Gizli" not in page.content.decode()
    assert auditor.get(f"{BASE}/audit/?actor=x").status_code == 400
    assert auditor.get(f"{BASE}/audit/?until=2020-01-01").json()["results"] == []
    assert admin.get(f"{BASE}/audit/").status_code == 403


def test_nobody_is_told_apart_from_somebody_elses_colleague(admin, inside, municipalities):
    with scope.enter(municipalities["izmir"]):
        foreign = make_user(role="trainer")
    unknown = admin.get(f"{BASE}/staff/01890000-0000-7000-8000-000000000000/")
    theirs = admin.get(f"{BASE}/staff/{foreign.pk}/")
    assert (unknown.status_code, unknown.json()) == (theirs.status_code, theirs.json())
    assert unknown.status_code == 404
