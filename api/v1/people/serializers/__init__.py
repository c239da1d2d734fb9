"""JSON of people: what is read, and what is typed."""
