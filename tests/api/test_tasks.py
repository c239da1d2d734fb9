"""The task tray."""

import pytest

from omuz.kernel.models.tasks import BackgroundTask
from omuz.kernel.tasks import finish_task, queue_task
from tenants import scope
from tests.support.staff import NOW, make_actor

URL = "/api/v1/tasks/"


@pytest.fixture
def tray(api, municipalities):
    """Return a clerk's client with one piece of work in the tray, and that work."""
    client = api(role="intake_clerk")
    with scope.enter(municipalities["kayseri"]):
        actor = make_actor("intake_clerk")
        work = queue_task(kind="import.run", actor=actor, now=NOW, total=10)
        BackgroundTask.objects.filter(pk=work.pk).update(actor_id=client.user.id)
    return client, work


def test_the_tray_names_the_work_in_turkish(tray):
    client, _ = tray
    (row,) = client.get(URL).json()["results"]
    assert (row["label"], row["state"], row["total"]) == ("Liste içe aktarılıyor", "queued", 10)
    assert row["result_url"] is None


def test_work_that_waits_is_stopped_at_once(tray):
    client, work = tray
    assert client.post(f"{URL}{work.pk}/cancel/").json()["state"] == "cancelled"


def test_finished_work_leads_to_its_result(tray, municipalities):
    client, work = tray
    with scope.enter(municipalities["kayseri"]):
        finish_task(work.pk, now=NOW, result=("people.importjob", work.pk))
    assert client.get(URL).json()["results"][0]["result_url"] == f"/ice-aktarma/{work.pk}"


def test_a_colleagues_work_is_not_seen_nor_stopped(tray, api):
    _, work = tray
    other = api(role="intake_clerk")
    assert other.get(URL).json()["results"] == []
    assert other.post(f"{URL}{work.pk}/cancel/").status_code == 404
