"""What a member can do on the pages of a case beside the straight road, and what talks keep from them."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import User
from casework.models import Case
from casework.vocabulary import CaseState, Seat, Verb
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from tests.casework.answer_cast import COPY, Inquiry
from tests.casework.taking import last, take
from tests.step_client import StepClient

OFFER = {"proposal": "Sit down together, corncrake.", "agreed": "on"}


def signed_in(user: User) -> Client:
    """Return a browser in which a person without an office is signed in."""
    jar = StepClient()
    jar.force_login(user, backend="accounts.backends.PeopleOnly")
    return jar


def page_of(jar: Client, path: str) -> str:
    answer = jar.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def opened(jar: Client, template: str) -> str:
    """Open a letter to the respondent; return the path of its case."""
    place_letters()
    reference = Message.objects.get(template=template, seat=Seat.RESPONDENT).reference
    page_of(jar, reverse("member_letter", args=[reference]))
    return reverse("member_case", args=[reference])


def offered(page: str) -> set[str]:
    return set(re.findall(r'/do/([a-z_]+)/"', page))


def do(jar: Client, path: str, verb: str, **typed: Any) -> int:
    return jar.post(f"{path}do/{verb}/", typed).status_code


MORE = {"kind": "more_time", "days": "10", "words": "Away."}


def test_a_member_asks_for_more_time_and_reads_the_refusal_of_a_second_request(inquiry: Inquiry) -> None:
    case, jar = inquiry.noticed(), signed_in(inquiry["rex"])
    path = opened(jar, "notice_of_investigation")
    assert "make_request" in offered(page_of(jar, path))
    assert do(jar, path, "make_request", **MORE | {"days": "90"}) == 422
    assert do(jar, path, "make_request", **MORE) == 302
    assert last(case)[0] == "case.respondent_request_made"
    assert do(jar, path, "make_request", **MORE) == 409
    assert "More time" in page_of(jar, path)


def test_a_member_in_talks_reads_the_proposal_and_nothing_of_the_investigation(inquiry: Inquiry) -> None:
    case, jar = inquiry.disclosed(), signed_in(inquiry["rex"])
    take(case, Verb.OFFER_EARLY_RESOLUTION, inquiry.by("ola"), **OFFER)
    path = opened(jar, "talks_offered")
    page = page_of(jar, path)
    pages = "".join(page_of(jar, f"{path}{more}") for more in ("", "allegations/", "evidence/", "times/", "proof/"))
    assert ([word for word in (COPY, "Gave the tender away.", "A mail", "Commitment 2") if word in pages]) == []
    assert offered(page) == {"appoint_representative", "report_retaliation", "talks_fail"}
    take(case, Verb.PROPOSE_TERMS, inquiry.by("ola"), terms="An apology, corncrake.")
    assert offered(page_of(jar, path)) == {
        "accept_terms",
        "appoint_representative",
        "report_retaliation",
        "talks_fail",
    }
    assert (do(jar, path, "accept_terms"), do(jar, path, "accept_terms", confirmed="on")) == (422, 302)
    assert do(jar, path, "settle_case", confirmed="on") == 403
    assert do(jar, path, "talks_fail", confirmed="on") == 302
    assert Case.objects.get(pk=case.pk).state == CaseState.INVESTIGATION


def test_a_member_in_default_asks_to_answer_after_all(inquiry: Inquiry) -> None:
    case, jar = inquiry.default_waits(), signed_in(inquiry["rex"])
    take(case, Verb.ENTER_DEFAULT, inquiry.by("dee"), reasons="No answer came.")
    path = opened(jar, "default_recorded")
    assert "ask_to_set_aside" in offered(page_of(jar, path))
    assert do(jar, path, "ask_to_set_aside", cause="I was in hospital.") == 302
    assert last(case)[0] == "case.set_aside_asked"
