"""Who may find which case, for the apps whose records hang on one."""

from apps.cases.models import Case, visible_cases

__all__ = ["Case", "visible_cases"]
