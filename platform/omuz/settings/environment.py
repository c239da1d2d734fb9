"""The environment variables Omuz reads: few, documented, checked at start with a message that says what is missing."""

import dataclasses
import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

MODES = ("demo", "production", "test")


@dataclasses.dataclass(frozen=True, slots=True)
class Variable:
    """One variable: what it is for, and whether the start stops without it."""

    name: str
    meaning: str
    default: str | None = None
    required_in: tuple[str, ...] = ()


VARIABLES = (
    Variable("OMUZ_MODE", "demo, production or test; demo accounts exist in demo mode only", "production"),
    Variable(
        "OMUZ_DATABASE_URL", "postgresql://<prefix>_web:password@host:port/database, the login of the web", None, MODES
    ),
    Variable("OMUZ_OWNER_DATABASE_URL", "the same database as <prefix>_owner; only for commands that change tables"),
    Variable("OMUZ_FIGURES_DATABASE_URL", "the same database as <prefix>_figures; the coordinator's released figures"),
    Variable("OMUZ_BROKER_URL", "redis://... for background work", "memory://", ("demo", "production")),
    Variable("OMUZ_SECRET_KEY_FILE", "file with Django's secret key", None, ("demo", "production")),
    Variable("OMUZ_MASTER_KEY_FILE", "file with the master keys, outside data and backups", None, MODES),
    Variable("OMUZ_BASE_DOMAIN", "the platform's own domain; municipalities are <slug>.<domain>", "localhost"),
    Variable("OMUZ_EXTRA_HOSTS", "further host names, comma separated, that the registry may hold", ""),
    Variable("OMUZ_TRUSTED_PROXIES", "how many proxies stand in front; only then X-Forwarded-For is believed", "0"),
    Variable("OMUZ_PORT", "the port shown in links where there is no proxy", "8000"),
    Variable("OMUZ_HTTPS", "1 behind TLS: secure cookies and HSTS; 0 only on localhost"),
    Variable("OMUZ_DATA_DIR", "folder for encrypted files, anchors and outgoing mail of demo mode", None, MODES),
    Variable("OMUZ_BACKUP_DIR", "folder outside the data folder for archives that operators order; empty: no orders"),
    Variable("OMUZ_ROLE_PREFIX", "beginning of the database roles' names; default: the database's name"),
    Variable("OMUZ_CONNECTION_ROOMS", "municipalities that one database connection serves before it is renewed", "400"),
    Variable("OMUZ_EMAIL_URL", "smtp://user:password@host:port or file: (a folder under the data folder)", "file:"),
    Variable("OMUZ_EMAIL_FROM", "address in the From line of mails; default: bildirim@ the base domain"),
    Variable("OMUZ_SMS_URL", "https address of the provider of text messages, or file: (a folder, sms)", "file:"),
    Variable("OMUZ_SMS_METHOD", "GET, POST or PUT", "POST"),
    Variable("OMUZ_SMS_HEADERS", "JSON object of headers, the provider's password among them", ""),
    Variable("OMUZ_SMS_BODY", "body with {to}, {text}, {id}, {sender}; escaped as its Content-Type says", ""),
    Variable("OMUZ_SMS_SENDER", "what {sender} stands for: the registered name of the sender", ""),
    Variable("OMUZ_SMS_ANSWER", "regular expression that the provider's answer matches when it took one", ""),
    Variable("OMUZ_SMS_TIMEOUT", "seconds to wait for the provider", "10"),
    Variable("OMUZ_CLAMD", "unix:/path or tcp://host:port of clamd, which looks at uploads; empty: not scanned", ""),
    Variable("OMUZ_SENTRY_DSN", "where errors are reported, scrubbed", ""),
    Variable("OMUZ_LOG_LEVEL", "DEBUG, INFO, WARNING or ERROR", "INFO"),
)
_BY_NAME = {variable.name: variable for variable in VARIABLES}


class Environment:
    """Typed reading of the variables above; an unknown name is a programming error."""

    def __init__(self, source: Mapping[str, str] | None = None) -> None:
        self._source = os.environ if source is None else source

    def text(self, name: str) -> str:
        """Return the value, its default, or an empty string."""
        variable = _BY_NAME[name]
        value = self._source.get(name, "").strip()
        return value or variable.default or ""

    @property
    def mode(self) -> str:
        """Return the mode.

        Raises:
            ImproperlyConfigured: an unknown mode.
        """
        mode = self.text("OMUZ_MODE")
        if mode not in MODES:
            raise ImproperlyConfigured(f"OMUZ_MODE is {mode!r}; use one of: {', '.join(MODES)}.")
        return mode

    def check(self) -> None:
        """Stop the start where something is missing, naming all of it at once.

        Raises:
            ImproperlyConfigured: with each missing variable and what it is for.
        """
        missing = [v for v in VARIABLES if self.mode in v.required_in and not self._source.get(v.name, "").strip()]
        if self.mode == "test":
            missing = [v for v in missing if v.default is None]
        if missing:
            lines = "\n".join(f"  {v.name}: {v.meaning}" for v in missing)
            raise ImproperlyConfigured(
                f"Omuz cannot start ({self.mode} mode). Not set:\n{lines}\n"
                "`./omuz up` sets all of them for embedded services; docs/operations.md lists them."
            )

    def path(self, name: str) -> Path:
        """Return the value as a path."""
        return Path(self.text(name)).expanduser()

    def secret(self, name: str) -> str:
        """Return the content of the file that the variable names.

        Raises:
            ImproperlyConfigured: when the file cannot be read or is empty.
        """
        try:
            content = self.path(name).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}: {self.text(name)} cannot be read ({error.strerror}).") from error
        if not content:
            raise ImproperlyConfigured(f"{name}: {self.text(name)} is empty.")
        return content


def parse_database_url(url: str, *, name: str) -> dict[str, str]:
    """Return Django's connection values of a postgresql:// address.

    Raises:
        ImproperlyConfigured: when it is no such address; the message shows no password.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name} must look like postgresql://user:password@host:port/database.")
    if parts.query:
        # Dropped in silence, a wish for TLS would be a wish only.
        raise ImproperlyConfigured(f"{name} takes nothing after '?'; set libpq's variables instead, such as PGSSLMODE.")
    return {
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }


env = Environment()
env.check()
