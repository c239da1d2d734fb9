"""No chunk of an archive can be altered, cut, moved, repeated or taken from another without being noticed."""

import io
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from omuz.kernel.crypto import signing
from tenants.archives import container, tables
from tenants.archives.container import ChunkReader, ChunkWriter, read_header
from tenants.archives.errors import DamagedArchiveError

KEY = bytes(range(32))


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr(container, "CHUNK", 64)


def written(content: bytes, *, key: bytes = KEY) -> bytes:
    file = io.BytesIO()
    chunks = ChunkWriter(file, header={"signed_by": signing.public_key().hex()}, key=key)
    chunks.write(content)
    chunks.finish()
    return file.getvalue()


def read(archive: bytes, *, key: bytes = KEY) -> bytes:
    file = io.BytesIO(archive)
    header, start = read_header(file)
    reader = ChunkReader(file, key=key, header=header, start=start)
    content = reader.read() or b""
    assert reader.is_complete
    return content


def pieces(archive: bytes) -> tuple[bytes, list[bytes], bytes]:
    """Return the head, the chunks and the signature."""
    file = io.BytesIO(archive)
    _, start = read_header(file)
    chunks = []
    while file.tell() < len(archive) - signing.SIGNATURE_BYTES:
        length = file.read(4)
        chunks.append(length + file.read(int.from_bytes(length, "big") & 0x7FFFFFFF))
    return start, chunks, file.read()


@given(content=st.binary(max_size=400))
@settings(max_examples=30)
def test_what_goes_in_comes_out(content):
    assert read(written(content)) == content


@given(data=st.data())
@settings(max_examples=150)
def test_one_flipped_bit_anywhere_is_noticed(data):
    archive = bytearray(written(os.urandom(300)))
    place = data.draw(st.integers(0, len(archive) - 1))
    archive[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(DamagedArchiveError):
        read(bytes(archive))


@given(data=st.data())
@settings(max_examples=60)
def test_an_archive_cut_anywhere_is_noticed(data):
    archive = written(os.urandom(300))
    with pytest.raises(DamagedArchiveError):
        read(archive[: data.draw(st.integers(0, len(archive) - 1))])


@given(order=st.permutations(range(5)))
def test_chunks_in_another_order_are_noticed(order):
    start, chunks, signature = pieces(written(os.urandom(300)))
    moved = start + b"".join(chunks[place] for place in order) + signature
    if order == sorted(order):
        assert read(moved)
        return
    with pytest.raises(DamagedArchiveError):
        read(moved)


@pytest.mark.parametrize("change", ["left out", "repeated", "behind the end", "of another archive"])
def test_chunks_that_do_not_belong_are_noticed(change):
    start, chunks, signature = pieces(written(os.urandom(300)))
    _, others, _ = pieces(written(os.urandom(300), key=bytes(32)))
    changed = {
        "left out": start + b"".join(chunks[:2] + chunks[3:]) + signature,
        "repeated": start + b"".join([*chunks[:2], chunks[1], *chunks[2:]]) + signature,
        "behind the end": start + b"".join(chunks) + signature + b"x",
        "of another archive": start + b"".join([others[0], *chunks[1:]]) + signature,
    }
    with pytest.raises(DamagedArchiveError):
        read(changed[change])


def test_whoever_has_the_key_cannot_sign_for_us():
    archive = written(b"icerik")
    forged = archive[: -signing.SIGNATURE_BYTES] + bytes(signing.SIGNATURE_BYTES)
    with pytest.raises(DamagedArchiveError, match="signature"):
        read(forged)


CELL = st.none() | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))


@given(cells=st.lists(CELL, min_size=1, max_size=6))
def test_a_row_is_written_as_it_was_read(cells):
    row = {f"c{place}": cell for place, cell in enumerate(cells)}
    line = tables.format_row(row)
    assert "\n" not in line
    assert tables.parse_row(line, list(row)) == row
