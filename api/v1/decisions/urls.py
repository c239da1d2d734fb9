"""Routes of decisions."""

from django.urls import path

from api.v1.decisions import cases, views

urlpatterns = [
    path("decisions/", views.DecisionListView.as_view()),
    path("decisions/<uuid:decision_id>/", views.DecisionView.as_view()),
    path("decisions/<uuid:decision_id>/hearing/", views.HearingView.as_view()),
    path("decisions/<uuid:decision_id>/statement/", views.StatementView.as_view()),
    path("decisions/<uuid:decision_id>/taking/", views.TakingView.as_view()),
    path("decisions/<uuid:decision_id>/effect/", views.EffectView.as_view()),
    path("decisions/<uuid:decision_id>/withdrawal/", views.WithdrawalView.as_view()),
    path("cases/<uuid:case_id>/decisions/", cases.CaseDecisionsView.as_view()),
    path("cases/<uuid:case_id>/decisions/form/", cases.ProposalFormView.as_view()),
    path("cases/<uuid:case_id>/interim-stops/", cases.StopsView.as_view()),
    path("interim-stops/<uuid:stop_id>/confirmation/", cases.StopConfirmationView.as_view()),
    path("interim-stops/<uuid:stop_id>/lifting/", cases.StopLiftingView.as_view()),
]
