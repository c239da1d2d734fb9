"""Journeys of staff in a real browser, against real processes: web, worker, PostgreSQL, broker."""
