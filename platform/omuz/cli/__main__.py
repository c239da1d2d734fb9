"""`./omuz COMMAND` once Python's packages are there: finds the command and runs it."""

import os
import sys
from collections.abc import Callable

from omuz.cli import arguments, down, passing, reset, status, testing, up
from omuz.local.locks import MARKER
from omuz.local.steps import StepFailed, Steps


def main(argv: list[str]) -> int:
    """Run the command in `argv` and return its exit code."""
    # A command started by another one of ours is not part of that one: its lock is not ours to be ended with.
    os.environ.pop(MARKER, None)
    try:
        return _dispatch(argv)
    except StepFailed as failure:
        Steps(sys.stderr).explain(failure)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our words has seen enough (`./omuz up --detach | head`); what was begun stays.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _dispatch(argv: list[str]) -> int:
    data, rest = arguments.split_data(argv)
    command = arguments.passed_on(rest)
    if command is not None:
        return passing.run(arguments.places_for(data), command, prepare=rest[0] != "manage")
    options, further = arguments.parse(rest)
    places = arguments.places_for(getattr(options, "data", None) or data)
    commands: dict[str, Callable[[], int]] = {
        "up": lambda: up.run(places, options),
        "down": lambda: down.run(places),
        "status": lambda: status.run(places, options.format),
        "reset": lambda: reset.run(places, yes=options.yes),
        "test": lambda: testing.run(fast=options.fast, pytest_arguments=further),
    }
    return commands[options.command]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
