"""What drf-spectacular cannot know by itself."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """The browser's session cookie of this host."""

    target_class = "api.authentication.SessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        """Return the scheme's description."""
        return {"type": "apiKey", "in": "cookie", "name": "omuz_session"}


def require_answered_fields(result: dict[str, Any], generator: Any, request: Any, public: Any) -> dict[str, Any]:
    """Return the description with every property of an answer marked as present: serializers leave none out."""
    for name, schema in result.get("components", {}).get("schemas", {}).items():
        if not name.endswith("Request") and schema.get("type") == "object" and schema.get("properties"):
            schema["required"] = list(schema["properties"])
    return result
