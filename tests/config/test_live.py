"""The journeys' house is a real one: web as `app`, worker, mail server, browser."""

import smtplib

import psycopg
from playwright.sync_api import Page

from tests.live import LiveStack


def test_a_live_house_answers_a_browser_and_keeps_its_mail(live_stack: LiveStack, page: Page) -> None:
    answer = page.goto(f"{live_stack.url}/readyz")
    assert answer is not None
    assert (answer.status, answer.text()) == (200, "ready\n")
    with smtplib.SMTP("127.0.0.1", int(live_stack.house.environment["SMTP_PORT"])) as post:
        post.sendmail("a@localhost", ["b@localhost"], "Subject: You have a message\r\n\r\nBody\r\n")
    assert [letter.splitlines()[0] for letter in live_stack.letters()] == ["Subject: You have a message"]
    with psycopg.connect(live_stack.house.environment["DATABASE_URL"]) as served:
        assert served.execute("SELECT current_user").fetchone() == ("app",)
