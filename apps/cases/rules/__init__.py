"""Pure decisions about cases: from a definition and what is known to what may happen."""
