"""Decisions about programmes, without a database."""
