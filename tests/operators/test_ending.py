"""A municipality ends by two operators and a signed archive; one alone, or without an archive, ends nothing."""

import pytest

from apps.operators.operations import open_deletion, order_deletion, order_job, run_job
from omuz.kernel import clock
from omuz.kernel.errors import Conflict
from tenants import scope
from tenants.archives.models import Backup
from tenants.models import FleetJob, Municipality, MunicipalityHealth
from tenants.operating.enums import JobKind, JobState
from tenants.operating.health import measure_fleet
from tenants.provisioning import create_municipality
from tests.operators.conftest import make_operator, slugs

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def folder(tmp_path, settings):
    settings.OMUZ_BACKUP_DIR = str(tmp_path)
    return tmp_path


@pytest.fixture
def gone_soon(no_newcomers):
    made = create_municipality(slug="gecici", name="Geçici Belediyesi", kind="town", province="İzmir")
    with scope.enter(None):
        return Municipality.objects.get(pk=made.id)


def done(job):
    assert run_job(job.pk, now=clock.now())
    with scope.enter(None):
        return FleetJob.objects.get(pk=job.pk)


def asked(kind, municipality, actor):
    with scope.enter(None):
        return order_job(kind, actor=actor, municipality_id=municipality.pk, reason="Sözleşme bitti", now=clock.now())


def deletion(act, municipality, actor):
    with scope.enter(None):
        return order_deletion(municipality.pk, act=act, actor=actor, reason="Sözleşme bitti", now=clock.now())


def test_a_backup_is_written_and_shows_in_the_health(operator, folder, gone_soon):
    job = done(asked(JobKind.BACKUP, gone_soon, operator))
    assert job.state == JobState.DONE, job.cause
    assert [file.name.startswith("gecici-") for file in folder.iterdir()] == [True]
    measure_fleet(now=clock.now())
    with scope.enter(None):
        assert MunicipalityHealth.objects.get(municipality=gone_soon).last_backup_at is not None
        assert Backup.objects.get().asked_by_id == operator.id


def test_two_operators_and_an_archive_end_a_municipality(operator, folder, gone_soon):
    second = make_operator()
    with pytest.raises(Conflict, match="not_archived"):
        deletion("request", gone_soon, operator)
    archived = done(asked(JobKind.ARCHIVE, gone_soon, operator))
    assert archived.state == JobState.DONE, archived.cause
    requested = done(deletion("request", gone_soon, operator))
    assert requested.state == JobState.DONE, requested.cause
    with scope.enter(None):
        assert open_deletion(gone_soon.pk, now=clock.now()).requested_by_id == operator.id
    with pytest.raises(Conflict, match="second_person"):
        deletion("confirm", gone_soon, operator)
    assert "gecici" in slugs()
    confirmed = done(deletion("confirm", gone_soon, second))
    assert confirmed.state == JobState.DONE, confirmed.cause
    assert "gecici" not in slugs()
    assert (confirmed.slug, confirmed.municipality_id) == ("gecici", None)


def test_a_request_is_taken_back(operator, folder, gone_soon):
    done(asked(JobKind.ARCHIVE, gone_soon, operator))
    done(deletion("request", gone_soon, operator))
    taken = done(deletion("withdraw", gone_soon, operator))
    assert taken.state == JobState.DONE, taken.cause
    with scope.enter(None):
        assert open_deletion(gone_soon.pk, now=clock.now()) is None
    with pytest.raises(Conflict, match="deletion_not_requested"):
        deletion("confirm", gone_soon, make_operator())


def test_an_operator_who_lost_the_role_meanwhile_gets_nothing_done(operator, folder, gone_soon):
    from apps.accounts.models import RoleAssignment

    job = asked(JobKind.ARCHIVE, gone_soon, operator)
    with scope.enter(None):
        RoleAssignment.objects.filter(user_id=operator.id).delete()
    refused = done(job)
    assert refused.state == JobState.FAILED
    assert "operator of the platform" in refused.cause
    with scope.enter(None):
        assert Municipality.objects.get(pk=gone_soon.pk).state == "active"


def test_without_a_folder_nothing_is_ordered(operator, settings, gone_soon):
    settings.OMUZ_BACKUP_DIR = ""
    with pytest.raises(Conflict, match="no_backup_folder"):
        asked(JobKind.BACKUP, gone_soon, operator)
