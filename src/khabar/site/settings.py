"""Django's settings for one node. A node is a folder (`KHABAR_HOME`) and a database.

KHABAR_HOME                 the node's folder; default `.khabar/node`
KHABAR_DATABASE_URL         postgresql://user:password@host:port/name; default: SQLite in the folder
KHABAR_OWNER_DATABASE_URL   the same database as its owner, for migrations only
KHABAR_PASSPHRASE           opens the node's keys
KHABAR_HTTPS                1 when served behind TLS: cookies are then secure
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONCE, NONE, SELF

HERE = Path(__file__).resolve().parent.parent
KHABAR_HOME = Path(os.environ.get("KHABAR_HOME", ".khabar/node")).absolute()
KHABAR_PASSPHRASE = os.environ.get("KHABAR_PASSPHRASE", "")
HTTPS = os.environ.get("KHABAR_HTTPS") == "1"

_secret = KHABAR_HOME / "keys" / "django.secret"
SECRET_KEY = _secret.read_text() if _secret.exists() else os.urandom(32).hex()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("KHABAR_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "allauth",
    "allauth.account",
    "khabar.storage.apps.StorageConfig",
    "khabar.web.apps.WebConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "khabar.web.middleware.LogInRequired",
    "khabar.web.middleware.SittingMiddleware",
    "khabar.web.middleware.LanguageMiddleware",
    "khabar.web.middleware.ErrorPages",
    "khabar.web.middleware.NothingIsStored",
]
ROOT_URLCONF = "khabar.site.urls"
WSGI_APPLICATION = "khabar.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "csp.context_processors.nonce",
                "khabar.web.context.frame",
            ],
            "builtins": ["khabar.web.templatetags.khabar"],
        },
    }
]


def _postgresql(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


_SQLITE = {
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;",
}
_READING = {"timeout": 20, "init_command": "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728;"}
_url = os.environ.get("KHABAR_DATABASE_URL", "")
_owner = os.environ.get("KHABAR_OWNER_DATABASE_URL", _url)
_file = KHABAR_HOME / "khabar.sqlite3"
DATABASES: dict[str, dict[str, object]] = (
    {
        "default": _postgresql(_url),
        "reading": _postgresql(_url)
        | {
            "OPTIONS": {
                "options": "-c default_transaction_isolation=repeatable\\ read",
                # Planning a view costs more than running it: plan it once a connection.
                "server_side_binding": True,
                "prepare_threshold": 2,
            }
        },
        "owner": _postgresql(_owner),
    }
    if _url
    else {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": _file,
            "CONN_MAX_AGE": None,
            "OPTIONS": _SQLITE | {"transaction_mode": "IMMEDIATE"},
        },
        "reading": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": f"{_file.as_uri()}?mode=ro",
            "CONN_MAX_AGE": None,
            "OPTIONS": _READING,
        },
    }
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "storage.Account"
MIGRATION_MODULES = {"storage": "khabar.storage.migrations"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if os.environ.get("KHABAR_TEST_FAST_HASH") == "1":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "khabar.web.adapter.Doorkeeper"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "5/15m/key,60/15m/ip"}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# Cookies carry the node's name, so that nodes on one host never take each other's.
_name = "".join(c for c in KHABAR_HOME.name if c.isalnum()) or "node"
SESSION_COOKIE_NAME = f"khabar_{_name}_session"
CSRF_COOKIE_NAME = f"khabar_{_name}_csrf"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        # The hash is the one <style> that cytoscape.js puts into the page.
        "style-src": [SELF, "'sha256-pgvDUBa4IjFA2yuSJ2cqcyxmNYJMborsd0ORcRv9vw8='"],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский"), ("uz", "Oʻzbekcha"), ("tg", "Тоҷикӣ")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "web" / "static"]
# Served straight from the source tree: a node is one folder and one process, no build step.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    # Codes go to the log, facts to the ledger: Django's own request logger would print paths.
    "loggers": {"django.request": {"handlers": ["console"], "level": "CRITICAL"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
