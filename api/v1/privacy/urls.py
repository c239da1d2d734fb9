"""Routes of privacy."""

from django.urls import path

from api.v1.privacy import notices, views

urlpatterns = [
    path("notices/", notices.NoticeListView.as_view(), name="notices"),
    path("notices/<uuid:notice_id>/", notices.NoticeView.as_view(), name="notice"),
    path("notices/<uuid:notice_id>/publish/", notices.NoticePublishView.as_view(), name="notice-publish"),
    path("people/<uuid:person_id>/notices/", notices.PersonNoticesView.as_view(), name="person-notices"),
    path("people/<uuid:person_id>/history/", views.HistoryView.as_view(), name="person-history"),
    path("people/<uuid:person_id>/history/<uuid:event_id>/", views.HistoryEventView.as_view()),
    path("people/<uuid:person_id>/access-log/", views.AccessLogView.as_view(), name="person-access-log"),
]
