"""Health answers stand before the municipality middleware: they need no host, no session and no municipality."""

from collections.abc import Callable

from django.db import connections
from django.http import HttpRequest, HttpResponseBase, JsonResponse


class HealthMiddleware:
    """Answers /healthz (the process lives) and /readyz (the database answers too)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the health answer or pass the request on."""
        if request.path == "/healthz":
            return JsonResponse({"status": "ok"})
        if request.path == "/readyz":
            return _readiness()
        return self.get_response(request)


def _readiness() -> JsonResponse:
    try:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:
        return JsonResponse({"status": "database unavailable"}, status=503)
    return JsonResponse({"status": "ok"})
