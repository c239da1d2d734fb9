"""A throw-away cluster made by our own launcher from any binaries."""

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from omuz.local.account import choose
from omuz.local.ports import find_free
from omuz.local.postgres import Cluster, as_service, make_cluster, reachable_copy
from omuz.local.services import launch


@contextmanager
def running_cluster(binaries: Path, *, half_made: bool = False) -> Iterator[tuple[Cluster, str]]:
    """Run a cluster for the block; `half_made` puts the draft of a killed initdb in its way."""
    # Not pytest's folder: the services' account cannot enter that one.
    folder = Path(tempfile.mkdtemp(prefix="omuz-cluster-"))
    folder.chmod(0o755)
    password, account = secrets.token_hex(8), choose()
    if half_made:
        (folder / "pg.draft" / "base").mkdir(parents=True)
    cluster = Cluster(
        binaries=reachable_copy(binaries, folder, account),
        data=folder / "pg",
        port=find_free(),
        account=account,
        durable=False,
    )
    process: subprocess.Popen[bytes] | None = None
    try:
        make_cluster(cluster, password=password, log=folder / "initdb.log", env={})
        process = launch(as_service(cluster, log=folder / "postgres.log", env={}), folder)
        deadline = time.monotonic() + 60
        while not cluster.is_ready():
            assert process.poll() is None, (folder / "postgres.log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield cluster, password
    finally:
        if process is not None and process.poll() is None:
            os.kill(process.pid, signal.SIGINT)
            process.wait(timeout=30)
        shutil.rmtree(folder)
