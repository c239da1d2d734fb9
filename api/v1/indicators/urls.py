"""Routes of reports."""

from django.urls import path

from api.v1.indicators import views

urlpatterns = [
    path("reports/", views.ReportListView.as_view(), name="reports"),
    path("reports/<slug:key>/", views.ReportView.as_view(), name="report"),
    path("reports/<slug:key>.pdf", views.ReportPdfView.as_view(), name="report-pdf"),
    path("reports/<slug:key>.xlsx", views.ReportXlsxView.as_view(), name="report-xlsx"),
]
