"""Pure decisions of coaching."""
