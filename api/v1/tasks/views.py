"""The task tray: one's own background work, and stopping it."""

import uuid
from typing import Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.base import OmuzView, paged
from apps.accounts.rights import Right
from omuz.kernel import clock
from omuz.kernel.models.tasks import BackgroundTask
from omuz.kernel.tasks import cancel_task

#: Kind of work -> its name in the tray.
LABELS = {
    "import.check": "Dosya denetleniyor",
    "import.run": "Liste içe aktarılıyor",
    "export.prepare": "Liste hazırlanıyor",
    "letters.draft": "Toplu yazı hazırlanıyor",
    "letters.approve": "Toplu yazı onaylanıyor",
}
#: Type of the row that the work made -> where its result is looked at.
RESULT_PAGES = {
    "people.importjob": "/ice-aktarma/{id}",
    "people.exportrequest": "/disa-aktarma",
    "letters.letterbatch": "/yazilar/toplu/{id}",
}


class TaskSerializer(serializers.ModelSerializer[BackgroundTask]):
    """A piece of work as the tray shows it."""

    label = serializers.SerializerMethodField()  # type: ignore[assignment]
    result_url = serializers.SerializerMethodField()

    class Meta:
        model = BackgroundTask
        fields = [
            "id", "kind", "label", "state", "done", "total", "error", "cancel_requested", "created_at", "finished_at",
            "result_url",
        ]  # fmt: skip

    def get_label(self, task: BackgroundTask) -> str:
        """Return the work in words."""
        return LABELS.get(task.kind, "Arka planda süren iş")

    def get_result_url(self, task: BackgroundTask) -> str | None:
        """Return the page of the result, where there is one."""
        page = RESULT_PAGES.get(task.result_type)
        return page.format(id=task.result_id) if page and task.result_id else None


class TaskListView(OmuzView):
    """The tray."""

    everywhere = True
    required_rights: ClassVar = {"GET": Right.TASKS_READ}

    @extend_schema(
        operation_id="tasks_list",
        parameters=[OpenApiParameter(name, str) for name in ("cursor", "page_size")],
        responses=TaskSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Return a page of one's own work, the newest first."""
        rows = BackgroundTask.objects.filter(actor_id=self.actor.id)

        def present(page: list[Any]) -> Any:
            return TaskSerializer(page, many=True).data

        return paged(request, rows, order=("-created_at", "-id"), present=present)


class TaskCancelView(OmuzView):
    """Stopping one's own work."""

    everywhere = True
    required_rights: ClassVar = {"POST": Right.TASKS_READ}

    @extend_schema(operation_id="tasks_cancel", request=None, responses=TaskSerializer)
    def post(self, request: Request, task_id: uuid.UUID) -> Response:
        """Ask the work to stop between two batches."""
        return Response(TaskSerializer(cancel_task(task_id, actor=self.actor, now=clock.now())).data)
