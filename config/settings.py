"""All settings, read from the environment through env.py; one file, no development or production fork."""

from typing import Any
from urllib.parse import urlsplit

from django.utils.csp import CSP
from redis.backoff import NoBackoff
from redis.retry import Retry

from config import env, settings_api
from config.logs import logging_settings

BASE_DIR = env.BASE_DIR
EMBEDDED = env.flag("EMBEDDED")
DEMO = env.flag("DEMO")
ROLE = env.text("ROLE")
CLOCK_OFFSET_FILE = env.path("CLOCK_OFFSET_FILE")
LOG_ORIGIN = env.text("LOG_ORIGIN")
BASE_URL = env.text("BASE_URL").rstrip("/")
_HTTPS = BASE_URL.startswith("https://")

# Secrets and keys
SECRET_KEY = env.text("SECRET_KEY")
KEK_FILE = env.path("KEK_FILE")
_kek_public = env.path("KEK_PUBLIC_FILE")
KEK_PUBLIC = bytes.fromhex(_kek_public.read_text(encoding="ascii")) if _kek_public else None

# Signing the record: the signer, the witnesses, and the public keys with which people check
CONVERTER_SOCKET = env.path("CONVERTER_SOCKET")
CLAMD_SOCKET = env.text("CLAMD_SOCKET")
SIGNER_SOCKET = env.path("SIGNER_SOCKET")
SIGNER_SECRET_FILE = env.path("SIGNER_SECRET_FILE")
BALLOTS_FOLDER = env.path("BALLOTS_FOLDER")
WITNESS_URLS = env.words("WITNESS_URLS")
WITNESS_CA_FILE = env.path("WITNESS_CA_FILE")
KEYRING_FILE = env.path("KEYRING_FILE")
PIN_FILE = env.path("PIN_FILE")
TSA_URL = env.text("TSA_URL")

# The installation
DEBUG = False
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "config.static_files.Collected",
    "django.forms",
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "rest_framework",
    "drf_spectacular",
    "accounts",
    "ledger",
    "vault",
    "policy",
    "casework",
    "notifications",
    "config",
    "operations",
    "local",
]
# Django warns where no database is named, as in `makemigrations`; PostgreSQL 15 has the feature.
# It also warns where two libraries have one name: ours takes the place of `i18n` on purpose.
SILENCED_SYSTEM_CHECKS = ["models.W047", "templates.W003"]
MIDDLEWARE = [
    "config.metrics.CountsRequests",
    "config.middleware.RouteInLogs",
    "config.middleware.NoHalfUploads",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.CompressesWhatIsPublished",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "config.middleware.PrivateByDefault",
    "config.middleware.SameSiteOnly",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.languages.LanguageOfReader",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SessionLimits",
    "accounts.middleware.SecondFactorRequired",
    "casework.web.requests.WhoActs",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {"i18n": "config.templatetags.kept_words", "static": "config.templatetags.kept_addresses"},
            "builtins": ["config.templatetags.kept_addresses"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.alarms.for_templates",
                "config.contact.for_templates",
                "notifications.web.waiting.for_templates",
            ],
        },
    },
]

# The database: one durable action a request opens its own transaction
PLANNING = "-c plan_cache_mode=force_generic_plan -c jit=off -c random_page_cost=1.1"
DATABASES: dict[str, dict[str, Any]] = {}
if _database := env.database("DATABASE_URL"):
    DATABASES["default"] = {
        **_database,
        "ENGINE": _database["ENGINE"].replace("django.db.backends.postgresql", "config.database"),
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # A prepared statement is planned once for all values. Otherwise statements with a list are planned each time.
        # No statement runs long enough to be worth compiling, which takes ten times as long as a page.
        # Pages read from memory. With the cost of a hard disk, the database scans tables instead of looking up rows.
        "OPTIONS": {"options": PLANNING, **_database.get("OPTIONS", {})},
    }

# The shared cache; config/broker.py says how the queue is reached
_cache = env.text("CACHE_URL")
_memory = {"BACKEND": "config.fallback_cache.Memory"}
CACHES: dict[str, dict[str, Any]] = {
    # Attempts are counted here: without an answer in half a second each process counts alone.
    "default": {
        "BACKEND": "config.fallback_cache.FallbackCache",
        "LOCATION": _cache,
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5, "retry": Retry(NoBackoff(), 1)},
    }
    if _cache
    else _memory,
    # The same cache, for what must not be lost: it raises an error when the cache does not answer.
    "strict": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": _cache} if _cache else _memory,
}

# Letters
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": env.text("SMTP_HOST"),
            "port": env.number("SMTP_PORT"),
            "username": env.text("SMTP_USER"),
            "password": env.text("SMTP_PASSWORD"),
            "use_tls": env.flag("SMTP_TLS"),
            "timeout": 20,
        },
    },
}
MAIL_DOMAIN = urlsplit(BASE_URL).hostname
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
CONTACT = env.text("CONTACT").strip()
CONTACT_ADDRESS = env.text("CONTACT_ADDRESS").strip()
CONTACT_HOURS = env.text("CONTACT_HOURS").strip()

# Sign-in
AUTH_USER_MODEL = "accounts.User"
ANONYMOUS_USER_NAME = None
AUTHENTICATION_BACKENDS = ["accounts.backends.PeopleOnly", "guardian.backends.ObjectPermissionBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = [
    "local.demo.hashing.QuickArgon2PasswordHasher" if DEMO else "django.contrib.auth.hashers.Argon2PasswordHasher"
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "config.passwords.NotGuessable"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
    "reset_password": "accounts.forms.ResetRequestForm",
    "user_token": "accounts.forms.ResetLinkForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
    "change_password": "accounts.forms.ChangePasswordForm",
}
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_GET = False
# accounts/attempts.py counts these instead: allauth would lock a person out by attempts from anywhere.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None, "reauthenticate": None}
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.CodeAgainForm",
    "activate_totp": "accounts.forms.SetUpForm",
}
MFA_REAUTHENTICATION_REQUIRED = False  # accounts.views asks again itself, and keeps nothing of what was posted
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Oathbound"
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("PROXY_COUNT")

# Sessions and cookies
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_IDLE_SECONDS = 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_AGE = None  # it ends with the browser, like all of ours
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = _HTTPS
CSRF_FAILURE_VIEW = "casework.web.requests.stale_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Headers
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "object-src": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not `no-referrer`: with it a browser sends `Origin: null` along with every form, and the check against forged forms fails.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = _HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS
if env.number("PROXY_COUNT"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Uploads are encrypted as they arrive, and never stored in clear
FILE_UPLOAD_HANDLERS = ["vault.uploads.SealingUploadHandler"]
DATABASE_DIR = env.path("DATABASE_DIR")
FILES_DIR = env.path("FILES_DIR") or BASE_DIR / ".local" / "files"
MAX_FILE_BYTES = env.number("MAX_FILE_MB") * 1024 * 1024
# Forms and JSON, files not counted; the proxy refuses more before it comes here.
DATA_UPLOAD_MAX_MEMORY_SIZE = 200_000
DATA_UPLOAD_MAX_NUMBER_FILES = 100

# Pages
FORM_RENDERER = "casework.web.shared.form_renderer.Renderer"
STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_DIR")
STATICFILES_DIRS = [BASE_DIR / "static"]
_static = (
    "whitenoise.storage.CompressedManifestStaticFilesStorage"
    if STATIC_ROOT
    else "django.contrib.staticfiles.storage.StaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES_DIR}},
    "staticfiles": {"BACKEND": _static},
}
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
TIME_ZONE = "UTC"

# The API: JSON and nothing else
REST_FRAMEWORK, SPECTACULAR_SETTINGS = settings_api.REST_FRAMEWORK, settings_api.SPECTACULAR_SETTINGS

# Figures, on an address of their own, and an address that is told that all is well
METRICS_ADDRESS = env.text("METRICS_ADDRESS")
METRICS_COLLECTORS = ["operations.pulse.exported.PulseFigures"]
PING_URL = env.text("PING_URL")

# Logs: event names, ids, exception types, routes; nothing that was typed
LOGGING = logging_settings(level=env.text("LOG_LEVEL"))
