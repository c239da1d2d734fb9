"""Views of cases, one module a subject."""
