"""What the operators' views share."""

from typing import Any

from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView
from api.v1.fleet.serializers import FleetJobDetailSerializer, FleetJobSerializer
from apps.accounts.queries import names_of
from omuz.kernel import context
from tenants.models import FleetJob


class PlatformView(OmuzView):
    """An address of the platform's own room: a municipality has none such."""

    everywhere = True

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check who asks, then that it is the platform's own room."""
        super().initial(request, *args, **kwargs)
        if context.current_municipality() is not None:
            raise Http404

    def shown_job(self, job: FleetJob, *, status: int = 200) -> Response:
        """Return one job with everything that its asker may see."""
        names = names_of([job.asked_by_id] if job.asked_by_id else [])
        body = FleetJobDetailSerializer(job, context={"names": names, "reader": self.actor.id}).data
        response = Response(body, status=status)
        response["Cache-Control"] = "no-store"
        return response


def present_jobs(page: list[FleetJob]) -> Any:
    """Return a page of jobs as JSON."""
    names = names_of(job.asked_by_id for job in page if job.asked_by_id is not None)
    return FleetJobSerializer(page, many=True, context={"names": names}).data
