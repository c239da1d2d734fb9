"""Logs and error reports, scrubbed of personal values."""

import sentry_sdk

from omuz.kernel.scrub import sentry_options
from omuz.settings.environment import env

_LEVEL = env.text("OMUZ_LOG_LEVEL").upper()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "omuz.kernel.scrub.ScrubbingFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": _LEVEL},
    "loggers": {"django.request": {"level": "ERROR"}},
}

if env.text("OMUZ_SENTRY_DSN"):
    sentry_sdk.init(dsn=env.text("OMUZ_SENTRY_DSN"), environment=env.mode, **sentry_options())
