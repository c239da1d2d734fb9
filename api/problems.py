"""The one place where errors become HTTP: RFC 9457 problem documents with a stable code and Turkish words."""

import dataclasses
import logging
from typing import Any

from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from omuz.kernel.errors import DomainError
from tenants.pages import page, wants_page

logger = logging.getLogger(__name__)
CONTENT_TYPE = "application/problem+json"

_WORDS: dict[str, tuple[str, str]] = {
    "not_signed_in": ("Oturum açmanız gerekiyor.", "Oturumunuz sona ermiş olabilir; yeniden giriş yapın."),
    "no_right": ("Bu işlem için yetkiniz yok.", "Yetki gerekiyorsa sistem yöneticinize başvurun."),
    "not_found": ("Kayıt bulunamadı.", "Kayıt silinmiş, birleştirilmiş ya da görme yetkiniz dışında olabilir."),
    "method_not_allowed": ("Bu adreste bu işlem yapılamaz.", "Sayfayı yenileyip yeniden deneyin."),
    "too_many_requests": ("Kısa sürede çok sayıda istek geldi.", "Bir süre bekleyip yeniden deneyin."),
    "malformed": ("Gönderilen veri okunamadı.", "Sayfayı yenileyip yeniden deneyin."),
    "too_large": ("Gönderilen veri çok büyük.", "Metinleri kısaltın; dosyaları belge olarak ekleyin."),
    "unsupported_media_type": ("Bu veri türü kabul edilmiyor.", "JSON biçiminde gönderin."),
    "not_acceptable": ("İstenen yanıt türü verilemiyor.", "JSON biçimini isteyin."),
    "csrf_failed": ("İstek doğrulanamadı.", "Sayfayı yenileyip yeniden deneyin; yazdıklarınız korunur."),
    "invalid": ("Bazı alanlar düzeltilmeli.", "İşaretli alanları düzeltip yeniden kaydedin."),
}
_DRF_CODES: tuple[tuple[type[exceptions.APIException], str], ...] = (
    (exceptions.NotAuthenticated, "not_signed_in"),
    (exceptions.AuthenticationFailed, "not_signed_in"),
    (exceptions.PermissionDenied, "no_right"),
    (exceptions.NotFound, "not_found"),
    (exceptions.MethodNotAllowed, "method_not_allowed"),
    (exceptions.Throttled, "too_many_requests"),
    (exceptions.ParseError, "malformed"),
    (exceptions.UnsupportedMediaType, "unsupported_media_type"),
    (exceptions.NotAcceptable, "not_acceptable"),
)
#: Django's own errors that say everything by their kind.
_PLAIN: tuple[tuple[type[Exception], int, str], ...] = (
    (Http404, 404, "not_found"),
    (RequestDataTooBig, 413, "too_large"),
)
_FIELD_WORDS = {
    "required": ("Bu alan boş bırakılamaz.", "Bir değer girin."),
    "blank": ("Bu alan boş bırakılamaz.", "Bir değer girin."),
    "null": ("Bu alan boş bırakılamaz.", "Bir değer girin."),
    "invalid_choice": ("Bu değer listede yok.", "Listeden bir değer seçin."),
    "max_length": ("Metin çok uzun.", "Metni kısaltın."),
    "max_value": ("Sayı çok büyük.", "Daha küçük bir sayı girin."),
    "min_value": ("Sayı çok küçük.", "Daha büyük bir sayı girin."),
    "does_not_exist": ("Seçilen kayıt bulunamadı.", "Listeden yeniden seçin."),
    "unique": ("Bu değer başka bir kayıtta var.", "Başka bir değer girin ya da o kaydı açın."),
}


def problem(
    status: int,
    code: str,
    *,
    title: str | None = None,
    detail: str | None = None,
    article: str | None = None,
    errors: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """Return the body of a problem document; words default to those of `code`."""
    words = _WORDS.get(code, ("İşlem tamamlanamadı.", "Yeniden deneyin; sürerse sistem yöneticinize bildirin."))
    body: dict[str, Any] = {
        "type": f"/problems/{code}",
        "title": title or words[0],
        "status": status,
        "detail": detail or words[1],
        "code": code,
    }
    if article:
        body["article"] = article
    if errors:
        body["errors"] = errors
    return body


def problem_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Return the problem document of an error raised in a view, or None for what is a fault of ours (500)."""
    set_rollback()
    if isinstance(error, DomainError):
        return _respond(_of_domain(error))
    for kind, status, code in _PLAIN:
        if isinstance(error, kind):
            return _respond(problem(status, code))
    if isinstance(error, exceptions.ValidationError):
        return _respond(problem(400, "invalid", errors=list(_field_errors(error.get_full_details()))))
    if isinstance(error, OperationalError):
        logger.exception("database unavailable")
        return _respond(
            problem(503, "try_again", title="Sistem şu anda yanıt veremiyor.", detail="Biraz sonra yeniden deneyin.")
        )
    if isinstance(error, exceptions.APIException):
        code = next((code for kind, code in _DRF_CODES if isinstance(error, kind)), "refused")
        response = _respond(problem(error.status_code, code))
        wait = getattr(error, "wait", None)
        if wait:
            response["Retry-After"] = str(int(wait))
        return response
    return None


def _of_domain(error: DomainError) -> dict[str, Any]:
    errors = [dataclasses.asdict(p) for p in error.problems]
    return problem(
        error.status, error.code, title=error.message, detail=error.remedy, article=error.article, errors=errors
    )


def _field_errors(details: Any, path: str = "") -> Any:
    """Yield one entry per faulty field of DRF's nested details; `path` is dotted."""
    if isinstance(details, dict) and "message" in details and "code" in details:
        code = str(details["code"])
        message, remedy = _FIELD_WORDS.get(code, (str(details["message"]), "Değeri düzeltin."))
        yield {"field": path or "non_field", "code": code, "message": message, "remedy": remedy}
    elif isinstance(details, dict):
        for key, value in details.items():
            yield from _field_errors(value, f"{path}.{key}" if path else str(key))
    elif isinstance(details, list):
        for index, value in enumerate(details):
            leaf = isinstance(value, dict) and "message" in value
            yield from _field_errors(value, path if leaf else f"{path}.{index}")


def _respond(body: dict[str, Any]) -> Response:
    return Response(body, status=body["status"], content_type=CONTENT_TYPE)


def json_problem(body: dict[str, Any]) -> HttpResponse:
    """Return a problem document outside of DRF (middleware, handlers)."""
    return JsonResponse(
        body, status=body["status"], content_type=CONTENT_TYPE, json_dumps_params={"ensure_ascii": False}
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the answer to a request whose CSRF token is missing or wrong."""
    return json_problem(problem(403, "csrf_failed"))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the answer to a request that Django refuses to read: an unknown host, a form of too many fields."""
    if isinstance(exception, DisallowedHost) and wants_page(request):
        return page(
            400,
            title="Bu adres tanınmıyor",
            text="Adresi denetleyin. Doğru adresi belediyenizin sistem yöneticisinden öğrenebilirsiniz.",
            english="This address is not known here. Please check it.",
        )
    return json_problem(problem(400, "malformed"))


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the answer to a fault of ours: what happened to the data, and what to do."""
    return json_problem(
        problem(
            500,
            "server_error",
            title="Beklenmeyen bir arıza oluştu; kaydınız değiştirilmedi.",
            detail="Yazdıklarınız ekranda duruyor. Yeniden deneyin; sürerse sistem yöneticinize bildirin.",
        )
    )


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the answer for an address that does not exist."""
    return json_problem(problem(404, "not_found"))
