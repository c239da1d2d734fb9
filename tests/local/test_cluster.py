"""The launcher of the embedded PostgreSQL: its command line, and what it clears away before a start."""

import subprocess
import sys
from pathlib import Path

import pytest

from omuz.local import postgres
from omuz.local.account import choose
from omuz.local.broker import Broker
from omuz.local.postgres import Cluster, clear_leftovers, initdb_options, server_environment


def _cluster(tmp_path: Path, **changes: object) -> Cluster:
    values = {"binaries": tmp_path / "bin", "data": tmp_path / "pg", "port": 5999, "account": None} | changes
    return Cluster(**values)  # type: ignore[arg-type]


def test_the_server_listens_on_this_machine_only_and_without_a_local_socket(tmp_path: Path):
    command = _cluster(tmp_path).start_command()
    for option in (
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "port=5999",
        "password_encryption=scram-sha-256",
        "max_locks_per_transaction=1024",
    ):
        assert option in command
    assert "fsync=off" not in command


@pytest.mark.skipif(sys.platform != "linux", reason="syncfs is Linux's")
def test_a_crash_is_recovered_by_one_call_a_file_system(tmp_path: Path):
    assert "recovery_init_sync_method=syncfs" in _cluster(tmp_path).start_command()


def test_only_a_throw_away_cluster_gives_up_durability(tmp_path: Path):
    command = _cluster(tmp_path, durable=False).start_command()
    assert "fsync=off" in command
    assert "full_page_writes=off" in command


def test_variables_of_the_caller_do_not_steer_the_server(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PGDATA", "/elsewhere")
    monkeypatch.setenv("LC_ALL", "tr_TR.UTF-8")
    env = server_environment({"X": "1"})
    assert "PGDATA" not in env
    assert env["LC_ALL"] == "C"
    assert env["X"] == "1"


def test_text_is_compared_the_same_way_on_every_version():
    assert "--builtin-locale=C.UTF-8" in initdb_options("18.6")
    assert "--locale=C" in initdb_options("15.9")


def test_the_pid_file_of_a_killed_server_is_removed(tmp_path: Path):
    data = tmp_path / "pg"
    data.mkdir()
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (data / "postmaster.pid").write_text(f"{dead.pid}\n{data}\n")
    clear_leftovers(data)
    assert not (data / "postmaster.pid").exists()


def test_a_pid_that_went_to_another_program_does_not_keep_the_server_from_starting(tmp_path: Path):
    data = tmp_path / "pg"
    data.mkdir()
    (data / "postmaster.pid").write_text("1\n")
    clear_leftovers(data)
    assert not (data / "postmaster.pid").exists()


def test_a_process_left_in_the_cluster_is_ended_first(tmp_path: Path):
    data = tmp_path / "pg"
    data.mkdir()
    left = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"], cwd=data)
    clear_leftovers(data, grace=0.2)
    assert left.wait(timeout=10) != 0


def test_the_brokers_password_is_in_a_file_of_its_own_and_not_in_the_command_line(tmp_path: Path):
    from omuz.local.broker import as_service

    broker = Broker(binary=Path("/bin/valkey"), data=tmp_path, port=6399, password="s3cret", account=None)
    service = as_service(broker, log=tmp_path / "log", env={})
    service.before_start()
    assert "s3cret" not in " ".join(service.command)
    settings = broker.settings.read_text()
    assert "requirepass s3cret" in settings
    assert "appendonly yes" in settings
    assert "bind 127.0.0.1" in settings
    assert broker.settings.stat().st_mode & 0o077 == 0


def test_an_ordinary_user_runs_services_as_itself(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert choose() is None


def test_root_never_runs_the_database_as_root(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("os.geteuid", lambda: 0)
    account = choose("root")
    assert account is not None
    assert account.uid != 0


@pytest.mark.slow
@pytest.mark.alone
def test_a_cluster_is_made_started_and_survives_a_killed_draft(tmp_path_factory: pytest.TempPathFactory):
    """A real start: the draft of a killed initdb is thrown away, and the server then takes our password only."""
    import psycopg

    from tests.local.support import running_cluster

    with running_cluster(postgres.embedded_binaries(), half_made=True) as (cluster, password):
        url = f"postgresql://postgres:{password}@127.0.0.1:{cluster.port}/postgres"
        with psycopg.connect(url) as connection:
            row = connection.execute("SELECT current_setting('max_locks_per_transaction')").fetchone()
            assert row == ("1024",)
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(url.replace(password, "wrong"))
