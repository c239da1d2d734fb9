"""Logs and error reports, scrubbed of personal values."""

from omuz.settings.environment import env

_LEVEL = env.text("OMUZ_LOG_LEVEL").upper()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": _LEVEL},
    "loggers": {"django.request": {"level": "ERROR"}},
}
