"""Routes of petitions."""

from django.urls import path

from api.v1.petitions.views import acts, listing, record

urlpatterns = [
    path("petitions/", listing.PetitionListView.as_view()),
    path("petitions/choices/", listing.PetitionChoicesView.as_view()),
    path("petitions/due/", listing.DuePreviewView.as_view()),
    path("petitions/<uuid:petition_id>/", record.PetitionView.as_view()),
    path("petitions/<uuid:petition_id>/scan/", record.ScanView.as_view()),
    path("petitions/<uuid:petition_id>/assignment/", acts.AssignmentView.as_view()),
    path("petitions/<uuid:petition_id>/answer/", acts.AnswerView.as_view()),
    path("petitions/<uuid:petition_id>/answer/approval/", acts.ApprovalView.as_view()),
    path("petitions/<uuid:petition_id>/answer/return/", acts.ReturnView.as_view()),
    path("petitions/<uuid:petition_id>/service/", acts.PetitionServiceView.as_view()),
    path("petitions/<uuid:petition_id>/transfer/", acts.TransferView.as_view()),
    path("petitions/<uuid:petition_id>/information/", acts.InformationView.as_view()),
    path("petitions/<uuid:petition_id>/withdrawal/", acts.WithdrawalView.as_view()),
]
