"""All settings, read from the environment; one file, no development or production fork."""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = os.environ.get("SECRET_KEY", "first-light-only")
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "guardian",
    "accounts",
    "ledger",
    "vault",
    "policy",
    "casework",
    "notifications",
]
AUTH_USER_MODEL = "accounts.User"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ.get("PGDATABASE", "oathbound"),
        "HOST": os.environ.get("PGHOST", "/tmp/w/pgsock"),
        "USER": os.environ.get("PGUSER", "postgres"),
    }
}
ATOMIC_REQUESTS = False
USE_TZ = True
TIME_ZONE = "UTC"
ROOT_URLCONF = "config.urls"
ANONYMOUS_USER_NAME = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request", "django.contrib.auth.context_processors.auth", "django.contrib.messages.context_processors.messages"]},
    }
]
STATIC_URL = "/static/"
DEMO = False
CLOCK_OFFSET_FILE = None
