"""Routes of the operators' API."""

from django.urls import path

from api.v1.fleet.views import jobs, municipalities

urlpatterns = [
    path("fleet/", jobs.FleetView.as_view(), name="fleet"),
    path("fleet/jobs/", jobs.FleetJobListView.as_view(), name="fleet-jobs"),
    path("fleet/jobs/<uuid:job_id>/", jobs.FleetJobView.as_view(), name="fleet-job"),
    path("fleet/addresses/<str:slug>/", municipalities.FleetAddressView.as_view(), name="fleet-address"),
    path("fleet/municipalities/", municipalities.FleetMunicipalityListView.as_view(), name="fleet-municipalities"),
    path(
        "fleet/municipalities/<uuid:municipality_id>/",
        municipalities.FleetMunicipalityView.as_view(),
        name="fleet-municipality",
    ),
    path(
        "fleet/municipalities/<uuid:municipality_id>/state/",
        municipalities.FleetStateView.as_view(),
        name="fleet-municipality-state",
    ),
    path(
        "fleet/municipalities/<uuid:municipality_id>/invitation/",
        municipalities.FleetInvitationView.as_view(),
        name="fleet-municipality-invitation",
    ),
    path(
        "fleet/municipalities/<uuid:municipality_id>/deletion/",
        municipalities.FleetDeletionView.as_view(),
        name="fleet-municipality-deletion",
    ),
    path(
        "fleet/municipalities/<uuid:municipality_id>/jobs/",
        municipalities.FleetMunicipalityJobsView.as_view(),
        name="fleet-municipality-jobs",
    ),
]
