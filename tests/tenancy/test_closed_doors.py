"""Who is turned away at the door is told calmly: a browser by a page, a program by a problem document."""

import hashlib
import re
from base64 import b64encode

import psycopg
import pytest
from django.db import connections

from tenants import domains, scope
from tenants.domains import domain_map
from tenants.head import gate_number
from tests.support.staff import ApiClient

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.fixture
def map_of_its_own(monkeypatch, municipalities):
    """Let no test leave its state of the registry in the map that the others share."""
    own = domains.DomainMap()
    monkeypatch.setattr("tenants.middleware.domain_map", own)
    monkeypatch.setattr(domains, "MAX_AGE", 0.0)
    yield own
    domain_map.clear()


def browse(host, path="/", accept=BROWSER):
    return ApiClient(host).get(path, HTTP_ACCEPT=accept)


def test_an_unknown_host_shows_a_browser_a_page_and_a_program_a_problem(municipalities, db):
    page = browse("yok.localhost")
    assert (page.status_code, page["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "Bu adreste bir belediye bulunmuyor" in page.content.decode()
    assert "Refresh" not in page
    assert browse("yok.localhost", accept="application/json").json()["code"] == "unknown_host"
    assert browse("yok.localhost", accept="*/*").json()["code"] == "unknown_host"


def test_a_host_outside_of_the_domain_shows_a_page_too(municipalities, db):
    page = browse("baska.example.com")
    assert page.status_code == 400
    assert "Bu adres tanınmıyor" in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_during_a_migration_a_browser_gets_a_page_that_comes_back_by_itself(municipalities):
    settings = connections["default"].settings_dict
    with psycopg.connect(
        host=settings["HOST"], port=settings["PORT"], user=settings["USER"], password=settings["PASSWORD"],
        dbname=settings["NAME"],
    ) as migration:  # fmt: skip
        migration.execute("SELECT pg_advisory_xact_lock(%s)", [gate_number("kayseri")])
        page = browse("kayseri.localhost", "/kisiler")
        call = ApiClient("kayseri.localhost").get("/api/v1/me/", HTTP_ACCEPT=BROWSER)
        assert browse("izmir.localhost", "/api/v1/me/", accept="application/json").status_code == 401
    assert (page.status_code, page["Retry-After"], page["Refresh"]) == (503, "5", "15")
    assert "Kısa bir bakım yapılıyor" in page.content.decode()
    assert (call.status_code, call["Retry-After"], call.json()["code"]) == (503, "5", "maintenance")
    assert browse("kayseri.localhost", "/api/v1/me/", accept="application/json").status_code == 401


@pytest.mark.django_db
def test_a_suspended_municipality_shows_a_page_made_without_the_database(
    map_of_its_own, monkeypatch, django_assert_num_queries
):
    from tenants.models import Municipality

    with scope.enter(None):
        Municipality.objects.filter(slug="izmir").update(state="suspended")
    map_of_its_own.find("izmir.localhost")
    monkeypatch.setattr(domains, "MAX_AGE", 3600.0)
    with django_assert_num_queries(0):
        page = browse("izmir.localhost")
    assert (page.status_code, page["Retry-After"], page["Refresh"]) == (503, "60", "60")
    assert "hizmet dışı" in page.content.decode()


def test_the_page_runs_no_script_and_its_style_passes_its_own_policy(municipalities, db):
    page = browse("yok.localhost")
    style = re.search(r"<style>(.*)</style>", page.content.decode(), re.DOTALL)[1]
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in page["Content-Security-Policy"]
    assert "script" not in page.content.decode()
    assert "default-src 'none'" in page["Content-Security-Policy"]
    assert page["Cache-Control"] == "no-store"


def test_what_the_address_says_is_not_written_into_the_page(municipalities, db):
    page = browse("yok.localhost", "/<script>alert(1)</script>")
    assert "alert(1)" not in page.content.decode()
