"""`./omuz audit isolation`: it holds where the walls stand, and names the place where one of them is taken away."""

import json
from io import StringIO

import psycopg
import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import Client

from apps.accounts.models import User
from omuz.isolation import crawling, striking
from omuz.isolation.audience import SEEING
from omuz.isolation.audit import audit_catalogue
from omuz.isolation.findings import Check, Report
from omuz.isolation.planting import staff
from omuz.isolation.routes import endpoints
from omuz.isolation.striking import digest_of
from tenants import scope
from tenants.provisioning import ProvisioningError, create_municipality, get_municipality
from tenants.registering import PROBE_SLUGS
from tests.support.database import superuser_url
from tests.tenancy.rooms import swept

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def server():
    with psycopg.connect(superuser_url(connections["default"].settings_dict["NAME"]), autocommit=True) as found:
        yield found


def catalogue():
    report = Report()
    audit_catalogue(report)
    return {check.name: check for check in report.checks}


def test_the_catalogue_of_the_walls_as_they_are_made_holds(municipalities):
    found = catalogue()
    assert len(found) >= 10
    for check in found.values():
        assert check.holds, (check.name, check.findings, check.looked_at)


#: What is taken away, how it is put back, and which check has to see it.
WALLS = {
    "a policy dropped": (
        "DROP POLICY wall2 ON m_izmir.people_sensitivefact", "", "catalogue.second_wall",
    ),
    "row-level security not forced": (
        "ALTER TABLE m_izmir.people_medicalreport NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE m_izmir.people_medicalreport FORCE ROW LEVEL SECURITY",
        "catalogue.second_wall",
    ),
    "row-level security off": (
        "ALTER TABLE m_izmir.people_medicalreport DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE m_izmir.people_medicalreport ENABLE ROW LEVEL SECURITY",
        "catalogue.second_wall",
    ),
    "a second, permissive policy": (
        "CREATE POLICY open ON m_izmir.people_medicalreport USING (true)",
        "DROP POLICY open ON m_izmir.people_medicalreport",
        "catalogue.second_wall",
    ),
    "a right on a foreign table": (
        "GRANT SELECT ON m_izmir.people_person TO omuz_test_m_kayseri",
        "REVOKE SELECT ON m_izmir.people_person FROM omuz_test_m_kayseri",
        "catalogue.rights",
    ),
    "a right of the web's login itself": (
        "GRANT SELECT ON m_izmir.people_person TO omuz_test_web",
        "REVOKE SELECT ON m_izmir.people_person FROM omuz_test_web",
        "catalogue.rights",
    ),
    "a right on one column": (
        "GRANT SELECT (surname) ON m_izmir.people_person TO omuz_test_m_kayseri",
        "REVOKE SELECT (surname) ON m_izmir.people_person FROM omuz_test_m_kayseri",
        "catalogue.rights",
    ),
    "a foreign schema opened": (
        "GRANT USAGE ON SCHEMA m_izmir TO omuz_test_m_kayseri",
        "REVOKE USAGE ON SCHEMA m_izmir FROM omuz_test_m_kayseri",
        "catalogue.schemas",
    ),
    "making tables in the own schema": (
        "GRANT CREATE ON SCHEMA m_izmir TO omuz_test_m_izmir",
        "REVOKE CREATE ON SCHEMA m_izmir FROM omuz_test_m_izmir",
        "catalogue.schemas",
    ),
    "the history made erasable": (
        "GRANT DELETE ON m_izmir.kernel_auditevent TO omuz_test_m_izmir",
        "REVOKE DELETE ON m_izmir.kernel_auditevent FROM omuz_test_m_izmir",
        "catalogue.append_only",
    ),
    "a right for everybody": (
        "GRANT SELECT ON public.tenants_municipality TO PUBLIC",
        "REVOKE SELECT ON public.tenants_municipality FROM PUBLIC",
        "catalogue.everybody",
    ),
    "the registry opened to a municipality": (
        "GRANT SELECT ON public.tenants_municipality TO omuz_test_m_izmir",
        "REVOKE SELECT ON public.tenants_municipality FROM omuz_test_m_izmir",
        "catalogue.registry",
    ),
    "default privileges": (
        "ALTER DEFAULT PRIVILEGES IN SCHEMA m_izmir GRANT SELECT ON TABLES TO omuz_test_web",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA m_izmir REVOKE SELECT ON TABLES FROM omuz_test_web",
        "catalogue.defaults",
    ),
    "a function with its owner's rights": (
        "CREATE FUNCTION ext.peek() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
        "DROP FUNCTION ext.peek()",
        "catalogue.functions",
    ),
    "a schema of nobody": ("CREATE SCHEMA m_nobody", "DROP SCHEMA m_nobody", "catalogue.orphans"),
}  # fmt: skip


@pytest.mark.parametrize("wall", sorted(WALLS))
def test_a_wall_that_is_taken_away_is_reported(municipalities, server, wall):
    take, put_back, name = WALLS[wall]
    if wall == "a policy dropped":
        policy = server.execute(
            "SELECT pg_get_expr(polqual, polrelid) FROM pg_policy"
            " WHERE polrelid = 'm_izmir.people_sensitivefact'::regclass"
        ).fetchone()[0]
        put_back = f"CREATE POLICY wall2 ON m_izmir.people_sensitivefact USING ({policy}) WITH CHECK ({policy})"
    server.execute(take)
    try:
        found = catalogue()[name]
    finally:
        server.execute(put_back)
    assert found.findings, name
    assert catalogue()[name].holds


def test_the_wall_of_another_municipality_is_no_wall(municipalities, server):
    """A policy with a hash that is not the municipality's own is reported: restored wrongly, or planted."""
    server.execute("ALTER POLICY wall2 ON m_izmir.people_medicalreport USING ((SELECT ext.wall2(repeat('0', 64))))")
    found = catalogue()["catalogue.second_wall"]
    policy = server.execute(
        "SELECT pg_get_expr(polwithcheck, polrelid) FROM pg_policy"
        " WHERE polrelid = 'm_izmir.people_medicalreport'::regclass"
    ).fetchone()[0]
    server.execute(f"ALTER POLICY wall2 ON m_izmir.people_medicalreport USING ({policy})")
    assert any("izmir" in place for place in found.findings)


@pytest.mark.parametrize(
    ("take", "put_back"),
    [
        ("ALTER ROLE omuz_test_m_izmir LOGIN", "ALTER ROLE omuz_test_m_izmir NOLOGIN"),
        ("ALTER ROLE omuz_test_m_izmir BYPASSRLS", "ALTER ROLE omuz_test_m_izmir NOBYPASSRLS"),
        ("GRANT omuz_test_m_izmir TO omuz_test_m_kayseri", "REVOKE omuz_test_m_izmir FROM omuz_test_m_kayseri"),
        ("ALTER ROLE omuz_test_web INHERIT", "ALTER ROLE omuz_test_web NOINHERIT"),
    ],
)
def test_a_role_that_gained_something_is_reported(municipalities, server, take, put_back):
    """Roles are shared by every database of the server: the change is undone before anything else is asked."""
    server.execute(take)
    try:
        found = catalogue()
    finally:
        server.execute(put_back)
    assert not (found["catalogue.roles"].holds and found["catalogue.logins"].holds)


def test_a_check_that_looked_at_nothing_does_not_hold():
    assert not Check("empty", "").holds
    assert Check("left out", "", left_out=["no owner login"]).holds


@pytest.fixture
def _without_probes():
    with swept(*PROBE_SLUGS):
        yield


# Every address of a whole country is asked: on a busy machine the usual five minutes are not enough.
@pytest.mark.timeout(900)
@pytest.mark.slow
@pytest.mark.usefixtures("_without_probes")
def test_a_whole_audit_holds_and_leaves_nothing_open(municipalities, monkeypatch):
    # test_canary.py asks every address as every role and test_unsafe.py strikes each of them. That the command puts
    # these together, reports and tidies up is seen with the roles that read most, at every third address.
    monkeypatch.setitem(staff.ROLES_OF, False, sorted({*SEEING, *staff.ACTING}))
    some = [one for place, one in enumerate(endpoints()) if place % 3 == 0 or one.pattern.startswith("people/")]
    for part in (crawling, striking):
        monkeypatch.setattr(part, "endpoints", lambda: some)
    before = {slug: _rows(slug) for slug in ("kayseri", "izmir")}
    out = StringIO()
    try:
        call_command("audit", "isolation", "--format", "json", stdout=out, stderr=StringIO())
    except CommandError:
        wrong = [one for one in json.loads(out.getvalue())["results"] if not one["holds"]]
        pytest.fail(json.dumps(wrong, ensure_ascii=False, indent=1)[:6000])
    report = json.loads(out.getvalue())
    assert report["holds"]
    names = {one["name"] for one in report["results"]}
    assert {"routes", "attacks.walls", "attacks.control", "answers", "traces", "sight", "writing", "faults"} <= names
    for slug in PROBE_SLUGS:
        probe = get_municipality(slug)
        assert probe.state == "suspended"
        assert Client(HTTP_HOST=f"{slug}.localhost").get("/api/v1/me/").status_code == 503
        with scope.enter(probe):
            assert not Session.objects.exists()
            assert not User.objects.filter(is_active=True).exists()
            assert not any(user.has_usable_password() for user in User.objects.all())
    with scope.enter(None):
        assert not User.objects.filter(email__endswith="@isolation.invalid").exists()
    assert {slug: _rows(slug) for slug in ("kayseri", "izmir")} == before


def _rows(slug):
    return digest_of(get_municipality(slug))


def test_the_probes_labels_are_nobody_elses(municipalities):
    for slug in PROBE_SLUGS:
        with pytest.raises(ProvisioningError):
            create_municipality(slug=slug, name="Sahte", kind="town", province="Kayseri")
