"""Answers that a form of a programme takes, found from its schema and from what the server still misses."""

from typing import Any

from playwright.sync_api import Page

from tests.e2e.desk import Answer, ask

_ROUNDS = 8


def hand_in(page: Page, case_id: str, form: str, **given: Any) -> Answer:
    """Hand in a form with the given answers, and with an example wherever the server says that one is missing."""
    schema = ask(page, f"/api/v1/cases/{case_id}/forms/{form}/").body["schema"]
    answers: dict[str, Any] = dict(given)
    for _ in range(_ROUNDS):
        body = {"form": form, "answers": answers}
        answer = ask(page, f"/api/v1/cases/{case_id}/submissions/", method="POST", body=body)
        if answer.status != 422:
            return answer
        for one in answer.body["errors"]:
            key, *inner = one["field"].removeprefix("answers.").split(".")
            if inner:
                answers[key][int(inner[0])][inner[1]] = _example(_items(schema, key)["properties"][inner[1]])
            else:
                answers[key] = _example(_property(schema, key))
    return answer


def _property(schema: dict[str, Any], key: str) -> dict[str, Any]:
    """Return the schema of a question, wherever conditions have put it."""
    found: list[dict[str, Any]] = []

    def look(part: Any) -> None:
        if isinstance(part, dict):
            properties = part.get("properties")
            inner = properties.get(key) if isinstance(properties, dict) else None
            if isinstance(inner, dict) and ("type" in inner or "enum" in inner or "items" in inner):
                found.append(inner)
            for value in part.values():
                look(value)
        elif isinstance(part, list):
            for value in part:
                look(value)

    look(schema)
    return max(found, key=len)


def _items(schema: dict[str, Any], key: str) -> dict[str, Any]:
    items: dict[str, Any] = _property(schema, key)["items"]
    return items


def _example(question: dict[str, Any]) -> Any:
    if question.get("enum"):
        return next(one for one in question["enum"] if one is not None)
    kinds = question.get("type")
    kind = next(one for one in kinds if one != "null") if isinstance(kinds, list) else kinds
    if kind == "array":
        return [_example(question["items"])]
    if kind == "boolean":
        return True
    if kind in {"integer", "number"}:
        return max(1, question.get("minimum", 1))
    if kind == "object":
        return {}
    is_date = question.get("x-omuz", {}).get("kind") == "date"
    return "2026-11-01" if is_date else "Örnek yanıt"
