"""How people reach the body outside this installation."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest


def for_templates(_request: HttpRequest) -> Mapping[str, str]:
    """Return the contact of the settings, for every page that tells somebody to get in touch."""
    return {"contact": settings.CONTACT}
