"""The programmes of a municipality."""
