"""The language of a page, and the words of a language."""

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import get_language, trans_real

MOST_WORDS = 10_000
"""More messages than all pages and letters have."""


class LanguageOfReader(LocaleMiddleware):
    """Chooses the language that the browser asks for. An installation with one language has nothing to choose."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if len(settings.LANGUAGES) == 1:
            raise MiddlewareNotUsed
        super().__init__(get_response)


def shown_language() -> str | None:
    """Return the language of what is shown. A page asks twenty times, so one with a single language does not ask Django."""
    return settings.LANGUAGES[0][0] if len(settings.LANGUAGES) == 1 else get_language()


def keep_words() -> None:
    """Look each message up once in each language. Django asks eleven catalogs, in turn, for one that none of them has."""
    for language, _ in settings.LANGUAGES:
        catalog = trans_real.translation(language)
        catalog.gettext = lru_cache(MOST_WORDS)(catalog.gettext)  # type: ignore[method-assign]
