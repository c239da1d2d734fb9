"""Every route. A route that is not classified by rights fails tests/architecture."""

from django.urls import include, path, re_path

from api.pages import single_page

urlpatterns = [
    path("_allauth/", include("allauth.headless.urls")),
    path("api/v1/", include("api.v1.urls")),
    # The single-page application answers every other address; what it may show is decided by the API.
    re_path(r"^(?!api/|_allauth/|static/).*$", single_page, name="single-page"),
]

handler400 = "api.problems.bad_request"
handler404 = "api.problems.page_not_found"
handler500 = "api.problems.server_error"
