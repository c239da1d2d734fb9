"""PgBouncer in transaction mode before the tests' server, with one server connection for all clients."""

import os
import pwd
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db import connections

_CONFIGURATION = """
[databases]
{name} = host={host} port={port} user={user} password={password} pool_size={servers}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {listen}
unix_socket_dir =
auth_type = any
pool_mode = transaction
max_client_conn = 200
server_round_robin = 1
ignore_startup_parameters = extra_float_digits,options
"""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def pgbouncer(binary: str, *, servers: int) -> Iterator[int]:
    """Run PgBouncer with `servers` connections to the tests' database for the block, and give its port."""
    of = connections["default"].settings_dict
    listen = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pgbouncer.ini"
        path.write_text(
            _CONFIGURATION.format(
                name=of["NAME"], host=of["HOST"], port=of["PORT"], user=of["USER"], password=of["PASSWORD"],
                servers=servers, listen=listen,
            )
        )  # fmt: skip
        as_nobody: dict[str, Any] = {}
        if os.geteuid() == 0:
            # PgBouncer refuses to run as root.
            nobody = pwd.getpwnam("nobody")
            for place in (Path(folder), path):
                os.chown(place, nobody.pw_uid, nobody.pw_gid)
            as_nobody = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        process = subprocess.Popen(
            [binary, "-q", str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, **as_nobody
        )
        try:
            _wait_until_it_answers(listen, of["NAME"])
            yield listen
        finally:
            process.kill()
            process.wait()


def _wait_until_it_answers(port: int, database: str) -> None:
    until = time.monotonic() + 10
    while True:
        try:
            psycopg.connect(host="127.0.0.1", port=port, dbname=database, user="any", connect_timeout=2).close()
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


@contextmanager
def through(port: int) -> Iterator[None]:
    """Let Django's new connections go through the pooler for the block."""
    of = connections["default"].settings_dict
    before = {"HOST": of["HOST"], "PORT": of["PORT"]}
    connections["default"].close()
    of.update(HOST="127.0.0.1", PORT=str(port))
    try:
        yield
    finally:
        connections["default"].close()
        of.update(before)
