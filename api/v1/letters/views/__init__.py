"""Views of letters."""
