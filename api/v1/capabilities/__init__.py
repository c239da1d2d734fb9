"""Capabilities of programmes and the grants on which they rest."""
