"""Every address of the API, read from the URL resolver (omuz.isolation.routes, which operators' audits use too)."""

from omuz.isolation.routes import Endpoint, api_views, endpoints, view_of, walk

__all__ = ["Endpoint", "api_views", "endpoints", "view_of", "walk"]
