"""The web process of a release: granian serves `application`; OMUZ_SOAK_MIGRATIONS names what the release brings."""

import os
from pathlib import Path

from benchmarks.measuring.migrations import put_on_path
from omuz.wsgi import application

__all__ = ["application"]

for _folder in filter(None, os.environ.get("OMUZ_SOAK_MIGRATIONS", "").split(os.pathsep)):
    put_on_path(Path(_folder))
