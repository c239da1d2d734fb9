"""Routes of cases."""

from django.urls import path

from api.v1.cases.views import cases, documents, forms, intake, moving, outcomes, steps, story

urlpatterns = [
    path("cases/", cases.CaseListView.as_view()),
    path("cases/choices/", cases.ListChoicesView.as_view()),
    path("cases/offers/", cases.OffersView.as_view()),
    path("cases/opening/", cases.OpeningView.as_view()),
    path("cases/<uuid:case_id>/", cases.CaseView.as_view()),
    path("cases/<uuid:case_id>/timeline/", story.TimelineView.as_view()),
    path("cases/<uuid:case_id>/story/", story.StoryView.as_view()),
    path("cases/<uuid:case_id>/outcomes/", outcomes.OutcomesView.as_view()),
    path("cases/<uuid:case_id>/outcomes/letter/", outcomes.ResultLetterView.as_view()),
    path("cases/<uuid:case_id>/outcomes/<uuid:outcome_id>/withdrawal/", outcomes.WithdrawalView.as_view()),
    path("cases/<uuid:case_id>/transitions/", steps.TransitionView.as_view()),
    path("cases/<uuid:case_id>/responsible/", steps.AssignmentView.as_view()),
    path("cases/<uuid:case_id>/closing/", steps.ClosingView.as_view()),
    path("cases/<uuid:case_id>/reopening/", steps.ReopeningView.as_view()),
    path("cases/<uuid:case_id>/notes/", steps.NotesView.as_view()),
    path("cases/<uuid:case_id>/documents/", documents.CaseDocumentsView.as_view()),
    path("cases/<uuid:case_id>/documents/report/", documents.CaseReportView.as_view()),
    path("cases/<uuid:case_id>/documents/<uuid:document_id>/", documents.CaseDocumentView.as_view()),
    path("cases/<uuid:case_id>/documents/<uuid:document_id>/refusal/", documents.CaseDocumentRefusalView.as_view()),
    path("cases/<uuid:case_id>/documents/<uuid:document_id>/content/", documents.CaseDocumentContentView.as_view()),
    path("cases/<uuid:case_id>/documents/<uuid:document_id>/text/", documents.CaseDocumentTextView.as_view()),
    path("cases/<uuid:case_id>/receipt/", intake.ReceiptView.as_view()),
    path("cases/<uuid:case_id>/application/", intake.ApplicationView.as_view()),
    path("cases/<uuid:case_id>/application/exception/", intake.ExceptionReasonView.as_view()),
    path("cases/<uuid:case_id>/undertakings/", intake.UndertakingsView.as_view()),
    path("cases/<uuid:case_id>/undertakings/<uuid:undertaking_id>/signing/", intake.UndertakingSigningView.as_view()),
    path("cases/<uuid:case_id>/undertakings/<uuid:undertaking_id>/print/", intake.UndertakingPrintView.as_view()),
    path("cases/<uuid:case_id>/undertakings/<uuid:undertaking_id>/scan/", intake.UndertakingScanView.as_view()),
    path("cases/<uuid:case_id>/retention/", intake.RetentionView.as_view()),
    path("cases/<uuid:case_id>/forms/<slug:form>/", forms.OpenFormView.as_view()),
    path("cases/<uuid:case_id>/drafts/<slug:form>/", forms.DraftView.as_view()),
    path("cases/<uuid:case_id>/submissions/", forms.SubmissionsView.as_view()),
    path("cases/<uuid:case_id>/submissions/<uuid:submission_id>/", forms.SubmissionView.as_view()),
    path("cases/<uuid:case_id>/submissions/<uuid:submission_id>/special/", forms.SpecialAnswersView.as_view()),
    path("programme-versions/<uuid:version_id>/moving/preview/", moving.MovingPreviewView.as_view()),
    path("programme-versions/<uuid:version_id>/moving/", moving.MovingView.as_view()),
]
