"""Views of people, by subject."""
