"""An archive restored under another address is the same municipality to its staff, and a stranger to the first."""

import pytest

from apps.cases.models import CaseFact, Submission
from apps.cases.queries.filling import opened_answers
from apps.documents import operations as documents
from apps.documents.models import StoredFile
from apps.people.models import MergeRecord, PersonIdentity, SensitiveFact
from apps.people.operations import sensitive_token
from apps.people.operations.merging import undo_merge
from omuz.kernel import audit, crypto
from tenants import scope
from tenants.archives.backup import write_archive
from tenants.archives.comparing import catalogue_differences, differences
from tenants.archives.reading import verify
from tenants.archives.removing import remove_room
from tenants.archives.restoring import restore_as
from tests.support.staff import NOW
from tests.tenancy.archive_support import FILE, OPERATOR, furnish, merge, owner_is_not_flushed, request, tokens  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def first(municipalities, settings, tmp_path):
    settings.OMUZ_DATA_DIR = tmp_path / "data"
    furnish(municipalities["kayseri"])
    merge(municipalities["kayseri"])
    return municipalities["kayseri"]


@pytest.fixture
def archive(first, tmp_path):
    return write_archive(first, tmp_path / "kayseri.omuz", now=NOW)


@pytest.fixture
def copy(archive):
    made = restore_as(request(archive.path), slug="kayseri-kopya")
    yield made
    remove_room(made)


def test_a_copy_holds_every_row_sealed_anew_and_the_same_catalogue(first, archive, copy):
    assert differences(verify(archive.path), copy) == []
    assert catalogue_differences(first, copy) == []
    assert not tokens(first) & tokens(copy)
    with scope.enter(copy):
        assert audit.verify_chain() is None
        stored = StoredFile.objects.get(media_type="application/pdf")
        assert documents.read_content(stored, now=NOW) == FILE
        assert stored.content_token == documents.content_token(FILE)
        poor = sensitive_token("target_group", "poverty")
        assert SensitiveFact.objects.filter(token=poor).count() == 1
        row = Submission.objects.get()
        assert opened_answers(row, special=True) == {"alerjiler": ["gluten"]}
        allergy = CaseFact.objects.get(name="allergies")
        assert allergy.token == crypto.token("gluten", field="cases.fact.allergies")
        undo_merge(MergeRecord.objects.get().id, actor=OPERATOR, reason="Geri", now=NOW)


def test_nothing_of_the_first_opens_in_the_copy(first, copy):
    with scope.enter(first):
        blob = PersonIdentity.objects.first()
    with scope.enter(copy), pytest.raises(crypto.CannotOpenError):
        crypto.open_text(blob.sealed, field="people.identity.value", row_id=blob.id)
