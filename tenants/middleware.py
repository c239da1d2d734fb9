"""The outermost wall of a request: host -> municipality -> transaction with role and path.

Health checks and static files are answered before it. ATOMIC_REQUESTS nests inside: a refused request (4xx) rolls back
the view's own writes, while its audit of the refusal is written in the outer transaction; an answer of 500 and above
rolls back everything.
"""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.http.request import split_domain_port

from omuz.kernel import audit, context
from tenants import scope
from tenants.domains import domain_map, is_platform_host
from tenants.enums import MunicipalityState

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class MunicipalityMiddleware:
    """Enters the municipality of the request's host; an unknown host ends here, before any session is read."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the inner answer, or a problem document for a host that has no room here."""
        host = split_domain_port(request.get_host())[0]
        municipality: context.Municipality | None = None
        if not is_platform_host(host):
            municipality = domain_map.find(host)
            if municipality is None:
                return _problem(404, "unknown_host", "Bu adreste bir belediye bulunmuyor. Adresi denetleyin.")
            if municipality.state != MunicipalityState.ACTIVE:
                return _come_back("municipality_not_active", "Belediyenin sayfası şu anda hizmet dışıdır.", 60)
        request.municipality = municipality  # type: ignore[attr-defined]
        try:
            return self._answer(request, municipality)
        except scope.MaintenanceError:
            return _come_back(
                "maintenance", "Belediyenin sayfasında kısa bir bakım yapılıyor. Birazdan yeniden deneyin.", 5
            )

    def _answer(self, request: HttpRequest, municipality: context.Municipality | None) -> HttpResponseBase:
        with scope.enter(municipality), audit.deferring():
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            else:
                # Refusals and logged readings stay although the view's own work may have been rolled back.
                audit.flush_deferred()
        return response


def _come_back(code: str, detail: str, seconds: int) -> HttpResponse:
    answer = _problem(503, code, detail)
    answer["Retry-After"] = str(seconds)
    return answer


def _problem(status: int, code: str, detail: str) -> HttpResponse:
    body = {"type": f"/problems/{code}", "title": detail, "status": status, "detail": detail, "code": code}
    return JsonResponse(
        body, status=status, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False}
    )
