"""Routes of disability reports."""

from django.urls import path

from api.v1.medical import views

urlpatterns = [
    path("people/expiring-reports/", views.ExpiringReportsView.as_view(), name="reports-expiring"),
    path("people/reports/<uuid:report_id>/correction/", views.ReportCorrectionView.as_view(), name="report-correction"),
    path("people/<uuid:person_id>/reports/", views.ReportsView.as_view(), name="person-reports"),
]
