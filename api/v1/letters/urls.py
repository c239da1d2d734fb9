"""Routes of letters."""

from django.urls import path

from api.v1.letters.views import acts, batches, checking, letters, numbers

_ONE = "letters/<uuid:letter_id>"
urlpatterns = [
    path("letters/", letters.LetterListView.as_view()),
    path("letters/choices/", letters.LetterChoicesView.as_view()),
    path("letters/texts/", letters.LetterTextsView.as_view()),
    path("letters/official-numbers/", numbers.OfficialNumbersView.as_view()),
    path("letters/official-numbers/import/", numbers.OfficialNumbersImportView.as_view()),
    path(f"{_ONE}/", letters.LetterView.as_view()),
    path(f"{_ONE}/pdf/", letters.LetterPdfView.as_view()),
    path(f"{_ONE}/preview/", letters.LetterPreviewView.as_view()),
    path(f"{_ONE}/submission/", acts.LetterSubmissionView.as_view()),
    path(f"{_ONE}/return/", acts.LetterReturnView.as_view()),
    path(f"{_ONE}/approval/", acts.LetterApprovalView.as_view()),
    path(f"{_ONE}/signing/", acts.LetterSigningView.as_view()),
    path(f"{_ONE}/official-number/", acts.LetterOfficialNumberView.as_view()),
    path(f"{_ONE}/service/", acts.LetterServiceView.as_view()),
    path(f"{_ONE}/service-failure/", acts.LetterServiceFailureView.as_view()),
    path(f"{_ONE}/copies/", acts.LetterCopiesView.as_view()),
    path(f"{_ONE}/cancellation/", acts.LetterCancellationView.as_view()),
    path(f"{_ONE}/redirection/", acts.LetterRedirectionView.as_view()),
    path(f"{_ONE}/files/", acts.LetterFilesView.as_view()),
    path(f"{_ONE}/files/<uuid:file_id>/", acts.LetterFileView.as_view()),
    path("letter-batches/", batches.BatchListView.as_view()),
    path("letter-batches/<uuid:batch_id>/", batches.BatchView.as_view()),
    path("letter-batches/<uuid:batch_id>/approval/", batches.BatchApprovalView.as_view()),
    path("letter-batches/<uuid:batch_id>/pdf/", batches.BatchPdfView.as_view()),
    path("letter-check/", checking.LetterCheckView.as_view()),
]
