"""What can be answered before any package is installed: help, and that nothing runs. Standard library only."""

import json

from omuz.cli.arguments import build_parser, split_data
from omuz.local.venv import python_of

_HELP = frozenset({"-h", "--help", "help"})


def answer_without_packages(arguments: list[str]) -> int | None:
    """Answer `arguments` if no package is needed for it and return the exit code; None when they are needed."""
    _, rest = split_data(arguments)
    if not rest or rest[0] in _HELP:
        build_parser().print_help()
        return 0
    if rest[0] not in {"status", "down"} or python_of("venv").exists():
        return None
    if rest[0] == "down":
        print("Nothing runs: this clone has never been started.")
        return 0
    if "json" in " ".join(rest):
        print(json.dumps({"serving": False, "phase": "never started", "addresses": {}, "processes": []}, indent=2))
    else:
        print("Omuz does not serve: this clone has never been started. Start it: ./omuz up")
    return 1
