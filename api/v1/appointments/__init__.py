"""Appointments over HTTP, for staff."""
