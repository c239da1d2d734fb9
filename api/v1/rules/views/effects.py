"""What a version would change: figures for whoever writes or approves it, names for who may see persons."""

import dataclasses
import uuid
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.v1.rules.serializers import (
    WhatIfPeopleSerializer,
    WhatIfPeopleWriteSerializer,
    WhatIfSerializer,
    WhatIfWriteSerializer,
)
from api.v1.rules.views.base import TRYING, RulesView
from apps.people.operations.rule_facts import log_effect_reading, may_see_effects
from apps.programmes.deciding import Outcome, catalogue_of_point, missing_fact
from apps.programmes.registry import Subject
from apps.programmes.whatif import DIMENSIONS, CaseEffect, PersonEffect, WhatIf, figures, prepare_what_if
from omuz.conditions import Language
from omuz.kernel import clock
from omuz.kernel.errors import NotAllowed

PAGE = 50
_FACT_OF_TABLE = {"target_group": "primary_target_group", "sex": "sex", "age": "age"}


class WhatIfView(RulesView):
    """The figures."""

    required_rights: ClassVar = {"POST": TRYING}

    @extend_schema(operation_id="programme_versions_what_if", request=WhatIfWriteSerializer,
                   responses=WhatIfSerializer)  # fmt: skip
    def post(self, request: Request, version_id: uuid.UUID) -> Response:
        """Return what the version would change; small figures are null for who may see no person. Nothing is stored."""
        form = WhatIfWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        what_if = self.prepare(version_id, form.validated_data)
        sees = may_see_effects(self.actor, programme_id=what_if.version.programme_id)
        body = dict(figures(what_if, masked=not sees, language=self.language).body)
        return Response(body | {"may_open": sees})

    def prepare(self, version_id: uuid.UUID, asked: Mapping[str, Any]) -> WhatIf:
        """Return the what-if that is asked for."""
        return prepare_what_if(
            version_id, actor=self.actor, on=self.today, against=asked.get("against"),
            nothing="against" in asked and asked["against"] is None,
        )  # fmt: skip


class WhatIfPeopleView(WhatIfView):
    """The people or cases behind a figure."""

    @extend_schema(operation_id="programme_versions_what_if_people", request=WhatIfPeopleWriteSerializer,
                   responses=WhatIfPeopleSerializer)  # fmt: skip
    def post(self, request: Request, version_id: uuid.UUID) -> Response:
        """Return a page of those whom the reader may find.

        Where rules that put someone into the list ask for special facts, a purpose is needed and each reading is
        logged (428 `purpose_required`).
        """
        form = WhatIfPeopleWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        asked = form.validated_data
        what_if, subject = self.prepare(version_id, asked), Subject(asked["subject"])
        programme_id = what_if.version.programme_id
        if not may_see_effects(self.actor, programme_id=programme_id):
            raise NotAllowed
        page = what_if.page(subject, actor=self.actor, wanted=_wanted(asked), size=PAGE, after=asked["cursor"])
        persons = [one.person_id if isinstance(one, CaseEffect) else one.id for one, _ in page.rows]
        log_effect_reading(
            persons, names=_special(what_if, subject, table=asked["table"]), programme_id=programme_id,
            actor=self.actor, now=clock.now(), task=asked["task"], purpose=asked["purpose"],
        )  # fmt: skip
        shown = _Shown(what_if, self.language)
        results = [shown.row(one, row) for one, row in page.rows]
        return Response({"results": results, "next": page.next})


def _wanted(asked: Mapping[str, Any]) -> Callable[[Any], bool]:
    change, place = asked["change"], DIMENSIONS.index(asked["table"]) if asked["table"] else None

    def wanted(effect: PersonEffect | CaseEffect) -> bool:
        if place is not None and effect.place[place] != asked["category"]:
            return False
        if isinstance(effect, PersonEffect):
            return bool(effect.change == change)
        if change in {"changed", "unchanged"}:
            return bool(effect.changes) is (change == "changed")
        return change in effect.changes

    return wanted


def _special(what_if: WhatIf, subject: Subject, *, table: str) -> list[str]:
    """Return the special facts that a list tells: those of the rules behind it, and of the category that was chosen."""
    examiners = [what_if.people_examiner] if subject is Subject.PERSON else list(what_if.case_examiners.values())
    names = {_FACT_OF_TABLE[table]} if table else set()
    names = names.union(*(one.names for one in examiners))
    definitions = [what_if.definition, *([what_if.before] if what_if.before is not None else [])]
    definitions += [] if subject is Subject.PERSON else [one.before for one in what_if.case_examiners.values()]
    facts = [fact for one in definitions for fact in catalogue_of_point(one, "transition")]
    return sorted({fact.name for fact in facts if fact.name in names and fact.holds_special()})


class _Shown:
    """Rows of a list in words."""

    def __init__(self, what_if: WhatIf, language: Language) -> None:
        self._language = language
        self._labels = what_if.labels(language)
        self._catalogue = catalogue_of_point(what_if.definition, "eligibility")

    def row(self, effect: PersonEffect | CaseEffect, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return one person or case."""
        body = {
            "id": row["id"], "label": row["label"], "hint": row.get("hint", ""), "href": row["href"], "before": None,
            "after": None, "missing": [], "changes": [], "documents_added": [], "documents_removed": [],
            "transitions": [],
        }  # fmt: skip
        return body | (self._person(effect) if isinstance(effect, PersonEffect) else self._case(effect))

    def _person(self, effect: PersonEffect) -> dict[str, Any]:
        missing = [missing_fact(name, self._catalogue, self._language) for name in effect.missing]
        return {
            "before": _word(effect.before), "after": effect.after.value, "changes": [effect.change],
            "missing": [dataclasses.asdict(fact) for fact in missing],
        }  # fmt: skip

    def _case(self, effect: CaseEffect) -> dict[str, Any]:
        documents, steps = self._labels.documents, self._labels.transitions
        return {
            "changes": list(effect.changes),
            "documents_added": [documents.get(key, key) for key in effect.documents_added],
            "documents_removed": [documents.get(key, key) for key in effect.documents_removed],
            "transitions": [
                {"key": key, "label": steps.get(key, key), "before": _word(before), "after": _word(after)}
                for key, before, after in effect.transitions
            ],
        }


def _word(outcome: Outcome | None) -> str | None:
    return outcome.value if outcome is not None else None
