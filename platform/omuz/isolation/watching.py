"""What leaves a process besides its answers: log lines, error reports, mail, queued messages, cache entries.

`watching()` puts itself in the place of the log handlers, of the mail's way out and of the broker's while the block
runs, and keeps what passes. Nothing is sent meanwhile: an audit mails nobody and gives the workers nothing to do.
"""

import dataclasses
import json
import logging
import pickle
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

import sentry_sdk
from celery import current_app
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from sentry_sdk.transport import Transport

from omuz.kernel.scrub import ScrubbingFormatter, sentry_options

_LOCMEM_MAIL = "django.core.mail.backends.locmem.EmailBackend"
_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


@dataclasses.dataclass(slots=True)
class Caught:
    """What has passed since the last `take`: texts by channel."""

    logs: list[str] = dataclasses.field(default_factory=list)
    reports: list[str] = dataclasses.field(default_factory=list)
    queue: list[str] = dataclasses.field(default_factory=list)
    mail: list[str] = dataclasses.field(default_factory=list)

    def channels(self) -> Iterator[tuple[str, list[str]]]:
        """Yield each channel's name and texts."""
        for field in dataclasses.fields(self):
            yield field.name, getattr(self, field.name)

    def take(self) -> "Caught":
        """Return what has passed and begin anew."""
        for message in getattr(mail, "outbox", []):
            self.mail.append(f"{message.message().as_string()}\n{message.subject}\n{message.body}\n{message.to}")
        mail.outbox = []
        taken = dataclasses.replace(self)
        self.logs, self.reports, self.queue, self.mail = [], [], [], []
        return taken


class _LogKeeper(logging.Handler):
    """Keeps every line as the deployed handler would write it."""

    def __init__(self, caught: Caught) -> None:
        super().__init__(logging.DEBUG)
        self._caught = caught
        self.setFormatter(ScrubbingFormatter(_FORMAT))

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line."""
        self._caught.logs.append(self.format(record))


class _ReportKeeper(Transport):
    """Keeps every error report as it would leave for Sentry, scrubbed by `sentry_options`."""

    def __init__(self, caught: Caught) -> None:
        super().__init__()
        self._caught = caught

    def capture_envelope(self, envelope: Any) -> None:
        """Keep the report."""
        self._caught.reports.append(envelope.serialize().decode("utf-8", "replace"))


@contextmanager
def watching(*, reports: bool = False) -> Iterator[Caught]:
    """Catch what leaves the process while the block runs; tests and the audit's own process only.

    `reports` also makes error reports as Sentry's client does, which slows every request.
    """
    caught = Caught()
    with ExitStack() as stack:
        stack.enter_context(_keeping_logs(caught))
        stack.enter_context(_keeping_messages(caught))
        if reports:
            stack.enter_context(_keeping_reports(caught))
        stack.enter_context(patch.object(settings, "EMAIL_BACKEND", _LOCMEM_MAIL))
        stack.enter_context(patch.object(mail, "outbox", [], create=True))
        yield caught


@contextmanager
def _keeping_logs(caught: Caught) -> Iterator[None]:
    """Take the place of every handler, down to DEBUG: what a stricter level would hide is looked at too."""
    named = [one for one in logging.Logger.manager.loggerDict.values() if isinstance(one, logging.Logger)]
    loggers = [logging.getLogger(), *named]
    before = [(one, one.handlers, one.level, one.propagate, one.disabled) for one in loggers]
    keeper = _LogKeeper(caught)
    for one in loggers:
        is_root = one is loggers[0]
        one.handlers = [keeper] if is_root else []
        one.propagate, one.disabled = True, False
        if is_root or one.level > logging.DEBUG:
            one.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        for one, handlers, level, propagate, disabled in before:
            one.handlers, one.propagate, one.disabled = handlers, propagate, disabled
            one.setLevel(level)


@contextmanager
def _keeping_messages(caught: Caught) -> Iterator[None]:
    """Keep what would go to the broker: name, headers, properties and the serialised body."""

    def keep(producer: Any, name: str, message: Any, **options: Any) -> None:
        headers, properties, body, _ = message
        said = {"task": name, "headers": headers, "properties": properties, "body": body, "options": options}
        caught.queue.append(json.dumps(said, default=str, ensure_ascii=False))

    app = current_app._get_current_object()
    was_eager, app.conf.task_always_eager = app.conf.task_always_eager, False
    try:
        with patch.dict(app.amqp.__dict__, {"send_task_message": keep}):
            yield
    finally:
        app.conf.task_always_eager = was_eager


@contextmanager
def _keeping_reports(caught: Caught) -> Iterator[None]:
    client = sentry_sdk.Client(
        dsn="https://audit@isolation.invalid/1", transport=_ReportKeeper(caught), traces_sample_rate=1.0,
        **sentry_options(),
    )  # fmt: skip
    with sentry_sdk.isolation_scope() as isolation:
        isolation.set_client(client)
        try:
            yield
        finally:
            client.close(timeout=0)


def cache_entries() -> Iterator[tuple[str, bytes]]:
    """Yield every stored key and value of the cache, as they are stored.

    Raises:
        LookupError: a kind of cache that cannot be looked into.
    """
    backend: Any = cache._connections[cache._alias]  # type: ignore[attr-defined]
    if hasattr(backend, "_expire_info"):
        yield from [(str(key), bytes(value)) for key, value in dict(backend._cache).items()]
    elif hasattr(backend, "_cache") and hasattr(backend._cache, "get_client"):
        client = backend._cache.get_client(None)
        for key in client.scan_iter(match="omuz:*", count=1000):
            yield key.decode("utf-8", "replace"), client.get(key) or b""
    else:
        raise LookupError(type(backend).__name__)


def opened(value: bytes) -> str:
    """Return a cached value as text: pickled by Django where it is no number."""
    try:
        return repr(pickle.loads(value))  # noqa: S301 - from our own cache, written by this very code
    except Exception:
        return value.decode("utf-8", "replace")
