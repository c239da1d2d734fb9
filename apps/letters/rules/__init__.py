"""Pure rules of letters: texts, service, four eyes."""
