"""Routes of forms."""

from django.urls import path

from api.v1.forms import views

_FORMS = "programme-versions/<uuid:version_id>/forms/"

urlpatterns = [
    path(f"{_FORMS}preview/", views.FormPreviewView.as_view()),
    path(f"{_FORMS}<slug:key>/", views.CompiledFormView.as_view()),
    path(f"{_FORMS}<slug:key>/print/", views.FormPrintView.as_view()),
]
