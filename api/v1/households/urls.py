"""Routes of households."""

from django.urls import path

from api.v1.households import views

urlpatterns = [
    path("people/<uuid:person_id>/household/", views.PersonHouseholdView.as_view()),
    path("households/", views.HouseholdListView.as_view()),
    path("households/members/<uuid:member_id>/", views.MemberView.as_view()),
    path("households/members/<uuid:member_id>/leave/", views.MemberLeaveView.as_view()),
    path("households/members/<uuid:member_id>/move/", views.MemberMoveView.as_view()),
    path("households/<uuid:household_id>/", views.HouseholdView.as_view()),
    path("households/<uuid:household_id>/members/", views.HouseholdMembersView.as_view()),
    path("households/<uuid:household_id>/split/", views.HouseholdSplitView.as_view()),
]
