"""What the API's own description says of each operation: which parameters it takes, and what a body looks like."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, Final

from api.describing import whole_description
from omuz.isolation.routes import API, PARAMETER, Endpoint

_DEEPEST: Final = 6
#: Called with the name of a field that takes a key; returns the key to put there.
KeyOf = Callable[[str], str]


def _operation(endpoint: Endpoint) -> Mapping[str, Any]:
    path = "/" + API + PARAMETER.sub(lambda found: f"{{{found['name']}}}", endpoint.pattern)
    operation: Mapping[str, Any] = whole_description()["paths"].get(path, {}).get(endpoint.method.lower(), {})
    return operation


def query_parameters(endpoint: Endpoint) -> dict[str, Mapping[str, Any]]:
    """Return the schema of each parameter that the endpoint reads from the query, by name."""
    return {p["name"]: p["schema"] for p in _operation(endpoint).get("parameters", []) if p["in"] == "query"}


def headers_of(endpoint: Endpoint) -> dict[str, str]:
    """Return the headers that an edit must carry."""
    named = {p["name"] for p in _operation(endpoint).get("parameters", []) if p["in"] == "header"}
    return {"If-Match": '"1"'} if "If-Match" in named else {}


def example_body(endpoint: Endpoint, *, word: str, key_of: KeyOf) -> Any:
    """Return a body that fits the endpoint's description, with `key_of(field)` wherever a key is taken, or None.

    Only what JSON carries: an upload is described as multipart and gets None.
    """
    content = _operation(endpoint).get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema")
    return _example(schema, "", word, key_of, 0) if schema is not None else None


def _example(schema: Mapping[str, Any], name: str, word: str, key_of: KeyOf, depth: int) -> Any:
    schema = _resolved(schema)
    if "enum" in schema:
        return next((value for value in schema["enum"] if value), schema["enum"][0])
    kind = schema.get("type")
    kind = next((one for one in kind if one != "null"), None) if isinstance(kind, list) else kind
    if kind == "object":
        shown = schema.get("properties", {}) if depth < _DEEPEST else {}
        return {key: _example(part, key, word, key_of, depth + 1) for key, part in shown.items()}
    if kind == "array":
        return [_example(schema.get("items", {}), name, word, key_of, depth + 1)] if depth < _DEEPEST else []
    return _plain(schema, kind, name, word, key_of)


def _plain(schema: Mapping[str, Any], kind: Any, name: str, word: str, key_of: KeyOf) -> Any:
    day = dt.date(2026, 11, 22).isoformat()
    by_format: dict[str, Callable[[], str]] = {
        "uuid": lambda: key_of(name),
        "date": lambda: day,
        "date-time": lambda: f"{day}T09:00:00Z",
        "email": lambda: f"{word}@example.org",
        "uri": lambda: "https://example.org/",
        "time": lambda: "09:00",
    }
    if schema.get("format") in by_format:
        return by_format[schema["format"]]()
    if kind == "integer":
        return int(schema.get("minimum", 1))
    plain: dict[Any, Any] = {"number": 1, "boolean": True, "null": None, "string": word[: schema.get("maxLength", 80)]}
    return plain.get(kind, {})


def _resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow references and take the first of several shapes."""
    while True:
        if "$ref" in schema:
            schema = whole_description()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
            continue
        shapes = next((schema[one] for one in ("allOf", "oneOf", "anyOf") if one in schema), None)
        if shapes is None:
            return schema
        schema = shapes[0]
