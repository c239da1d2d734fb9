"""Who acts for a person."""
