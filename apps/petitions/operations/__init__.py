"""Petitions: operations."""
