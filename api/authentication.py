"""Who is asking: the browser's session of this very host, with CSRF enforced."""

from rest_framework.authentication import SessionAuthentication as DrfSessionAuthentication
from rest_framework.request import Request

import api.openapi  # noqa: F401 - registers the scheme


class SessionAuthentication(DrfSessionAuthentication):
    """Session sign-in; answers 401 (not 403) where nobody is signed in."""

    def authenticate_header(self, request: Request) -> str:
        """Return a challenge so that an unsigned request is a 401."""
        return 'Session realm="omuz"'
