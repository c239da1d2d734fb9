"""Notices, a person's history and who read what."""
