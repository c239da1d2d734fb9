"""Pure decisions of advice to employers."""
