"""Writing services to employers."""
