"""The columns that no operation has written a word into: every free text and JSON column of the entered room."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from django.contrib.postgres.fields import ArrayField
from django.db import DatabaseError, connection, models, transaction
from psycopg import sql

from omuz.isolation.words import Words
from tenants.router import municipal_models

#: What Django keeps for itself, and what signing in is bound to.
OUTSIDE: Final = frozenset({"contenttypes", "sessions", "auth"})
#: Columns whose text is a proof, a key, a state or a shape that our code reads: a word in its place would break it.
KEPT: Final = frozenset(
    {
        ("kernel_datakey", "master_key_id"),
        ("kernel_idempotencyrecord", "scope"),
        ("kernel_idempotencyrecord", "key"),
        ("kernel_outboxmessage", "topic"),
        ("kernel_backgroundtask", "kind"),
        ("accounts_user", "password"),
        ("accounts_user", "email"),
        ("accounts_invitation", "key_hash"),
        ("account_emailaddress", "email"),
        ("mfa_authenticator", "data"),
        ("usersessions_usersession", "session_key"),
        ("accounts_invitation", "roles"),
        ("people_importjob", "kind"),
        ("people_importjob", "columns"),
        ("people_importjob", "options"),
        ("people_importjob", "counts"),
        ("people_importjob", "problem_counts"),
        ("people_importmapping", "kind"),
        ("people_importrow", "matches"),
        ("people_safecontactplan", "hours"),
        ("people_savedview", "list_key"),
        ("people_savedview", "sort"),
        ("people_exportrequest", "list_key"),
        ("people_exportrequest", "file_format"),
        ("documents_storedfile", "media_type"),
        ("appointments_appointment", "service"),
        ("appointments_appointment", "code_token"),
        ("appointments_appointment", "contact_token"),
        ("appointments_appointment", "connection_token"),
        ("appointments_calendarservice", "service"),
        ("appointments_openingpattern", "services"),
        ("appointments_waitingentry", "service"),
        ("appointments_waitingentry", "passed_slots"),
        ("cases_case", "stage"),
        ("cases_case", "closure"),
        ("cases_formdraft", "form"),
        ("cases_casefact", "name"),
        ("cases_casefact", "token"),
        ("cases_casedocument", "document"),
        ("cases_caseoutcome", "outcome"),
        ("coaching_institutionreferral", "activity"),
        ("coaching_planservice", "activity"),
        ("coaching_supportplan", "coaching"),
        ("coaching_visit", "activity"),
        ("coaching_visit", "topics"),
        ("decisions_decision", "ground"),
        ("decisions_decision", "transition"),
        ("decisions_decision", "closure"),
        ("decisions_interimstop", "ground"),
        ("employers_employerservice", "activity"),
        ("employers_employerservice", "topics"),
        ("letters_letter", "about_kind"),
        ("letters_letter", "use"),
        ("letters_letter", "template"),
        ("letters_letter", "code_token"),
        ("letters_letter", "heading"),
        ("letters_letterbatch", "use"),
        ("letters_letterbatch", "template"),
        ("letters_letterbatch", "source"),
        ("letters_letterbatch", "criteria"),
        ("letters_letterbatch", "shared"),
    }
)


def free_columns() -> Iterator[tuple[type[models.Model], models.Field[Any, Any]]]:
    """Yield every column of text, JSON or lists of text that is no code, no key and not computed."""
    for model in municipal_models():
        if model._meta.app_label in OUTSIDE or getattr(model, "append_only", False):
            continue
        for field in model._meta.concrete_fields:
            is_text = isinstance(field, models.CharField | models.TextField | models.JSONField | ArrayField)
            kept = (model._meta.db_table, field.column) in KEPT
            if is_text and not kept and not field.choices and not isinstance(field, models.GeneratedField):
                yield model, field


def fill_remaining_columns(words: Words) -> set[str]:
    """Write the word into every free column of the entered room that admits one; return "table.column" of each.

    A column that refuses (a code, a check, a telephone's digits) cannot hold a free word, so it cannot carry one out.
    """
    filled: set[str] = set()
    for model, field in free_columns():
        _fill(model, field, words.plain)
        if _holds(model, field, words):
            filled.add(f"{model._meta.db_table}.{field.column}")
    return filled


def _fill(model: type[models.Model], field: models.Field[Any, Any], word: str) -> None:
    for value in _values(field, word):
        try:
            with transaction.atomic():
                _execute("UPDATE {table} SET {column} = {value}", model, field, value=value)
        except DatabaseError:
            # It refuses the word: the next form of it, or none.
            continue
        return


def _holds(model: type[models.Model], field: models.Field[Any, Any], words: Words) -> bool:
    either = sql.Literal(f"{words.plain}|{words.special}|{words.digits}")
    return bool(
        _execute("SELECT EXISTS (SELECT FROM {table} WHERE {column}::text ~ {value})", model, field, value=either)
    )


def _execute(statement: str, model: type[models.Model], field: models.Field[Any, Any], *, value: sql.Composable) -> Any:
    names = {"table": sql.Identifier(model._meta.db_table), "column": sql.Identifier(str(field.column)), "value": value}
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(**names).as_string(None))
        return cursor.fetchone()[0] if cursor.description else None


def _values(field: models.Field[Any, Any], word: str) -> list[sql.Composable]:
    """Return what may be written: the word, and the word made different for each row."""
    if isinstance(field, models.JSONField):
        shape: Any = [word] if callable(field.default) and field.default() == [] else {word: word}
        return [sql.SQL("{}::jsonb").format(sql.Literal(json.dumps(shape)))]
    if isinstance(field, ArrayField):
        return [sql.SQL("ARRAY[{}]::text[]").format(sql.Literal(word))]
    if isinstance(field, models.EmailField):
        return [sql.Literal(f"{word}@example.org")]
    if isinstance(field, models.URLField):
        return [sql.Literal(f"https://example.org/{word}")]
    if field.max_length is not None and field.max_length < len(word):
        return []
    return [sql.Literal(word), sql.SQL("{} || '-' || substr(md5(ctid::text), 1, 8)").format(sql.Literal(word))]
