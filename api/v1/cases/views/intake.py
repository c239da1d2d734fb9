"""From a pre-application to an application: what is missing, the receipt, the number, undertakings, retention."""

import uuid
from typing import Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import IF_MATCH, read_if_match, with_etag
from api.files import attachment
from api.v1.cases import bodies_intake as bodies
from api.v1.cases import shapes_intake as shapes
from api.v1.cases.views.base import CasesView
from api.v1.cases.views.documents import PURPOSE, sent_file
from api.v1.retention.bodies import kept_body
from apps.accounts.queries import names_of
from apps.accounts.rights import CASES_READING, CASES_WRITING, Right
from apps.cases.enums import WillExpressed
from apps.cases.models import Case
from apps.cases.operations.application import open_exception, record_application
from apps.cases.operations.receipts import give_receipt, place_of
from apps.cases.operations.steps import StepRefusedError
from apps.cases.operations.undertakings import SentSignature, open_scan, prepare_undertaking, record_signature
from apps.cases.queries.answers import Step, closed_in, steps_of
from apps.cases.queries.cases import find_case, may_write
from apps.cases.queries.intake import APPOINTMENT, FILE, IntakeFile, application_of, file_of, receipts_of
from apps.cases.queries.retention import kept
from apps.cases.queries.undertakings import (
    find_undertaking,
    printed,
    representatives_who_sign,
    signature_verdict,
    undertakings_of,
)
from apps.cases.rules.flow import in_words
from apps.documents.operations import scans_uploads
from apps.programmes.definition import Definition
from apps.programmes.definition.flow import Act
from apps.programmes.queries.pinned import pinned_definition
from apps.programmes.registry import ALLOWED, bound
from omuz.kernel import clock

_KEY = OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER)


class ApplicationView(CasesView):
    """The application of a case."""

    required_rights: ClassVar = {"GET": CASES_READING, "POST": CASES_WRITING}

    @extend_schema(operation_id="cases_application", responses=shapes.IntakeSerializer)
    def get(self, request: Request, case_id: uuid.UUID) -> Response:
        """Return what stands behind the application, what is missing, and what the programme's articles say."""
        return self.intake(case_id)

    @extend_schema(
        operation_id="cases_application_record", parameters=[IF_MATCH, _KEY], request=shapes.ApplicationSendSerializer,
        responses={201: shapes.IntakeSerializer},
    )  # fmt: skip
    def post(self, request: Request, case_id: uuid.UUID) -> Response:
        """Record it and give its number (If-Match). An article that says no answers 422 with its citation."""
        form = shapes.ApplicationSendSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        try:
            record_application(
                case_id, **form.validated_data, actor=self.actor, version=read_if_match(request), now=clock.now()
            )
        except StepRefusedError as error:
            return self.refused(error, error.answer)
        return self.intake(case_id, status=201)

    def intake(self, case_id: uuid.UUID, *, status: int = 200) -> Response:
        """Return the whole page, with the case's version."""
        case = find_case(case_id, actor=self.actor)
        definition = pinned_definition(case.programme_version_id)
        closed = closed_in(case, on=self.today)
        file = file_of(case, definition, on=self.today, closed=closed)
        step = self._step(case, definition, closed)
        body = self._body(case, definition, file, step)
        return with_etag(Response(shapes.IntakeSerializer(body).data, status=status), case.version)

    def _step(self, case: Case, definition: Definition, closed: frozenset[str]) -> Step | None:
        if case.state != "open":
            return None
        steps = steps_of(case, definition, actor=self.actor, on=self.today, closed=closed)
        return next((one for one in steps if one.transition.act is Act.RECORD_APPLICATION), None)

    def _body(self, case: Case, definition: Definition, file: IntakeFile, step: Step | None) -> dict[str, Any]:
        application, receipts = application_of(case), receipts_of(case)
        verdicts = ((APPOINTMENT, file.on_appointment()), (FILE, file.on_file()))
        checks = [(one, verdict) for key, verdict in verdicts if (one := bound(definition, key)) is not None]
        obstacles = [one for one in step.obstacles if not one.guard] if step is not None else []
        shown = {row.issued_by_id for row in receipts} | ({application.recorded_by_id} if application else set())
        names = names_of(shown)
        writes = case.state == "open" and may_write(case, actor=self.actor)
        waits = step is not None and application is None
        transition = step.transition if step is not None else None
        return {
            "application": bodies.application_body(application, names),
            "step": {
                "key": transition.key, "label": transition.label.tr, "target": step.target_label if step else "",
                "needs_reason": transition.needs_reason, "basis": in_words(definition, transition.basis),
            } if transition is not None else None,
            "version": case.version,
            "may_write": writes,
            "can_record": writes and step is not None and not obstacles and all(v.allowed for _, v in checks),
            "checks": [bodies.check_body(one, verdict) for one, verdict in checks],
            "obstacles": obstacles,
            "information": [bodies.missing_body(case.person_id, one) for one in file.information],
            "further": [bodies.missing_body(case.person_id, one) for one in file.further],
            "documents": [bodies.lacking_body(one) for one in file.missing],
            "undecided": [bodies.lacking_body(one) for one in file.undecided],
            "meetings": [bodies.meeting_body(one, definition) for one in file.meetings],
            "may_except": any(one.guard.key == APPOINTMENT for one, _ in checks),
            "wills": [{"key": key, "label": label} for key, label in WillExpressed.choices],
            "receipts": [bodies.receipt_body(row, names) for row in receipts],
            "queue_place": place_of(case) if waits else None,
            "waiting_since": case.opened_at if waits else None,
            "kept": kept_body(kept(case, definition)),
        }  # fmt: skip


class ReceiptView(CasesView):
    """Receipts."""

    required_rights: ClassVar = {"POST": CASES_WRITING}

    @extend_schema(
        operation_id="cases_receipt", parameters=[_KEY], request=None, responses={201: shapes.ReceiptSerializer}
    )
    def post(self, request: Request, case_id: uuid.UUID) -> Response:
        """Give a receipt and draft its letter; the same day with nothing new, the same one (200)."""
        given = give_receipt(case_id, actor=self.actor, now=clock.now())
        names = names_of([given.row.issued_by_id])
        body = shapes.ReceiptSerializer(bodies.receipt_body(given.row, names)).data
        return Response(body, status=201 if given.is_new else 200)


class UndertakingsBase(CasesView):
    """Answers with all undertakings of the case and who may sign."""

    def undertakings(self, case_id: uuid.UUID, *, status: int = 200) -> Response:
        """Return them as they stand."""
        case = find_case(case_id, actor=self.actor)
        definition = pinned_definition(case.programme_version_id)
        rows = undertakings_of(case)
        signers = representatives_who_sign(case.person_id, actor=self.actor, on=self.today)
        names = names_of({key for row in rows for key in (row.prepared_by_id, row.recorded_by_id) if key is not None})
        adopted = (bound(definition, "duties_propose_only"), bound(definition, "acknowledgement"))
        body = {
            "results": [bodies.undertaking_body(row, names=names, signers=signers) for row in rows],
            "signers": [bodies.signer_body(one, signers) for one in signers],
            "person_refusal": bodies.refusal_of(signature_verdict(signers, by_person=True)),
            "checks": [bodies.check_body(one, ALLOWED) for one in adopted if one is not None],
            "may_write": case.state == "open" and may_write(case, actor=self.actor),
            "is_scanned": scans_uploads(),
        }
        return Response(shapes.UndertakingsSerializer(body).data, status=status)


class UndertakingsView(UndertakingsBase):
    """Undertakings of a case."""

    required_rights: ClassVar = {"GET": CASES_READING, "POST": CASES_WRITING}

    @extend_schema(operation_id="cases_undertakings", responses=shapes.UndertakingsSerializer)
    def get(self, request: Request, case_id: uuid.UUID) -> Response:
        """Return the undertakings, the latest first, and who may sign today."""
        return self.undertakings(case_id)

    @extend_schema(
        operation_id="cases_undertakings_prepare", parameters=[_KEY], request=None,
        responses={201: shapes.UndertakingsSerializer},
    )  # fmt: skip
    def post(self, request: Request, case_id: uuid.UUID) -> Response:
        """Prepare one to be printed and signed; one that waits already is the one (200)."""
        _, is_new = prepare_undertaking(case_id, actor=self.actor, now=clock.now())
        return self.undertakings(case_id, status=201 if is_new else 200)


class UndertakingSigningView(UndertakingsBase):
    """Signatures."""

    required_rights: ClassVar = {"POST": CASES_WRITING}
    parser_classes = (MultiPartParser, JSONParser)

    @extend_schema(
        operation_id="cases_undertakings_sign", parameters=[_KEY],
        request={"multipart/form-data": shapes.SignatureSerializer}, responses=shapes.UndertakingsSerializer,
    )  # fmt: skip
    def post(self, request: Request, case_id: uuid.UUID, undertaking_id: uuid.UUID) -> Response:
        """Record who signed, with the scan, or that nobody did (never a wall)."""
        form = shapes.SignatureSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        values = dict(form.validated_data)
        find_undertaking(case_id, undertaking_id, actor=self.actor)
        upload = sent_file(values.pop("file"))
        sent = SentSignature(representative_id=values.pop("representative"), **values)
        record_signature(case_id, undertaking_id, sent, upload=upload, actor=self.actor, now=clock.now())
        return self.undertakings(case_id)


class UndertakingPrintView(CasesView):
    """The page to sign."""

    required_rights: ClassVar = {"GET": CASES_READING}

    @extend_schema(operation_id="cases_undertakings_print", responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request: Request, case_id: uuid.UUID, undertaking_id: uuid.UUID) -> HttpResponse:
        """Return the undertaking as a PDF, as it was prepared; its name names nobody."""
        row = find_undertaking(case_id, undertaking_id, actor=self.actor)
        page = printed(row, actor=self.actor, now=clock.now())
        return attachment(f"taahhutname-{row.case.number}.pdf", "application/pdf", page)


class UndertakingScanView(CasesView):
    """The signed page."""

    required_rights: ClassVar = {"GET": Right.DOCUMENTS_READ}

    @extend_schema(
        operation_id="cases_undertakings_scan", responses={(200, "application/octet-stream"): OpenApiTypes.BINARY}
    )
    def get(self, request: Request, case_id: uuid.UUID, undertaking_id: uuid.UUID) -> HttpResponse:
        """Hand the scan out as a download."""
        row, name, content = open_scan(case_id, undertaking_id, actor=self.actor, now=clock.now())
        return attachment(name, row.media_type, content)


class RetentionView(CasesView):
    """How long a case is kept."""

    required_rights: ClassVar = {"GET": CASES_READING}

    @extend_schema(operation_id="cases_retention", responses=shapes.RetentionSerializer)
    def get(self, request: Request, case_id: uuid.UUID) -> Response:
        """Return the class of the programme, what starts its period, and its last day."""
        case = find_case(case_id, actor=self.actor)
        found = kept(case, pinned_definition(case.programme_version_id))
        return Response(shapes.RetentionSerializer({"kept": kept_body(found)}).data)


class ExceptionReasonView(CasesView):
    """Why an application was recorded without an appointment."""

    required_rights: ClassVar = {"GET": CASES_READING}

    @extend_schema(
        operation_id="cases_application_exception", parameters=PURPOSE, responses=shapes.CaseReasonSerializer
    )
    def get(self, request: Request, case_id: uuid.UUID) -> Response:
        """Open the reason of the reasonable accommodation; the reading is logged. 428: ask for a purpose."""
        params = request.query_params
        reason = open_exception(
            case_id, actor=self.actor, now=clock.now(), task=params.get("task", "")[:40],
            purpose=params.get("purpose", "")[:24],
        )  # fmt: skip
        return Response(shapes.CaseReasonSerializer({"reason": reason}).data)
