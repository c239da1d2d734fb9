"""Decision points, and a rule set evaluated while it is typed."""

import uuid
from typing import Any, ClassVar, Final

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.v1.rules.serializers import CheckSerializer, CheckWriteSerializer, DecisionPointSerializer
from api.v1.rules.views.base import TRYING, RulesView
from api.v1.shapes import results_of
from apps.people.operations.rule_facts import read_rule_facts
from apps.programmes.deciding import Answer, Decider, catalogue_of_point, compile_rule_set, read_facts
from apps.programmes.definition import Definition, Finding, InvalidDefinitionError, Path, Weight, read
from apps.programmes.definition.checking.rules import TOO_COSTLY, rule_set_findings
from apps.programmes.definition.flow import RuleSet
from apps.programmes.models import ProgrammeVersion
from apps.programmes.registry import DecisionPoint, decision_points, get_point
from omuz.conditions import Language, builder_fields, render
from omuz.kernel import clock

#: A definition of nothing, around the rule set whose shape is read.
_SHELL: Final = {
    "format": 1, "code": "deneme", "name": {"tr": "-"}, "purpose": {"tr": "-"}, "target_groups": {"offered": []},
}  # fmt: skip


class DecisionPointsView(RulesView):
    """The questions that rules of a version can answer."""

    required_rights: ClassVar = {"GET": TRYING}

    @extend_schema(operation_id="programme_versions_decision_points",
                   responses=results_of("DecisionPoints", DecisionPointSerializer))  # fmt: skip
    def get(self, request: Request, version_id: uuid.UUID) -> Response:
        """Return every decision point with its effects, the list that it refers to, and the builder's fields."""
        _, definition = self.version(version_id)
        points = [_point(point, definition, self.language) for point in decision_points()]
        return Response({"results": points})


class RuleCheckView(RulesView):
    """A rule set as it stands in the editor."""

    required_rights: ClassVar = {"POST": TRYING}

    @extend_schema(operation_id="programme_versions_rules_check", request=CheckWriteSerializer,
                   responses=CheckSerializer)  # fmt: skip
    def post(self, request: Request, version_id: uuid.UUID) -> Response:
        """Return findings, sentences, and the answer for made-up facts or a person; nothing is stored.

        A person's special facts need a purpose and are logged (428 `purpose_required`); made-up facts log nothing.
        """
        form = CheckWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        version, definition = self.version(version_id)
        rule_set, findings = _read_rule_set(definition, form.validated_data["rule_set"])
        body: dict[str, Any] = {"findings": [_shown(one) for one in findings], "clauses": [], "answer": None}
        if rule_set is not None:
            compiled = compile_rule_set(rule_set, catalogue_of_point(definition, rule_set.point))
            body["clauses"] = [
                {"key": one.clause.key, "sentence": render(one.condition, self.language) if one.condition else ""}
                for one in compiled
            ]
            if get_point(rule_set.point) is not None and not any(one.code == TOO_COSTLY for one in findings):
                answer = self._answer(version, definition, rule_set, form.validated_data)
                body["answer"] = answer.as_json() if answer is not None else None
        return Response(body)

    def _answer(
        self, version: ProgrammeVersion, definition: Definition, rule_set: RuleSet, asked: dict[str, Any]
    ) -> Answer | None:
        given, person_id = asked["facts"], asked["person"]
        if given is None and person_id is None:
            return None
        decider = Decider(
            definition, rule_set.point, on=self.today, rule_sets=[rule_set], closed=self.closed(version),
            language=self.language,
        )  # fmt: skip
        facts = read_facts(given, catalogue_of_point(definition, rule_set.point)) if given is not None else {}
        if person_id is not None:
            known = read_rule_facts(
                person_id, definition=definition, names=decider.names, programme_id=version.programme_id,
                actor=self.actor, now=clock.now(), task=asked["task"], purpose=asked["purpose"],
            )  # fmt: skip
            facts = known | facts
        return decider.answer(facts)


def _point(point: DecisionPoint, definition: Definition, language: Language) -> dict[str, Any]:
    entries = getattr(definition, point.refers_to) if point.refers_to else ()
    return {
        "key": point.key,
        "label": point.label.in_language(language),
        "hint": point.hint.in_language(language),
        "effects": [kind.value for kind in point.effects],
        "refers_to": [{"key": entry.key, "label": entry.label.in_language(language)} for entry in entries],
        "fields": builder_fields(catalogue_of_point(definition, point.key), lang=language),
    }


def _read_rule_set(definition: Definition, raw: dict[str, Any]) -> tuple[RuleSet | None, list[Finding]]:
    """Return the rule set, or None with what is wrong with its shape; places start in the rule set."""
    try:
        rule_set = read(_SHELL | {"rules": [raw]}).rules[0]
    except InvalidDefinitionError as error:
        return None, [_within(finding) for finding in error.findings]
    findings = list(rule_set_findings(definition, rule_set))
    return rule_set, sorted(findings, key=lambda one: list(Weight).index(one.weight))


def _within(finding: Finding) -> Finding:
    path: Path = finding.path[2:] if finding.path[:1] == ("rules",) else finding.path
    return Finding(path, finding.code, finding.message, finding.remedy, finding.weight, finding.article)


def _shown(finding: Finding) -> dict[str, Any]:
    return {
        "place": finding.place, "path": list(finding.path), "code": finding.code, "message": finding.message,
        "remedy": finding.remedy, "weight": finding.weight.value, "article": finding.article,
    }  # fmt: skip
