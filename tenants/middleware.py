"""The outermost wall of a request: host -> municipality -> transaction with role and path.

Health checks and static files are answered before it. ATOMIC_REQUESTS nests inside: a refused request (4xx) rolls back
the view's own writes, while its audit of the refusal is written in the outer transaction; an answer of 500 and above
rolls back everything.
"""

import dataclasses
from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.http.request import split_domain_port

from omuz.kernel import audit, context
from tenants import scope
from tenants.domains import domain_map, is_platform_host
from tenants.enums import MunicipalityState
from tenants.pages import page, wants_page

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class MunicipalityMiddleware:
    """Enters the municipality of the request's host; an unknown host ends here, before any session is read.

    Who is turned away gets a problem document, or a small page where a browser has opened an address.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the inner answer, or why there is none at this host now."""
        host = split_domain_port(request.get_host())[0]
        municipality: context.Municipality | None = None
        if not is_platform_host(host):
            municipality = domain_map.find(host)
            if municipality is None:
                return _UNKNOWN_HOST.answer(request)
            if municipality.state != MunicipalityState.ACTIVE:
                return _NOT_ACTIVE.answer(request)
        request.municipality = municipality  # type: ignore[attr-defined]
        try:
            return self._answer(request, municipality)
        except scope.MaintenanceError as error:
            newer = domain_map.find_newer(host, municipality) if municipality and error.is_behind else None
            return self._answer_once_more(request, newer) if newer else _MAINTENANCE.answer(request)

    def _answer_once_more(self, request: HttpRequest, municipality: context.Municipality) -> HttpResponseBase:
        """Answer in the municipality as it is now: it was migrated after the map of hosts was read."""
        request.municipality = municipality  # type: ignore[attr-defined]
        try:
            return self._answer(request, municipality)
        except scope.MaintenanceError:
            return _MAINTENANCE.answer(request)

    def _answer(self, request: HttpRequest, municipality: context.Municipality | None) -> HttpResponseBase:
        with scope.enter(municipality), audit.deferring():
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            else:
                # Refusals and logged readings stay although the view's own work may have been rolled back.
                audit.flush_deferred()
        return response


@dataclasses.dataclass(frozen=True, slots=True)
class _Closed:
    """Why nobody answers at this door: for programs a problem document, for browsers a page."""

    status: int
    code: str
    title: str
    detail: str
    english: str
    #: Seconds after which a program, and a browser by itself, may ask again.
    again_after: int | None = None
    refresh_after: int | None = None

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Return the answer in the form that was asked for."""
        if wants_page(request):
            answer = page(
                self.status,
                title=self.title,
                text=self.detail,
                english=self.english,
                refresh_after=self.refresh_after,
            )
        else:
            body = {"type": f"/problems/{self.code}", "title": self.title, "status": self.status}
            answer = JsonResponse(
                {**body, "detail": self.detail, "code": self.code},
                status=self.status,
                content_type="application/problem+json",
                json_dumps_params={"ensure_ascii": False},
            )
        if self.again_after is not None:
            answer["Retry-After"] = str(self.again_after)
        return answer


_UNKNOWN_HOST = _Closed(
    404,
    "unknown_host",
    "Bu adreste bir belediye bulunmuyor",
    "Adresi denetleyin. Doğru adresi belediyenizin sistem yöneticisinden öğrenebilirsiniz.",
    "There is no municipality at this address. Please check it.",
)
_NOT_ACTIVE = _Closed(
    503,
    "municipality_not_active",
    "Belediyenin sayfası şu anda hizmet dışı",
    "Kayıtlarınız duruyor. Bilgi için belediyenizin sistem yöneticisine başvurun.",
    "This municipality's page is out of service at the moment. Nothing has been lost.",
    again_after=60,
    refresh_after=60,
)
_MAINTENANCE = _Closed(
    503,
    "maintenance",
    "Kısa bir bakım yapılıyor",
    "Belediyenin sayfasında kısa bir bakım yapılıyor. Genellikle bir dakikadan az sürer.",
    "Short maintenance, usually less than a minute. This page comes back by itself.",
    again_after=5,
    refresh_after=15,
)
