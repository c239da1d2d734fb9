"""The command line: what is ours, what is passed on, and how a failing step is told."""

import io
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from omuz.cli import arguments, before
from omuz.cli.guidance import addresses
from omuz.cli.testing import ALONE, BESIDE, FAST, JOURNEYS, parallel, rounds
from omuz.local.paths import REPOSITORY, TOOLS
from omuz.local.processes import identify, wait_gone
from omuz.local.steps import StepFailed, Steps, tail


def test_commands_of_the_project_are_passed_on_untouched():
    line = ["import", "kayseri", "people", "list.csv", "--format", "json"]
    assert arguments.passed_on(line) == line
    assert arguments.passed_on(["manage", "migrate", "--plan"]) == ["migrate", "--plan"]
    assert arguments.passed_on(["database-script", "--database", "x"]) == ["database_bootstrap", "--database", "x"]
    assert arguments.passed_on(["up", "--detach"]) is None


def test_everything_unknown_to_test_goes_to_pytest():
    options, further = arguments.parse(["test", "--fast", "tests/local", "-k", "port", "-x"])
    assert options.fast
    assert further == ["tests/local", "-k", "port", "-x"]


SHARED = ["-n", "2", "--dist", "worksteal"]


def test_tests_use_every_processor_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert parallel([]) == SHARED
    assert parallel(["-n0", "tests/local"]) == []
    assert parallel(["--pdb"]) == []
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    assert parallel([]) == []


def test_the_whole_run_leaves_out_nothing_and_named_tests_run_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert rounds([], fast=False) == [[*BESIDE, *SHARED], [*JOURNEYS, *SHARED], ALONE]
    # Every test is in exactly one of the three.
    assert (BESIDE[1], JOURNEYS[1], ALONE[1]) == ("not e2e and not alone", "e2e and not alone", "alone")
    assert rounds([], fast=True) == [[*FAST, *SHARED]]
    assert rounds(["tests/local"], fast=False) == [["tests/local"]]
    assert rounds(["-x"], fast=True) == [[*FAST, *SHARED, "-x"]]


@pytest.mark.parametrize("line", [["up", "--port", "0"], ["up", "--port", "http"], ["up", "now"], ["fly"], []])
def test_a_mistyped_command_is_refused(line: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as caught:
        arguments.parse(line)
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_the_data_folder_may_stand_before_or_after_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("OMUZ_DATA_DIR", raising=False)
    assert arguments.split_data(["--data", "x", "report", "kayseri"]) == ("x", ["report", "kayseri"])
    assert arguments.split_data(["--data=x", "up"]) == ("x", ["up"])
    assert arguments.parse(["down", "--data", "x"])[0].data == "x"
    assert arguments.places_for(None).data == TOOLS
    assert arguments.places_for(str(tmp_path)).data == tmp_path


def test_help_and_a_clone_never_started_are_answered_without_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr("omuz.cli.before.python_of", lambda _: tmp_path / "missing")
    assert before.answer_without_packages([]) == 0
    assert before.answer_without_packages(["down"]) == 0
    assert before.answer_without_packages(["status", "--format", "json"]) == 1
    assert '"serving": false' in capsys.readouterr().out
    assert before.answer_without_packages(["up"]) is None


def test_addresses_of_municipalities_are_given_in_demo_mode_only():
    assert addresses(8001, "demo")["kayseri"] == "http://kayseri.localhost:8001"
    assert addresses(8001, "production") == {"coordinator": "http://localhost:8001"}


def test_a_failing_step_says_which_why_where_and_what_to_do(tmp_path: Path):
    out, log = io.StringIO(), tmp_path / "step.log"
    steps = Steps(out)
    script = "print('first'); print('the reason'); raise SystemExit(3)"
    with pytest.raises(StepFailed) as caught, steps.step("Migrations"):
        steps.run([sys.executable, "-c", script], log=log, env=os.environ, cwd=tmp_path, remedy="Mend it.")
    steps.explain(caught.value)
    told = out.getvalue()
    assert told.count("Step:  Migrations") == 1
    assert "exit code 3" in told
    assert str(log) in told
    assert "| the reason" in told
    assert "To do: Mend it." in told


@pytest.fixture
def heeded_interrupt() -> Iterator[None]:
    """Let SIGINT interrupt, also where the tests were started in the background and inherited that it is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeded_interrupt")
def test_an_interrupted_step_takes_what_it_started_with_it(tmp_path: Path):
    script = (
        "import os, signal, subprocess, sys;"
        "child = subprocess.Popen([sys.executable, '-c', 'import signal; signal.pause()']);"
        "open('child', 'w').write(str(child.pid)); os.kill(os.getppid(), signal.SIGINT); signal.pause()"
    )
    steps = Steps(io.StringIO())
    with pytest.raises(KeyboardInterrupt), steps.step("Web packages"):
        steps.run([sys.executable, "-c", script], log=tmp_path / "log", env=os.environ, cwd=tmp_path)
    child = identify(int((tmp_path / "child").read_text()))
    assert child is None or wait_gone([child], 5.0) == []


def test_a_program_that_is_missing_is_a_failed_step(tmp_path: Path):
    steps = Steps(io.StringIO())
    with pytest.raises(StepFailed, match="cannot be started"), steps.step("Web packages"):
        steps.run(["omuz-no-such-program"], log=tmp_path / "log", env=os.environ, cwd=tmp_path)


def test_the_end_of_a_long_log_is_read_without_reading_all_of_it(tmp_path: Path):
    log = tmp_path / "long.log"
    log.write_text("".join(f"line {number}\n\n" for number in range(100_000)))
    assert tail(log, 2) == ["line 99998", "line 99999"]
    assert tail(tmp_path / "missing") == []


def test_the_bootstrap_needs_nothing_but_the_standard_library():
    """`./omuz` runs before any package is there, so what it imports must not import one."""
    script = (
        "import sys; sys.path[:0] = [{root!r}, {root!r} + '/platform']; import omuz.cli.before, omuz.local.venv;"
        "print([name for name in sys.modules if 'site-packages' in (getattr(sys.modules[name], '__file__', '') or '')])"
    )
    import subprocess

    done = subprocess.run(
        [sys.executable, "-S", "-c", script.format(root=str(REPOSITORY))], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
