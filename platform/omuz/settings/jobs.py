"""Background work: celery with our own task base (omuz.kernel.tasks)."""

import omuz.celery_app  # noqa: F401 - so that a task sent by any process, the web's too, finds this application
from omuz.kernel.schedule import beat_schedule, in_platform_room
from omuz.settings.base import TIME_ZONE
from omuz.settings.environment import env

CELERY_BROKER_URL = env.text("OMUZ_BROKER_URL")
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ALWAYS_EAGER = env.mode == "test"
CELERY_TASK_EAGER_PROPAGATES = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Workers name their queue (`--queues`): one that is told nothing also takes from every queue it has once sent to.
CELERY_TASK_DEFAULT_QUEUE = "celery"
OMUZ_FLEET_QUEUE = "fleet"
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_TIME_LIMIT = 3600
CELERY_BEAT_SCHEDULE = {
    **beat_schedule(),
    "fleet-beat": in_platform_room("apps.operators.tasks.beat", seconds=60.0, queue=OMUZ_FLEET_QUEUE),
    "fleet-refill": in_platform_room("apps.operators.tasks.refill", seconds=120.0, queue=OMUZ_FLEET_QUEUE),
    "fleet-measure": in_platform_room("apps.operators.tasks.measure", seconds=300.0, queue=OMUZ_FLEET_QUEUE),
    "pack-drift": in_platform_room("apps.oversight.tasks.measure_drift", seconds=300.0),
}
