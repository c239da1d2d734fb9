"""Which code this is: digests of the sources, so that a step is repeated when what it depends on changed."""

from omuz.local.paths import REPOSITORY
from omuz.local.stamps import digest, files_below

SOURCE_FOLDERS = ("platform", "tenants", "apps", "api")
_SKIP = frozenset({"__pycache__", "node_modules", "dist", ".vite", "coverage", "test-results"})
_PYTHON = frozenset({".py"})
_DATA = frozenset({".py", ".json", ".yaml", ".yml", ".csv", ".sql", ".html", ".typ", ".txt"})


def release_of_sources() -> str:
    """Return a digest of everything the running processes have loaded or serve."""
    paths = [path for folder in SOURCE_FOLDERS for path in files_below(REPOSITORY / folder, suffixes=_DATA, skip=_SKIP)]
    paths += [REPOSITORY / "requirements.lock", REPOSITORY / "frontend" / "dist" / "index.html"]
    return digest(paths)


def release_of_migrations() -> str:
    """Return a digest of what decides about tables: migrations, the registry's code, the packages with tables."""
    paths = [
        path for folder in SOURCE_FOLDERS for path in files_below(REPOSITORY / folder, suffixes=_PYTHON, skip=_SKIP)
    ]
    chosen = [
        path for path in paths if "migrations" in path.parts or "tenants" in path.parts or "settings" in path.parts
    ]
    chosen += [REPOSITORY / "requirements.lock", *files_below(REPOSITORY / "platform" / "omuz" / "kernel" / "text")]
    return digest(chosen)


def release_of_demo() -> str:
    """Return a digest of what decides about the demo municipalities: the domain's code and data."""
    folders = ("tenants", "apps", "platform/omuz/demo")
    paths = [path for folder in folders for path in files_below(REPOSITORY / folder, suffixes=_DATA, skip=_SKIP)]
    return digest(paths)


def release_of_frontend(node_version: str) -> str:
    """Return a digest of what the build of the web application reads."""
    return digest(files_below(REPOSITORY / "frontend", skip=_SKIP), node_version)
