"""The web application's files: named by their content, so they may be kept for ever; served before any municipality."""

from typing import Any

from django.conf import settings
from whitenoise.middleware import WhiteNoiseMiddleware

PREFIX = "/static/app/"


class AssetsMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]
    """WhiteNoise over the folder that Vite builds, pre-compressed files included."""

    def __init__(self, get_response: Any = None) -> None:
        super().__init__(get_response)
        self.allow_all_origins = False
        if settings.OMUZ_FRONTEND_DIR.is_dir():
            self.add_files(settings.OMUZ_FRONTEND_DIR, prefix=PREFIX)

    def immutable_file_test(self, path: str, url: str) -> bool:
        """Return whether a file never changes under its name: those whose name carries a hash."""
        return url.startswith(f"{PREFIX}assets/")
