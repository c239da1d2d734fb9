"""Petitions: rules."""
