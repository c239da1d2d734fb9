"""`./omuz soak <name> [...]`: one of the programs in soak/, resumable, with a report."""

from omuz.commands.programs import ProgramCommand


class Command(ProgramCommand):
    """Runs a soak with its full counts; progress goes to stderr, the report to stdout."""

    help = "Run a soak with its full counts: fleet. Further options are the program's own: ./omuz soak fleet --help."
    package = "soak"
    noun = "soak"
    example = "fleet"
