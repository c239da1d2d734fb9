"""Finding decisions and interim stops; what each says of a case."""
