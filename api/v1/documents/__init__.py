"""Documents of a person."""
