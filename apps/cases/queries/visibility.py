"""Who may find which case, for the apps whose records hang on one."""

from apps.cases.models import cases_within, visible_cases

__all__ = ["cases_within", "visible_cases"]
