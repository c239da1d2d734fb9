"""Lists of people to take away. Columns are those that an import understands, so a list can travel and come back."""
