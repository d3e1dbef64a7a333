"""Settings, all from the environment; docs/operations.md lists them.

Without ``DATABASE_URL`` this is the demo and development setup: an embedded
PostgreSQL under ``var/`` and a secret key kept there. With it, it is a real
newsroom, and what must not be guessed must be given.
"""

from pathlib import Path
from typing import Any

import dj_database_url
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from articles.text.body import LONGEST_HTML
from articles.text.body_editor import EDITOR_MODULES
from newsroom import __version__, mail_server
from newsroom import environment as env
from newsroom.local import embedded

VERSION = __version__
BASE_DIR = Path(__file__).resolve().parent.parent

DATABASE_URL = env.secret("DATABASE_URL")
PRODUCTION = bool(DATABASE_URL)
DEBUG = env.boolean("DEBUG", default=False)

SECRET_KEY = (
    env.required("SECRET_KEY", env.secret("SECRET_KEY"))
    if PRODUCTION
    else env.demo_secret_key(BASE_DIR / "var")
)
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.required_list("ALLOWED_HOSTS") if PRODUCTION else ["*"]
SITE_URL = env.text("SITE_URL").rstrip("/")
OLD_HOSTS = env.pairs("OLD_HOSTS")
SECURITY_CONTACT = env.text("SECURITY_CONTACT")
# The hub that is told of changed feeds, by their whole addresses.
WEBSUB_HUB = env.text("WEBSUB_HUB")
if WEBSUB_HUB:
    env.required("SITE_URL", SITE_URL, by="WEBSUB_HUB")
# Whether deliveries may go to this machine, and without TLS: for the demo's reference client.
WIRE_LOOPBACK = env.boolean("WIRE_LOOPBACK", default=not PRODUCTION)
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
# gunicorn believes these about the scheme; the site believes them about the reader's address.
PROXIES = env.words("FORWARDED_ALLOW_IPS") or ["127.0.0.1", "::1"]

DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        **(
            dj_database_url.parse(
                DATABASE_URL,
                engine="newsroom.postgresql_backend",
                conn_max_age=60,
                conn_health_checks=True,
            )
            if PRODUCTION
            else embedded.settings(BASE_DIR / "var" / "postgres")
        ),
        "SECONDS": env.number("DATABASE_SECONDS", default=0),
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "newsroom.apps.NewsroomConfig",
    "articles",
    "wire",
    "editorial",
    "newsroom.apps.NewsroomAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django_prose_editor",
    "ninja",
    "taggit",
]
if not PRODUCTION:
    INSTALLED_APPS.append("demo")

# Called in this order with every Dispatch, every event of a story and every complaint that comes
# in, in its transaction: the only way up from `articles`.
ON_DISPATCH = [
    "wire.entitlement.deliver",
    "wire.portal.listing.on_dispatch",
    "wire.hub.on_dispatch",
    "editorial.after.worklist.on_dispatch",
]
ON_EVENT = [
    "editorial.inbox.on_event",
    "editorial.reminders.on_event",
    "editorial.after.worklist.on_event",
    "editorial.after.translations.on_event",
]
ON_COMPLAINT = ["editorial.inbox.on_complaint"]

# What the worker does by itself; the first of those that are due goes first.
WORKER_DUTIES = [
    "articles.actions.clock.PUBLISH",
    "articles.actions.clock.LIFT",
    "articles.actions.darkroom.RENDER",
    "articles.actions.darkroom.CARD",
    "articles.actions.reprinting.PRINT",
    "articles.actions.forgetting.ERASE",
    "articles.actions.forgetting.USES",
    "articles.actions.forgetting.READINGS",
    "articles.actions.forgetting.SKETCHES",
    "articles.actions.forgetting.UPLOADS",
    "articles.actions.forgetting.SESSIONS",
    "articles.actions.forgetting.TROUBLES",
    "articles.actions.forgetting.WITHDRAWN",
    "editorial.forgetting.FORMS",
    "editorial.forgetting.BUFFERS",
    "editorial.forgetting.INBOX",
    "editorial.forgetting.PRESENCE",
    "editorial.forgetting.MAIL",
    "editorial.reminders.REMIND",
    "editorial.after.worklist.SEEK",
    "editorial.mail.DAILY",
    "editorial.mail.SEND",
    "editorial.hub.TELL",
    "editorial.subscribers.portal.LIST",
    "editorial.subscribers.portal.LOOK",
]

MIDDLEWARE = [
    "newsroom.logs.request_ids",
    "django.middleware.security.SecurityMiddleware",
    "newsroom.headers.permissions_policy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "newsroom.unreadable.unreadable",
    # Before the slash is appended: that would be a hop of its own.
    "newsroom.old_hosts.old_hosts",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    # Whatever follows is for the newsroom, or for a page that is made.
    "articles.site.frame.early.early",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "editorial.language.NewsroomLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "newsroom.sessions.SessionsEndMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

AUTH_USER_MODEL = "articles.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English")), ("ar", _("Arabic"))]
LOCALE_PATHS = [BASE_DIR / "newsroom" / "locale"]
FORMAT_MODULE_PATH = "newsroom.locale"
TIME_ZONE = env.zone("TIME_ZONE", default="Asia/Jakarta")
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media")))
# Where Debian's hunspell-id puts id_ID.aff and id_ID.dic; without them nothing is spelled.
HUNSPELL_DIR = env.text("HUNSPELL_DIR", default="/usr/share/hunspell")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "newsroom.static_files.JoiningStorage"},
}

# Of a form without its files: a text as long as any is read, each letter in four bytes, and the
# other fields. Forms with such a text are sent as they are typed (multipart), none percent-encoded.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * LONGEST_HTML + 1024 * 1024

WIRE_REQUESTS_PER_MINUTE = env.number("WIRE_REQUESTS_PER_MINUTE", default=600)

TAGGIT_CASE_INSENSITIVE = True
DJANGO_PROSE_EDITOR_EXTENSIONS = EDITOR_MODULES

# To standard error, as gunicorn's own lines go; without this only mail would tell of errors.
LOG_FORMAT = env.log_format()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"chosen": {"()": "newsroom.logs.formatter"}},
    "filters": {
        "once": {"()": "newsroom.outage.SayOnce"},
        "brief": {"()": "newsroom.outage.SayBriefly"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "chosen",
            "filters": ["brief"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"level": "WARNING"},
        # A reader's mistyped address is no event of ours.
        "django.request": {"level": "ERROR", "filters": ["once"]},
        "wire.api.problems": {"filters": ["once"]},
    },
}

EMAIL_URL = env.secret("EMAIL_URL")
MAILERS = mail_server.mailers("EMAIL_URL", EMAIL_URL)
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL")
if MAILERS:
    # Whom a mail is from, and where its links lead, is nobody's guess.
    env.required("DEFAULT_FROM_EMAIL", DEFAULT_FROM_EMAIL, by="EMAIL_URL")
    env.required("SITE_URL", SITE_URL, by="EMAIL_URL")

# Everything a browser should hold to once the site is behind a proxy that speaks HTTPS.
HTTPS = env.boolean("HTTPS", default=PRODUCTION)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^health/$"]
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", default=31_536_000) if HTTPS else 0
SESSION_ENGINE = "editorial.sessions"
SESSION_COOKIE_AGE = env.number("SESSION_HOURS", default=12) * 3600
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
# How long whoever reviews or makes accounts goes without a second factor; the demo asks for none.
SECOND_FACTOR_DAYS = env.number("SECOND_FACTOR_DAYS", default=7) if PRODUCTION else None
# An invitation is good for a week, unless its account has a password by then.
PASSWORD_RESET_TIMEOUT = 7 * 24 * 3600
CSRF_FAILURE_VIEW = "editorial.admin.sign_in.token_failed"
# Subscribers' and readers' sites see that we sent somebody, not from which page.
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SILENCED_SYSTEM_CHECKS = [
    # HSTS for subdomains and in the browsers' list: the agency's other hosts aren't ours to bind.
    "security.W005",
    "security.W021",
    # Without EMAIL_URL there is no mailer, and nothing asks for one (editorial/mail.py).
    "mail.W001",
]

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
