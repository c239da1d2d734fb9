"""Filling in forms: the form of the case's version, drafts, submissions, special answers."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import read_if_match, with_etag
from api.v1.cases import shapes
from api.v1.cases.bodies import form_body, handed_body
from api.v1.cases.views.base import CasesView
from api.v1.shapes import results_of
from apps.accounts.queries import names_of
from apps.accounts.rights import CASES_READING, CASES_WRITING, SPECIAL_READING
from apps.cases.models import Case, FormDraft, Submission
from apps.cases.operations.drafts import discard_draft, save_draft
from apps.cases.operations.forms import form_of, may_write_special, submit_form
from apps.cases.operations.reading import open_special
from apps.cases.queries.answers import closed_in
from apps.cases.queries.cases import find_case, may_write
from apps.cases.queries.filling import (
    draft_answers,
    find_draft,
    find_submission,
    latest_submission,
    list_submissions,
    opened_answers,
)
from apps.cases.rules.flow import label_of_form, label_of_stage
from apps.programmes.definition import Definition
from apps.programmes.queries.pinned import pinned_definition, version_numbers
from omuz.kernel import clock

PURPOSE = [
    OpenApiParameter("task", OpenApiTypes.STR, description="Open task from which the purpose follows."),
    OpenApiParameter("purpose", OpenApiTypes.STR, description="Purpose, where no task implies one."),
]


class OpenFormView(CasesView):
    """A form of the case's version."""

    required_rights: ClassVar = {"GET": CASES_READING}

    @extend_schema(operation_id="cases_form", responses=shapes.OpenFormSerializer)
    def get(self, request: Request, case_id: uuid.UUID, form: str) -> Response:
        """Return the form with one's own draft and the last submission, without answers of that."""
        case = find_case(case_id, actor=self.actor)
        definition = pinned_definition(case.programme_version_id)
        found = form_of(definition, form)
        last = latest_submission(case, form)
        body = form_body(definition, form, closed=closed_in(case, on=self.today)) | {
            "key": form,
            "description": found.description.tr if found.description is not None else "",
            "programme_version": _version(case.programme_version_id),
            "may_write_special": may_write_special(case, actor=self.actor),
            "may_write": case.state == "open" and may_write(case, actor=self.actor),
            "draft": _draft(find_draft(case_id, form, actor=self.actor), case, form),
            "submission": handed_body(last, names_of([last.submitted_by_id])) if last is not None else None,
        }
        return Response(shapes.OpenFormSerializer(body).data)


class DraftView(CasesView):
    """One's own draft of a form."""

    required_rights: ClassVar = {"GET": CASES_READING, "PUT": CASES_WRITING, "DELETE": CASES_WRITING}

    @extend_schema(operation_id="cases_draft_read", responses=shapes.DraftSerializer)
    def get(self, request: Request, case_id: uuid.UUID, form: str) -> Response:
        """Return what one has typed so far; version 0 where there is nothing."""
        case = find_case(case_id, actor=self.actor)
        return _draft_response(find_draft(case_id, form, actor=self.actor), case, form)

    @extend_schema(
        operation_id="cases_draft_save", request=shapes.DraftWriteSerializer, responses=shapes.DraftSerializer,
        parameters=[OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, description="Version that was seen.")],
    )  # fmt: skip
    def put(self, request: Request, case_id: uuid.UUID, form: str) -> Response:
        """Keep what has been typed, whatever it is. With If-Match another window's draft is not overwritten unseen."""
        sent = shapes.DraftWriteSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        version = read_if_match(request) if request.headers.get("If-Match") else None
        draft = save_draft(
            case_id, form[:48], sent.validated_data["answers"], corrects=sent.validated_data["corrects"],
            actor=self.actor, version=version, now=clock.now(),
        )  # fmt: skip
        return _draft_response(draft, draft.case, form)

    @extend_schema(operation_id="cases_draft_discard", responses={204: None})
    def delete(self, request: Request, case_id: uuid.UUID, form: str) -> Response:
        """Throw away one's own draft."""
        discard_draft(case_id, form, actor=self.actor)
        return Response(status=204)


class SubmissionsView(CasesView):
    """Forms that were handed in."""

    required_rights: ClassVar = {"GET": CASES_READING, "POST": CASES_WRITING}

    @extend_schema(
        operation_id="cases_submissions", parameters=[OpenApiParameter("form", OpenApiTypes.STR)],
        responses=results_of("SubmissionResults", shapes.HandedSerializer),
    )  # fmt: skip
    def get(self, request: Request, case_id: uuid.UUID) -> Response:
        """Return the last 200 submissions of a case, the latest first, corrected ones included."""
        rows = list_submissions(case_id, actor=self.actor, form=request.query_params.get("form", "")[:48])
        names = names_of(row.submitted_by_id for row in rows)
        bodies = [handed_body(row, names) for row in rows]
        return Response({"results": shapes.HandedSerializer(bodies, many=True).data})

    @extend_schema(
        operation_id="cases_submit", request=shapes.SubmissionWriteSerializer,
        responses={201: shapes.SubmissionSerializer},
        parameters=[OpenApiParameter("Idempotency-Key", str, OpenApiParameter.HEADER)],
    )  # fmt: skip
    def post(self, request: Request, case_id: uuid.UUID) -> Response:
        """Hand in a form. What is wrong answers 422 with fields "answers.<question>"; the draft stays."""
        sent = shapes.SubmissionWriteSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        values: dict[str, Any] = dict(sent.validated_data)
        handed = submit_form(
            case_id, values.pop("form"), values.pop("answers"), **values, actor=self.actor, now=clock.now()
        )
        response = Response(_submission(handed.submission), status=201 if handed.is_new else 200)
        response["Location"] = f"/api/v1/cases/{case_id}/submissions/{handed.submission.pk}/"
        return with_etag(response, handed.case.version)


class SubmissionView(CasesView):
    """One submission."""

    required_rights: ClassVar = {"GET": CASES_READING}

    @extend_schema(operation_id="cases_submission_read", responses=shapes.SubmissionSerializer)
    def get(self, request: Request, case_id: uuid.UUID, submission_id: uuid.UUID) -> Response:
        """Return what was handed in, in the form of its own version; special answers stay closed."""
        return Response(_submission(find_submission(case_id, submission_id, actor=self.actor)))


class SpecialAnswersView(CasesView):
    """Special answers of a submission."""

    required_rights: ClassVar = {"GET": SPECIAL_READING}

    @extend_schema(
        operation_id="cases_submission_special", parameters=PURPOSE, responses=shapes.SpecialAnswersSerializer
    )
    def get(self, request: Request, case_id: uuid.UUID, submission_id: uuid.UUID) -> Response:
        """Open the special answers; the reading is logged. 428 `purpose_required`: ask for one."""
        params = request.query_params
        answers = open_special(
            case_id, submission_id, actor=self.actor, now=clock.now(), task=params.get("task", "")[:40],
            purpose=params.get("purpose", "")[:24],
        )  # fmt: skip
        return Response(shapes.SpecialAnswersSerializer({"answers": answers}).data)


def _draft_response(draft: FormDraft | None, case: Case, form: str) -> Response:
    body = _draft(draft, case, form)
    return with_etag(Response(shapes.DraftSerializer(body).data), body["version"])


def _draft(draft: FormDraft | None, case: Case, form: str) -> dict[str, Any]:
    if draft is None:
        return {"form": form, "version": 0, "saved_at": None, "corrects": None, "is_older": False, "answers": {}}
    return {
        "form": form, "version": draft.version, "saved_at": draft.saved_at, "corrects": draft.corrects_id,
        "is_older": draft.programme_version_id != case.programme_version_id, "answers": draft_answers(draft),
    }  # fmt: skip


def _version(version_id: uuid.UUID) -> dict[str, Any]:
    return {"id": version_id, "number": version_numbers([version_id]).get(version_id, 0)}


def _submission(row: Submission) -> dict[str, Any]:
    definition = pinned_definition(row.programme_version_id)
    replacing = Submission.objects.filter(replaces=row).values_list("pk", flat=True).first()
    body = handed_body(row, names_of([row.submitted_by_id])) | _form_of(definition, row.form)
    body |= {
        "form": row.form,
        "title": label_of_form(definition, row.form),
        "programme_version": _version(row.programme_version_id),
        "stage": {"key": row.stage, "label": label_of_stage(definition, row.stage)},
        "answers": opened_answers(row, special=False),
        "has_special": bool(row.sealed_special),
        "replaces": row.replaces_id,
        "replaced_by": replacing,
    }
    return dict(shapes.SubmissionSerializer(body).data)


def _form_of(definition: Definition, key: str) -> dict[str, Any]:
    if key in definition.forms_by_key:
        return form_body(definition, key, closed=frozenset())
    return {"schema": {}, "ui_schema": {}, "special": []}
