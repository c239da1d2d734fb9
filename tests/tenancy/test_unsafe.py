"""Writing with another municipality's keys: answered as if no row had them, and nothing changes over there."""

import pytest
from django.core.cache import cache
from rest_framework.response import Response

from api.v1.accounts.views.units import UnitView
from apps.accounts.enums import Role
from apps.accounts.models import OrgUnit
from omuz.isolation import striking
from omuz.isolation.audience import SEEING
from omuz.isolation.findings import Check
from omuz.isolation.planting import plant, staff
from omuz.isolation.routes import endpoints
from omuz.isolation.striking import digest_of, strike_everything
from omuz.isolation.watching import watching
from omuz.isolation.words import Lookout
from omuz.kernel import clock
from tenants import scope
from tests.support.database import empty_all

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.usefixtures("rows_kept")]


@pytest.fixture(scope="module")
def planted(municipalities, django_db_blocker):
    """Two planted municipalities for the module: whatever is struck, the target's rows stay as they are."""
    patch = pytest.MonkeyPatch()
    patch.setitem(staff.ROLES_OF, False, sorted({*SEEING, *staff.ACTING, Role.ASSESSOR}))
    with django_db_blocker.unblock():
        cache.clear()
        try:
            with watching() as caught:
                yield (*(plant(municipalities[slug], now=clock.now()) for slug in ("kayseri", "izmir")), caught)
        finally:
            patch.undo()
            empty_all()


def strike(planted):
    target, attacker, caught = planted
    check = Check("writing", "")
    strike_everything(check, Lookout([target.words, attacker.words]), attacker, target, caught)
    return check


def test_a_foreign_key_is_answered_as_one_of_no_row_by_every_writing_address(planted):
    check = strike(planted)
    assert check.looked_at > 100
    assert not check.findings, "\n".join(check.findings)


@pytest.mark.parametrize(
    ("leak", "said"),
    [
        (Response({"detail": "x"}, status=403), "tells a foreign key from none"),
        (Response({}, status=200), "200 to a foreign key"),
    ],
)
def test_an_address_that_tells_a_foreign_key_from_none_is_named(planted, monkeypatch, leak, said):
    target = planted[0]
    known = {str(key) for key in target.keys_for("unit_id")}
    put = UnitView.put
    only = [one for one in endpoints() if one.name == "PUT units/<uuid:unit_id>/"]
    monkeypatch.setattr(striking, "endpoints", lambda: only)
    monkeypatch.setattr(
        UnitView, "put", lambda view, request, unit_id: leak if str(unit_id) in known else put(view, request, unit_id)
    )
    assert any(said in place for place in strike(planted).findings)


def test_a_row_that_changes_over_there_is_named(municipalities, planted):
    before = digest_of(municipalities["kayseri"])
    with scope.enter(municipalities["kayseri"]):
        OrgUnit.objects.create(name="Yeni")
    after = digest_of(municipalities["kayseri"])
    assert [table for table in before if before[table] != after[table]] == ["accounts_orgunit"]
