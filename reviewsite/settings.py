"""Django settings. Every environment variable is read here, once; docs/operators.md lists them."""

from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from images import limits
from monitoring.logs.config import LEVELS, logging_config
from monitoring.logs.lines import FORMATS
from reviews.checks import severity
from reviews.permissions.undo_window import DEFAULT_UNDO_SECONDS
from reviewsite import env
from reviewsite.operations import version

BASE_DIR = Path(__file__).resolve().parent.parent

# Core

DEBUG = env.boolean("DEBUG", default=False)
SECRET_KEY = env.text("SECRET_KEY", "only-for-development") if DEBUG else env.secret("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if DEBUG else "")
SITE_URL = env.site_url("SITE_URL", "http://localhost:8000")
# Plain HTTP is chosen by naming it: a production that only forgot SITE_URL stays with HTTPS.
PLAIN_HTTP = bool(env.text("SITE_URL")) and SITE_URL.startswith("http:")
if PLAIN_HTTP and not (DEBUG or env.is_loopback(SITE_URL)):
    raise ImproperlyConfigured(
        f"SITE_URL='{SITE_URL}': production is served over https://; "
        "plain HTTP is for an address of this machine alone, such as http://localhost:8000"
    )
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "reviewsite.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "markdownx",
    *(["django_tasks"] if django.VERSION < (6, 0) else []),  # Django 6 includes it
    "monitoring",  # before django_tasks_db, whose worker it makes tell that it lives
    "django_tasks_db",
    "integers",
    "keys",
    "pagecache",
    "search",
    "images",
    "films",
    "cast",
    "franchises",
    "ratings",
    "reviews",
    "reviewsite.pages",
    "reviewsite.leak_audit",
    "reviewsite.desk.accounts",
    "reviewsite",
]

MIDDLEWARE = [
    "monitoring.requests.RequestFactsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "reviewsite.csp.PolicyMiddleware",
    "reviewsite.machine_readers.MachineReadersMiddleware",
    "reviewsite.desk.middleware.DeskSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "reviewsite.pages.old_addresses.OldAddressMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "reviewsite.desk.middleware.DeskAuthenticationMiddleware",
    "reviewsite.desk.middleware.DeskMessageMiddleware",
    "reviewsite.desk.time_zones.DeskTimeZoneMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "reviewsite.urls"
WSGI_APPLICATION = "reviewsite.wsgi.application"

_LOADERS = [f"django.template.loaders.{name}.Loader" for name in ("filesystem", "app_directories")]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("reviewsite.pages.template_loader.Loader", _LOADERS)],
            # For the admin only: public pages are rendered without a request (pagecache/respond.py).
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["reviewsite.templatetags.local_times"],
        },
    }
]

FORM_RENDERER = "reviewsite.desk.form_renderer.FormRenderer"

# Data

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
DATABASES["default"].setdefault("OPTIONS", {})
# Opening a connection costs 5 ms on SQLite (functions, PRAGMAs, WAL); each request would pay it.
DATABASES["default"].setdefault("CONN_MAX_AGE", env.integer("CONN_MAX_AGE", 60))
DATABASES["default"].setdefault("CONN_HEALTH_CHECKS", True)
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] |= {
        # Transactions take the write lock at their start, so that what they read stays true until they write.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # Without recursive triggers, REPLACE deletes rows past the triggers that refuse it.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;",
    }
    # A file, so that tests of race conditions can give each thread its own connection.
    DATABASES["default"]["TEST"] = {"NAME": BASE_DIR / ".test.sqlite3"}
else:
    # JIT compilation adds up to 400 ms to queries that PostgreSQL estimates as long; ours are short.
    DATABASES["default"]["OPTIONS"].setdefault("options", env.text_or_empty("DATABASE_OPTIONS", "-c jit=off"))
    if env.boolean("DATABASE_POOL", default=False):
        DATABASES["default"]["OPTIONS"] |= {"pool": True}
        DATABASES["default"]["CONN_MAX_AGE"] = 0  # Django refuses both: the pool keeps the connections
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache("CACHE_URL", "locmemcache://foyer")}

# Public pages are kept in each process and on a shelf that all processes share ("memory"), on the shelf
# alone ("shared"), or nowhere ("off").
PAGE_CACHE = env.choice("PAGE_CACHE", "off" if DEBUG else "memory", ("memory", "shared", "off"))
PAGE_CACHE_MEMORY = env.integer("PAGE_CACHE_MEMORY", 64)  # MiB, of each process
# How long pages that were valid are shown while the database is away, in seconds.
STALE_SECONDS = env.integer("STALE_SECONDS", 30)

# A CDN in front (docs/operators.md): the header with the keys of a page, for how long it may keep one, and
# where it is told to drop those of a key. PURGE_TOKEN, “Name: value”, is a secret.
SURROGATE_KEYS = env.text("SURROGATE_KEYS")
SURROGATE_SECONDS = env.integer("SURROGATE_SECONDS", 0)
PURGE_URL = env.text("PURGE_URL")
PURGE_TOKEN = env.text("PURGE_TOKEN")

# Tasks run immediately unless this names a backend with a worker (docs/operators.md).
_TASKS = "django.tasks" if django.VERSION >= (6, 0) else "django_tasks"
TASKS = {"default": {"BACKEND": env.text("TASKS_BACKEND", f"{_TASKS}.backends.immediate.ImmediateBackend")}}

# Mail to staff (docs/operators.md). None is sent until this names a server.
_MAIL = env.mail("EMAIL_URL", "dummymail://") | {"EMAIL_TIMEOUT": 10}
SENDS_MAIL = ".dummy." not in str(_MAIL["EMAIL_BACKEND"])
if django.VERSION >= (6, 1):  # which deprecates Django's EMAIL_ settings
    MAILERS = {"default": env.mailer(_MAIL)}
else:
    vars().update(_MAIL)
HAS_MAIL = not _MAIL["EMAIL_BACKEND"].endswith("dummy.EmailBackend")
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "Foyer <foyer@localhost>")

# Logs, errors and metrics (docs/operators.md)

LOG_FORMAT = env.choice("LOG_FORMAT", "text", FORMATS)
LOG_LEVEL = env.choice("LOG_LEVEL", "INFO", LEVELS)
# The header in which a proxy of ours names each request; without one, no header is believed.
REQUEST_ID_HEADER = env.text("REQUEST_ID_HEADER")
_ADMINS = env.words("ADMINS")  # who gets mail of unhandled errors
ADMINS = _ADMINS if django.VERSION >= (6, 0) else [("", address) for address in _ADMINS]
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_SUBJECT_PREFIX = "[Foyer] "
LOGGING = logging_config(LOG_FORMAT, LOG_LEVEL, _ADMINS)
VERSION = version.VERSION  # which Sentry is told
SENTRY_DSN = env.text("SENTRY_DSN")
# Where metrics are served for Prometheus, “127.0.0.1:9464”; nowhere by default.
METRICS_LISTEN = env.listen("METRICS_LISTEN")

# Language and time

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
FORMAT_MODULE_PATH = "reviewsite.formats"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.time_zone("TIME_ZONE", "UTC")
USE_TZ = True

# Files

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(BASE_DIR / "media")))
STORAGES = {
    "default": env.media_storage("MEDIA_STORAGE"),
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
IMAGE_MAX_BYTES = env.integer("IMAGE_MAX_BYTES", limits.MAX_BYTES)
IMAGE_MAX_PIXELS = env.integer("IMAGE_MAX_PIXELS", limits.MAX_PIXELS)
# The largest form is that of a review's draft; even a long review with every part is far below this.
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# People

PASSWORD_MIN_LENGTH = env.integer("PASSWORD_MIN_LENGTH", 15)
if PASSWORD_MIN_LENGTH < 8:
    raise ImproperlyConfigured(f"PASSWORD_MIN_LENGTH={PASSWORD_MIN_LENGTH}: expected 8 or more")
_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": PASSWORD_MIN_LENGTH}},
    {"NAME": "reviewsite.desk.accounts.passwords.RepetitionValidator"},
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator"},
    {"NAME": "reviewsite.desk.accounts.passwords.NamesValidator"},
]
AUTHENTICATION_BACKENDS = ["reviewsite.desk.backends.StaffBackend"]
SESSION_ENGINE = "reviewsite.desk.sessions"
SESSION_IDLE_MINUTES = env.positive("SESSION_IDLE_MINUTES", 120)  # about the length of a film
SESSION_HOURS = env.positive("SESSION_HOURS", 24)  # after which one logs in again in any case
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
PASSWORD_RESET_TIMEOUT = 3600  # seconds in which a link sent by mail works
# Wrong passwords that are let through before the next one has to wait (reviewsite/desk/accounts/limits.py).
LOGIN_ATTEMPTS = env.positive("LOGIN_ATTEMPTS", 10)  # of one account from one network in 15 minutes
LOGIN_NETWORK_ATTEMPTS = env.positive("LOGIN_NETWORK_ATTEMPTS", 50)  # from one network in an hour
LOGIN_ATTEMPT_DAYS = env.positive("LOGIN_ATTEMPT_DAYS", 30)  # for how long they are kept

# Security. SECURE_CSP is Django 6's setting; on 5.2 reviewsite/csp.py serves it.

SECURE_CSP = {
    "default-src": ["'self'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
_HTTPS = not (DEBUG or PLAIN_HTTP)
SECURE_SSL_REDIRECT = env.boolean("SECURE_SSL_REDIRECT", default=_HTTPS)
SECURE_HSTS_SECONDS = env.integer("SECURE_HSTS_SECONDS", 31_536_000 if _HTTPS else 0)
# A house at example.org answers for itself alone, unless it says so for every other host of the domain.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.boolean("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.boolean("SECURE_HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # which ask for both
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
# To whom faults are reported (/.well-known/security.txt).
SECURITY_CONTACT = env.contacts("SECURITY_CONTACT")
BEHIND_PROXY = env.boolean("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
PROXY_COUNT = env.integer("PROXY_COUNT", 1)  # of ours, one behind another: a CDN and nginx are two
if PROXY_COUNT < 1:
    raise ImproperlyConfigured(
        "PROXY_COUNT=0: expected 1 or more; BEHIND_PROXY=false says that there is none"
    )

# Foyer

# Renders the preview of the admin's Markdown fields. markdownx imports it once, at startup.
MARKDOWNX_MARKDOWNIFY_FUNCTION = "shield.markdown.preview_html"
DOCUMENT_MAX_BYTES = env.integer("DOCUMENT_MAX_BYTES", 1024 * 1024)
IMPORT_MAX_BYTES = env.integer("IMPORT_MAX_BYTES", 20 * 1024 * 1024)  # a Word document with its pictures
# Whether approval requires a signed spoiler check by somebody who has not seen the film.
SPOILER_CHECK_REQUIRED = env.boolean("SPOILER_CHECK_REQUIRED", default=False)
# How long an approval can be undone. Until then it is neither public nor in feeds or mails.
UNDO_SECONDS = env.integer("UNDO_SECONDS", DEFAULT_UNDO_SECONDS)
# Whether an unresolved comment blocks approval.
COMMENTS_MUST_BE_RESOLVED = env.boolean("COMMENTS_MUST_BE_RESOLVED", default=False)
# Whether a review needs a verdict to be submitted.
VERDICT_REQUIRED = env.boolean("VERDICT_REQUIRED", default=False)
# Whether the four-eyes rule may be waived, for one submission at a time, with a name and a reason.
ALLOW_FOUR_EYES_WAIVER = env.boolean("ALLOW_FOUR_EYES_WAIVER", default=False)
# The severity of each check: blocks, waivable with a reason, or warns.
CHECK_LEVELS = env.choices("CHECK_LEVELS", severity.DEFAULT_SEVERITIES, severity.SEVERITIES)
# Whether AI may use the safe text, and what spoils (reviewsite/machine_readers.py).
MACHINE_READERS = env.choices("MACHINE_READERS", {"safe": "yes", "spoilers": "no"}, ("yes", "no"))
# Whether the link checker may request private addresses (SSRF): only for tests.
LINK_CHECK_PRIVATE = env.boolean("LINK_CHECK_PRIVATE", default=False)
