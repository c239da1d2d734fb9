"""The master key file and the sealing of a single value; no database."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omuz.kernel.crypto import CannotOpenError, MasterKeyError, envelope, master

KEY, KEY_ID, ROW = b"k" * 32, uuid.UUID(int=7), uuid.UUID(int=9)
PLACE = envelope.context_of("kayseri", field="people.identity.value", row_id=ROW)


def test_the_first_line_of_the_master_key_file_is_current():
    first, second = master.new_master_key_line("k2"), master.new_master_key_line("k1")
    keys = master.parse_master_keys(f"# rotated in 2026\n{first}\n\n{second}\n")
    assert keys.current_id == "k2"
    assert keys.get("k1") != keys.get("k2")
    assert len(keys.get("k1")) == 32


@pytest.mark.parametrize("content", ["", "# nothing\n", "k1:c2hvcnQ=", "k1", "K1:" + "A" * 43 + "=", "{0}\n{0}"])
def test_a_malformed_master_key_file_is_refused_without_showing_it(content):
    content = content.format(master.new_master_key_line("k1"))
    with pytest.raises(MasterKeyError) as error:
        master.parse_master_keys(content)
    assert "A" * 20 not in str(error.value)
    assert not content or content not in str(error.value)


def test_a_master_key_that_left_the_file_is_named_not_guessed():
    keys = master.parse_master_keys(master.new_master_key_line("k2"))
    with pytest.raises(MasterKeyError, match="k1"):
        keys.get("k1")


@given(st.binary(max_size=300))
def test_what_is_sealed_opens_in_its_place(plain):
    blob = envelope.seal(KEY, plain, key_id=KEY_ID, context=PLACE)
    assert envelope.key_id_of(blob) == KEY_ID
    assert envelope.open_sealed(KEY, blob, context=PLACE) == plain


@given(st.integers(min_value=0), st.integers(1, 255))
def test_a_single_changed_byte_is_noticed(place, change):
    blob = bytearray(envelope.seal(KEY, b"12345678901", key_id=KEY_ID, context=PLACE))
    blob[place % len(blob)] ^= change
    with pytest.raises(CannotOpenError):
        envelope.open_sealed(KEY, bytes(blob), context=PLACE)


@pytest.mark.parametrize(
    ("room", "field", "row"),
    [
        ("izmir", "people.identity.value", ROW),
        ("kayseri", "people.identity.other", ROW),
        ("kayseri", "people.identity.value", KEY_ID),
    ],
)
def test_a_value_copied_to_another_place_does_not_open(room, field, row):
    blob = envelope.seal(KEY, b"12345678901", key_id=KEY_ID, context=PLACE)
    with pytest.raises(CannotOpenError):
        envelope.open_sealed(KEY, blob, context=envelope.context_of(room, field=field, row_id=row))


def test_equal_values_seal_to_different_blobs():
    assert envelope.seal(KEY, b"x", key_id=KEY_ID, context=PLACE) != envelope.seal(
        KEY, b"x", key_id=KEY_ID, context=PLACE
    )


def test_a_place_needs_a_name_that_cannot_be_mistaken():
    with pytest.raises(ValueError, match="field"):
        envelope.context_of("kayseri", field="a|b", row_id=ROW)
    with pytest.raises(ValueError, match="field"):
        envelope.context_of("kayseri", field="a.b", row_id="")
