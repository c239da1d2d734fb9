"""Keys and history from the command line."""

import datetime as dt
import uuid

import pytest
from django.core.management import CommandError, call_command

from omuz.kernel import audit, crypto
from omuz.kernel.actors import system_actor
from omuz.kernel.models import AuditSeal
from tenants import scope

NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def own_anchors(settings, tmp_path):
    settings.OMUZ_DATA_DIR = tmp_path
    crypto.forget_keys()
    yield
    crypto.forget_keys()


def test_keys_of_every_room_are_rotated_and_none_is_printed(municipalities, db, capsys, settings):
    call_command("keys", "rotate", "--all")
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == ["public", *sorted(municipalities)]
    call_command("keys", "rewrap", "--room", "kayseri")
    told = "registry: 0 wall tokens sealed anew\nkayseri: 0 data keys wrapped anew\n"
    assert capsys.readouterr().out == told


def test_a_room_that_does_not_exist_is_named(municipalities, db):
    with pytest.raises(CommandError, match="ankara"):
        call_command("keys", "rotate", "--room", "ankara")


def test_a_lost_master_key_is_told_without_a_traceback(municipalities, db, settings, tmp_path):
    settings.OMUZ_MASTER_KEY_FILE = tmp_path / "lost"
    with pytest.raises(CommandError, match="OMUZ_MASTER_KEY_FILE"):
        call_command("keys", "rotate", "--room", "kayseri")


def test_an_intact_history_says_so_and_a_broken_one_fails(municipalities, db, capsys):
    call_command("history", "verify", "--all")
    assert capsys.readouterr().out.count("intact") == len(municipalities) + 1
    with scope.enter(municipalities["izmir"]):
        audit.record(actor=system_actor("test"), action="a.b", subject=("x", uuid.uuid4()), now=NOW)
        AuditSeal.objects.create(
            sequence=1, sealed_at=NOW, era=1, lower=0, upper=9, count=1, previous="0" * 64, digest="f" * 64
        )
    with pytest.raises(CommandError, match="izmir: seal 1"):
        call_command("history", "verify", "--all")
