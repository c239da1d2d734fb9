"""Booking over HTTP, for citizens: no account, no session, nothing personal in any answer."""
