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

from articles.text.body_editor import EDITOR_MODULES
from newsroom import embedded
from newsroom import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent

DATABASE_URL = env.text("DATABASE_URL")
PRODUCTION = bool(DATABASE_URL)
DEBUG = env.boolean("DEBUG", default=False)

SECRET_KEY = env.required("SECRET_KEY") if PRODUCTION else env.demo_secret_key(BASE_DIR / "var")
ALLOWED_HOSTS = env.required_list("ALLOWED_HOSTS") if PRODUCTION else ["*"]
SITE_URL = env.text("SITE_URL").rstrip("/")
OLD_HOSTS = env.pairs("OLD_HOSTS")
SECURITY_CONTACT = env.text("SECURITY_CONTACT")
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
    "articles",
    "newsroom.apps.NewsroomAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django_prose_editor",
    "taggit",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "newsroom.headers.permissions_policy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "newsroom.unreadable.unreadable",
    # Before the slash is appended: that would be a hop of its own.
    "newsroom.old_hosts.old_hosts",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "newsroom.language.NewsroomLanguageMiddleware",
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
LOCALE_PATHS = [BASE_DIR / "articles" / "locale"]
TIME_ZONE = env.zone("TIME_ZONE", default="Asia/Jakarta")
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

TAGGIT_CASE_INSENSITIVE = True
DJANGO_PROSE_EDITOR_EXTENSIONS = EDITOR_MODULES

# To standard error, where gunicorn's own lines go; without this only mail would tell of errors.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "filters": {"once": {"()": "newsroom.outage.SayOnce"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING"},
        "newsroom.security": {"handlers": ["stderr"], "level": "INFO"},
        # A reader's mistyped address is no event of ours.
        "django.request": {"level": "ERROR", "filters": ["once"]},
    },
}

# Everything a browser should hold to once the site is behind a proxy that speaks HTTPS.
HTTPS = env.boolean("HTTPS", default=PRODUCTION)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^health/$"]
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", default=31_536_000) if HTTPS else 0
SESSION_COOKIE_AGE = env.number("SESSION_HOURS", default=12) * 3600
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "articles.admin.sign_in.token_failed"
# Subscribers' and readers' sites see that we sent somebody, not from which page.
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SILENCED_SYSTEM_CHECKS = [
    # HSTS for subdomains and in the browsers' list: the agency's other hosts aren't ours to bind.
    "security.W005",
    "security.W021",
]

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
