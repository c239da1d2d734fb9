"""Views of programmes and their versions."""
