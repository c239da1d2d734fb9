"""Requests, complaints, objections and requests of data subjects."""
