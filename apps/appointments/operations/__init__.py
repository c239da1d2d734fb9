"""Writing appointments."""
