"""Settings of a real installation. Everything that differs per machine comes from the environment.

The table in README.md documents each variable. A missing or wrong one stops the start with one message
that names them all.
"""

import os
from pathlib import Path

from celery.schedules import schedule
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvValidationError, validate

ROOT = Path(__file__).resolve().parents[2]

env = Env(eager=False)
SECRET_KEY = env.str("SECRET_KEY", validate=validate.Length(min=32))
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", validate=validate.Length(min=1))
DATABASE = env.dj_db_url("DATABASE_URL", conn_max_age=60, conn_health_checks=True)
REDIS_URL = env.str("REDIS_URL", "", validate=validate.Regexp(r"(rediss?://.+)?$"))
DATA_DIR = env.path("DATA_DIR", validate=validate.Predicate("is_absolute"))
HTTPS = env.bool("HTTPS", True)
TRUST_PROXY = env.bool("TRUST_PROXY", False)
MAX_UPLOAD_MB = env.int("MAX_UPLOAD_MB", 25, validate=validate.Range(min=1))
MAX_UNPACKED_MB = env.int("MAX_UNPACKED_MB", 500, validate=validate.Range(min=1))
LOG_LEVEL = env.str("LOG_LEVEL", "INFO", validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR"]))
DEMO = env.bool("DEMO", False)
EMAIL_URL = env.dj_email_url("EMAIL_URL", "dummy://")
MAIL_VAN = env.str("MAIL_VAN", "monitor@localhost", validate=validate.Email())
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000", validate=validate.URL(require_tld=False))
API_ORIGINS = env.str("API_ORIGINS", "", validate=validate.Regexp(r"(https?://[^/,\s]+(,https?://[^/,\s]+)*)?$"))
EISEN = {
    "SECRET_KEY": "moet minstens 32 tekens hebben.",
    "ALLOWED_HOSTS": "moet minstens één naam bevatten.",
    "DATABASE_URL": "moet een adres zijn zoals postgres://gebruiker:wachtwoord@host/naam of sqlite:////pad/db.sqlite3.",
    "REDIS_URL": "moet beginnen met redis:// of rediss://, of leeg zijn.",
    "DATA_DIR": "moet een volledig pad zijn, dat begint met /.",
    "HTTPS": "moet true of false zijn.",
    "TRUST_PROXY": "moet true of false zijn.",
    "MAX_UPLOAD_MB": "moet een heel getal zijn, 1 of hoger.",
    "MAX_UNPACKED_MB": "moet een heel getal zijn, 1 of hoger.",
    "LOG_LEVEL": "moet DEBUG, INFO, WARNING of ERROR zijn.",
    "DEMO": "moet true of false zijn.",
    "EMAIL_URL": "moet een adres zijn zoals smtp://gebruiker:wachtwoord@mailserver:587/?tls=True, of ontbreken.",
    "MAIL_VAN": "moet een e-mailadres zijn.",
    "API_ORIGINS": "moet adressen van websites bevatten zoals https://monitor.voorbeeld.nl, met komma's, of leeg zijn.",
    "SITE_URL": "moet het adres van de website zijn, zoals https://afspraken.voorbeeld.nl.",
}
try:
    env.seal()
except EnvValidationError as error:
    regels = "\n".join(
        f"  {naam}: {EISEN[naam] if naam in os.environ else 'ontbreekt.'}" for naam in error.error_messages
    )
    raise ImproperlyConfigured(
        f"De instellingen zijn niet compleet of kloppen niet. Kijk in de tabel van README.md naar:\n{regels}"
    ) from None

DEBUG = False
INSTALLED_APPS = [
    "basis.apps.BasisConfig",
    "acties",
    "voorraad",
    "monitoring",
    "api",
    "demo",
    "basis.apps.BeheerConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "django_tables2",
    "rules",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads at random, so that the length tells nothing
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "amersfoort_afspraken.urls"
WSGI_APPLICATION = "amersfoort_afspraken.wsgi.application"
ASGI_APPLICATION = "amersfoort_afspraken.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "monitoring.context.site",
                "basis.context.berichten",
            ],
            "builtins": ["basis.templatetags.nederlands"],
        },
    }
]

DATABASES = {"default": DATABASE}
if DATABASE["ENGINE"].endswith("sqlite3"):
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # recursive_triggers: a row that INSERT OR REPLACE throws away asks the triggers of its table too
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        "PRAGMA recursive_triggers=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "basis.Gebruiker"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "basis.backends.Wachtwoord",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "basis.wachtwoord.Lengte", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "basis:login"
LOGIN_REDIRECT_URL = "monitoring:overzicht"
LOGOUT_REDIRECT_URL = "basis:login"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "basis/geblokkeerd.html"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
# a local cache is not shared by the web processes: a session there would outlive its logout
SESSION_ENGINE = f"django.contrib.sessions.backends.{'cached_db' if REDIS_URL else 'db'}"

vars().update({name: value for name, value in EMAIL_URL.items() if name.startswith("EMAIL_")})
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_VAN
SITE_URL = SITE_URL.rstrip("/")
API_ORIGINS = [origin for origin in API_ORIGINS.split(",") if origin]
MAIL_AAN = not EMAIL_URL["EMAIL_BACKEND"].endswith("dummy.EmailBackend")

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = ROOT / "staticfiles"
STATICFILES_DIRS = [("dist", ROOT / "static" / "dist")]  # made by npm run build from static/css and static/js
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MEDIA_ROOT = DATA_DIR / "bestanden"
FIXTURE_DIRS = [ROOT / "fixtures"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # an explanation per warning, of which one kind can have 200 on each sheet
FILE_UPLOAD_PERMISSIONS = 0o640

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

CELERY_BROKER_URL = REDIS_URL or "memory://localhost/"
CELERY_TASK_ALWAYS_EAGER = not REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 5, "visibility_timeout": 600}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {"sweep": {"task": "basis.tasks.sweep", "schedule": schedule(30)}}

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUST_PROXY else None
SESSION_COOKIE_AGE = 8 * 3600
CSRF_FAILURE_VIEW = "basis.views.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
# Plotly adds one empty style element, to which it writes rules through the CSSOM: only the hash of '' is allowed.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF, "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "components/tabel.html"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"regel": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "regel"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {name: {"level": "WARNING"} for name in ("celery.app.trace", "choreographer", "kaleido", "fontTools")},
}
