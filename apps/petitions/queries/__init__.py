"""Petitions: queries."""
