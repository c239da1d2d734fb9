"""The single-page application: one HTML file whose style nonce is this request's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import TemplateDoesNotExist
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe


@require_safe
@ensure_csrf_cookie
def single_page(request: HttpRequest) -> HttpResponse:
    """Return the application's page; it is never cached, its assets are named by their content."""
    try:
        response = render(
            request,
            "index.html",
            # The sign-in screen says whose it is before anyone has signed in.
            {"csp_nonce": getattr(request, "csp_nonce", ""), "municipality": getattr(request, "municipality", None)},
        )
    except TemplateDoesNotExist:
        return HttpResponse(
            "Arayüz henüz derlenmemiş: ./omuz up komutunu çalıştırın.",
            status=503,
            content_type="text/plain; charset=utf-8",
        )
    response["Cache-Control"] = "no-store"
    return response
