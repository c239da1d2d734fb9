"""Reading programmes."""

from apps.programmes.queries.programmes import active_programmes, list_programmes, programme_names

__all__ = ["active_programmes", "list_programmes", "programme_names"]
