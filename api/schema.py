"""What the OpenAPI description says of every address alike."""

from typing import Any

_TEXT_OR_NULL = {"type": ["string", "null"]}


def describe_pages(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Return the description with the true shape of paged lists.

    Views name what one row looks like; `api.base.paged` wraps the rows. A list that takes a `cursor` is a paged one.
    """
    for path in result.get("paths", {}).values():
        operation = path.get("get", {})
        if any(parameter["name"] == "cursor" for parameter in operation.get("parameters", ())):
            content = operation["responses"].get("200", {}).get("content", {}).get("application/json", {})
            rows = content.get("schema", {})
            if rows.get("type") == "array":
                content["schema"] = {
                    "type": "object",
                    "required": ["results", "next", "previous"],
                    "properties": {
                        "results": rows,
                        "next": {**_TEXT_OR_NULL, "description": "cursor of the next page"},
                        "previous": {**_TEXT_OR_NULL, "description": "cursor of the page before"},
                        "count": {"type": "integer", "description": "of all rows, where counting is cheap"},
                    },
                }
    return result


def require_answered_fields(result: dict[str, Any], generator: Any, request: Any, public: Any) -> dict[str, Any]:
    """Return the description with every property of an answer marked as present: serializers leave none out."""
    for name, schema in result.get("components", {}).get("schemas", {}).items():
        if not name.endswith("Request") and schema.get("type") == "object" and schema.get("properties"):
            schema["required"] = list(schema["properties"])
    return result
