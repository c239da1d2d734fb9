"""Stamps decide whether a step is repeated; a kill in the middle must never look like a finished step."""

import os
from pathlib import Path

import pytest

from omuz.local.stamps import digest, files_below, is_stamped, stamp, write_atomically


def test_a_step_is_done_again_only_when_its_sources_changed(tmp_path: Path):
    source, done = tmp_path / "source.py", tmp_path / "stamps" / "step"
    source.write_text("one")
    first = digest([source])
    assert not is_stamped(done, first)
    stamp(done, first)
    assert is_stamped(done, digest([source]))
    source.write_text("two")
    assert not is_stamped(done, digest([source]))


def test_a_renamed_file_and_a_missing_file_change_the_digest(tmp_path: Path):
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("same")
    before = digest([first, second])
    first.rename(second)
    assert digest([first, second]) != before
    assert digest([first]) == digest([])


def test_words_do_not_run_into_each_other():
    assert digest((), "ab", "c") != digest((), "a", "bc")


def test_an_interrupted_write_leaves_the_old_content_and_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    target = tmp_path / "status.json"
    write_atomically(target, "old")

    def full_disk(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(target, "new")
    assert target.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["status.json"]


def test_keys_are_readable_by_their_owner_only(tmp_path: Path):
    write_atomically(tmp_path / "key", "secret", mode=0o600)
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


def test_skipped_folders_are_not_walked(tmp_path: Path):
    for name in ("src/a.ts", "node_modules/b.ts", "src/c.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
    found = files_below(tmp_path, suffixes=frozenset({".ts"}), skip=frozenset({"node_modules"}))
    assert [path.name for path in found] == ["a.ts"]
