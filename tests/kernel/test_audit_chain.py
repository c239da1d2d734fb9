"""The chain over the history, with transactions that really commit."""

import datetime as dt
import os
import random
import threading
import time
import uuid
from contextlib import contextmanager
from functools import partial

import psycopg
import pytest
from django.db import connections
from django.db.models import Sum
from psycopg import sql

from omuz.kernel import audit
from omuz.kernel.actors import Actor
from omuz.kernel.audit import anchors, chain
from omuz.kernel.models import AuditEvent, AuditSeal
from tenants import scope
from tests.kernel.town import run_as_owner, temporary_town, triggers_off

NOW = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC)
CLERK = Actor(id=uuid.UUID(int=5), label="Ayşe Görevli", kind="staff")
WAIT = 20


@pytest.fixture(scope="module")
def committed_town(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), temporary_town("zincir") as town:
        yield town


@pytest.fixture
def town(committed_town, django_db_blocker, settings, tmp_path):
    """Give the town with everything recorded so far sealed, and its anchors in a folder of this test."""
    settings.OMUZ_DATA_DIR = tmp_path
    with django_db_blocker.unblock():
        seal_all(committed_town)
        yield committed_town


def write(town, count=1, **values):
    with scope.enter(town):
        return [
            audit.record(
                actor=CLERK, action="person.changed", subject=("people.person", uuid.uuid4()), now=NOW, **values
            )
            for _ in range(count)
        ]


def seal_all(town, size=chain.SEAL_SIZE):
    total = 0
    while True:
        with scope.enter(town):
            count = audit.seal_pending(now=NOW, size=size)
        total += count
        if not count:
            return total


def verify(town):
    with scope.enter(town):
        return audit.verify_chain()


def test_everything_committed_is_sealed_once(town):
    write(town, 3)
    write(town, 2)
    assert seal_all(town) == 5
    assert seal_all(town) == 0
    assert verify(town) is None


def test_a_long_history_is_sealed_in_pieces_that_never_split_a_transaction(town, monkeypatch):
    monkeypatch.setattr(chain, "_PAGE", 3)
    for count in (7, 1, 1, 1):
        write(town, count)
    assert seal_all(town, size=2) == 10
    with scope.enter(town):
        assert list(AuditSeal.objects.order_by("-sequence").values_list("count", flat=True))[:3] == [1, 2, 7]
    assert verify(town) is None


def test_a_transaction_that_commits_late_is_not_lost_and_delays_no_writer(town):
    recorded, may_commit = threading.Event(), threading.Event()

    def slow_writer():
        try:
            with scope.enter(town):
                audit.record(actor=CLERK, action="person.slow", subject=("people.person", uuid.uuid4()), now=NOW)
                recorded.set()
                assert may_commit.wait(WAIT)
        finally:
            connections.close_all()

    thread = threading.Thread(target=slow_writer)
    thread.start()
    try:
        assert recorded.wait(WAIT)
        write(town, 4)
        # The slow one may still add rows that belong before these: nothing is sealed, and nobody waited.
        assert seal_all(town) == 0
    finally:
        may_commit.set()
        thread.join(WAIT)
    assert seal_all(town) == 5
    assert verify(town) is None


def test_a_transaction_in_another_database_of_the_cluster_delays_nothing(town):
    with psycopg.connect(os.environ["OMUZ_TEST_SUPERUSER_URL"]) as elsewhere:
        assert elsewhere.execute("SELECT pg_current_xact_id()").fetchone()
        write(town, 2)
        assert seal_all(town) == 2
    assert verify(town) is None


def test_a_sealer_does_not_seal_its_own_unfinished_transaction(town):
    with scope.enter(town):
        audit.record(actor=CLERK, action="person.changed", subject=("people.person", uuid.uuid4()), now=NOW)
        assert audit.seal_pending(now=NOW) == 0
        audit.record(actor=CLERK, action="person.changed", subject=("people.person", uuid.uuid4()), now=NOW)
    assert seal_all(town) == 2
    assert verify(town) is None


def test_two_sealers_at_once_make_one_chain(town):
    write(town, 2)
    with scope.enter(town):
        assert audit.seal_pending(now=NOW) == 2
        counts = []

        def second_sealer():
            try:
                with scope.enter(town):
                    counts.append(audit.seal_pending(now=NOW))
            finally:
                connections.close_all()

        thread = threading.Thread(target=second_sealer)
        thread.start()
        thread.join(WAIT)
        assert counts == [0]
    assert verify(town) is None


def test_a_changed_event_is_found_and_the_place_named(town):
    [event] = write(town)
    seal_all(town)
    write(town)
    seal_all(town)
    with scope.enter(town):
        place = AuditSeal.objects.count() - 1
    with triggers_off(town, "kernel_auditevent") as table:
        change = sql.SQL("UPDATE {} SET reason = {} WHERE id = {}")
        run_as_owner(change.format(table, sql.Literal("uydurma"), sql.Literal(str(event.id))))
        found = verify(town)
        run_as_owner(change.format(table, sql.Literal(""), sql.Literal(str(event.id))))
    assert (found.sequence, found.reason) == (place, "events were added, removed or changed after sealing")
    assert verify(town) is None


def test_a_changed_detail_is_found_without_any_key(town):
    [event] = write(town, person_id=uuid.uuid4(), after={"surname": "Öztürk"})
    seal_all(town)
    with triggers_off(town, "kernel_auditdetail") as table:
        change = sql.SQL("UPDATE {} SET sealed = overlay(sealed PLACING {} FROM 30) WHERE event_id = {}")
        with scope.enter(town):
            original = bytes(AuditEvent.objects.get(pk=event.pk).detail.sealed)
        run_as_owner(change.format(table, sql.Literal(bytes([original[29] ^ 1])), sql.Literal(str(event.id))))
        found = verify(town)
        run_as_owner(change.format(table, sql.Literal(original[29:30]), sql.Literal(str(event.id))))
    assert str(event.id) in found.reason
    assert verify(town) is None


def test_a_chain_rewritten_as_a_whole_is_found_by_the_anchor_outside(town):
    write(town)
    seal_all(town)
    path = anchors.anchor_path(town.key)
    assert verify(town) is None
    lines = path.read_text().splitlines()
    path.write_text("".join(f"{line}\n" for line in [*lines[:-1], lines[-1].replace(lines[-1].split()[1], "f" * 64)]))
    assert "anchored" in verify(town).reason
    with path.open("a") as file:
        file.write(f"{len(lines) + 1} {'e' * 64} 1 {NOW.isoformat()}\n")
    path.write_text(path.read_text().replace("f" * 64, lines[-1].split()[1]))
    assert "no longer" in verify(town).reason


def test_an_anchor_cut_off_by_a_crash_is_written_again(town):
    write(town)
    seal_all(town)
    path = anchors.anchor_path(town.key)
    whole = path.read_text()
    path.write_text(whole[:-30])
    seal_all(town)
    assert max(anchors.read_anchors(town.key)) == len(whole.splitlines())
    assert verify(town) is None


def test_after_a_restore_into_another_cluster_the_chain_goes_on(town, monkeypatch):
    """Elsewhere transaction numbers begin anew; what was not sealed before comes first, and the way back works too."""
    write(town, 2)
    with another_cluster(town, monkeypatch):
        write(town, 3)
        assert seal_all(town) == 5
        write(town, 1)
        assert seal_all(town) == 1
        write(town, 4)
    write(town, 2)
    assert seal_all(town) == 6
    assert verify(town) is None


@contextmanager
def another_cluster(town, monkeypatch):
    """Stamp events as a younger cluster would."""
    body = (
        "CREATE OR REPLACE FUNCTION {}.kernel_stamp_event() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN "
        "NEW.transaction_id := pg_current_xact_id()::text::bigint - {}; NEW.era := {}; RETURN NEW; END $body$"
    )
    schema, (era, running) = sql.Identifier(town.schema_name), cluster(town)
    younger = running - 10
    real = chain._cluster
    run_as_owner(sql.SQL(body).format(schema, sql.Literal(younger), sql.Literal(42)))
    with monkeypatch.context() as patch:
        patch.setattr(chain, "_cluster", lambda: (42, real()[1] - younger))
        yield
    run_as_owner(sql.SQL(body).format(schema, sql.Literal(0), sql.Literal(era)))


def cluster(town):
    with scope.enter(town):
        return chain._cluster()


@pytest.mark.slow
def test_no_event_is_lost_or_sealed_twice_while_many_write_and_one_seals(town):
    with scope.enter(town):
        before = AuditSeal.objects.aggregate(all=Sum("count"))["all"]
    writers_done, failures = threading.Event(), []

    def in_thread(work):
        def run():
            try:
                work()
            except Exception as error:
                failures.append(error)
            finally:
                connections.close_all()

        thread = threading.Thread(target=run)
        thread.start()
        return thread

    def write_many(seed):
        chance = random.Random(seed)  # noqa: S311 - delays, no secrets
        for _ in range(30):
            with scope.enter(town):
                for _ in range(chance.randint(1, 4)):
                    audit.record(actor=CLERK, action="a.b", subject=("x.y", uuid.uuid4()), now=NOW)
                    time.sleep(chance.random() / 100)

    def keep_sealing():
        while not writers_done.is_set():
            with scope.enter(town):
                audit.seal_pending(now=NOW, size=7)

    sealers = [in_thread(keep_sealing) for _ in range(2)]
    writers = [in_thread(partial(write_many, seed)) for seed in range(4)]
    for thread in writers:
        thread.join()
    writers_done.set()
    for thread in sealers:
        thread.join()
    seal_all(town)
    assert failures == []
    with scope.enter(town):
        assert AuditSeal.objects.aggregate(all=Sum("count"))["all"] == AuditEvent.objects.count() > (before or 0)
    assert verify(town) is None
