"""Background work of people."""

from apps.people.tasks.imports import check_import, prepare_list, run_import, tidy_files

__all__ = ["check_import", "prepare_list", "run_import", "tidy_files"]
