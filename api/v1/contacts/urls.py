"""Routes of quick contacts and urgent notices."""

from django.urls import path

from api.v1.contacts import views

urlpatterns = [
    path("contacts/", views.ContactListView.as_view(), name="contacts"),
    path("contacts/<uuid:contact_id>/", views.ContactView.as_view(), name="contact"),
    path("contacts/<uuid:contact_id>/person/", views.ContactPersonView.as_view(), name="contact-person"),
    path("contacts/<uuid:contact_id>/register/", views.ContactRegisterView.as_view(), name="contact-register"),
    path("contacts/<uuid:contact_id>/call-back/", views.ContactCallBackView.as_view(), name="contact-call-back"),
    path("urgent-notices/", views.UrgentNoticeListView.as_view(), name="urgent-notices"),
    path("urgent-notices/<uuid:notice_id>/", views.UrgentNoticeView.as_view(), name="urgent-notice"),
]
