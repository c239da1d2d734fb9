"""Pure decisions about decisions: grounds, due process, interim stops, and who comes next."""
