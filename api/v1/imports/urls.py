"""Routes of imports."""

from django.urls import path

from api.v1.imports import views

urlpatterns = [
    path("imports/", views.ImportListView.as_view()),
    path("imports/kinds/", views.ImportKindsView.as_view()),
    path("imports/template/<slug:kind>/", views.ImportTemplateView.as_view()),
    path("imports/mappings/", views.ImportMappingListView.as_view()),
    path("imports/mappings/<uuid:mapping_id>/", views.ImportMappingView.as_view()),
    path("imports/<uuid:job_id>/", views.ImportView.as_view()),
    path("imports/<uuid:job_id>/sample/", views.ImportSampleView.as_view()),
    path("imports/<uuid:job_id>/mapping/", views.ImportMappingSaveView.as_view()),
    path("imports/<uuid:job_id>/preview/", views.ImportPreviewView.as_view()),
    path("imports/<uuid:job_id>/run/", views.ImportRunView.as_view()),
    path("imports/<uuid:job_id>/cancel/", views.ImportCancelView.as_view()),
    path("imports/<uuid:job_id>/rows/", views.ImportRowsView.as_view()),
    path("imports/<uuid:job_id>/decisions/", views.ImportDecisionsView.as_view()),
    path("imports/<uuid:job_id>/bad-rows/", views.ImportBadRowsView.as_view()),
]
