"""Management commands of the composition root: a Django app without tables, so that commands may use every app."""
