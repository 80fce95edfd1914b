"""The web process; it refuses to start on an insecure deployment."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from config.checks import open_or_exit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
open_or_exit()
# Read before the processes part, with every page behind it: else each reads them again, and its first caller waits.
get_resolver().url_patterns  # noqa: B018
