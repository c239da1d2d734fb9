"""Reading programmes."""

from apps.programmes.queries.programmes import (
    active_programmes,
    find_programme_id,
    list_programmes,
    programme_names,
    unit_of_programme,
)

__all__ = ["active_programmes", "find_programme_id", "list_programmes", "programme_names", "unit_of_programme"]
