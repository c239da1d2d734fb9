"""`./omuz test`: every check on a throw-away database, each with its time, and one closing summary."""

import dataclasses
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from omuz.local import keys
from omuz.local.chromium import VARIABLE as CHROMIUM
from omuz.local.chromium import ensure_chromium
from omuz.local.external import External
from omuz.local.instance import ELSEWHERE, Instance
from omuz.local.node import FRONTEND, ensure_frontend
from omuz.local.paths import REPOSITORY, TOOLS, Places
from omuz.local.pgbouncer import ensure_pgbouncer
from omuz.local.ports import LOOPBACK
from omuz.local.runtime import Runtime
from omuz.local.steps import StepFailed, Steps
from omuz.local.temporary import temporary_services

ROLE_PREFIX = "omuz_test"
FAST = ["-m", "not slow and not e2e and not alone"]
BESIDE = ["-m", "not e2e and not alone"]
#: Journeys in a browser: each process serves the demo on a database and a port of its own.
JOURNEYS = ["-m", "e2e and not alone"]
#: What starts and kills servers, or measures time: side by side they would disturb each other.
ALONE = ["-m", "alone"]
_OWN_SERVER = "OMUZ_TEST_SUPERUSER_URL"


@dataclasses.dataclass(frozen=True, slots=True)
class Result:
    """One check and how it went."""

    name: str
    passed: bool
    seconds: float


class Checks:
    """Runs checks one after the other; a failure is remembered and does not keep the next from running."""

    def __init__(self, steps: Steps) -> None:
        self.steps = steps
        self.started = time.monotonic()
        self.results: list[Result] = []

    def do(self, name: str, action: Callable[[], None]) -> bool:
        """Run one check; return whether it passed."""
        started = time.monotonic()
        passed = True
        try:
            action()
        except StepFailed as failure:
            self.steps.explain(failure)
            passed = False
        self.results.append(Result(name, passed, time.monotonic() - started))
        return passed

    def command(self, name: str, command: list[str], *, env: Mapping[str, str], cwd: Path = REPOSITORY) -> bool:
        """Run a command as one check, its output shown when it fails."""

        def action() -> None:
            log = TOOLS / "test" / "log" / f"{name.replace(' ', '-')}.log"
            with self.steps.step(name):
                self.steps.run(command, log=log, env=env, cwd=cwd)

        return self.do(name, action)

    def side_by_side(self, *lanes: Callable[["Checks"], None]) -> None:
        """Run lanes of checks beside each other; within a lane one comes after the other, each told when it ends."""
        each = [Checks(Steps(self.steps.out, tail_lines=self.steps.tail_lines, live=False)) for _ in lanes]
        with ThreadPoolExecutor(len(lanes)) as pool:
            for done in [pool.submit(lane, checks) for lane, checks in zip(lanes, each, strict=True)]:
                done.result()
        self.results += [result for checks in each for result in checks.results]

    def summary(self) -> int:
        """Print what ran and what failed; return the exit code."""
        self.steps.note("\nChecks:")
        for result in self.results:
            self.steps.note(f"  {'✓' if result.passed else '✗'} {result.name:<28} {result.seconds:7.1f} s")
        failed = [result.name for result in self.results if not result.passed]
        total = time.monotonic() - self.started
        self.steps.note(f"{'Not green: ' + ', '.join(failed) if failed else 'All green'} after {total:.0f} s.")
        return 1 if failed else 0


def run(*, fast: bool, pytest_arguments: list[str]) -> int:
    """Run all checks (or the fast ones) and return the exit code."""
    checks, browser = Checks(Steps(tail_lines=60)), {}
    if not fast:
        checks.do("web application", lambda: _ignore(ensure_frontend(checks.steps)))
        # Without a browser its tests fail, each with the way to get one; they do not vanish.
        checks.do("browser", lambda: browser.update({CHROMIUM: ensure_chromium(checks.steps)}))
        # Likewise; its tests are skipped aloud where it cannot be had.
        checks.do("pooler", lambda: _ignore(ensure_pgbouncer(checks.steps)))
    env = _environment() | browser
    if fast:
        _quick_checks(checks, env)
    else:
        _static_checks(checks, env)
    runs = rounds(pytest_arguments, fast=fast)
    checks.do("pytest", lambda: _pytest(checks.steps, env, runs))
    return checks.summary()


def rounds(arguments: list[str], *, fast: bool) -> list[list[str]]:
    """Return the arguments of each run of pytest: what can stand company side by side, then the rest one by one.

    Whoever names tests or options gets one run of just these.
    """
    if fast:
        return [[*FAST, *parallel(arguments), *arguments]]
    beside = parallel(arguments)
    return [arguments] if arguments else [[*BESIDE, *beside], [*JOURNEYS, *beside], ALONE]


def parallel(arguments: list[str]) -> list[str]:
    """Return pytest's option for one process a processor, unless `arguments` say something about that themselves."""
    processors = min(os.cpu_count() or 1, 4)
    spoken_for = any(argument.startswith(("-n", "--numprocesses", "--pdb", "--dist")) for argument in arguments)
    # Each process begins with a run of neighbouring files, so what a file prepares once is mostly prepared once.
    return ["-n", str(processors), "--dist", "worksteal"] if processors > 1 and not spoken_for else []


def _ignore(result: object) -> None:
    """Drop a result: a check is about whether it works."""


def _environment() -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    scripts = str(Path(sys.executable).parent)
    return env | {
        "PATH": scripts + os.pathsep + env.get("PATH", os.defpath),
        "PYTHONPATH": os.pathsep.join([str(REPOSITORY), str(REPOSITORY / "platform")]),
        "PYTHONPYCACHEPREFIX": str(TOOLS / "pycache"),
    }


def _quick_checks(checks: Checks, env: Mapping[str, str]) -> None:
    checks.command("ruff check", ["ruff", "check", "."], env=env)
    checks.command("ruff format", ["ruff", "format", "--check", "."], env=env)
    checks.command("import layers", ["lint-imports"], env=env)


def _static_checks(checks: Checks, env: Mapping[str, str]) -> None:
    """Run all that reads the sources, and the web application's tests: each lane keeps one processor busy."""

    def python(lane: Checks) -> None:
        _quick_checks(lane, env)
        # mypy's Django plugin loads the settings, which want addresses but connect to nothing.
        lane.command("mypy", ["mypy"], env=dict(env) | _settings_environment(Places(TOOLS / "test"), port=1))

    try:
        node = ensure_frontend(checks.steps, build=False)
    except StepFailed:
        python(checks)  # of the other one it is told already, as "web application"
        return

    def scripts(*names: str) -> Callable[[Checks], None]:
        def run_scripts(lane: Checks) -> None:
            for name in names:
                lane.command(f"npm run {name}", ["npm", "run", name], env=node, cwd=FRONTEND)

        return run_scripts

    checks.side_by_side(python, scripts("lint", "typecheck"), scripts("test"))


def _settings_environment(places: Places, *, port: int) -> dict[str, str]:
    places.create()
    passwords = keys.passwords(places)
    server = f"{LOOPBACK}:{port}"
    return {
        "OMUZ_MODE": "test",
        "OMUZ_ROLE_PREFIX": ROLE_PREFIX,
        "OMUZ_TEST_DB": "main",
        "OMUZ_TEST_SUPERUSER_URL": f"postgresql://postgres:{passwords['superuser']}@{server}/postgres",
        "OMUZ_DATABASE_URL": f"postgresql://{ROLE_PREFIX}_web:{passwords['web']}@{server}/omuz_test_main",
        "OMUZ_OWNER_DATABASE_URL": f"postgresql://{ROLE_PREFIX}_owner:{passwords['owner']}@{server}/omuz_test_main",
        "OMUZ_FIGURES_DATABASE_URL": f"postgresql://{ROLE_PREFIX}_figures:{passwords['figures']}@{server}/omuz_test_main",
        "OMUZ_MASTER_KEY_FILE": str(keys.master_key_file(places)),
        "OMUZ_DATA_DIR": str(places.data / "work"),
    }


def _pytest(steps: Steps, env: Mapping[str, str], runs: list[list[str]]) -> None:
    if os.environ.get(_OWN_SERVER):
        steps.note(f"  – embedded PostgreSQL: not started, {_OWN_SERVER} names a server")
        _run_pytest(env, runs)
        return
    places = Places(TOOLS / "test")
    runtime = Runtime(places, Instance.open(places, mode="test"), External(), throw_away=True)
    with _removed_afterwards(runtime), temporary_services(runtime, steps) as lock:
        own = _settings_environment(places, port=runtime.instance.ports["postgres"])
        shutil.rmtree(own["OMUZ_DATA_DIR"], ignore_errors=True)
        Path(own["OMUZ_DATA_DIR"]).mkdir(parents=True)
        inherited = {name: value for name, value in env.items() if name != "OMUZ_BROKER_URL"}
        # Tests of their own choice use the broker; for all others tasks run within the test.
        _run_pytest(inherited | own | lock.mark | {"OMUZ_TEST_BROKER_URL": runtime.broker_url()}, runs)


@contextmanager
def _removed_afterwards(runtime: Runtime) -> Iterator[None]:
    """Leave nothing outside the clone: a cluster that had to live elsewhere goes when the tests are done."""
    try:
        yield
    finally:
        home = Path(runtime.instance.home)
        if ELSEWHERE in home.parents:
            shutil.rmtree(home, ignore_errors=True)


def _run_pytest(env: Mapping[str, str], runs: list[list[str]]) -> None:
    """Run pytest for each of `runs`; one that fails does not keep the next from running."""
    reasons = []
    for arguments in runs:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *arguments],
            cwd=REPOSITORY,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            reasons.append("no test ran" if done.returncode == 5 else f"exit code {done.returncode}")
    if reasons:
        raise StepFailed(f"pytest: {', '.join(reasons)}", remedy="The names of the failed tests stand above.")
