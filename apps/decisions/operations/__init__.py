"""Proposing, hearing, taking and carrying out decisions; stopping a service at once."""
