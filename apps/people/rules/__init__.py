"""Pure decisions about people: no Django, no clock, no database."""
