"""All settings. Every difference between installations is an environment variable.

Defaults are safe for production: what is missing stops the start with a sentence, and nothing is
open unless someone opened it.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.logging import logging_config

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# Where we are
BASE_URL: str = env.str("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = [BASE_URL]
HTTPS = BASE_URL.startswith("https://")
EMBEDDED: bool = env.bool("EMBEDDED", False)
SECRET_KEY: str = env.str("SECRET_KEY")
SEALING_SECRET: str = env.str("SEALING_SECRET", "")  # without one it is derived from SECRET_KEY
DEBUG = False
VERSION = "0.1.0"

# What it is made of
INSTALLED_APPS = [
    "home",
    "dialogue",
    "feedback",
    "goals",
    "notifications",
    "accounts",
    "core",
    "config",
    "allauth",
    "allauth.account",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "template_partials",
    "django_prometheus",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
]
# Tools of development are not installed in production
INSTALLED_APPS += filter(find_spec, ["django_linear_migrations", "django_migration_linter"])
MIDDLEWARE = [
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.CompressedPagesMiddleware",
    "core.middleware.UnavailableMiddleware",
    "core.middleware.CleanInputMiddleware",
    "core.middleware.EitherSpellingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "core.middleware.SignInAgainMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "core.middleware.SamePersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.middleware.PersonMiddleware",
    "accounts.first_visit.FirstVisitMiddleware",
    "core.middleware.RuleErrorMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "notifications.context.waiting",
            ],
        },
    }
]
FORM_RENDERER = "core.controls.Controls"

# PostgreSQL, the one source of truth
DATABASES: dict[str, dict[str, Any]] = {"default": env.db("DATABASE_URL")}
DATABASES["default"]["HOST"] = unquote(DATABASES["default"].get("HOST") or "")  # socket folders
# No statement is prepared by itself; those of core.prepared are, and keep the plan that was made
# for them first, unless a pooler stands between that cannot keep them. Pages ask short questions:
# to start helpers for one, to compile it or to plan it again takes longer than to answer it.
if env.bool("DB_PREPARE", True):
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        prepare_threshold=2**31,
        options="-c max_parallel_workers_per_gather=0 -c jit=off"
        " -c plan_cache_mode=force_generic_plan",
    )
# Web processes work as a role that cannot read the sealed answers of 360 rounds; `manage.py
# web_role`, run by the owner, gives it a sign-in of its own where this password is set
WEB_PASSWORD: str = env.str("WEB_PASSWORD", "")
if db_role := env.str("DB_ROLE", ""):
    _options = DATABASES["default"].setdefault("OPTIONS", {})
    _options["options"] = f"{_options.get('options', '')} -c role={db_role}".strip()
if env.bool("DB_POOL", True):
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
        "min_size": 1,
        "max_size": env.int("DB_POOL_SIZE", 10),
        "timeout": 8,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Redis: broker and cache only
REDIS_URL: str = env.str("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "core.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "mastery",
        # Nobody waits for it: a page without limits or presence is better than no page
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    },
    # What is the same for everybody, written once in each process: links and the list of keys
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "process"},
}
CELERY_BROKER_URL = (
    f"redis+socket://{urlsplit(REDIS_URL).path}" if REDIS_URL.startswith("unix:") else REDIS_URL
)

# People and sessions
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
for _validator in AUTH_PASSWORD_VALIDATORS:
    if _validator["NAME"].endswith("MinimumLengthValidator"):
        _validator["OPTIONS"] = {"min_length": 12}  # type: ignore[assignment]  # Django's own shape
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.sign_in.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_FORMS = {
    "login": "accounts.sign_in.SignInForm",
    "reset_password": "accounts.sign_in.ForgottenForm",
    "reset_password_from_key": "accounts.sign_in.NewPasswordForm",
    "change_password": "accounts.sign_in.OtherPasswordForm",
}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = False
CSRF_FAILURE_VIEW = "core.views.csrf_failure"

# The browser's side of security
SECURE_SSL_REDIRECT = HTTPS and env.bool("SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
if env.bool("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

# Static files, hashed and compressed
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(BASE_DIR / "var" / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS: bool = env.bool("STATIC_FROM_SOURCE", False)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": env.str("STATIC_STORAGE", "config.static.StaticFiles")},
}

# Language and time follow the person (core.middleware.PersonMiddleware)
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("de", _("German"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = env.str("TIME_ZONE", "UTC")
USE_I18N = True
USE_TZ = True

# Mail
if mail_dir := env.str("MAIL_DIR", ""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = mail_dir
else:
    vars().update(env.email("EMAIL_URL", default="smtp://localhost:25"))
MAIL_DIR: str = mail_dir
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL: str = env.str("MAIL_FROM", "Mastery Loop <mastery-loop@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Figures for whoever operates it: from this machine, or with this token
METRICS_TOKEN: str = env.str("METRICS_TOKEN", "")
PROMETHEUS_MULTIPROC_DIR: str = env.str("PROMETHEUS_MULTIPROC_DIR", "")

# The API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.authentication.TokenAuthentication",
        "accounts.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["core.permissions.MemberWithScope"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["core.parsers.CleanJSONParser"],
    "DEFAULT_PAGINATION_CLASS": "core.pagination.Cursor",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "core.api.problem",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Mastery Loop",
    "DESCRIPTION": "Everything that a page can do, sign-in apart, a call can do.",
    "VERSION": VERSION,
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["core.permissions.MemberWithScope"],
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "COMPONENT_SPLIT_REQUEST": True,
    # Choices stand where they are used; a name for each set of them would say nothing more
    "POSTPROCESSING_HOOKS": ["core.schema.complete"],
}

LOGGING_CONFIG = None
LOGGING = logging_config(level=env.str("LOG_LEVEL", "INFO"))
SILENCED_SYSTEM_CHECKS = [
    # Embedded and local starts speak plain HTTP on the loopback address on purpose.
    "security.W004",
    "security.W008",
    "security.W012",
    "security.W016",
]
