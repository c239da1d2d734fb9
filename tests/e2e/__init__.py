"""Journeys of staff in a real browser, against real processes: web, workers, PostgreSQL, broker."""
