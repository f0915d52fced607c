"""All settings: LOCAL with embedded servers, production as soon as DATABASE_URL is set.

`docs/operate.md` lists the environment variables. No secret has a default that boots.
"""

import contextlib
import os
import re
import secrets
import sys
import zoneinfo
from collections.abc import Callable
from pathlib import Path
from typing import Any

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from pghistory import ContextJSONField

from oia import servers

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- Where we run -------------------------------------------------------------------------------

LOCAL = "DATABASE_URL" not in os.environ
DEBUG = env.bool("DEBUG", default=False)

if "pytest" in sys.modules:
    # pytest-django reads the settings before any conftest; tests never touch the real data.
    os.environ.setdefault("OIA_TEST_SERVERS", "1")

# Commands that need no database start no server.
WITHOUT_SERVERS = {
    "", "check", "collectstatic", "compilemessages", "diffsettings", "help", "makemessages",
    "version", "--help", "--version",
}  # fmt: skip


def _needs_servers() -> bool:
    if os.environ.get("OIA_NO_SERVERS") == "1":  # type checks and schema tools only import us
        return False
    if Path(sys.argv[0]).name != "manage.py":
        return True
    return (sys.argv[1] if len(sys.argv) > 1 else "") not in WITHOUT_SERVERS


def _required(name: str, purpose: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {purpose}.")
    return value


def _local_secret(name: str, new_text: Callable[[int], str], size: int) -> str:
    """A key made once for this machine; `link` lets the first of two processes win."""
    path = servers.var_folder() / name
    if not path.exists():
        new = path.with_name(f"{name}.{os.getpid()}")
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as stream:
            stream.write(new_text(size))
        with contextlib.suppress(FileExistsError):
            os.link(new, path)
        new.unlink()
    return path.read_text()


def _field_keys(text: str) -> list[bytes]:
    """The keys of encrypted columns; the first one writes. The refusal quotes none of them."""
    keys = [word.strip() for word in text.split(",") if word.strip()]
    if not keys or not all(re.fullmatch("[0-9a-fA-F]{64}", key) for key in keys):
        raise ImproperlyConfigured(
            "FIELD_KEYS must be keys of 64 hexadecimal digits, separated by commas;"
            " `openssl rand -hex 32` makes one."
        )
    return [bytes.fromhex(key) for key in keys]


if LOCAL:
    SECRET_KEY = env.str("SECRET_KEY", default="") or _local_secret(
        "secret_key", secrets.token_urlsafe, 64
    )
    _FIELD_KEYS = env.str("FIELD_KEYS", default="") or _local_secret(
        "field_key", secrets.token_hex, 32
    )
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
    if _needs_servers():
        _servers = servers.ensure()
    else:
        _nowhere = f"127.0.0.1:1/{servers.database_name()}"
        _servers = servers.Servers(
            database_url=f"postgres://{servers.APPLICATION}@{_nowhere}",
            owner_url=f"postgres://{servers.OWNER}@{_nowhere}",
            redis_url="redis://127.0.0.1:1/0",
        )
else:
    SECRET_KEY = _required("SECRET_KEY", "a long random text that signs sessions and links")
    _FIELD_KEYS = _required("FIELD_KEYS", "the keys of encrypted columns, the newest first")
    _required("ALLOWED_HOSTS", "the names under which the office is reached, separated by commas")
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
    _servers = servers.Servers(
        database_url=_required("DATABASE_URL", "the address of PostgreSQL, as role oia_app"),
        # Only migrations, erasure and restore need the owner; web and workers never learn it.
        owner_url=os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"],
        redis_url=_required("REDIS_URL", "the address of Redis or Valkey"),
    )

FIELD_KEYS = _field_keys(_FIELD_KEYS)

# --- The application ----------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "django_htmx",
    "csp",
    "oia.core",
    "oia.ui",
    "oia.office",
    "oia.api",
    "partners",
    "networks",
    "eufunding",
    "consular",
    "delegations",
    "reporting",
    "oia.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "oia.core.middleware.DoorMiddleware",
    "oia.core.middleware.ActorMiddleware",
]

ROOT_URLCONF = "oia.urls"
WSGI_APPLICATION = "oia.wsgi.application"
AUTH_USER_MODEL = "core.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROLES_MODULE = "oia.roles"
PRIVACY_MODULE = "oia.privacy"
NAVIGATION_MODULE = "oia.navigation"
# The addresses of the pages, of which the API makes its own.
PAGES_MODULE = "oia.pages"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,  # with the cached loader, which Django adds by itself
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "oia.ui.context.shell",
            ],
        },
    },
]
FORM_RENDERER = "oia.ui.forms.KernRenderer"
FORMS_URLFIELD_ASSUME_HTTPS = True  # the default of the next Django

# --- Database and history -----------------------------------------------------------------------


def _database(url: str) -> dict[str, Any]:
    return {
        **environ.Env.db_url_config(url),
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES: dict[str, dict[str, Any]] = {
    "default": _database(_servers.database_url) | {"ATOMIC_REQUESTS": True},
    # Migrates and erases; the same database, so tests mirror it.
    "owner": _database(_servers.owner_url) | {"TEST": {"MIRROR": "default"}},
}

# A migration that cannot have its lock within three seconds gives way to the people who work, and
# is started again at a quieter time.
DATABASES["owner"].setdefault("OPTIONS", {})["options"] = "-c lock_timeout=3s"

# Whom the owner grants the rights of daily work after each migration.
DATABASE_APP_ROLE = DATABASES["default"]["USER"]

# The context lies in each history row: a table of contexts would need UPDATE, which the
# application's role does not have on history.
PGHISTORY_CONTEXT_FIELD = ContextJSONField()
# Rights make history append-only, not triggers: the owner must be able to erase.
PGHISTORY_APPEND_ONLY = False

# --- Sign-in and doors --------------------------------------------------------------------------

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
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# Staff are signed out after 30 idle minutes. Idle time is measured by saving the session with each
# page, one query more; LOCAL spares it and keeps a session for a working day.
SESSION_COOKIE_AGE = 8 * 3600 if LOCAL else 30 * 60
SESSION_SAVE_EVERY_REQUEST = not LOCAL
# However busy it is, a session ends after half a day.
SESSION_LONGEST = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
CSRF_COOKIE_HTTPONLY = True
if not LOCAL:
    # Browsers take a cookie of such a name only over HTTPS, from this host and for all of it: no
    # neighbouring site can put one of its own in its place.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"

# Staff without a second step are led to the page that sets one up and get nowhere else; for whom,
# says the table of roles. The demonstration and tests go without.
STAFF_SECOND_STEP = env.bool("STAFF_SECOND_STEP", default=not (LOCAL or DEBUG))
SECOND_STEP_URL = "account_security"

# Single sign-on by OpenID Connect, off without an issuer: docs/operate.md, decision 0007.
OIDC_ISSUER = env.str("OIDC_ISSUER", default="")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", default="")
# What people call it, on the button.
OIDC_NAME = env.str("OIDC_NAME", default="") or "Single Sign-on"
# Words in `amr` or `acr` by which the provider says that it asked for two steps itself; without
# one of them our own second step is asked for.
OIDC_TWO_STEPS = env.list("OIDC_TWO_STEPS", default=[])
if OIDC_ISSUER and not (OIDC_CLIENT_ID and (LOCAL or OIDC_ISSUER.startswith("https://"))):
    raise ImproperlyConfigured("OIDC_ISSUER begins with https:// and needs OIDC_CLIENT_ID.")

SECURE_SSL_REDIRECT = not LOCAL
# The health checks of a container come in plain HTTP from inside.
SECURE_REDIRECT_EXEMPT = [r"^(livez|readyz|statusz)$"]
SECURE_HSTS_SECONDS = 0 if LOCAL else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not LOCAL
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    # Only behind a proxy that sets this header itself on every request.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

# Requests a minute of one token or person in one web process.
API_RATE = env.str("API_RATE", default="600/min")
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "oia.api.doors.BearerToken",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_THROTTLE_CLASSES": ["oia.api.doors.PerToken"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["oia.api.problems.ObjectParser"],
    "EXCEPTION_HANDLER": "oia.api.problems.as_problem",
    "DEFAULT_SCHEMA_CLASS": "oia.api.schema.NounSchema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "OIA",
    "DESCRIPTION": "The desk of a city's office of international affairs.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    # Codes stand where they are used: a name for each set of them would be made up.
    "POSTPROCESSING_HOOKS": [],
    "AUTHENTICATION_WHITELIST": ["oia.api.doors.BearerToken"],
}

# Whoever knows it reads /statusz; without one the address does not exist.
STATUS_TOKEN = env.str("STATUS_TOKEN", default="")

# --- Language and time --------------------------------------------------------------------------

LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["oia.core.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Berlin")
# The rules of zones come with the locked packages, not with whatever the machine has: two machines
# of one release must not read an appointment as two instants.
zoneinfo.reset_tzpath(to=())

# --- Files --------------------------------------------------------------------------------------

STATIC_URL = "/static/"
# The pictures of the manual lie beside its text.
STATICFILES_DIRS = [BASE_DIR / "static", ("manual", BASE_DIR / "docs" / "pictures")]
# LOCAL serves straight from the source folders, so that nothing needs collecting.
STATIC_ROOT = None if LOCAL else str(env.path("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
WHITENOISE_USE_FINDERS = LOCAL
WHITENOISE_AUTOREFRESH = LOCAL and DEBUG

# Uploads are served by views that check the owner, never from a public folder.
MEDIA_ROOT = env.str("OIA_FILES", default="") or str(servers.var_folder() / "files")
MEDIA_URL = ""

_STATIC_STORAGE = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if LOCAL
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STATIC_STORAGE},
}

# --- Mail ---------------------------------------------------------------------------------------

if LOCAL and "EMAIL_URL" not in os.environ:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(servers.var_folder() / "mail")
else:
    vars().update(env.email_url("EMAIL_URL", default="smtp://localhost:25"))
EMAIL_TIMEOUT = 20
# Where links in mails lead; mails are written where no request tells the address.
_HERE = (
    f"http://127.0.0.1:{os.environ.get('PORT', '8000')}" if LOCAL else f"https://{ALLOWED_HOSTS[0]}"
)
SITE_URL = env.str("OIA_URL", default=_HERE).rstrip("/")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="office@localhost")
# Where answers are read: imaps://user:password@host:993/INBOX, its address, and who signs for the
# server where that is no public authority. Without them nothing is read.
MAILBOX_URL = env.str("MAILBOX_URL", default="")
MAILBOX_ADDRESS = env.str("MAILBOX_ADDRESS", default="")
MAILBOX_CA = env.str("MAILBOX_CA", default="")
if MAILBOX_URL and not (MAILBOX_URL.startswith("imaps://") and "@" in MAILBOX_ADDRESS):
    raise ImproperlyConfigured("MAILBOX_URL begins with imaps://, and MAILBOX_ADDRESS is its mail.")

# --- Work in the background ---------------------------------------------------------------------

# PostgreSQL holds the truth about jobs; the broker only rings the bell, so it may be away: a page
# waits at most a second for it.
CELERY_BROKER_URL = _servers.redis_url
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,  # above the hard limit, or a long task would be given out twice
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_SERIALIZER = "json"
CELERY_RESULT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 1800
CELERY_TASK_SOFT_TIME_LIMIT = 1740
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE: dict[str, Any] = {
    "sweep": {"task": "oia.core.tasks.sweep", "schedule": 30.0, "options": {"expires": 30}},
    "words": {
        "task": "oia.office.tasks.renew_words",
        "schedule": 600.0,
        "options": {"expires": 600},
    },
    "account_requests": {
        "task": "oia.office.tasks.expire_requests",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "monday_mail": {
        "task": "oia.office.tasks.monday_mail",
        "schedule": crontab(hour="6", minute="0", day_of_week="monday"),
        "options": {"expires": 12 * 3600},
    },
    "mailbox": {
        "task": "delegations.replies.tasks.read_mailbox",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "propose_deletion": {
        "task": "oia.office.tasks.propose_deletion",
        "schedule": crontab(hour="4", minute="40", day_of_month="1"),
        "options": {"expires": 12 * 3600},
    },
    "proofs": {
        "task": "delegations.payments.tasks.remind_of_proofs",
        "schedule": crontab(hour="5", minute="30"),
        "options": {"expires": 12 * 3600},
    },
}

# Backups are made by whoever knows the owner of the database: a worker of its own queue.
BACKUP_DIR = env.str("BACKUP_DIR", default="")
# Whom backups are encrypted for (age), and the file that opens them: docs/operate.md.
BACKUP_RECIPIENTS = env.list("BACKUP_RECIPIENTS", default=[])
BACKUP_IDENTITY = env.str("BACKUP_IDENTITY", default="")
if BACKUP_DIR:
    _keeper = {"queue": "keeper", "expires": 12 * 3600}
    CELERY_BEAT_SCHEDULE |= {
        # By the clock: a beat that is started anew each day would never reach an interval.
        "backup": {
            "task": "oia.core.tasks.backup",
            "schedule": crontab(hour="2", minute="10"),
            "options": _keeper,
        },
        "verify_backup": {
            "task": "oia.core.tasks.verify_backup",
            "schedule": crontab(hour="3", minute="10", day_of_week="sunday"),
            "options": _keeper,
        },
    }

if BACKUP_DIR or LOCAL:
    CELERY_BEAT_SCHEDULE["delete_released"] = {
        "task": "oia.office.tasks.delete_released",
        "schedule": crontab(minute="50"),
        "options": {"expires": 3000} | ({"queue": "keeper"} if BACKUP_DIR else {}),
    }

# --- Log ----------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "oia.accesslog.Discreet",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # A request for a page that is not there is no event for the operator.
        "django.request": {"level": "ERROR"},
        # Passkeys by their number are nothing for a log.
        "fido2": {"level": "WARNING"},
        "oia": {"level": env.str("LOG_LEVEL", default="INFO")},
    },
}
