"""Pages that coaching prints."""
