"""Decisions and interim stops over HTTP."""
