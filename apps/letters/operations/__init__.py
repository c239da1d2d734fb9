"""What is done with letters; each in a module of its own."""
