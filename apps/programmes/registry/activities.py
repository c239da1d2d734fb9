"""Every record of service says which activity of the programme it was (İzmir Art. 5: a to h)."""

from typing import Final

from apps.programmes.definition import Definition
from apps.programmes.registry.guards import ALLOWED, Verdict, refused

#: The guard's key: programmes whose text lists its activities adopt it.
ACTIVITY_CODE: Final = "activity_code"


def activity_named(definition: Definition, activity: str) -> Verdict:
    """Return whether a record of service names an activity of the programme (İzmir Art. 5)."""
    if not activity:
        return refused("activity_required", "Hizmetin hangi faaliyet olduğu seçilmemiş.",
                       "Programın faaliyetlerinden birini seçin.")  # fmt: skip
    if all(one.key != activity for one in definition.activities):
        return refused("activity_unknown", "Programın sürümünde böyle bir faaliyet yok.",
                       "Listeden bir faaliyet seçin.")  # fmt: skip
    return ALLOWED
