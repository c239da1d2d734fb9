"""Sealed values against a real database: rooms, rotation, destruction, and what a rollback must not leave behind."""

import base64
import datetime as dt
import uuid

import pytest
from django.db import transaction

from omuz.kernel import crypto
from omuz.kernel.crypto import CannotOpenError, MasterKeyError, NoDataKeyError, PersonKeyDestroyedError, master
from omuz.kernel.models import DataKey, PersonKey
from tenants import scope

NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
FIELD, ROW = "people.identity.value", uuid.UUID(int=1)


@pytest.fixture(autouse=True)
def fresh_process():
    """Start and end without unwrapped keys, as a new process does."""
    crypto.forget_keys()
    yield
    crypto.forget_keys()


def test_text_and_bytes_open_where_they_were_sealed(kayseri):
    blob = crypto.seal_text("Çağrı Şoför", field=FIELD, row_id=ROW)
    assert crypto.open_text(memoryview(blob), field=FIELD, row_id=ROW) == "Çağrı Şoför"
    assert "Çağrı".encode() not in blob
    content = crypto.seal_bytes(b"%PDF", field="documents.content", row_id=ROW)
    assert crypto.open_bytes(content, field="documents.content", row_id=ROW) == b"%PDF"


def test_a_value_of_one_municipality_does_not_open_in_another(municipalities, db):
    with scope.enter(municipalities["kayseri"]):
        blob = crypto.seal_text("12345678901", field=FIELD, row_id=ROW)
    with scope.enter(municipalities["izmir"]), pytest.raises(CannotOpenError):
        crypto.open_text(blob, field=FIELD, row_id=ROW)


def test_a_stolen_key_row_does_not_open_in_another_municipality(municipalities, db):
    with scope.enter(municipalities["kayseri"]):
        stolen = DataKey.objects.values("id", "purpose", "master_key_id", "wrapped", "created_at").get(purpose="seal")
        blob = crypto.seal_text("12345678901", field=FIELD, row_id=ROW)
    crypto.forget_keys()
    with scope.enter(municipalities["izmir"]):
        DataKey.objects.create(**stolen, serial=99)
        with pytest.raises(CannotOpenError):
            crypto.open_text(blob, field=FIELD, row_id=ROW)


def test_the_platform_room_has_keys_of_its_own(municipalities, db):
    with scope.enter(None):
        blob = crypto.seal_text("JBSWY3DPEHPK3PXP", field="accounts.totp", row_id=ROW)
        assert crypto.open_text(blob, field="accounts.totp", row_id=ROW) == "JBSWY3DPEHPK3PXP"
    with scope.enter(municipalities["kayseri"]), pytest.raises(CannotOpenError):
        crypto.open_text(blob, field="accounts.totp", row_id=ROW)


def test_tokens_and_blind_indexes_compare_within_one_field_of_one_municipality(municipalities, db):
    with scope.enter(municipalities["kayseri"]):
        token = crypto.token("disabled", field="people.target_group")
        assert token == crypto.token("disabled", field="people.target_group")
        assert token != crypto.token("disabled", field="people.disability_group")
        assert token != crypto.token("youth", field="people.target_group")
        assert token != crypto.blind_index("disabled", field="people.target_group")
        assert len(token) == 43
    with scope.enter(municipalities["izmir"]):
        assert token != crypto.token("disabled", field="people.target_group")


def test_after_a_rotation_old_values_open_and_tokens_stay(kayseri):
    old = crypto.seal_text("eski", field=FIELD, row_id=ROW)
    token = crypto.token("x", field=FIELD)
    key_id = crypto.rotate(now=NOW)
    new = crypto.seal_text("yeni", field=FIELD, row_id=ROW)
    assert new[1:17] == key_id.bytes != old[1:17]
    assert crypto.open_text(old, field=FIELD, row_id=ROW) == "eski"
    assert crypto.open_text(new, field=FIELD, row_id=ROW) == "yeni"
    assert crypto.token("x", field=FIELD) == token


def test_a_key_whose_making_was_rolled_back_seals_nothing(kayseri):
    with pytest.raises(RuntimeError), transaction.atomic():
        crypto.rotate(now=NOW)
        crypto.seal_text("kayıp", field=FIELD, row_id=ROW)
        raise RuntimeError
    blob = crypto.seal_text("kalır", field=FIELD, row_id=ROW)
    crypto.forget_keys()
    assert crypto.open_text(blob, field=FIELD, row_id=ROW) == "kalır"


def test_keys_are_unwrapped_once_for_many_values(kayseri, django_assert_num_queries):
    blob = crypto.seal_text("x", field=FIELD, row_id=ROW)
    with django_assert_num_queries(0):
        crypto.seal_text("y", field=FIELD, row_id=ROW)
        crypto.open_text(blob, field=FIELD, row_id=ROW)


def test_giving_keys_twice_changes_nothing(kayseri):
    before = set(DataKey.objects.values_list("id", flat=True))
    crypto.ensure_data_keys(now=NOW)
    assert set(DataKey.objects.values_list("id", flat=True)) == before
    assert len(before) == 2


def test_a_room_without_keys_says_so(kayseri):
    DataKey.objects.all().delete()
    with pytest.raises(NoDataKeyError):
        crypto.seal_text("x", field=FIELD, row_id=ROW)


def test_a_new_master_key_takes_over_and_the_old_line_may_go(kayseri, settings, tmp_path):
    blob = crypto.seal_text("x", field=FIELD, row_id=ROW)
    old = settings.OMUZ_MASTER_KEY_FILE.read_text()
    new = master.new_master_key_line("k2026")
    settings.OMUZ_MASTER_KEY_FILE = tmp_path / "master.key"
    settings.OMUZ_MASTER_KEY_FILE.write_text(f"{new}\n{old}")
    assert crypto.rewrap() == 2
    assert crypto.rewrap() == 0
    settings.OMUZ_MASTER_KEY_FILE = tmp_path / "only-the-new.key"
    settings.OMUZ_MASTER_KEY_FILE.write_text(new)
    crypto.forget_keys()
    assert crypto.open_text(blob, field=FIELD, row_id=ROW) == "x"


def test_without_the_master_key_nothing_opens(kayseri, settings, tmp_path):
    blob = crypto.seal_text("x", field=FIELD, row_id=ROW)
    crypto.forget_keys()
    settings.OMUZ_MASTER_KEY_FILE = tmp_path / "lost"
    with pytest.raises(MasterKeyError):
        crypto.open_text(blob, field=FIELD, row_id=ROW)
    key_id = DataKey.objects.first().master_key_id
    settings.OMUZ_MASTER_KEY_FILE = tmp_path / "another"
    settings.OMUZ_MASTER_KEY_FILE.write_text(f"{key_id}:{base64.b64encode(bytes(32)).decode()}")
    with pytest.raises(CannotOpenError):
        crypto.open_text(blob, field=FIELD, row_id=ROW)


def test_a_destroyed_person_key_opens_nothing_and_cannot_be_made_again(kayseri):
    person, other = uuid.uuid4(), uuid.uuid4()
    sealer = crypto.sealer_for([person, other], now=NOW)
    blob = sealer.seal(b"adres", person_id=person, field="kernel.auditdetail", row_id=ROW)
    kept = sealer.seal(b"adres", person_id=other, field="kernel.auditdetail", row_id=ROW)
    assert crypto.destroy_person_key(person, now=NOW) is True
    assert crypto.destroy_person_key(person, now=NOW) is False
    opener = crypto.opener_for([person, other])
    with pytest.raises(PersonKeyDestroyedError):
        opener.open(blob, person_id=person, field="kernel.auditdetail", row_id=ROW)
    assert opener.open(kept, person_id=other, field="kernel.auditdetail", row_id=ROW) == b"adres"
    with pytest.raises(PersonKeyDestroyedError):
        crypto.sealer_for([person], now=NOW).seal(b"y", person_id=person, field="kernel.auditdetail", row_id=ROW)
    assert bytes(PersonKey.objects.get(person_id=person).wrapped) == b""
