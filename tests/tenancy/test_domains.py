"""From a host to a municipality: the map is kept for a few seconds and read anew."""

import pytest

from tenants import domains, scope
from tenants.enums import MunicipalityState
from tenants.models import Municipality
from tests.support.staff import ApiClient


@pytest.fixture
def map_of_its_own(monkeypatch, municipalities, db):
    monkeypatch.setattr(domains, "MAX_AGE", 0.0)
    return domains.DomainMap()


def test_a_host_is_found_whatever_its_case_and_final_dot(map_of_its_own):
    assert map_of_its_own.find("Kayseri.LOCALHOST.").slug == "kayseri"
    assert map_of_its_own.find("yok.localhost") is None


def test_a_suspended_municipality_is_out_of_service_after_the_map_is_read_anew(
    map_of_its_own, municipalities, monkeypatch
):
    monkeypatch.setattr("tenants.middleware.domain_map", map_of_its_own)
    client = ApiClient("izmir.localhost")
    assert client.get("/api/v1/me/").status_code == 401
    with scope.enter(None):
        Municipality.objects.filter(slug="izmir").update(state=MunicipalityState.SUSPENDED)
    answer = client.get("/api/v1/me/")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert answer["Content-Type"] == "application/problem+json"


def test_within_its_age_the_map_costs_no_statement(municipalities, db, django_assert_num_queries):
    kept = domains.DomainMap()
    kept.find("kayseri.localhost")
    with django_assert_num_queries(0):
        assert kept.find("izmir.localhost").slug == "izmir"
