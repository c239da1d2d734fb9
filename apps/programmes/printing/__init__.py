"""What a unit prints from a programme version: the workflow diagram and the table of service standards."""
