"""The trial area: a draft tried on a made-up person."""

import uuid
from typing import ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.v1.rules.serializers import TrialSerializer, TrialWriteSerializer
from api.v1.rules.views.base import TRYING, RulesView
from apps.programmes.deciding import catalogue_of_point, read_facts
from apps.programmes.deciding.trial import try_definition


class TrialView(RulesView):
    """A made-up person in a version."""

    required_rights: ClassVar = {"POST": TRYING}

    @extend_schema(operation_id="programme_versions_trial", request=TrialWriteSerializer, responses=TrialSerializer)
    def post(self, request: Request, version_id: uuid.UUID) -> Response:
        """Return eligibility, documents and the steps from a stage, each with its reasons; nothing is stored."""
        form = TrialWriteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        version, definition = self.version(version_id)
        trial = try_definition(
            definition, read_facts(form.validated_data["facts"], catalogue_of_point(definition, "transition")),
            on=self.today, stage=form.validated_data["stage"], answers=form.validated_data["answers"],
            closed=self.closed(version), language=self.language,
        )  # fmt: skip
        return Response(trial.as_json())
