"""Background work of people."""

from apps.people.tasks.imports import check_import, run_import

__all__ = ["check_import", "run_import"]
