"""Our settings with two more addresses: views that ask the database ten and twenty times."""

from omuz.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.requests.urls"
