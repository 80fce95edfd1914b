"""What a member, an officer and a stranger meet in the browser: letters, the case of a notice, its files and steps."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from accounts.second_factor import enrol_totp, totp_now
from casework.models import Case
from casework.vocabulary import CaseState, Seat
from ledger import queries as ledger
from notifications.dispatch.dispatcher import place_letters
from notifications.letters.own_cases import own_cases
from notifications.models import Message
from tests.casework.answer_cast import COPY, SECRET, Inquiry
from tests.scenario_fixtures import begun_by, case, here
from tests.step_client import StepClient
from tests.vault.sent import sent

__all__ = ["case", "here"]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
NOWHERE = "N-XXXX-2222"
TENDER = b"The terms of the tender, as they were sent out."


def signed_in(user: User) -> Client:
    """Return a browser in which a person without an office is signed in."""
    jar = StepClient()
    jar.force_login(user, backend="accounts.backends.PeopleOnly")
    return jar


def at_the_desk(user: User) -> Client:
    """Return a browser in which an officer is signed in with both factors."""
    secret = enrol_totp(user)
    jar = signed_in(user)
    jar.post(reverse("mfa_reauthenticate"), {"code": totp_now(secret)})
    return jar


def words(answer: Any) -> str:
    """Return a page as text."""
    return str(answer.content.decode())


def entries(case: Case, kind: str) -> int:
    """Return how many entries of a kind a case has."""
    return sum(1 for entry in ledger.stream(case.stream) if entry.type == kind)


def unopened(inquiry: Inquiry) -> Case:
    """A case whose notice lies in Rex's inbox, unopened, with a copy that has a file."""
    case = inquiry.disclosed()
    with sent(TENDER, "tender.txt") as file:
        case = inquiry.disclose(case, title="The tender", file=file)
    case = inquiry.serve(case, evidence=tuple(copy.id for copy in case.view.evidence.copies))
    place_letters()
    return case


begun = begun_by(Inquiry, to=unopened)


@pytest.fixture
def inquiry(here: tuple[Inquiry, Any]) -> Inquiry:
    return here[0]


@pytest.fixture
def noticed(case: Case) -> Case:
    return case


def notice(case: Case) -> Message:
    """Return the notice in Rex's inbox."""
    return Message.objects.get(case=case, seat=Seat.RESPONDENT)


def test_opening_the_letter_serves_it_once(inquiry: Inquiry, noticed: Case) -> None:
    jar, path = signed_in(inquiry["rex"]), reverse("member_letter", args=[notice(noticed).reference])
    before, counts = words(jar.get(reverse("member_inbox"))), "a time it gives you counts from that day"
    answers = [jar.get(path) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert (
        "1 message not read yet" in before,
        "0 messages not read yet" in words(jar.get(reverse("member_inbox"))),
    ) == (True, True)
    assert (counts in before, counts in words(jar.get(reverse("member_inbox")))) == (True, False)
    assert entries(noticed, "case.letter_opened") == 1
    assert "by <strong>1 April 2026</strong>" in words(answers[0])


def test_the_notice_shows_words_act_and_evidence_and_nobodys_name(inquiry: Inquiry, noticed: Case) -> None:
    page = words(signed_in(inquiry["rex"]).get(reverse("member_letter", args=[notice(noticed).reference])))
    shown = ["Commitment 2", "you have been bound by it by your oath since 1 January 2024", "Gave the tender away."]
    assert [word for word in [*shown, COPY, "The tender", "12 January 2026"] if word not in page] == []
    hidden = [noticed.reference, noticed.code_name, "Pia ", "Sandgrouse", SECRET, "whimbrel", "Ola Nwosu"]
    assert [word for word in hidden if word in page] == []


def test_a_scanner_that_is_not_signed_in_opens_nothing(inquiry: Inquiry, noticed: Case) -> None:
    reference = notice(noticed).reference
    for path in (
        reverse("member_inbox"),
        reverse("member_letter", args=[reference]),
        reverse("member_case", args=[reference]),
    ):
        answer = Client().get(path)
        assert answer.status_code == 302, path
        assert answer.headers["Location"].split("?")[0] == reverse("account_login"), path
    assert (entries(noticed, "case.letter_opened"), notice(noticed).opened_at) == (0, None)


@pytest.mark.parametrize("tail", ["letters/{}/", "cases/{}/", "cases/{}/do/respond_to_notice/"])
def test_a_stranger_gets_the_same_answer_as_for_a_letter_that_is_not_there(
    inquiry: Inquiry, noticed: Case, tail: str
) -> None:
    jar = signed_in(inquiry["stranger"])
    real, invented = (jar.get(f"/member/{tail.format(ref)}") for ref in (notice(noticed).reference, NOWHERE))
    assert (real.status_code, invented.status_code) == (404, 404)
    assert TOKEN.sub("", words(real)) == TOKEN.sub("", words(invented))


def test_an_officer_of_the_case_cannot_read_the_members_letter(inquiry: Inquiry, noticed: Case) -> None:
    jar = signed_in(inquiry["stranger"])
    assert "There is no message for you." in words(jar.get(reverse("member_inbox")))
    assert jar.get(reverse("desk_inbox")).status_code == 404


def test_a_member_finds_each_case_once_under_its_first_letters_reference(
    inquiry: Inquiry, noticed: Case, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = notice(noticed)
    inquiry.clock.shift(86400)
    other = inquiry.serve(inquiry.disclosed())
    place_letters()
    second = Message.objects.filter(case=other, seat=Seat.RESPONDENT).earliest("placed_at")
    with django_assert_num_queries(2):
        cases = own_cases(inquiry["rex"])
    assert [(one.reference, one.state) for one in cases] == [
        (second.reference, CaseState.AWAITING_RESPONSE),
        (first.reference, CaseState.AWAITING_RESPONSE),
    ]
    jar = signed_in(inquiry["rex"])
    page = words(jar.get(reverse("member_inbox")))
    assert [page.count(f'href="/member/cases/{one.reference}/"') for one in (first, second)] == [1, 1]
    assert [jar.get(reverse("member_case", args=[one.reference])).status_code for one in cases] == [200, 200]
    assert [word for word in (noticed.reference, other.reference, noticed.code_name) if word in page] == []
    stranger = words(signed_in(inquiry["stranger"]).get(reverse("member_inbox")))
    assert ("Your cases" in page, "Your cases" in stranger) == (True, False)


def asked_in_list(inquiry: Inquiry) -> list[tuple[str, str]]:
    """The cases of Rex in their order, each with what the list and the page of the case say that it asks."""
    jar, found = signed_in(inquiry["rex"]), []
    for one in own_cases(inquiry["rex"]):
        said = f"{one.asked.label} by {one.asked.by:%-d %B %Y}" if one.asked else ""
        pages = (reverse("member_inbox"), reverse("member_case", args=[one.reference]))
        assert [said in " ".join(words(jar.get(page)).split()) for page in pages] == [True, True]
        found.append((one.reference, said))
    return found


def test_the_list_says_which_case_asks_what_by_when_and_puts_it_first(inquiry: Inquiry, noticed: Case) -> None:
    first = notice(noticed).reference
    signed_in(inquiry["rex"]).get(reverse("member_letter", args=[first]))
    inquiry.clock.shift(86400)
    other = inquiry.serve(inquiry.disclosed())
    place_letters()
    second = Message.objects.filter(case=other, seat=Seat.RESPONDENT).earliest("placed_at").reference
    jar, asks = signed_in(inquiry["rex"]), [f"Acknowledge the notice by {day} March 2026" for day in (16, 17)]
    assert asked_in_list(inquiry) == [(first, asks[0]), (second, "")]
    jar.get(reverse("member_letter", args=[second]))
    assert asked_in_list(inquiry) == [(first, asks[0]), (second, asks[1])]
    key = inquiry.the_one(noticed).hex
    typed = {f"answer_{key}": "deny", f"reasons_{key}": "It was tendered openly."}
    assert jar.post(reverse("member_step", args=[first, "respond_to_notice"]), typed).status_code == 302
    assert asked_in_list(inquiry) == [(second, asks[1]), (first, "")]


def test_a_member_answers_each_allegation_without_meeting_the_cases_reference(inquiry: Inquiry, noticed: Case) -> None:
    jar, reference = signed_in(inquiry["rex"]), notice(noticed).reference
    jar.get(reverse("member_letter", args=[reference]))
    path, key = reverse("member_step", args=[reference, "respond_to_notice"]), inquiry.the_one(noticed).hex
    empty = jar.post(path, {})
    asked = words(jar.get(path))
    done = jar.post(path, {f"answer_{key}": "deny", f"reasons_{key}": "It was tendered openly."})
    assert (empty.status_code, "There is a problem" in words(empty)) == (422, True)
    assert ([noticed.reference in page for page in (asked, words(empty))], done.headers["Location"]) == (
        [False, False],
        reverse("member_case", args=[reference]),
    )
    page = words(jar.get(reverse("member_allegations", args=[reference])))
    assert Case.objects.get(pk=noticed.pk).state == CaseState.RESPONSE_REVIEW
    assert "Denied" in page
    assert "It was tendered openly." in page


def test_an_answer_sent_after_an_hour_away_is_sent_whole_after_the_next_sign_in(
    inquiry: Inquiry, noticed: Case
) -> None:
    rex, password, own = inquiry["rex"], "four unrelated words here", {"origin": "http://testserver"}
    assert rex.email is not None
    rex.set_password(password)
    rex.save()
    jar, reference = Client(enforce_csrf_checks=True), notice(noticed).reference
    path, key = reverse("member_step", args=[reference, "respond_to_notice"]), inquiry.the_one(noticed).hex
    sign_in(jar, rex.email, password)
    jar.get(reverse("member_letter", args=[reference]))
    answer = {f"answer_{key}": "deny", f"reasons_{key}": "It was tendered openly. " * 80}
    sent = {**answer, **from_form(words(jar.get(path)))}
    inquiry.clock.shift(3600)
    kept = words(jar.post(path, sent, headers=own))
    assert ("You were signed out" in kept, answer[f"reasons_{key}"] in kept) == (True, True)
    sign_in(jar, rex.email, password)
    current = words(jar.post(path, from_form(kept), headers=own))
    assert "This page is current and has what you typed." in current
    done = jar.post(path, from_form(current), headers=own)
    assert (done.status_code, done.headers["Location"]) == (302, reverse("member_case", args=[reference]))
    assert answer[f"reasons_{key}"].strip() in words(jar.get(reverse("member_allegations", args=[reference])))


def sign_in(jar: Client, email: str, password: str) -> None:
    """Sign in as a member does."""
    page = words(jar.get(reverse("account_login")))
    jar.post(reverse("account_login"), {"login": email, "password": password, **from_form(page)})


def from_form(page: str) -> dict[str, str]:
    """What the form of a page sends along by itself."""
    return dict(HIDDEN.findall(page))


def test_a_disclosed_file_is_a_sandboxed_attachment_and_is_on_the_record(inquiry: Inquiry, noticed: Case) -> None:
    jar, reference = signed_in(inquiry["rex"]), notice(noticed).reference
    copy = next(copy.id for copy in noticed.view.evidence.copies if copy.file)
    path = reverse("member_file", args=[reference, copy])
    shown = jar.get(path).content.decode()
    assert (f'href="{path}"' in shown, f'href="{path}download/"' in shown, noticed.reference in shown) == (
        True,
        True,
        False,
    )
    answer = jar.get(f"{path}download/")
    assert answer.getvalue() == TENDER
    assert {
        name: answer.headers[name] for name in ("Content-Type", "Content-Disposition", "Content-Security-Policy")
    } == {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": 'attachment; filename="tender.txt"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Cache-Control"]) == (
        "nosniff",
        "private, no-store",
    )
    opened = [entry.body["data"] for entry in ledger.stream("system") if entry.type == "content.opened"]
    file = next(one.file for one in noticed.view.evidence.copies if one.id == copy)
    assert [(one["kept"], one["file"]) for one in opened] == [("respondent", str(file)), ("respondent", None)]
    described = next(copy.id for copy in noticed.view.evidence.copies if not copy.file)
    nothing = reverse("member_file", args=[reference, described])
    assert {jar.get(nothing + more).status_code for more in ("", "download/", "parts/page/1/")} == {404}


def test_a_list_of_letters_has_pages_and_no_page_beyond_reason(inquiry: Inquiry, noticed: Case) -> None:
    one = notice(noticed)
    like = {"case": noticed, "reader": one.reader, "seat": one.seat, "letter": "N15", "template": "closure"}
    Message.objects.bulk_create(
        Message(**like, about=uuid4(), reference=f"N-2222-{n:04}", placed_at=one.placed_at) for n in range(25)
    )
    jar = signed_in(inquiry["rex"])
    first, second = (
        words(jar.get(f"{reverse('member_inbox')}?page={page}")).count("/member/letters/") for page in (1, 2)
    )
    assert (first, second) == (25, 1)
    assert [
        jar.get(f"{reverse('member_inbox')}?page={page}").status_code for page in ("1", "2", "0", "x", "²", "9" * 30)
    ] == [
        200,
        200,
        404,
        404,
        404,
        404,
    ]


def test_the_list_names_the_case_of_each_later_letter(inquiry: Inquiry, noticed: Case) -> None:
    first = notice(noticed)
    like = {"case": noticed, "reader": first.reader, "seat": first.seat, "letter": "N22", "template": "progress"}
    Message.objects.create(**like, reference="LATER", about=uuid4(), placed_at=first.placed_at + timedelta(days=1))
    page = " ".join(words(signed_in(inquiry["rex"]).get(reverse("member_inbox"))).split())
    assert [f"LATER, about case {first.reference}" in page, page.count("about case")] == [True, 1]
