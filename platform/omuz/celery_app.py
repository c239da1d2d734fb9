"""The Celery application of worker and scheduler. Named so that it does not shadow `celery`."""

import os
from pathlib import Path
from typing import Any

from celery import Celery
from celery.signals import beat_init, worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omuz.settings")
app = Celery("omuz", task_cls="omuz.kernel.tasks:MunicipalityTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def _tell_that_work_begins(**_: Any) -> None:
    """Touch the file that the supervisor (or a cluster's probe) waits for."""
    path = os.environ.get("OMUZ_READY_FILE", "")
    if path:
        Path(path).touch()


worker_ready.connect(_tell_that_work_begins)
beat_init.connect(_tell_that_work_begins)
