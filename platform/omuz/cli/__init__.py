"""The commands of `./omuz`, run inside the virtual environment."""
