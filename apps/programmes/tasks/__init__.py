"""Background work of programmes."""

from apps.programmes.tasks.grants import end_capability_grants

__all__ = ["end_capability_grants"]
