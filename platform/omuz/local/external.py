"""Services that somebody else runs: given by URL in the environment, never started or stopped by Omuz."""

import dataclasses
import os
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from omuz.local.steps import StepFailed

_DATABASE_SCHEMES = frozenset({"postgres", "postgresql"})
_BROKER_SCHEMES = frozenset({"redis", "rediss"})


@dataclasses.dataclass(frozen=True, slots=True)
class External:
    """Addresses of external services; empty where the embedded one is used."""

    database_url: str = ""
    owner_database_url: str = ""
    broker_url: str = ""
    #: Optional: an older installation has none, and the coordinator's figures are then closed.
    figures_database_url: str = ""


def from_environment(source: Mapping[str, str] | None = None) -> External:
    """Return the external services that `source` (the process's environment) names.

    Raises:
        StepFailed: an address of the wrong kind, or one of the two database addresses without the other.
    """
    source = os.environ if source is None else source
    values = {
        name: source.get(name, "").strip()
        for name in ("OMUZ_DATABASE_URL", "OMUZ_OWNER_DATABASE_URL", "OMUZ_BROKER_URL")
    }
    web, owner, broker = values.values()
    figures = source.get("OMUZ_FIGURES_DATABASE_URL", "").strip() if web else ""
    _check("OMUZ_FIGURES_DATABASE_URL", figures, _DATABASE_SCHEMES)
    if bool(web) != bool(owner):
        missing = "OMUZ_OWNER_DATABASE_URL" if web else "OMUZ_DATABASE_URL"
        raise StepFailed(
            f"{missing} is not set, though the other of the two database addresses is.",
            remedy="An external database needs both: the web's login and the owner's, who may change tables "
            "(docs/operations.md). Unset both for the embedded database.",
        )
    for name, value in values.items():
        _check(name, value, _BROKER_SCHEMES if name == "OMUZ_BROKER_URL" else _DATABASE_SCHEMES)
    if web and urlsplit(web).path != urlsplit(owner).path:
        raise StepFailed("OMUZ_DATABASE_URL and OMUZ_OWNER_DATABASE_URL name different databases.", remedy="Mend one.")
    return External(web, owner, broker, figures)


def _check(name: str, value: str, schemes: frozenset[str]) -> None:
    if not value:
        return
    parts = urlsplit(value)
    if (
        parts.scheme not in schemes
        or not parts.hostname
        or (schemes is _DATABASE_SCHEMES and not parts.path.strip("/"))
    ):
        shape = (
            "redis://user:password@host:port" if schemes is _BROKER_SCHEMES else "postgresql://user:password@host/db"
        )
        raise StepFailed(f"{name} is no address of the form {shape}.", remedy="Mend it, or unset it.")


def place_of(url: str) -> str:
    """Return host, port and path of an address, without user and password: fit for a screen or a log."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.hostname or ''}{port}{parts.path}"


def login_of(url: str) -> tuple[str, str]:
    """Return user and password of an address."""
    parts = urlsplit(url)
    return unquote(parts.username or ""), unquote(parts.password or "")
