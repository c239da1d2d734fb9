"""Pure decisions about days, hours and places."""
