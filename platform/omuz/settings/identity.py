"""Sign-in: django-allauth, headless, browser client, in public and in every municipality's schema."""

from omuz.settings.base import OMUZ_BASE_DOMAIN, OMUZ_DATA_DIR, OMUZ_DEMO, OMUZ_PORT
from omuz.settings.environment import env
from omuz.settings.security import OMUZ_HTTPS

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "apps.accounts.adapters.AccountAdapter"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_MAX_EMAIL_ADDRESSES = 1
# Five wrong passwords or codes for one account, then five minutes of silence.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
PASSWORD_RESET_TIMEOUT = 60 * 60

MFA_ADAPTER = "apps.accounts.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TOTP_ISSUER = "Omuz"
# One step to each side (RFC 6238, 5.2): telephones run a few seconds late, and a code takes a while to type.
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not OMUZ_HTTPS

HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)
HEADLESS_FRONTEND_URLS = {
    "account_confirm_email": "/giris",
    "account_reset_password": "/parola",
    "account_reset_password_from_key": "/parola/{key}",
    "account_signup": "/giris",
}
# Tracking would write a row in every request; signing in and out is what the list shows.
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "omuz_session"
CSRF_COOKIE_NAME = "omuz_csrf"

_FROM = env.text("OMUZ_EMAIL_FROM") or f"bildirim@{OMUZ_BASE_DOMAIN if '.' in OMUZ_BASE_DOMAIN else 'example.org'}"
DEFAULT_FROM_EMAIL = f"Omuz <{_FROM}>"
EMAIL_TIMEOUT = 15
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(OMUZ_DATA_DIR / "mail")
if env.text("OMUZ_EMAIL_URL").startswith("smtp"):
    from urllib.parse import unquote, urlsplit

    _mail = urlsplit(env.text("OMUZ_EMAIL_URL"))
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname or "localhost"
    EMAIL_PORT = _mail.port or 587
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_USE_TLS = _mail.scheme != "smtp+plain"

#: Demo accounts with a shared password and a shown TOTP code; never outside demo municipalities.
OMUZ_DEMO_ACCOUNTS = OMUZ_DEMO
OMUZ_PUBLIC_PORT = "" if OMUZ_HTTPS else f":{OMUZ_PORT}"
# The e-mail address is unique without regard to case by a constraint on lower(email), which this check cannot see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
