"""Pure decisions about petitions: by when, by whom, for whom."""
