"""No personal value reaches a log or an error report, in whatever shape it is written. The numbers are made up."""

import logging
import os
import uuid

import pytest
import sentry_sdk
import sentry_sdk.logger as sentry_logs
from hypothesis import given
from hypothesis import strategies as st

from omuz.kernel.scrub import (
    ScrubbingFormatter,
    scrub,
    scrub_breadcrumb,
    scrub_event,
    scrub_processor,
    scrub_text,
    sentry_options,
)

SHAPES = [
    "12345678901",
    "kimlik no 12345678901.",
    "TC:12345678901",
    "TCKN12345678901SON",
    "123 456 789 01",
    "123-456-789-01",
    "123.456.789.01",
    "1 2 3 4 5 6 7 8 9 0 1",
    "123\u00a0456\u00a0789\u00a001",
    "1234567 8901",
    "/api/v1/people/search/?q=12345678901&x=1",
    "q=123%20456%20789%2001",
    "q%3D12345678901",
    '{"value": "12345678901"}',
    "('12345678901', None)",
    "dosya_12345678901.pdf",
    "99123456789",
    "١٢٣٤٥٦٧٨٩٠١",
    "0532 123 45 67",
    "+90 532 123 45 67",
    "%2B905321234567",
    "(0352) 222 33 44",
    "5321234567",
    "0090 532.123.45.67",
    "ayse.yilmaz@example.org",
    "ayşe%40example.org",
    "TR33 0006 1005 1978 6457 8413 26",
    "TR330006100519786457841326",
    "pasaport U12345678",
    "42 123 456 789 01",
]
HARMLESS = [
    "2026-11-21 09:00:00,123 INFO django.request GET /api/v1/people/",
    "2026-11-21T09:00:00.123456+03:00",
    "01a20017-459a-7b8e-9fb8-427dfdb68013",
    "12345678-1234-7123-8123-123456789012",
    "824 people, 110 providers, 63,8 %",
    "line 120 in operations.py, 5000 rows, PostgreSQL 18.6",
    "Django 5.2.19",
    "Task seal_history[01a20017-459a-7b8e-9fb8-427dfdb68013] succeeded in 0.0298123451234s: 0",
]


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_is_taken_out(shape):
    for text in (shape, f"önce {shape} sonra", f"x={shape};"):
        cleaned = scrub_text(text)
        assert sum(letter.isdigit() for letter in cleaned) <= 2, cleaned
        assert "yilmaz" not in cleaned
        assert "@" not in cleaned
        assert "[" in cleaned


@pytest.mark.parametrize("line", HARMLESS)
def test_times_keys_and_counts_stay(line):
    assert scrub_text(line) == line


@given(st.from_regex(r"[1-9][0-9]{10}", fullmatch=True), st.text(max_size=20), st.text(max_size=20))
def test_an_identity_number_never_passes_whatever_stands_around_it(number, before, after):
    assert number not in scrub_text(before + number + after)


@given(st.text(max_size=400))
def test_scrubbing_again_changes_nothing_more(text):
    assert scrub_text(scrub_text(scrub_text(text))) == scrub_text(scrub_text(text))


def test_values_in_any_structure_are_found():
    cleaned = scrub(
        {
            "12345678901": [12345678901, ("5321234567", b"12345678901")],
            "deep": {"er": ValueError("12345678901")},
            "kept": [7, 1.5, None, True, uuid.UUID(int=7), 139842837428992],
        }
    )
    assert "12345678901" not in repr(cleaned)
    assert "5321234567" not in repr(cleaned)
    assert cleaned["kept"] == [7, 1.5, None, True, uuid.UUID(int=7), 139842837428992]


def test_a_row_that_the_database_repeats_is_cut_off():
    message = "null value in column x\nDETAIL:  Failing row contains (7, Ayşe, Yılmaz, null).\nCONTEXT: COPY"
    assert scrub_text(message) == "null value in column x\n[row]\nCONTEXT: COPY"
    assert "Yılmaz" not in scrub_text("Key (surname)=(Yılmaz) already exists.")


def test_log_lines_are_scrubbed_with_arguments_and_traceback():
    try:
        raise ValueError("12345678901 bulunamadı")
    except ValueError as error:
        record = logging.LogRecord(
            "x", logging.ERROR, "f", 1, "tel %s", ("0532 123 45 67",), (type(error), error, None)
        )
    line = ScrubbingFormatter("%(levelname)s %(message)s").format(record)
    assert line.startswith("ERROR tel [phone]")
    assert "12345678901" not in line
    assert scrub_processor(None, "info", {"event": "12345678901"}) == {"event": "[number]"}
    assert scrub_breadcrumb({"message": "GET ?q=12345678901"}, {}) == {"message": "GET ?q=[number]"}


def test_an_error_report_leaves_without_personal_values():
    sent = []

    class Transport(sentry_sdk.transport.Transport):
        def capture_envelope(self, envelope):
            sent.extend(item.payload.get_bytes().decode() for item in envelope.items)

    client = sentry_sdk.Client(
        dsn="https://public@example.org/1",
        transport=Transport,
        traces_sample_rate=1.0,
        enable_logs=True,
        default_integrations=False,
        **sentry_options(),
    )
    with sentry_sdk.isolation_scope() as scope:
        scope.set_client(client)
        scope.set_user({"id": "u-1", "email": "ayse.yilmaz@example.org", "username": "ayse"})
        scope.set_tag("kimlik", "12345678901")
        sentry_sdk.add_breadcrumb(message="arandı: 123 456 789 01", data={"q": "0532 123 45 67"})
        with sentry_sdk.start_transaction(name="GET /people/12345678901"):
            surname = "Gizli" + os.environ.get("NOT_SET", "soyad")  # the report quotes the source itself
            try:
                raise LookupError(f"{len(surname)} 12345678901")
            except LookupError:
                sentry_sdk.capture_exception()
        sentry_logs.info("kayıt 12345678901")
        client.flush()
    everything = "\n".join(sent)
    assert len(sent) >= 3
    for secret in ("12345678901", "123 456 789 01", "0532", "yilmaz", "Gizlisoyad"):
        assert secret not in everything
    assert "u-1" in everything


def test_what_was_searched_for_leaves_with_no_report():
    """Names cannot be told from other words, and filters name special categories: the query goes as a whole."""
    event = {"request": {"url": "https://x.example.org/api/v1/people/", "query_string": "q=Soyad&target_group=roma"}}
    assert "query_string" not in scrub_event(event, {})["request"]
