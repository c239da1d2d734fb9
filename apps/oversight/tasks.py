"""The coordinator's jobs in the background."""

from apps.oversight import operations
from omuz.kernel import clock
from omuz.kernel.tasks import MunicipalityTask, municipality_task


@municipality_task(one_transaction=False, bind=True)
def measure_drift(self: MunicipalityTask) -> int:
    """Look at municipalities whose standing of packs is old; returns how many."""
    return operations.measure_drift(now=clock.now())
