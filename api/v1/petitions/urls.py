"""Routes of petitions."""

from django.urls import path

from api.v1.petitions import views

urlpatterns = [
    path("petitions/", views.PetitionListView.as_view()),
    path("petitions/choices/", views.PetitionChoicesView.as_view()),
    path("petitions/due/", views.DuePreviewView.as_view()),
    path("petitions/<uuid:petition_id>/", views.PetitionView.as_view()),
    path("petitions/<uuid:petition_id>/scan/", views.ScanView.as_view()),
    path("petitions/<uuid:petition_id>/assignment/", views.AssignmentView.as_view()),
    path("petitions/<uuid:petition_id>/answer/", views.AnswerView.as_view()),
    path("petitions/<uuid:petition_id>/answer/approval/", views.ApprovalView.as_view()),
    path("petitions/<uuid:petition_id>/answer/return/", views.ReturnView.as_view()),
    path("petitions/<uuid:petition_id>/service/", views.PetitionServiceView.as_view()),
    path("petitions/<uuid:petition_id>/transfer/", views.TransferView.as_view()),
    path("petitions/<uuid:petition_id>/information/", views.InformationView.as_view()),
    path("petitions/<uuid:petition_id>/withdrawal/", views.WithdrawalView.as_view()),
]
