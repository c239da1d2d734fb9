"""Provinces, districts and neighbourhoods."""
