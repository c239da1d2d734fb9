"""A job is done once, by one worker, and tells what it is doing; nobody's name or address stays in it."""

import datetime as dt
import json

import pytest

from apps.accounts.models import Invitation, User
from apps.operators import operations
from apps.operators.operations import NewMunicipality, order_invitation, order_job, order_municipality, run_job
from omuz.kernel import clock
from omuz.kernel.errors import Conflict, Invalid, NotAllowed
from omuz.kernel.models import OutboxMessage
from tenants import scope
from tenants.fleet.spares import ensure_spares
from tenants.models import FleetJob, Municipality
from tenants.operating import jobs
from tenants.operating.enums import JobKind, JobState
from tests.operators.conftest import make_operator, slugs
from tests.support.staff import make_actor, make_user

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
EMAIL, NAME = "ilk.yonetici@example.org", "Gülşah İlkyönetici"


def wanted(**changes):
    values = {
        "name": "Ürgüp Belediyesi",
        "slug": "urgup",
        "kind": "district",
        "province": "Nevşehir",
        "district": "Ürgüp",
        "admin_name": NAME,
        "admin_email": EMAIL,
    }
    return NewMunicipality(**(values | changes))


def ordered(operator, **changes):
    with scope.enter(None):
        return order_municipality(wanted(**changes), actor=operator, now=clock.now())


def stored(job):
    with scope.enter(None):
        return FleetJob.objects.get(pk=job.pk)


def test_an_ordered_municipality_is_made_and_its_first_administrator_invited(operator, no_newcomers, mailoutbox):
    job = ordered(operator)
    assert [step["state"] for step in job.steps] == ["waiting", "waiting"]
    assert run_job(job.pk, now=clock.now())
    done = stored(job)
    assert (done.state, done.error) == (JobState.DONE, "")
    assert [step["state"] for step in done.steps] == ["done", "done"]
    assert "urgup" in slugs()
    with scope.enter(None):
        municipality = Municipality.objects.get(slug="urgup").as_context()
        link = jobs.link_for(done, reader=operator.id, now=clock.now())
    assert "urgup.localhost" in link
    with scope.enter(municipality):
        invitation = Invitation.objects.get()
        assert (invitation.email, invitation.roles[0]["role"]) == (EMAIL, "tenant_admin")
    assert mailoutbox[-1].to == [EMAIL]


def test_with_a_spare_room_the_municipality_is_there_at_once(operator, no_newcomers):
    ensure_spares(1, now=clock.now())
    job = ordered(operator)
    assert [step["state"] for step in job.steps] == ["done", "waiting"]
    with scope.enter(None):
        municipality = Municipality.objects.get(pk=job.municipality_id)
    assert (municipality.slug, municipality.state) == ("urgup", "active")
    assert run_job(job.pk, now=clock.now())
    done = stored(job)
    assert done.state == JobState.DONE, done.cause
    with scope.enter(municipality.as_context()):
        assert Invitation.objects.get().email == EMAIL


def test_the_job_forgets_who_was_invited_as_soon_as_the_invitation_is_written(operator, no_newcomers):
    job = ordered(operator)
    run_job(job.pk, now=clock.now())
    with scope.enter(None):
        row = FleetJob.objects.filter(pk=job.pk).values().get()
    text = json.dumps({k: bytes(v).hex() if isinstance(v, memoryview | bytes) else str(v) for k, v in row.items()})
    assert bytes(row["sealed_person"]) == b""
    for secret in (EMAIL, NAME, EMAIL.encode().hex(), "/davet/", b"/davet/".hex()):
        assert secret not in text


def test_a_job_delivered_twice_is_done_once(operator, no_newcomers):
    job = ordered(operator)
    assert run_job(job.pk, now=clock.now())
    assert not run_job(job.pk, now=clock.now())
    assert stored(job).attempts == 1


def test_a_job_that_another_worker_holds_is_left_to_it(operator):
    with scope.enter(None):
        job = order_job(JobKind.MEASURE, actor=operator, now=clock.now())
    with jobs.claimed(job.pk) as mine:
        assert mine
        assert not run_job(job.pk, now=clock.now())
    assert stored(job).state == JobState.QUEUED
    assert run_job(job.pk, now=clock.now())


def test_a_job_whose_worker_died_is_finished_by_the_next(operator, no_newcomers, monkeypatch):
    job = ordered(operator)

    class Killed(BaseException):
        """What no handler of errors sees."""

    def dies(**_):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr("apps.operators.operations.running.invite_first_administrator", dies)
        with pytest.raises(Killed):
            run_job(job.pk, now=clock.now())
    assert stored(job).state == JobState.RUNNING
    assert run_job(job.pk, now=clock.now())
    assert stored(job).state == JobState.DONE
    assert len([slug for slug in slugs() if slug == "urgup"]) == 1


def test_a_job_that_fails_says_so_in_words_and_keeps_the_cause_scrubbed(operator, monkeypatch):
    def breaks(**_):
        raise RuntimeError("gave up near 10000000146 and ali@example.org")

    monkeypatch.setattr("apps.operators.operations.running.create_municipality", breaks)
    job = ordered(operator)
    assert run_job(job.pk, now=clock.now())
    failed = stored(job)
    assert failed.state == JobState.FAILED
    assert failed.error == jobs.UNEXPECTED
    assert failed.cause.startswith("RuntimeError: gave up near")
    assert "10000000146" not in failed.cause
    assert "ali@example.org" not in failed.cause
    assert failed.steps[0]["state"] == "failed"


def test_the_link_is_for_who_asked_and_for_an_hour(operator, no_newcomers):
    job = ordered(operator)
    run_job(job.pk, now=clock.now())
    another, done = make_operator(), stored(job)
    later = clock.now() + dt.timedelta(hours=2)
    with scope.enter(None):
        assert jobs.link_for(done, reader=operator.id, now=clock.now())
        assert jobs.link_for(done, reader=another.id, now=clock.now()) == ""
        assert jobs.link_for(done, reader=operator.id, now=later) == ""
        assert jobs.forget_secrets(now=later) == 1
        assert bytes(FleetJob.objects.get(pk=job.pk).sealed_link) == b""


def test_the_same_address_is_not_ordered_twice(operator):
    ordered(operator)
    with pytest.raises(Invalid) as refused:
        ordered(operator)
    assert [problem.code for problem in refused.value.problems] == ["slug_taken"]


def test_two_orders_at_the_same_moment_make_one_job(operator, monkeypatch):
    monkeypatch.setattr("apps.operators.operations.ordering.check_slug", lambda _slug: None)
    ordered(operator)
    with pytest.raises(Conflict) as refused:
        ordered(operator)
    assert refused.value.code == "job_already_open"


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"slug": "www"}, {"slug"}),
        ({"slug": "Ürgüp"}, {"slug"}),
        ({"slug": "kayseri"}, {"slug"}),
        ({"district": ""}, {"district"}),
        ({"district": "Bornova"}, {"district"}),
        ({"province": "Atlantis"}, {"province"}),
        ({"kind": "village"}, {"kind"}),
        ({"admin_email": "kimse"}, {"admin_email"}),
        ({"admin_name": " ", "name": " "}, {"admin_name", "name"}),
    ],
)
def test_every_wrong_field_is_named(operator, changes, fields):
    with pytest.raises(Invalid) as refused:
        ordered(operator, **changes)
    assert {problem.field for problem in refused.value.problems} == fields


def test_an_order_leaves_with_the_transaction(operator):
    with pytest.raises(ZeroDivisionError), scope.enter(None):
        order_municipality(wanted(), actor=operator, now=clock.now())
        raise ZeroDivisionError
    with scope.enter(None):
        assert not FleetJob.objects.exists()
        assert not OutboxMessage.objects.exists()


def test_nobody_but_an_operator_orders(municipalities):
    with scope.enter(None):
        coordinator = make_actor("coordinator")
        with pytest.raises(NotAllowed):
            order_municipality(wanted(), actor=coordinator, now=clock.now())


def test_a_municipality_with_an_administrator_of_its_own_is_not_entered_by_invitation(operator, municipalities):
    izmir = municipalities["izmir"]
    with scope.enter(izmir):
        make_user(role="tenant_admin")
        before = User.objects.count()
    with scope.enter(None):
        job = order_invitation(izmir.id, actor=operator, admin_name=NAME, admin_email=EMAIL, now=clock.now())
    run_job(job.pk, now=clock.now())
    assert stored(job).state == JobState.FAILED
    assert "sistem yöneticisi var" in stored(job).error
    with scope.enter(izmir):
        assert not Invitation.objects.exists()
        assert User.objects.count() == before


def test_what_changes_tables_goes_to_the_fleet_and_an_invitation_does_not(operator, municipalities, monkeypatch):
    from apps.operators import tasks

    sent = []
    monkeypatch.setattr(tasks.do_job, "apply_async", lambda **options: sent.append(options["queue"]))
    with scope.enter(None):
        made = order_municipality(wanted(), actor=operator, now=clock.now())
        light = order_invitation(
            municipalities["izmir"].id, actor=operator, admin_name=NAME, admin_email=EMAIL, now=clock.now()
        )
        tasks.send_job(made.pk)
        tasks.send_job(light.pk)
    assert sent == ["fleet", "celery"]
    assert operations.check_slug("..") is not None
