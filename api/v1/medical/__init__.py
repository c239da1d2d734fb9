"""Disability reports of a person."""
