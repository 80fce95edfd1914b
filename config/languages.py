"""The language of a page."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware


class LanguageOfReader(LocaleMiddleware):
    """Chooses the language that the browser asks for. An installation with one language has nothing to choose."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if len(settings.LANGUAGES) == 1:
            raise MiddlewareNotUsed
        super().__init__(get_response)
