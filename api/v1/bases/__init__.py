"""Recorded bases for reading across programmes."""
