"""Prints of programme versions."""
