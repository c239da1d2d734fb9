"""Long runs with full counts, each resumable and with a report; `./omuz test` has the same checks with small ones."""

#: What `./omuz soak` runs: packages with a `main(arguments)`.
PROGRAMS = ("fleet", "slots")
