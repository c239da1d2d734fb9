"""Pages that a case prints."""
