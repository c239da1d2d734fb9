"""Routes of coaching."""

from django.urls import path

from api.v1.coaching.views import day, employment, plans, visits

urlpatterns = [
    path("coaching/today/", day.TodayView.as_view()),
    path("coaching/cover/", day.CoverView.as_view()),
    path("coaching/choices/", day.CoachingChoicesView.as_view()),
    path("coaching/done/", day.WorkDoneView.as_view()),
    path("visits/", visits.VisitListView.as_view()),
    path("visits/<uuid:visit_id>/", visits.VisitView.as_view()),
    path("visits/<uuid:visit_id>/correction/", visits.VisitCorrectionView.as_view()),
    path("visits/<uuid:visit_id>/words/", visits.VisitWordsView.as_view()),
    path("cases/<uuid:case_id>/coaching/", day.CaseCoachingView.as_view()),
    path("cases/<uuid:case_id>/plans/", plans.CasePlansView.as_view()),
    path("plans/<uuid:plan_id>/", plans.PlanView.as_view()),
    path("plans/<uuid:plan_id>/words/", plans.PlanWordsView.as_view()),
    path("plans/<uuid:plan_id>/agreement/", plans.PlanAgreementView.as_view()),
    path("plans/<uuid:plan_id>/review/", plans.PlanReviewView.as_view()),
    path("plans/<uuid:plan_id>/letter/", plans.PlanLetterView.as_view()),
    path("plans/<uuid:plan_id>/print/", plans.PlanPrintView.as_view()),
    path("cases/<uuid:case_id>/employment/", employment.CaseEmploymentView.as_view()),
    path("cases/<uuid:case_id>/employment/words/", employment.CaseEmploymentWordsView.as_view()),
    path("employment/<uuid:observation_id>/correction/", employment.ObservationCorrectionView.as_view()),
    path("cases/<uuid:case_id>/institution-referrals/", employment.CaseReferralsView.as_view()),
    path("institution-referrals/<uuid:referral_id>/outcome/", employment.ReferralOutcomeView.as_view()),
]
