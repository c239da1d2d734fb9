"""Telephone numbers and e-mail addresses in their one form, for apps that take them from people without a record."""

from apps.people.rules.contact import normalise_email, normalise_phone

__all__ = ["normalise_email", "normalise_phone"]
