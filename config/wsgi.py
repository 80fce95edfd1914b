"""The web process; it refuses to start on an insecure deployment."""

import os

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from config.checks import DEPLOYMENT

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
call_command("check", tags=[DEPLOYMENT], deploy=True)
