"""`./omuz bench <name> [...]`: one of the programs in benchmarks/, with the database that runs."""

from omuz.commands.programs import ProgramCommand


class Command(ProgramCommand):
    """Runs a benchmark and prints its JSON."""

    help = "Measure one promise; prints JSON (benchmarks/README.md). Further options are the program's own: --help."
    package = "benchmarks"
    noun = "benchmark"
    example = "search"
