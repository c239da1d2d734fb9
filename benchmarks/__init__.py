"""Programs that measure one promise each (README.md); `measuring` and `stock` are what they share."""

#: What `./omuz bench` runs: modules with a `main(arguments)`.
PROGRAMS = ("cases", "casework", "conditions", "fleet", "imports", "isolation", "requests", "rules", "search", "whatif")
