"""Settings 设置: one file for every installation; what differs comes from the environment (see ``environment``)."""

from __future__ import annotations

from datetime import timedelta

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from duban.config import environment
from duban.config.addresses import VARIABLES, database
from duban.config.keys import key

ENVIRONMENT = environment.read()

# Own settings, read through django.conf.settings -----------------------------------------------------------------

STATE_DIR = ENVIRONMENT.state  # keys, files, backups, embedded data
FONT_FOLDER = STATE_DIR / "fonts"  # 小标宋, 仿宋 … that the bureau owns
FILES_DIR = STATE_DIR / "files"  # evidence and attachments, content-addressed
PREVIEWS_DIR = STATE_DIR / "previews"  # small pictures derived from FILES_DIR; may be removed at any time
BACKUPS_DIR = STATE_DIR / "backups"
ANCHOR_FILE = STATE_DIR / "trail-anchors.txt"  # heads of the trail, outside the database
DUBAN_TODAY = ENVIRONMENT.today  # a fixed day for the demo; read through config.clock only
DATABASE_ADDRESSES = ENVIRONMENT.addresses  # .of("duban_owner") and the other roles
TRAIL_KEY = ENVIRONMENT.trail_key or key(STATE_DIR, "trail")

# Django ----------------------------------------------------------------------------------------------------------

SECRET_KEY = ENVIRONMENT.secret_key or key(STATE_DIR, "django")
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
ROOT_URLCONF = "duban.config.urls"
WSGI_APPLICATION = "duban.config.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
    "duban.records",
    "duban.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "duban.web.middleware.ActorMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "duban.web.context.shell",
            ],
        },
    },
]

# One alias: the application role, in the worker's process the jobs'. The owner migrates (config.database).
DATABASES = {"default": database(DATABASE_ADDRESSES.of(ENVIRONMENT.role), VARIABLES[ENVIRONMENT.role])}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # the database may have restarted under us
if ENVIRONMENT.pool:  # set by the server; a command of one connection needs no pool
    DATABASES["default"]["OPTIONS"] |= {"pool": {"min_size": 1, "max_size": ENVIRONMENT.pool, "timeout": 10}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = ""  # the worker registers what it does (config.worker)

# Who logs in -----------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "records.User"
AUTHENTICATION_BACKENDS = ["duban.web.accounts.AccountBackend"]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"
if DUBAN_TODAY is not None:
    PASSWORD_HASHERS = ["duban.config.demo_hasher.DemoPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOG_IN_ATTEMPTS = 5  # wrong passwords in a row, then the name is locked
LOG_IN_LOCK = timedelta(minutes=15)  # or until an administrator unlocks it or sets a new password
SESSION_IDLE = 60 * 60  # seconds without a page, then the log-in ends
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: one working day, then it ends in any case
SESSION_COOKIE_NAME = "duban_session"
CSRF_COOKIE_NAME = "duban_csrf"

# Days and languages ----------------------------------------------------------------------------------------------

TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("English"))]
LOCALE_PATHS = [environment.PROJECT / "src" / "duban" / "locale"]
LANGUAGE_COOKIE_NAME = "duban_language"

# Static files: straight from the rooms, no collecting step; the bundler's hashed names may be kept for ever -----

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 60  # seconds
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/build/.+[.-][0-9A-Za-z_-]{8,}\.\w+$"

# Security: nothing unsafe, nothing foreign -----------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the component kit draws its icons as data: pictures in its style sheet
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if ENVIRONMENT.https else 0
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a batch of ledger rows posts several fields a row

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"plain_refusals": {"()": "duban.config.logs.PlainRefusals"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["plain_refusals"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
