#!/usr/bin/env python
"""Django's command line with the repository's two source roots on the path."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def main() -> None:
    for folder in (ROOT / "platform", ROOT):
        if str(folder) not in sys.path:
            sys.path.insert(0, str(folder))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "omuz.settings")
    from django.core.management import execute_from_command_line

    from omuz.kernel.context import MaintenanceError

    try:
        execute_from_command_line(sys.argv)
    except MaintenanceError as error:
        sys.exit(f"In maintenance: {error}")


if __name__ == "__main__":
    main()
