"""Routes of the safe-contact plan."""

from django.urls import path

from api.v1.safety import views

urlpatterns = [path("people/<uuid:person_id>/safe-contact/", views.SafeContactView.as_view(), name="safe-contact")]
