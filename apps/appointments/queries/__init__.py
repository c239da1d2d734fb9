"""Reading appointments."""
