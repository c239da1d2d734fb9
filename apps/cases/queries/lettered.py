"""What cases offer to letters: which cases a batch goes to, and what a case knows for a letter's placeholders."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

from apps.cases.models import Application, Case
from apps.cases.queries.cases import writable_cases
from apps.cases.queries.documents import asked_documents, rows_of, standings_of
from apps.cases.queries.intake import asked_of
from apps.cases.rules.documents import Standing
from apps.letters.registry import BatchSource, Chosen
from apps.programmes.definition import Definition
from apps.programmes.queries.pinned import pinned_definitions
from omuz.kernel.actors import Actor
from omuz.kernel.errors import FieldProblem, Invalid
from omuz.kernel.numbers import format_date

__all__ = ["SOURCE", "letter_values", "missing_labels"]

#: Not known to be asked for yet; or nobody's business but the undertaking's own.
_NOT_MISSING: Final = frozenset({Standing.UNDECIDED, Standing.NOT_SIGNED})
_CRITERIA: Final = {"stage": "Aşama", "missing_documents": "Yalnız eksik belgesi olanlar"}


def choose(
    programme_id: uuid.UUID, criteria: Mapping[str, Any], *, actor: Actor, today: dt.date, limit: int
) -> Sequence[Chosen]:
    """Return the open cases of a programme that the actor may work on, narrowed, the one waiting longest first.

    Raises:
        Invalid: a criterion that is not known.
    """
    if set(criteria) - set(_CRITERIA):
        raise Invalid([FieldProblem("criteria", "unknown_criterion", "Bu seçim bilinmiyor.", "Sayfayı yenileyin.")])
    rows = writable_cases(actor).open().filter(programme=programme_id)
    if stage := str(criteria.get("stage", "")):
        rows = rows.filter(stage=stage[:48])
    found = rows.order_by("stage_since", "id").values_list("pk", "person_id", "programme_version_id")
    if not criteria.get("missing_documents"):
        return [Chosen(*row) for row in found[:limit]]
    chosen: list[Chosen] = []
    waiting = [Chosen(*row) for row in found]
    for start in range(0, len(waiting), 500):
        part = waiting[start : start + 500]
        missing = missing_labels([one.case_id for one in part], today=today)
        chosen += [one for one in part if missing.get(one.case_id)]
        if len(chosen) >= limit:
            break
    return chosen[:limit]


def missing_labels(case_ids: Collection[uuid.UUID], *, today: dt.date) -> dict[uuid.UUID, list[str]]:
    """Return for each case the documents that are asked for and that nothing stands for, in words.

    A few statements a version of a programme, however many cases. Names kinds of documents, no value.
    """
    return {key: one.missing for key, one in _files(case_ids, today=today).items()}


class _File(NamedTuple):
    """The documents of a case in words: what counts, and what is missing."""

    there: list[str]
    missing: list[str]


def _files(case_ids: Collection[uuid.UUID], *, today: dt.date) -> dict[uuid.UUID, _File]:
    by_version: dict[uuid.UUID, dict[uuid.UUID, uuid.UUID]] = defaultdict(dict)
    for key, person, version in Case.objects.filter(pk__in=list(case_ids)).values_list(
        "pk", "person_id", "programme_version_id"
    ):
        by_version[version][key] = person
    definitions, found = pinned_definitions(by_version), dict[uuid.UUID, _File]()
    for version, persons in by_version.items():
        found |= _of_version(definitions[version], persons, today=today)
    return found


def _of_version(
    definition: Definition, persons: Mapping[uuid.UUID, uuid.UUID], *, today: dt.date
) -> dict[uuid.UUID, _File]:
    labels = {kind.key: kind.label.tr for kind in definition.documents}
    answers = asked_of(list(persons), persons, definition, on=today)
    rows = rows_of(list(persons))
    found: dict[uuid.UUID, _File] = {}
    for key, answer in answers.items():
        standings = [
            (labels.get(document, document), standing)
            for document, standing in standings_of(asked_documents(answer), rows.get(key, []), on=today)
        ]
        found[key] = _File(
            there=[label for label, standing in standings if standing.counts],
            missing=[label for label, one in standings if one not in _NOT_MISSING and not one.counts],
        )
    return found


def letter_values(case_ids: Collection[uuid.UUID], *, today: dt.date) -> dict[uuid.UUID, dict[str, str]]:
    """Return what each case knows for a letter: its numbers, what was presented and what is missing, its last day."""
    keys = list(case_ids)
    files = _files(keys, today=today)
    numbers = dict(Application.objects.filter(case__in=keys).values_list("case_id", "number"))
    found: dict[uuid.UUID, dict[str, str]] = {}
    for key, number, due_on in Case.objects.filter(pk__in=keys).values_list("pk", "number", "due_on"):
        file = files.get(key, _File([], []))
        values = {
            "dosya_no": number,
            "basvuru_no": numbers.get(key, ""),
            "alinanlar": _lines(file.there or ["Ön başvuru"]),
            "eksikler": _lines(file.missing),
            "son_gun": format_date(due_on) if due_on is not None and due_on >= today else "",
        }
        found[key] = {name: value for name, value in values.items() if value}
    return found


def _lines(words: Sequence[str]) -> str:
    return "\n".join(f"- {one}" for one in words)


SOURCE: Final = BatchSource("cases", "Dosyalar", _CRITERIA, choose, letter_values)
