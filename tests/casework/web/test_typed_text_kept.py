"""A form that comes without a session, or from a page that is no longer current, loses nothing that was typed into it."""

import logging
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from psycopg.errors import AdminShutdown, LockNotAvailable

from accounts.models import Session, User
from accounts.offices import Office, appoint
from casework.web.shared.typed import ways_in
from tests.access_matrix.matrix import routes
from tests.access_matrix.test_as_if_it_were_not_there import PART, STANDS
from tests.accounts.conftest import LONG_AGO, PASSWORD, counted_here, sign_in
from tests.casework.web.reporting import ANSWERS, TOKEN, Reporter, first, text

__all__ = ["counted_here"]
WORDS = "It was tendered openly, whimbrel.\nTwice."
OWN = {"origin": "http://testserver"}
SENT = {"reasons": WORDS, "decision": "proceed", "request_key": "5f0c2a52-8a55-4d0e-9d57-6d6b7f7f3a11"}
PROVEN = {
    "proof-password": PASSWORD,
    "proof-code": "one two three",
    "answer": "{signed by a device}",
    "nonce": "AAAA BBBB",
}
ADDRESSES = (
    reverse("step", args=["OB-2222-2222", "triage_case"]),
    reverse("board_step", args=["OB-2222-2222", "cast_vote"]),
    reverse("member_step", args=["N-2222-2222", "respond_to_notice"]),
    reverse("tokens"),
    reverse("follow_up_step", args=["answer_inquiry"]),
)
WITHOUT_TEXT = {
    # Passwords, codes and keys, which no page shows again.
    "accounts/", "accounts/again/", "accounts/app/", "accounts/app/remove/", "accounts/code/", "accounts/code/again/",
    "accounts/login/", "accounts/logout/", "accounts/password/", "accounts/recovery/", "accounts/recovery/new/",
    "accounts/reset/", "accounts/reset/<slug:uidb36>/<str:key>/", "follow-up/", "signing/<slug:capacity>/",
    "signing/<slug:capacity>/remove/",
    # Buttons, and a page that reads what is pasted without any session.
    "accounts/checkpoints/", "accounts/zone/", "alarms/<slug:kind>/take/", "follow-up/leave/", "verify/", "waiting/",
    "waiting/mails/", "waiting/<uuid:item>/seen/", "waiting/<uuid:item>/back/", "waiting/dates.ics",
}  # fmt: skip


def hidden(page: str) -> set[str]:
    """The names of the values that a page sends along."""
    return {part.split('"')[0] for part in page.split('<input type="hidden" name="')[1:]}


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_form_that_comes_without_a_session_keeps_its_text_and_no_secret(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = Client().post(address, {**SENT, **PROVEN})
    page = text(answer)
    assert answer.status_code == 403
    assert "You were signed out" in page
    assert answer.headers["Cache-Control"] == "no-store"
    assert ("It was tendered openly, whimbrel.<br>Twice." in page, WORDS in page) == (True, True)
    assert hidden(page) == set(SENT)
    assert [secret for secret in PROVEN.values() if secret in page] == []
    assert "whimbrel" not in caplog.text
    assert Session.objects.count() == 0
    assert answer.cookies.keys() == set()


@pytest.mark.django_db
def test_the_page_is_the_same_for_every_address_and_leads_to_the_sign_in() -> None:
    officers = {
        text(Client().post(reverse("step", args=[one, "x"]), SENT)) for one in ("OB-2222-2222", "no case at all")
    }
    assert len(officers) == 1
    assert Client().post(ADDRESSES[0]).headers["Location"].startswith(reverse("account_login"))
    code = Client().post(ADDRESSES[4], {"code": "one two three", "reasons": WORDS})
    assert ("Type your twelve words again" in text(code), "one two three" in text(code)) == (True, False)


@pytest.mark.django_db
def test_after_signing_in_again_the_text_can_be_sent_from_the_page_that_kept_it() -> None:
    User.objects.create_person(email="mia@example.org", name="Mia Member", password=PASSWORD)
    jar = Client(enforce_csrf_checks=True)
    token = {"csrfmiddlewaretoken": first(TOKEN, text(jar.get(reverse("account_login"))))}
    kept = jar.post(ADDRESSES[2], {**SENT, **token, "file": SimpleUploadedFile("secret-name.txt", b"A.")})
    assert (kept.status_code, "secret-name" in text(kept)) == (403, False)
    again = {**SENT, "files_chosen": "file"}
    assert hidden(text(kept)) == set(again)
    jar.post(reverse("account_login"), {"login": "mia@example.org", "password": PASSWORD, **token})
    continued = jar.post(ADDRESSES[2], again, headers=OWN)
    page = text(continued)
    assert continued.status_code == 403
    assert "Send it from this page" in page
    assert WORDS in page
    assert ('type="file" id="files_1" name="file"' in page, "files_chosen" in page) == (True, False)
    sent = jar.post(ADDRESSES[2], {**SENT, "csrfmiddlewaretoken": first(TOKEN, page)}, headers=OWN)
    assert (sent.status_code, "There is nothing here for you to see" in text(sent)) == (404, True)


@pytest.mark.django_db
def test_what_another_website_made_up_is_not_shown_as_typed() -> None:
    for headers in ({"origin": "https://elsewhere.example"}, {"origin": "null"}, {}):
        answer = Client(enforce_csrf_checks=True).post(ADDRESSES[0], SENT, headers=headers)
        assert (answer.status_code, "whimbrel" in text(answer)) == (403, False)


@pytest.mark.django_db
def test_who_still_owes_a_second_factor_keeps_the_text_meanwhile() -> None:
    ola = User.objects.create_person(email="ola@example.org", name="Ola Officer", password=PASSWORD)
    appoint(user=ola, office=Office.SCREENER, since=LONG_AGO)
    jar = Client()
    sign_in(jar, "ola@example.org")
    page = text(jar.post(ADDRESSES[0], SENT))
    assert ("Show once more that it is you" in page, WORDS in page, 'href="/accounts/app/"' in page) == (True,) * 3


def test_text_typed_in_a_second_tab_after_the_report_was_sent_comes_back(jar: Client) -> None:
    reporter = Reporter(jar)
    reporter.answer()
    tab = reporter.page("what")
    reporter.declare()
    late = reporter.send("what", tab, {"narrative": WORDS})
    assert (late.status_code, "This report was sent already" in text(late), "whimbrel" in text(late)) == (
        409,
        True,
        True,
    )
    assert reporter.send("when", tab, {}).headers["Location"].endswith("/receipt/")


def test_a_reporter_whose_draft_is_gone_gets_the_text_back(jar: Client) -> None:
    reporter = Reporter(jar)
    tab = reporter.page("what")
    del jar.cookies["draft"]
    gone: Any = reporter.send("what", tab, {"narrative": ANSWERS["what"]["narrative"]})
    assert (gone.status_code, ANSWERS["what"]["narrative"] in text(gone)) == (404, True)


@pytest.mark.parametrize(
    ("cause", "status", "said"),
    [
        (None, 503, "The database does not answer. Start it, or correct DATABASE_URL."),
        (AdminShutdown(), 503, "The database does not answer. Start it, or correct DATABASE_URL."),
        (LockNotAvailable(), 500, "Something went wrong on our side"),
    ],
)
def test_a_fault_of_ours_gives_the_text_back(jar: Client, cause: Exception | None, status: int, said: str) -> None:
    reporter, jar.raise_request_exception = Reporter(jar), False
    page = reporter.page("what")

    def fails(*_: Any) -> Any:
        raise OperationalError from cause

    with connection.execute_wrapper(fails):
        failed = reporter.send("what", page, {"narrative": WORDS})
    shown = "It was tendered openly, whimbrel.<br>Twice." in text(failed)
    assert failed.status_code == status
    assert said in text(failed)
    assert shown is True


@pytest.mark.django_db
def test_every_address_that_takes_a_form_gives_text_back_or_is_named_here() -> None:
    asked = {route: "/" + PART.sub(lambda part: STANDS.get(part[1] or "", "x"), route) for route in routes()}
    kept = ("api/", "ledger/", "healthz", "readyz", *(begins[1:] for begins in ways_in()))
    takes_forms = {route for route, address in asked.items() if not route.startswith(kept) and takes_a_form(address)}
    assert sorted(takes_forms ^ WITHOUT_TEXT) == []


def takes_a_form(address: str) -> bool:
    """Whether a form sent by nobody in particular is read."""
    return Client().post(address).status_code not in (404, 405)
