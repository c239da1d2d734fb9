"""A request sent twice is done once."""

import datetime as dt

import pytest
from django.db import transaction

from omuz.kernel import idempotency
from omuz.kernel.errors import Conflict, DomainError
from omuz.kernel.models import IdempotencyRecord

NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
HASH = idempotency.request_hash("POST", "/api/v1/people/", b'{"given_names": "A"}')
CALL = {"scope": "user-1 people_create", "key": "k-1", "now": NOW}


def answer_once():
    assert idempotency.begin(**CALL, request_hash=HASH) is None
    idempotency.finish(
        scope=CALL["scope"], key="k-1", status=201, headers={"ETag": '"1"'}, body='{"surname": "Öztürk"}'.encode()
    )


def test_the_second_request_gets_the_first_ones_answer(kayseri):
    answer_once()
    again = idempotency.begin(**CALL, request_hash=HASH)
    assert (again.status, again.headers, again.body.decode()) == (201, {"ETag": '"1"'}, '{"surname": "Öztürk"}')


def test_the_kept_answer_is_sealed(kayseri):
    answer_once()
    assert "Öztürk".encode() not in bytes(IdempotencyRecord.objects.get().body)


def test_the_kept_hash_says_nothing_without_the_key(kayseri):
    """A body with a code of a short list would be guessed from a plain hash at once."""
    idempotency.begin(**CALL, request_hash=HASH)
    assert IdempotencyRecord.objects.get().request_hash != HASH


def test_another_request_under_the_same_key_is_refused(kayseri):
    answer_once()
    other = idempotency.request_hash("POST", "/api/v1/people/", b'{"given_names": "B"}')
    with pytest.raises(Conflict) as error:
        idempotency.begin(**CALL, request_hash=other)
    assert (error.value.code, error.value.status) == ("idempotency_key_reused", 422)


def test_a_key_means_nothing_to_another_user_or_route(kayseri):
    answer_once()
    assert idempotency.begin(scope="user-2 people_create", key="k-1", request_hash=HASH, now=NOW) is None


def test_a_refused_request_may_be_sent_again(kayseri):
    with pytest.raises(RuntimeError), transaction.atomic():
        idempotency.begin(**CALL, request_hash=HASH)
        raise RuntimeError
    assert idempotency.begin(**CALL, request_hash=HASH) is None


def test_a_request_whose_first_is_still_running_waits(kayseri):
    idempotency.begin(**CALL, request_hash=HASH)
    with pytest.raises(Conflict) as error:
        idempotency.begin(**CALL, request_hash=HASH)
    assert error.value.code == "request_in_progress"


@pytest.mark.parametrize("key", ["", "a b", "ş", "x" * 129])
def test_a_malformed_key_is_refused(kayseri, key):
    with pytest.raises(DomainError) as error:
        idempotency.begin(scope="s", key=key, request_hash=HASH, now=NOW)
    assert error.value.status == 400


def test_answers_are_forgotten_after_a_day(kayseri):
    answer_once()
    assert idempotency.forget_old(now=NOW + idempotency.KEEP_FOR) == 0
    assert idempotency.forget_old(now=NOW + idempotency.KEEP_FOR + dt.timedelta(seconds=1)) == 1


def test_a_reservation_that_is_given_up_is_free_again_and_an_answer_is_never_taken_away(kayseri):
    idempotency.begin(**CALL, request_hash=HASH)
    idempotency.release(scope=CALL["scope"], key=CALL["key"])
    answer_once()
    idempotency.release(scope=CALL["scope"], key=CALL["key"])
    assert idempotency.begin(**CALL, request_hash=HASH) is not None
