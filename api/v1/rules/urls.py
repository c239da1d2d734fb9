"""Routes of rules."""

from django.urls import path

from api.v1.rules.views import checking, effects, trying

_VERSION = "programme-versions/<uuid:version_id>/"

urlpatterns = [
    path(f"{_VERSION}decision-points/", checking.DecisionPointsView.as_view()),
    path(f"{_VERSION}rules/check/", checking.RuleCheckView.as_view()),
    path(f"{_VERSION}trial/", trying.TrialView.as_view()),
    path(f"{_VERSION}what-if/", effects.WhatIfView.as_view()),
    path(f"{_VERSION}what-if/people/", effects.WhatIfPeopleView.as_view()),
]
