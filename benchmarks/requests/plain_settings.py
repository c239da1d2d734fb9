"""The same application without tenancy: Django's own backend, one schema, no role, path, token, gate or policy.

It connects as superuser (row-level security does not hold for one) with its path fixed on one municipality's schema.
"""

import os

from benchmarks.requests.settings import *  # noqa: F403
from benchmarks.requests.settings import DATABASES as _OURS
from benchmarks.requests.settings import MIDDLEWARE as _STACK
from omuz.settings.environment import parse_database_url

_SCHEMA = os.environ["OMUZ_PLAIN_SCHEMA"]
_ours = _OURS["default"]
DATABASES = {
    "default": {
        **_ours,
        **parse_database_url(os.environ["OMUZ_SCRATCH_SUPERUSER_URL"], name="OMUZ_SCRATCH_SUPERUSER_URL"),
        "ENGINE": "django.db.backends.postgresql",
        "OPTIONS": {**_ours["OPTIONS"], "options": f"-c search_path={_SCHEMA},ext"},
    }
}
MIDDLEWARE = [
    "benchmarks.requests.plain.PlainMiddleware" if name == "tenants.middleware.MunicipalityMiddleware" else name
    for name in _STACK
]
