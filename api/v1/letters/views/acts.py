"""What is done to a letter: submitting, returning, approving, signing, numbering, serving, cancelling."""

import uuid
from typing import ClassVar

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import IF_MATCH, read_if_match, sent
from api.files import attachment
from api.v1.letters import shapes
from api.v1.letters.views.base import LettersView
from apps.accounts.rights import Right
from apps.documents.rules import MAX_BYTES, too_large
from apps.letters.enums import CopyFormat, FailureReason, NextStep, ServiceChannel
from apps.letters.operations.approving import approve_letter, cancel_letter, return_letter, submit_letter
from apps.letters.operations.printing import letter_file
from apps.letters.operations.redirecting import redirect_letter
from apps.letters.operations.serving import ServiceFacts, give_copy, serve, service_failed
from apps.letters.operations.signing import add_file, record_official_number, record_signature
from omuz.kernel import clock
from omuz.kernel.errors import Invalid


class LetterSubmissionView(LettersView):
    """Putting a draft before who approves it."""

    required_rights: ClassVar = {"POST": Right.LETTERS_WRITE}

    @extend_schema(
        operation_id="letters_submit", request=None, responses=shapes.LetterSerializer, parameters=[IF_MATCH]
    )
    def post(self, request: Request, letter_id: uuid.UUID) -> Response:
        """Submit the draft (If-Match)."""
        submit_letter(letter_id, actor=self.actor, version=read_if_match(request), now=clock.now())
        return self.letter(letter_id)


class LetterReturnView(LettersView):
    """Giving a draft back."""

    required_rights: ClassVar = {"POST": Right.LETTERS_WRITE}

    @extend_schema(
        operation_id="letters_return", request=shapes.LetterReasonSerializer, responses=shapes.LetterSerializer,
        parameters=[IF_MATCH],
    )  # fmt: skip
    def post(self, request: Request, letter_id: uuid.UUID) -> Response:
        """Give the draft back with a reason, or take one's own back (If-Match)."""
        values = sent(request, shapes.LetterReasonSerializer)
        return_letter(
            letter_id, reason=values["reason"], actor=self.actor, version=read_if_match(request), now=clock.now()
        )
        return self.letter(letter_id)


class LetterApprovalView(LettersView):
    """Approving."""

    required_rights: ClassVar = {"POST": Right.LETTERS_APPROVE}

    @extend_schema(
        operation_id="letters_approve", request=None, responses=shapes.LetterSerializer, parameters=[IF_MATCH]
    )
    def post(self, request: Request, letter_id: uuid.UUID) -> Response:
        """Approve the draft: it gets its number (If-Match). One's own letter answers 403 `second_person_needed`."""
        approve_letter(letter_id, actor=self.actor, version=read_if_match(request), now=clock.now())
        return self.letter(letter_id)


class LetterSigningView(LettersView):
    """The signature outside."""

    required_rights: ClassVar = {"POST": Right.LETTERS_WRITE}

    @extend_schema(
        operation_id="letters_sign", request=shapes.LetterSigningSerializer, responses=shapes.LetterSerializer,
        parameters=[IF_MATCH],
    )  # fmt: skip
    def post(self, request: Request, letter_id: uuid.UUID) -> Response:
        """Record the signature (If-Match)."""
        values = sent(request, shapes.LetterSigningSerializer)
        record_signature(
            letter_id, signed_on=values["signed_on"], file_id=values["file"],
            official_number=values["official_number"], official_date=values["official_date"], actor=self.actor,
            version=read_if_match(request), now=clock.now(),
        )  # fmt: skip
        return self.letter(letter_id)


class LetterOfficialNumberView(LettersView):
    """The number of the municipality's own system."""

    required_rights: ClassVar = {"POST": Right.LETTERS_WRITE}

    @extend_schema(
        operation_id="letters_official_number", request=shapes.OfficialNumberSerializer,
        responses=shapes.LetterSerializer, parameters=[IF_MATCH],
    )  # fmt: skip
    def post(self, request: Request, letter_id: uuid.UUID) -> Response:
        """Record number and date (If-Match); a number that another letter has answers 409."""
        values = sent(request, shapes.OfficialNumberSerializer)
        record_official_number(
            letter_id, number=values["number"], dated=values["date"], actor=self.actor,
            version=read_if_match(request), now=clock.now(),
        )  # fmt: skip
        return self.letter(letter_id)


class LetterServiceView(LettersView):
    """Serving."""

    required_rights: ClassVar = {"POST": Right.LETTERS_WRITE}

    @extend_schema(
        operation_id="letters_serve", request=shapes.LetterServiceSerializer, responses=shapes.LetterSerializer,
        parameters=[IF_MATCH],
    )  # fmt: skip
    def post(self, request: Request, letter_id: uuid.UUID) -> Response:
        """Record that the letter goes out or was served (If-Match)."""
        values = sent(request, shapes.LetterServiceSerializer)
        facts = ServiceFacts(
            sent_on=values["sent_on"], arrived_on=values["arrived_on"], served_on=values["served_on"],
            receiver=values["receiver"], receiver_name=values["receiver_name"], reference=values["reference"],
            note=values["note"], proof_id=values["proof"],
        )  # fmt: skip
        serve(
            letter_id, ServiceChannel(values["channel"]), facts=facts, signed_on=values["signed_on"],
            actor=self.actor, version=read_if_match(request), now=clock.now(),
        )  # fmt: skip
        return self.letter(letter_id)


class LetterServiceFailureView(LettersView):
    """Attempts that did not succeed."""

    required_rights: ClassVar = {"POST": Right.LETTERS_WRITE}

    @extend_schema(
        operation_id="letters_service_failed", request=shapes.LetterFailureSerializer,
        responses=shapes.LetterSerializer, parameters=[IF_MATCH],
    )  # fmt: skip
    def post(self, request: Request, letter_id: uuid.UUID) -> Response:
        """Record why the letter could not be served and what is done next (If-Match)."""
        values = sent(request, shapes.LetterFailureSerializer)
        facts = ServiceFacts(
            sent_on=values["sent_on"], reference=values["reference"], note=values["note"], proof_id=values["proof"]
        )
        service_failed(
            letter_id, ServiceChannel(values["channel"]), reason=FailureReason(values["reason"]),
            next_step=NextStep(values["next_step"]), facts=facts, actor=self.actor, version=read_if_match(request),
            now=clock.now(),
        )  # fmt: skip
        return self.letter(letter_id)


class LetterCopiesView(LettersView):
    """Copies that the person can use."""

    required_rights: ClassVar = {"POST": Right.LETTERS_WRITE}

    @extend_schema(
        operation_id="letters_copy_given", request=shapes.LetterCopySerializer,
        responses={201: shapes.LetterSerializer},
    )  # fmt: skip
    def post(self, request: Request, letter_id: uuid.UUID) -> Response:
        """Record that the person got one."""
        values = sent(request, shapes.LetterCopySerializer)
        give_copy(
            letter_id, format=CopyFormat(values["format"]), given_on=values["given_on"], actor=self.actor,
            now=clock.now(),
        )  # fmt: skip
        return self.letter(letter_id, status=201)


class LetterCancellationView(LettersView):
    """Cancelling."""

    required_rights: ClassVar = {"POST": Right.LETTERS_WRITE}

    @extend_schema(
        operation_id="letters_cancel", request=shapes.LetterReasonSerializer, responses=shapes.LetterSerializer,
        parameters=[IF_MATCH],
    )  # fmt: skip
    def post(self, request: Request, letter_id: uuid.UUID) -> Response:
        """Cancel the letter with a reason; its number stays its own (If-Match)."""
        values = sent(request, shapes.LetterReasonSerializer)
        cancel_letter(
            letter_id, reason=values["reason"], actor=self.actor, version=read_if_match(request), now=clock.now()
        )
        return self.letter(letter_id)


class LetterRedirectionView(LettersView):
    """The same letter anew for who acts for the person by now."""

    required_rights: ClassVar = {"POST": Right.LETTERS_WRITE}

    @extend_schema(
        operation_id="letters_redirect", request=None, responses={201: shapes.LetterSerializer}, parameters=[IF_MATCH]
    )
    def post(self, request: Request, letter_id: uuid.UUID) -> Response:
        """Cancel the letter and return its successor as a draft (If-Match); unchanged addressees answer 409."""
        letter = redirect_letter(letter_id, actor=self.actor, version=read_if_match(request), now=clock.now())
        return self.letter(letter.pk, status=201)


class LetterFilesView(LettersView):
    """Scans that belong to a letter."""

    required_rights: ClassVar = {"POST": Right.LETTERS_WRITE}
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="letters_files_create", request={"multipart/form-data": shapes.LetterUploadSerializer},
        responses={201: shapes.LetterFileKeySerializer},
    )  # fmt: skip
    def post(self, request: Request, letter_id: uuid.UUID) -> Response:
        """Keep a scan; signing or serving names it."""
        values = sent(request, shapes.LetterUploadSerializer)
        upload = values["file"]
        if upload.size > MAX_BYTES:
            raise Invalid([too_large()])
        key = add_file(
            letter_id, upload.read(), name=upload.name or "", kind=values["kind"], actor=self.actor, now=clock.now()
        )
        return Response({"id": key}, status=201)


class LetterFileView(LettersView):
    """A scan."""

    required_rights: ClassVar = {"GET": Right.LETTERS_READ}

    @extend_schema(
        operation_id="letters_files_download", responses={(200, "application/octet-stream"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, letter_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
        """Hand the scan out as a download."""
        file = letter_file(letter_id, file_id, actor=self.actor, now=clock.now())
        return attachment(file.name, file.media_type, file.content)
