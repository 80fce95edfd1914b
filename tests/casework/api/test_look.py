"""The page for programs and the page of tokens in a real browser: axe finds nothing, nothing scrolls sideways."""

import time

from django.urls import reverse
from playwright.sync_api import Page

from accounts.token_pages import TOLD_ONCE
from tests.casework.api.conftest import of
from tests.casework.web.conftest import METHODS, Town
from tests.casework.web.test_queue_look import Window


def test_axe_finds_nothing_on_the_pages_about_programs(page: Page, town: Town) -> None:
    of(town.people["ines"])
    ines = town.browser("ines")
    session = ines.session
    session[METHODS] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session[TOLD_ONCE] = "ob_" + "x" * 43
    session.save()
    assert Window(page, ines, reverse("api"), reverse("tokens")).look() == []
