"""The setup checklist: from an empty municipality to the first registration."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView
from api.language import reader_language
from api.v1.programmes.serializers import VersionReasonSerializer
from api.v1.shapes import results_of
from apps.accounts.rights import Right
from apps.programmes.operations.setup import put_step_aside, take_step_up
from apps.programmes.queries.setup import StepState, setup_state
from omuz.kernel import clock


class SetupStepSerializer(serializers.Serializer[Any]):
    """A step with where it stands and where it is done."""

    key = serializers.CharField()
    title = serializers.CharField()
    hint = serializers.CharField()
    who = serializers.CharField()
    to = serializers.CharField()
    right = serializers.CharField(help_text="needed to take the step")
    state = serializers.ChoiceField(choices=["done", "open", "aside"])
    needed = serializers.BooleanField()
    reason = serializers.CharField()


def _shown(one: StepState) -> dict[str, Any]:
    language = reader_language()
    task = one.task
    words = {name: getattr(task, name).in_language(language) for name in ("title", "hint", "who")}
    return words | {
        "key": task.key,
        "to": task.to,
        "right": task.right,
        "state": one.state,
        "needed": task.needed,
        "reason": one.reason,
    }


class SetupView(OmuzView):
    """All steps at once: there are about ten."""

    required_rights: ClassVar = {"GET": (Right.PROGRAMMES_MANAGE, Right.UNITS_MANAGE)}

    @extend_schema(operation_id="setup_read", responses=results_of("SetupSteps", SetupStepSerializer))
    def get(self, request: Request) -> Response:
        """Return the steps in their order; each looks at what there is, nobody ticks a box."""
        rows = [_shown(one) for one in setup_state(on=clock.local_date(clock.now()))]
        return Response({"results": SetupStepSerializer(rows, many=True).data})


class SetupAsideView(OmuzView):
    """A step that is not for this municipality."""

    required_rights: ClassVar = {"POST": Right.PROGRAMMES_MANAGE, "DELETE": Right.PROGRAMMES_MANAGE}

    @extend_schema(operation_id="setup_put_aside", request=VersionReasonSerializer, responses={204: None})
    def post(self, request: Request, step: str) -> Response:
        """Put a step aside with a reason."""
        form = VersionReasonSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        put_step_aside(step, reason=form.validated_data["reason"], actor=self.actor, now=clock.now())
        return Response(status=204)

    @extend_schema(operation_id="setup_take_up", responses={204: None})
    def delete(self, request: Request, step: str) -> Response:
        """Take it up again."""
        take_step_up(step, actor=self.actor, now=clock.now())
        return Response(status=204)
