"""Routes of packs."""

from django.urls import path

from api.v1.packs.views import PackListView, PackView, ProgrammeUpgradeView

urlpatterns = [
    path("packs/", PackListView.as_view(), name="packs"),
    path("packs/<slug:code>/", PackView.as_view()),
    path("programmes/<uuid:programme_id>/upgrade/", ProgrammeUpgradeView.as_view()),
]
