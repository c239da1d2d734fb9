"""Route of the programmes."""

from django.urls import path

from api.v1.programmes import views

urlpatterns = [path("programmes/", views.ProgrammeListView.as_view(), name="programmes")]
