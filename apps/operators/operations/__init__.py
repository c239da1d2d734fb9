"""What operators can do: order a municipality, invite its first administrator, ask for jobs; and doing the jobs."""

from apps.operators.operations.checks import version_of
from apps.operators.operations.ending import open_deletion, order_deletion
from apps.operators.operations.ordering import (
    NewMunicipality,
    check_slug,
    order_invitation,
    order_job,
    order_municipality,
)
from apps.operators.operations.registry import rename, set_state
from apps.operators.operations.running import SPARES_KEPT, run_job

__all__ = [
    "SPARES_KEPT",
    "NewMunicipality",
    "check_slug",
    "open_deletion",
    "order_deletion",
    "order_invitation",
    "order_job",
    "order_municipality",
    "rename",
    "run_job",
    "set_state",
    "version_of",
]
