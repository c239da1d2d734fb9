"""The language in which a request is answered."""

from django.utils.translation import get_language

from omuz.conditions import Language


def reader_language() -> Language:
    """Return the reader's language; Turkish where none, or one that we do not speak, was asked for."""
    return "en" if (get_language() or "tr").startswith("en") else "tr"
