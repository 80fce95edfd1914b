"""The web process; it refuses to start on an insecure deployment."""

import os

from django.core.wsgi import get_wsgi_application

from config.checks import open_or_exit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
open_or_exit()
