"""Headers, cookies, hosts. The content security policy allows what Vite builds and nothing else."""

from csp.constants import NONCE, NONE, SELF
from django.core.management.utils import get_random_secret_key

from omuz.settings.base import OMUZ_BASE_DOMAIN
from omuz.settings.environment import env

OMUZ_HTTPS = env.text("OMUZ_HTTPS") == "1" or (env.mode == "production" and env.text("OMUZ_HTTPS") != "0")

# Tests sign in within one process; everywhere else the key comes from a file and survives a restart.
SECRET_KEY = env.secret("OMUZ_SECRET_KEY_FILE") if env.text("OMUZ_SECRET_KEY_FILE") else get_random_secret_key()
OMUZ_MASTER_KEY_FILE = env.path("OMUZ_MASTER_KEY_FILE")

_EXTRA = [host.strip() for host in env.text("OMUZ_EXTRA_HOSTS").split(",") if host.strip()]
ALLOWED_HOSTS = [OMUZ_BASE_DOMAIN, f".{OMUZ_BASE_DOMAIN}", *_EXTRA]
USE_X_FORWARDED_HOST = False
# Counted from the server outwards: what a sender writes into the header stands further left and is never believed.
# Without this every sender behind a proxy would share one limit of failed sign-ins.
OMUZ_TRUSTED_PROXIES = int(env.text("OMUZ_TRUSTED_PROXIES"))
ALLAUTH_TRUSTED_PROXY_COUNT = OMUZ_TRUSTED_PROXIES
if OMUZ_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True

# Host-only cookies: no parent domain, so a session of one municipality is never sent to another.
SESSION_COOKIE_DOMAIN = None
SESSION_COOKIE_SECURE = OMUZ_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = OMUZ_HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "api.problems.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF, NONCE],
        "style-src-attr": ["'unsafe-inline'"],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
