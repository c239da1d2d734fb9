"""The programs of bench and soak can be started, and what they judge by is judged rightly."""

import importlib
import sys

import pytest
from django.core.management.base import CommandError
from django.db.migrations.loader import MigrationLoader

import benchmarks
import soak
from benchmarks.measuring import migrations
from omuz.commands.programs import without_format
from soak.fleet.visiting import Answer, judged
from soak.report import Report


@pytest.mark.parametrize("package", [benchmarks, soak])
def test_every_program_that_is_offered_can_be_started(package):
    for name in package.PROGRAMS:
        assert callable(importlib.import_module(f"{package.__name__}.{name}").main), name


def test_json_is_the_form_that_may_be_asked_for():
    assert without_format(["--quick", "--format", "json", "--count", "3"]) == ["--quick", "--count", "3"]
    assert without_format(["--format=json"]) == []
    with pytest.raises(CommandError, match="JSON"):
        without_format(["--format", "text"])


@pytest.fixture
def release(tmp_path):
    """Write a migration outside of the tree and forget it afterwards."""
    yield migrations.write(tmp_path, "made_up"), tmp_path
    migrations._finder.folders.clear()
    importlib.reload(sys.modules[migrations.PACKAGE])


def test_a_made_up_migration_is_one_of_its_app_however_often_django_loads_it(release):
    name, folder = release
    migrations.put_on_path(folder)
    for _ in range(2):
        loader = MigrationLoader(None, ignore_no_migrations=True)
        assert loader.graph.leaf_nodes(migrations.APP) == [(migrations.APP, name)]


def answer(status, *, code="", retry_after=""):
    return Answer(at=0.0, slug="kayseri", status=status, code=code, retry_after=retry_after, ms=5.0)


def test_only_a_maintenance_answer_that_says_when_to_come_back_is_no_error():
    calm = [answer(200)] * 30 + [answer(503, code="maintenance", retry_after="1")]
    assert judged(calm)["errors"] == 0
    assert judged(calm)["maintenance_answers"] == 1
    wrong = [answer(503, code="maintenance"), answer(503, retry_after="5"), answer(500), answer(404), answer(0)]
    assert judged([*calm, *wrong])["errors"] == len(wrong)


def test_a_report_goes_on_behind_its_last_finished_step(tmp_path):
    report = Report(tmp_path / "report.json")
    report.step("first", lambda: {"seconds": 1})

    def interrupted():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        report.step("second", interrupted)
    again = Report(tmp_path / "report.json")
    assert again.step("first", interrupted)["seconds"] == 1
    assert again.step("second", lambda: {"seconds": 2})["seconds"] == 2
