"""External services by URL, ports, and the words for what is wrong with them."""

import json
import os
import socket
from pathlib import Path

import pytest

from omuz.local import ports
from omuz.local.broker import ping
from omuz.local.external import External, from_environment, login_of, place_of
from omuz.local.instance import Instance
from omuz.local.keys import master_key_file, passwords
from omuz.local.node import is_new_enough
from omuz.local.paths import Places
from omuz.local.steps import StepFailed

WEB = "postgresql://omuz_web:s%40crt@db.example.org:5433/omuz"
OWNER = "postgresql://omuz_owner:other@db.example.org:5433/omuz"


def test_without_addresses_everything_is_embedded():
    assert from_environment({}) == External("", "", "")


def test_both_database_addresses_are_needed():
    with pytest.raises(StepFailed, match="OMUZ_OWNER_DATABASE_URL is not set"):
        from_environment({"OMUZ_DATABASE_URL": WEB})
    with pytest.raises(StepFailed, match="OMUZ_DATABASE_URL is not set"):
        from_environment({"OMUZ_OWNER_DATABASE_URL": OWNER})
    assert from_environment({"OMUZ_DATABASE_URL": WEB, "OMUZ_OWNER_DATABASE_URL": OWNER}).database_url == WEB


def test_two_addresses_of_different_databases_are_refused():
    with pytest.raises(StepFailed, match="different databases"):
        from_environment({"OMUZ_DATABASE_URL": WEB, "OMUZ_OWNER_DATABASE_URL": OWNER + "2"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OMUZ_BROKER_URL", "amqp://host"),
        ("OMUZ_BROKER_URL", "redis://:pw@/0"),
        ("OMUZ_DATABASE_URL", "mysql://host/db"),
    ],
)
def test_an_address_of_the_wrong_kind_is_refused_without_repeating_it(name: str, value: str):
    source = {"OMUZ_DATABASE_URL": WEB, "OMUZ_OWNER_DATABASE_URL": OWNER} | {name: value}
    with pytest.raises(StepFailed, match=name) as caught:
        from_environment(source)
    assert value not in str(caught.value)


def test_what_is_shown_of_an_address_holds_no_password():
    assert place_of(WEB) == "db.example.org:5433/omuz"
    assert login_of(WEB) == ("omuz_web", "s@crt")


def test_a_taken_port_is_noticed_and_its_owner_named():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(1)
        port = server.getsockname()[1]
        assert not ports.is_free(port)
        assert ports.accepts(port)
        # This very process holds it, and it is found by way of its open files.
        owner = ports.owner_of(port)
        assert owner is not None
        assert owner.pid == os.getpid()
    assert ports.is_free(port)
    assert ports.owner_of(port) is None


def test_a_silent_or_missing_broker_does_not_answer():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(1)
        assert not ping("127.0.0.1", server.getsockname()[1], "password", seconds=0.2)
    assert not ping("127.0.0.1", ports.find_free())


@pytest.mark.parametrize(
    ("answer", "enough"),
    [("v20.19.0", True), ("v24.1.0\n", True), ("v20.18.3", False), ("v18.20.0", False), ("", False), ("node", False)],
)
def test_node_is_used_from_the_version_that_can_build(answer: str, enough: bool):
    assert is_new_enough(answer) is enough


def test_ports_are_remembered_and_given_up_when_somebody_took_them(tmp_path: Path):
    places = Places(tmp_path)
    instance = Instance.open(places, mode="demo")
    port = instance.settle_port(places, "postgres")
    again = Instance.open(places, mode="demo")
    assert again.settle_port(places, "postgres") == port
    with socket.socket() as server:
        server.bind(("127.0.0.1", port))
        server.listen(1)
        assert again.settle_port(places, "postgres") != port


def test_demo_and_production_never_share_a_data_folder(tmp_path: Path):
    Instance.open(Places(tmp_path), mode="demo")
    with pytest.raises(StepFailed, match="was made in demo mode"):
        Instance.open(Places(tmp_path), mode="production")


def test_an_unknown_mode_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OMUZ_MODE", "prod")
    with pytest.raises(StepFailed, match="'prod'"):
        Instance.open(Places(tmp_path))


def test_keys_are_made_once_and_are_nobody_elses(tmp_path: Path):
    places = Places(tmp_path)
    places.create()
    first = passwords(places)
    assert passwords(places) == first
    assert len(set(first.values())) == 5
    older = {name: first[name] for name in ("superuser", "owner", "web", "broker")}
    (places.keys / "passwords.json").write_text(json.dumps(older))
    upgraded = passwords(places)
    assert {name: upgraded[name] for name in older} == older, "an installation that is older keeps its passwords"
    assert upgraded["figures"]
    key = master_key_file(places)
    content = key.read_text()
    assert master_key_file(places).read_text() == content
    assert key.stat().st_mode & 0o077 == 0
    assert places.keys.stat().st_mode & 0o077 == 0


def test_a_damaged_password_file_is_not_replaced(tmp_path: Path):
    places = Places(tmp_path)
    places.create()
    (places.keys / "passwords.json").write_text("{")
    with pytest.raises(StepFailed, match=r"passwords\.json"):
        passwords(places)
    assert (places.keys / "passwords.json").read_text() == "{"


def test_the_master_key_is_one_that_the_kernel_reads(tmp_path: Path):
    from omuz.kernel.crypto.master import parse_master_keys

    places = Places(tmp_path)
    places.create()
    assert len(parse_master_keys(master_key_file(places).read_text()).by_id) == 1
