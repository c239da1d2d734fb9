"""Why special-category data are read: from the open task where there is one, else from what the reader says."""

from apps.privacy.enums import PURPOSE_OF_TASK, Purpose
from omuz.kernel.errors import DomainError


def resolve_purpose(*, task: str = "", purpose: str = "") -> Purpose:
    """Return the purpose of a reading (readings 3): the task's, or the one that was asked for.

    Raises:
        DomainError: 428, there is no task that implies one and none was given; 422, an unknown one.
    """
    if task in PURPOSE_OF_TASK:
        return PURPOSE_OF_TASK[task]
    if not purpose:
        raise DomainError(
            "purpose_required",
            "Özel nitelikli veriyi hangi amaçla açtığınız belirtilmeli.",
            field="purpose",
            article="KVKK m. 4, m. 6",
            remedy="Listeden amacı seçin; seçiminiz erişim kaydına yazılır.",
            status=428,
        )
    if purpose not in Purpose.values:
        raise DomainError("unknown_purpose", "Bu amaç listede yok.", field="purpose", remedy="Listeden seçin.")
    return Purpose(purpose)
