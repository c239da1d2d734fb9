"""The routes of version 1, one line an app."""

from django.urls import include, path

urlpatterns = [
    path("", include("api.v1.accounts.urls")),
    path("", include("api.v1.bases.urls")),
    path("", include("api.v1.capabilities.urls")),
    path("", include("api.v1.cases.urls")),
    path("", include("api.v1.catalogue.urls")),
    path("", include("api.v1.contacts.urls")),
    path("", include("api.v1.description.urls")),
    path("", include("api.v1.directory.urls")),
    path("", include("api.v1.geography.urls")),
    path("", include("api.v1.documents.urls")),
    path("", include("api.v1.exports.urls")),
    path("", include("api.v1.fleet.urls")),
    path("", include("api.v1.imports.urls")),
    path("", include("api.v1.municipalities.urls")),
    path("", include("api.v1.oversight.urls")),
    path("", include("api.v1.packs.urls")),
    path("", include("api.v1.people.urls")),
    path("", include("api.v1.indicators.urls")),
    path("", include("api.v1.privacy.urls")),
    path("", include("api.v1.programmes.urls")),
    path("", include("api.v1.home.urls")),
    path("", include("api.v1.households.urls")),
    path("", include("api.v1.medical.urls")),
    path("", include("api.v1.representatives.urls")),
    path("", include("api.v1.rules.urls")),
    path("", include("api.v1.safety.urls")),
    path("", include("api.v1.setup.urls")),
    path("", include("api.v1.tasks.urls")),
]
