"""The Celery application of worker and scheduler. Named so that it does not shadow `celery`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omuz.settings")
app = Celery("omuz", task_cls="omuz.kernel.tasks:MunicipalityTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
