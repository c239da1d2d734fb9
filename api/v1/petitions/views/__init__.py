"""Petitions over HTTP: the list, one petition, what is done to it."""
