"""Rules over HTTP: decision points, live evaluation, the trial area; hostile input is refused, never obeyed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from apps.people.operations import SensitiveDraft
from apps.privacy.models import AccessLogEntry
from apps.programmes.queries.versions import definition_of
from tenants import scope
from tests.people.support import register
from tests.programmes.rules_support import clause, rule, rule_set
from tests.programmes.support import drafted, made_up
from tests.support.staff import make_actor

DISABLED = SensitiveDraft(kind="target_group", code="disabled", rank="primary")
ADULT = clause("yas", rule("age", ">=", 18), "require", basis={"source": "karar", "article": "2"})
GROUP = clause("grup", rule("target_groups", "in", ["disabled"]), "require", basis={"source": "karar"})
TRANSPORT: dict[str, Any] = {
    "key": "basvuru", "title": {"tr": "Başvuru"}, "sections": [{"key": "genel", "title": {"tr": "Genel"}, "items": [
        {"key": "ulasim", "kind": "boolean", "label": {"tr": "Servise ihtiyacı var mı?"}, "feeds": "needs_transport"},
        {"key": "adres", "kind": "text", "label": {"tr": "Nereden?"}, "required": True},
    ]}],
}  # fmt: skip
RULES = [
    rule_set("uygunluk", "eligibility", ADULT, GROUP),
    rule_set("belgeler", "required_documents", clause("r", rule("target_groups", "in", ["disabled"]), "add",
                                                      value="rapor")),
    rule_set("gecis", "transition", clause("u", rule("case.needs_transport", "=", True), "require")),
    rule_set("sira", "priority", clause("p", rule("age", "<", 30), "points", points=5)),
]  # fmt: skip
DOCUMENT = made_up(
    rules=RULES,
    forms=[TRANSPORT],
    documents=[{"key": "rapor", "label": {"tr": "Rapor"}, "substitutes": [{"tr": "Randevu kâğıdı"}]}],
    transitions=[
        {"key": "basla", "label": {"tr": "Başla"}, "sources": ["giris"], "target": "calisma", "guards": ["gecis"]},
        {"key": "bitir", "label": {"tr": "Kapat"}, "sources": ["giris", "calisma"], "target": "son"},
    ],
)


@pytest.fixture
def version(municipalities, db):
    with scope.enter(municipalities["kayseri"]):
        return drafted(DOCUMENT)


def address(version, end):
    return f"/api/v1/programme-versions/{version.id}/{end}/"


def check(client, version, body):
    return client.post(address(version, "rules/check"), body, format="json")


def test_decision_points_bring_what_the_builder_needs(api, version):
    points = {
        one["key"]: one for one in api(role="tenant_admin").get(address(version, "decision-points")).json()["results"]
    }
    assert points["eligibility"]["effects"] == ["require", "exclude"]
    assert points["required_documents"]["refers_to"] == [{"key": "rapor", "label": "Rapor"}]
    names = {field["name"] for field in points["eligibility"]["fields"]}
    assert {"age", "target_groups"} <= names
    assert "case.needs_transport" not in names
    fed = next(f for f in points["transition"]["fields"] if f["name"] == "case.needs_transport")
    assert (fed["label"], fed["factType"]) == ("Servise ihtiyacı var mı?", "boolean")


def test_a_rule_set_is_evaluated_while_it_is_typed(api, version):
    body = {"rule_set": rule_set("yeni", "eligibility", ADULT), "facts": {"age": 12}}
    answer = check(api(role="tenant_admin"), version, body).json()
    assert answer["findings"] == []
    assert answer["clauses"] == [{"key": "yas", "sentence": "Yaşı 18 veya üzeri."}]
    assert answer["answer"]["outcome"] == "no"
    assert answer["answer"]["clauses"][0]["trace"][0]["seen"] == "12"
    assert answer["answer"]["clauses"][0]["basis"] == {"title": "Meclis kararı", "article": "2"}


def test_without_a_person_there_are_sentences_and_no_answer(api, version):
    answer = check(api(role="tenant_admin"), version, {"rule_set": rule_set("yeni", "eligibility", ADULT)}).json()
    assert answer["answer"] is None
    assert len(answer["clauses"]) == 1


def test_errors_are_named_with_their_place_in_the_rule_set(api, version):
    wrong = rule_set("yeni", "eligibility", clause("a", rule("yas", "=", 1), "require"), ADULT)
    answer = check(api(role="tenant_admin"), version, {"rule_set": wrong, "facts": {"age": 20}}).json()
    assert [(f["place"], f["code"], f["weight"]) for f in answer["findings"]] == [
        ("clauses.0.condition.rules.0.field", "unknown_field", "error")
    ]
    assert [one["sentence"] for one in answer["clauses"]] == ["", "Yaşı 18 veya üzeri."]
    assert answer["answer"]["outcome"] == "unknown"
    shapeless = check(api(role="tenant_admin"), version, {"rule_set": {"key": "x", "clauses": 3}, "facts": {}}).json()
    assert {f["place"] for f in shapeless["findings"]} == {"point", "label", "clauses"}
    assert shapeless["answer"] is None


def deep(levels):
    inner = rule("age", "<", 1)
    for _ in range(levels):
        inner = {"combinator": "and", "rules": [inner]}
    return inner


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        (deep(14), "too_deep"),
        ({"combinator": "or", "rules": [{"field": "age", "operator": "=", "value": 1}] * 400}, "too_large"),
        (rule("age", "in", list(range(600))), "list_too_long"),
    ],
)
def test_hostile_rules_are_refused_with_the_reason(api, version, condition, code):
    body = {"rule_set": rule_set("x", "eligibility", clause("a", condition, "require")), "facts": {"age": 1}}
    answer = check(api(role="tenant_admin"), version, body)
    assert answer.status_code == 200
    assert code in {f["code"] for f in answer.json()["findings"]}


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"rule_set": rule_set("x", "eligibility", ADULT), "facts": {"vanished": 1}}, 422, "facts.vanished"),
        ({"rule_set": rule_set("x", "eligibility", ADULT), "facts": {"age": "x"}}, 422, "facts.age"),
        ({"rule_set": rule_set("x", "eligibility", ADULT), "facts": []}, 400, "facts"),
        ({"rule_set": "x"}, 400, "rule_set"),
        ({"rule_set": rule_set("x", "eligibility", clause("a", deep(45), "require"))}, 400, None),
    ],
)
def test_hostile_facts_are_refused_with_their_place(api, version, body, status, field):
    answer = check(api(role="tenant_admin"), version, body)
    assert answer.status_code == status
    if field:
        assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_a_persons_special_facts_need_a_purpose_and_are_logged(api, version, municipalities):
    with scope.enter(municipalities["kayseri"]):
        person = register(make_actor("intake_clerk"), programme_id=version.programme_id, sensitive=[DISABLED],
                          birth_date=dt.date(2000, 1, 1))  # fmt: skip
    manager = api(role="unit_manager")
    body = {"rule_set": rule_set("x", "eligibility", GROUP), "person": str(person.id)}
    assert check(manager, version, body).status_code == 428
    answer = check(manager, version, body | {"purpose": "service_planning"})
    assert answer.json()["answer"]["clauses"][0]["trace"][0]["seen"] == "Engelli birey"
    plain = check(manager, version, {"rule_set": rule_set("x", "eligibility", ADULT), "person": str(person.id)})
    assert plain.json()["answer"]["outcome"] == "yes"
    made_up_one = check(manager, version, {"rule_set": body["rule_set"], "facts": {"target_groups": ["disabled"]}})
    assert made_up_one.json()["answer"]["outcome"] == "yes"
    with scope.enter(municipalities["kayseri"]):
        entry = AccessLogEntry.objects.get()
        assert (entry.person_id, entry.fields, entry.purpose) == (person.id, ["target_group"], "service_planning")


def test_who_may_read_no_person_tries_rules_on_made_up_ones_only(api, version, municipalities):
    with scope.enter(municipalities["kayseri"]):
        person = register(make_actor("intake_clerk"), programme_id=version.programme_id)
    body = {"rule_set": rule_set("x", "eligibility", ADULT), "person": str(person.id)}
    assert check(api(role="tenant_admin"), version, body).status_code == 404


@pytest.mark.parametrize("role", ["intake_clerk", "assessor", "kvkk_contact", "auditor"])
def test_only_writers_and_deciders_of_programmes_try_rules(api, version, role):
    client = api(role=role)
    assert client.get(address(version, "decision-points")).status_code == 403
    for end in ("rules/check", "trial"):
        assert client.post(address(version, end), {}, format="json").status_code == 403


def try_it(client, version, **body):
    return client.post(address(version, "trial"), body, format="json")


def test_a_made_up_person_goes_through_a_draft(api, version):
    found = try_it(
        api(role="tenant_admin"), version, facts={"age": 20, "target_groups": ["disabled"]},
        answers={"basvuru": {"ulasim": True}},
    ).json()  # fmt: skip
    assert found["stage"]["key"] == "giris"
    assert found["stage"]["forms"] == [{"key": "basvuru", "title": "Başvuru", "required": True}]
    assert found["eligibility"]["outcome"] == "yes"
    assert found["documents"] == [
        {"key": "rapor", "label": "Rapor", "certain": True, "substitutes": ["Randevu kâğıdı"]}
    ]
    assert [(t["key"], t["allowed"], t["target_label"]) for t in found["transitions"]] == [
        ("basla", "yes", "Çalışma"), ("bitir", "yes", "Kapandı"),
    ]  # fmt: skip
    assert [(o["point"], o["points"]) for o in found["others"]] == [("priority", {"least": 5, "most": 5})]
    assert found["fed"] == [{"fact": "case.needs_transport", "label": "Servise ihtiyacı var mı?", "value": "evet"}]
    assert [p["field"] for p in found["form_problems"]["basvuru"]] == ["adres"]


def test_a_trial_says_what_is_missing_and_what_stands_in_the_way(api, version):
    found = try_it(api(role="tenant_admin"), version, answers={"basvuru": {"ulasim": False}}).json()
    assert (found["eligibility"]["outcome"], found["transitions"][0]["allowed"]) == ("unknown", "no")
    assert {m["fact"] for m in found["eligibility"]["missing"]} == {"age", "target_groups"}
    assert not found["documents"][0]["certain"]
    later = try_it(api(role="tenant_admin"), version, stage="calisma").json()
    assert [t["key"] for t in later["transitions"]] == ["bitir"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"stage": "yok"}, "stage"),
        ({"answers": {"yok": {}}}, "answers"),
        ({"answers": {"basvuru": [1]}}, "answers"),
        ({"facts": {"case.needs_transport": "evet"}}, "facts.case.needs_transport"),
    ],
)
def test_what_a_trial_cannot_try_is_named(api, version, body, field):
    answer = try_it(api(role="tenant_admin"), version, **body)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_trying_costs_a_fixed_number_of_statements(api, version, django_assert_max_num_queries):
    client = api(role="tenant_admin")
    client.get(address(version, "decision-points"))
    with django_assert_max_num_queries(10):
        client.get(address(version, "decision-points"))
    with django_assert_max_num_queries(10):
        check(client, version, {"rule_set": RULES[0], "facts": {"age": 3}})
    with django_assert_max_num_queries(10):
        try_it(client, version, facts={"age": 3})


def test_a_trial_stores_nothing_and_reads_nobody(api, version, municipalities):
    try_it(api(role="tenant_admin"), version, facts={"target_groups": ["disabled"]})
    with scope.enter(municipalities["kayseri"]):
        assert not AccessLogEntry.objects.exists()
        version.refresh_from_db()
        assert definition_of(version).rules[0].key == "uygunluk"
