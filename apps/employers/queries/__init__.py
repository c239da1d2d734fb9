"""Reading services to employers."""
