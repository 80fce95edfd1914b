"""The page of a report that is not open in this browser: it says where the report goes on, and tells nothing of it."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from casework.web.public.writing import COOKIE
from tests.casework.web.reporting import text
from tests.casework.web.test_twelve_words import come_back, two_pages, words_of

TOKEN = re.compile(r"[A-Za-z0-9]{64}")


@pytest.mark.django_db
def test_every_stale_cookie_gets_one_page_that_says_where_the_report_goes_on(books: None, jar: Client) -> None:
    reporter = two_pages(jar)
    old = jar.cookies[COOKIE].value
    other, _answer = come_back(words_of(reporter))
    assert other.cookies[COOKIE].value != old
    homes = (reporter.home, reverse("resume_report", args=[uuid4()]))
    pages = []
    for home in homes:
        for cookie in (old, "planted", ""):
            browser = Client()
            if cookie:
                browser.cookies[COOKIE] = cookie
            answer = browser.post(
                f"{home}what/", {"narrative": "More, whinchat."}, headers={"Origin": "http://testserver"}
            )
            page = text(answer)
            pages.append((answer.status_code, TOKEN.sub("", page)))
    assert len(set(pages)) == 1
    status, page = pages[0]
    assert (status, "No report is open here" in page, "type your twelve words" in page) == (404, True, True)
    assert ("More, whinchat." in page, "It was not saved" in page, "find the page from there" in page) == (
        True,
        False,
        False,
    )


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so_elsewhere(books: None) -> None:
    assert "There is nothing here for you to see" in text(Client().get("/desk/nowhere/"))
