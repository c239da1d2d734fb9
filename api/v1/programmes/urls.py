"""Routes of programmes and their versions."""

from django.urls import path

from api.v1.programmes.views import articles, comparing, groups, programmes, versions

_VERSION = "programme-versions/<uuid:version_id>/"

urlpatterns = [
    path("programmes/", programmes.ProgrammeListView.as_view(), name="programmes"),
    path("programmes/<uuid:programme_id>/", programmes.ProgrammeView.as_view()),
    path("programmes/<uuid:programme_id>/articles/", articles.ProgrammeArticlesView.as_view()),
    path("programmes/<uuid:programme_id>/articles/<slug:guard>/refusals/", articles.GuardRefusalsView.as_view()),
    path("programmes/<uuid:programme_id>/target-groups/", groups.TargetGroupsView.as_view()),
    path("programmes/<uuid:programme_id>/versions/", versions.ProgrammeVersionsView.as_view()),
    path("programme-versions/waiting/", versions.WaitingVersionsView.as_view()),
    path(_VERSION, versions.VersionView.as_view()),
    path(f"{_VERSION}sections/<slug:section>/", versions.VersionSectionView.as_view()),
    path(f"{_VERSION}submission/", versions.VersionSubmissionView.as_view()),
    path(f"{_VERSION}withdrawal/", versions.VersionWithdrawalView.as_view()),
    path(f"{_VERSION}approval/", versions.VersionApprovalView.as_view()),
    path(f"{_VERSION}return/", versions.VersionReturnView.as_view()),
    path(f"{_VERSION}retirement/", versions.VersionRetirementView.as_view()),
    path(f"{_VERSION}corrections/", versions.VersionCorrectionsView.as_view()),
    path(f"{_VERSION}diff/", comparing.VersionDiffView.as_view()),
    path(f"{_VERSION}history/", versions.VersionHistoryView.as_view()),
]
