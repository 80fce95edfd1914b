"""The language of a page is chosen where there are several, and each message is looked up once."""

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext, trans_real
from pytest_django import Settings

from config.languages import LanguageOfReader, keep_words, shown_language

SPOKEN: list[str] = []


def answer(_: HttpRequest) -> HttpResponse:
    SPOKEN.append(translation.get_language() or "")
    return HttpResponse()


def test_one_language_is_not_chosen(client: Client) -> None:
    with pytest.raises(MiddlewareNotUsed):
        LanguageOfReader(answer)
    assert "Accept-Language" not in client.get("/healthz", headers={"accept-language": "cy"}).headers.get("Vary", "")


def test_of_several_languages_the_browser_says_which(settings: Settings) -> None:
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    request = HttpRequest()
    request.META = {"HTTP_ACCEPT_LANGUAGE": "cy, en;q=0.5"}
    with translation.override("en-gb"):
        LanguageOfReader(answer)(request)
    assert SPOKEN.pop() == "cy"


def test_django_is_asked_for_the_language_only_where_there_are_several(settings: Settings) -> None:
    with translation.override(None):
        assert shown_language() == "en-gb"
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    with translation.override("cy"):
        assert shown_language() == "cy"


def test_a_message_is_looked_up_once() -> None:
    keep_words()
    catalog = trans_real.translation("en-gb")
    before = catalog.gettext.cache_info()  # type: ignore[attr-defined]
    with translation.override("en-gb"):
        assert {gettext("Words that no catalog has") for _ in range(3)} == {"Words that no catalog has"}
    after = catalog.gettext.cache_info()  # type: ignore[attr-defined]
    assert (after.misses - before.misses, after.hits - before.hits) == (1, 2)
