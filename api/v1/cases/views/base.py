"""What views of cases share."""

import dataclasses
import uuid

from rest_framework.response import Response

from api.base import OmuzView, with_etag
from api.problems import CONTENT_TYPE, problem
from api.v1.cases.bodies import answer_body, case_body
from api.v1.cases.shapes import CaseSerializer
from apps.cases.queries.detail import get_case
from apps.programmes.deciding import Answer
from omuz.kernel.errors import DomainError


class CasesView(OmuzView):
    """A view of cases."""

    def case(self, case_id: uuid.UUID, *, status: int = 200) -> Response:
        """Return the case's page with its version."""
        detail = get_case(case_id, actor=self.actor, today=self.today)
        body = CaseSerializer(case_body(detail, today=self.today)).data
        return with_etag(Response(body, status=status), detail.case.version)

    def refused(self, error: DomainError, answer: Answer | None) -> Response:
        """Return the problem of a decision that was not yes, with the whole answer beside.

        Nothing has been written at this point, so answering instead of raising loses nothing.
        """
        body = problem(
            error.status, error.code, title=error.message, detail=error.remedy, article=error.article,
            errors=[dataclasses.asdict(one) for one in error.problems],
        )  # fmt: skip
        body["answer"] = answer_body(answer)
        return Response(body, status=error.status, content_type=CONTENT_TYPE)
