"""Apps, middleware, templates, language, files."""

from pathlib import Path

from omuz.settings.environment import env

BASE_DIR = Path(__file__).resolve().parents[3]
OMUZ_MODE = env.mode
OMUZ_DEMO = OMUZ_MODE in {"demo", "test"}
OMUZ_BASE_DOMAIN = env.text("OMUZ_BASE_DOMAIN").lower()
OMUZ_PORT = int(env.text("OMUZ_PORT"))
OMUZ_DATA_DIR = env.path("OMUZ_DATA_DIR")
#: The fleet worker writes there; the web only says whether archives can be ordered.
OMUZ_BACKUP_DIR = env.text("OMUZ_BACKUP_DIR")
OMUZ_CLAMD = env.text("OMUZ_CLAMD")
OMUZ_FRONTEND_DIR = BASE_DIR / "frontend" / "dist"
DEBUG = False

# In both kinds of schema: what staff accounts and the kernel need. Only in public: the registry.
_BOTH = [
    "omuz.kernel",
    "apps.accounts",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
SHARED_APPS = ["django_tenants", "tenants", *_BOTH, "apps.oversight"]
TENANT_APPS = [
    *_BOTH,
    "apps.programmes",
    "apps.privacy",
    "apps.documents",
    "apps.people",
    "apps.directory",
    "apps.appointments",
    "apps.letters",
    "apps.cases",
    "apps.coaching",
    "apps.employers",
    "apps.decisions",
    "apps.petitions",
    "apps.indicators",
]
_WITHOUT_TABLES = ["apps.operators", "omuz.commands", "allauth.headless", "rest_framework", "drf_spectacular", "csp"]
INSTALLED_APPS = list(dict.fromkeys([*SHARED_APPS, *TENANT_APPS, *_WITHOUT_TABLES]))

MIDDLEWARE = [
    "api.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "api.assets.AssetsMiddleware",
    "api.requests.OriginMiddleware",
    "tenants.middleware.MunicipalityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "api.requests.ActorMiddleware",
]

ROOT_URLCONF = "omuz.urls"
WSGI_APPLICATION = "omuz.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "platform" / "omuz" / "templates", OMUZ_FRONTEND_DIR],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

LANGUAGE_CODE = "tr"
LANGUAGES = [("tr", "Türkçe"), ("en", "English")]
TIME_ZONE = "Europe/Istanbul"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = False

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
