"""The page "Who must not see this?": offices and their holders to tick, lines in one's own words, and nothing typed is lost."""

import re
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.offices import Office, appoint
from accounts.pseudonyms import pseudonym
from casework.access import the_clock
from casework.models import Case, WaitingMessage
from casework.procedure.intake.actions import sweep_conflicts
from casework.queries.conflicts.keep_away import offices_listed, unread_lines
from casework.queries.conflicts.keep_away_taken import settled_by
from casework.tasks import deliver_messages
from casework.vocabulary import CaseCompartment
from ledger.clock import now
from policy.actions import publish_editions
from tests.casework.web.conftest import signed_in
from tests.casework.web.reporting import Reporter, sealed, text
from tests.policy.books import GUILD

SINCE = date(2024, 1, 1)
LONG = "x" * 10_000
SQL = "'; DROP TABLE casework_case; --"


def in_office(name: str, *offices: Office, alternate: bool = False) -> User:
    """Somebody in office."""
    user = User.objects.create_person(email=f"{name.split(maxsplit=1)[0].lower()}@society.example", name=name)
    for office in offices:
        appoint(user=user, office=office, since=SINCE, alternate=alternate)
    return user


def box(user: User) -> str:
    return f"person:{user.pk.hex}"


@pytest.fixture
def ines(books: None) -> User:
    in_office("Ivo Standish", Office.INTAKE, alternate=True)
    in_office("Bo Quorum", Office.BOARD_MEMBER)
    return in_office("Ines Farrow", Office.INTAKE, Office.SCREENER)


@pytest.fixture
def reporter(ines: User) -> Reporter:
    return Reporter(Client(enforce_csrf_checks=True))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Marlowe", "“Marlowe” seems to be a person you report"),
        ("a man called Ostrich", "If “a man called Ostrich” fits nobody in office"),
        ("Rex Marlowe", ""),
        ("Ines Farrow", ""),
        ("the intake officer", ""),
    ],
)
def test_the_check_says_which_line_may_hold_the_report_back_and_leads_to_it(
    reporter: Reporter, line: str, said: str
) -> None:
    reporter.answer(**{"keep-away": {"keep_away": line}})
    page = " ".join(reporter.page("check").split())
    notes = re.findall(r'<p class="ob-checked__note">(.*?)</p>', page)
    assert [said in note and f'href="{reporter.home}keep-away/?from=check"' in note for note in notes] == [True] * bool(
        said
    )


def test_a_society_that_names_nobody_says_of_every_line_that_it_may_hold_the_report_back(
    ines: User,
) -> None:
    listed = offices_listed(date(2026, 1, 1))
    lines = ("Ines Farrow", "Nobody Such")
    assert [one.line for one in unread_lines(lines, (), replace(listed, named=True))] == ["Nobody Such"]
    assert [one.line for one in unread_lines(lines, (), replace(listed, named=False))] == list(lines)


def test_the_page_offers_the_offices_that_are_held_and_everybody_who_holds_one_once(
    reporter: Reporter, ines: User
) -> None:
    page = reporter.page("keep-away")
    for value in ("office:intake", "office:screener", "office:board_member", box(ines)):
        assert page.count(f'value="{value}"') == 1
    assert "office:reviewer" not in page
    assert "Intake, Screening" in page


@pytest.mark.django_db
def test_a_rulebook_that_names_no_holders_lists_the_offices_alone() -> None:
    publish_editions(folder=GUILD)
    ines = in_office("Ines Farrow", Office.INTAKE)
    reporter = Reporter(Client(enforce_csrf_checks=True))
    page = reporter.page("keep-away")
    assert 'value="office:intake"' in page
    assert not any(word in page for word in (box(ines), "Ines"))
    assert reporter.post("keep-away", {"keep_away_from": [box(ines)]}).status_code == 422


def test_what_is_ticked_is_sealed_by_person_and_by_office(reporter: Reporter, ines: User) -> None:
    wish = {"keep_away_from": [box(ines), "office:board_member"], "keep_away": "Karen from HR\n\n his sister "}
    reporter.answer(**{"keep-away": wish})
    assert "Ines Farrow" in reporter.page("check")
    assert reporter.declare().status_code == 302
    case = Case.objects.get()
    assert sealed(case, CaseCompartment.KEEP_AWAY, "keep_away_from") == [box(ines), "office:board_member"]
    assert sealed(case, CaseCompartment.KEEP_AWAY, "keep_away") == ["Karen from HR", "his sister"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (LONG, "“Anybody else? One person a line” can be 2,000 characters at most. You typed 10,000."),
        ("x" * 201, "Write one name a line, each 200 characters at most."),
        ("\n".join(f"Somebody {n}" for n in range(21)), "Give 20 names at most, the most important first."),
        ("Ines Farrow\n🙈🙈", "Say in words whom you mean: one of your lines has no letter in it."),
    ],
)
def test_what_cannot_be_taken_gets_one_sentence_and_stands_there_after_it(
    reporter: Reporter, ines: User, typed: str, said: str
) -> None:
    answer = reporter.post("keep-away", {"keep_away": typed, "keep_away_from": [box(ines)]})
    page = text(answer)
    assert answer.status_code == 422
    assert page.count("govuk-error-message") == 1
    assert page.count(said) == 2
    for shown in (page, reporter.page("keep-away")):
        assert typed in shown
        assert f'value="{box(ines)}" checked' in marked(shown)


def marked(page: str) -> str:
    """A page with the attributes of its boxes in the order value, checked."""
    found = re.findall(r"<input[^>]*>", page)
    return " ".join(
        f'value="{m[1]}" {"checked" if "checked" in tag else ""}'
        for tag in found
        if (m := re.search(r'value="([^"]*)"', tag))
    )


def test_going_back_keeps_what_was_typed_and_ticked(reporter: Reporter, ines: User) -> None:
    typed = {"keep_away": "his sister", "keep_away_from": [box(ines), "office:intake"], "change": "back"}
    answer = reporter.post("keep-away", typed)
    assert answer.headers["Location"].endswith("/contact/")
    page = reporter.page("keep-away")
    assert "his sister" in page
    assert all(f'value="{value}" checked' in marked(page) for value in (box(ines), "office:intake"))
    assert 'value="office:screener" checked' not in marked(page)


def test_who_left_office_meanwhile_is_said_in_words(reporter: Reporter, ines: User) -> None:
    answer = reporter.post("keep-away", {"keep_away_from": ["person:0123"]})
    assert "Somebody you ticked is no longer in office. Check the boxes again." in text(answer)


def test_a_line_of_sql_is_a_line_like_any_other_and_holds_the_report(reporter: Reporter, ines: User) -> None:
    reporter.answer(**{"keep-away": {"keep_away": SQL}})
    reporter.declare()
    case = sweep_conflicts(reference=Case.objects.get().reference, by=the_clock())
    assert case.view.filing.lines_waiting == (0,)


def test_receipt_and_status_say_how_each_line_was_taken_and_never_who(reporter: Reporter, ines: User) -> None:
    wish = {"keep_away_from": ["office:board_member"], "keep_away": "Sol Brand\nhis sister"}
    in_office("Sol Brand", Office.SCREENER)
    reporter.answer(**{"keep-away": wish})
    reporter.declare()
    code, before = reporter.code(), reporter.page("receipt")
    assert before.count("It is being compared with everybody in office.") == 3
    case = sweep_conflicts(reference=Case.objects.get().reference, by=the_clock())
    held = "Somebody outside is looking at it."
    for page in (reporter.page("receipt"), status(code)):
        assert (page.count("Kept from 1 person."), held in page) == (2, True)
    ruled(case, code)


def test_a_report_that_waits_for_a_ruling_says_until_when_and_promises_nothing_before(
    reporter: Reporter, ines: User
) -> None:
    reporter.answer(**{"keep-away": {"keep_away": "his sister"}})
    reporter.declare()
    case = sweep_conflicts(reference=Case.objects.get().reference, by=the_clock())
    day, jar = f"{settled_by(case.view):%-d %B %Y}", Client()
    jar.post(reverse("follow_up"), {"code": reporter.code()})
    jar.post(reverse("follow_up_conversation"), {"message": "Her, whinchat.", "request_key": str(uuid4())})
    WaitingMessage.objects.update(due=now())
    deliver_messages()
    pages = [" ".join(text(jar.get(reverse(name))).split()) for name in ("follow_up", "follow_up_conversation")]
    assert f"They see only this line and what you add. They have time until {day}." in pages[0]
    assert (
        f"Somebody from outside has time until {day} to settle it. They see only your line, not this page." in pages[1]
    )
    assert ("You find word here" in pages[0], "to be read by" in pages[0], "To be read by" in pages[1]) == (
        True,
        False,
        False,
    )
    assert "to be read once it is settled who must not see your report" in pages[0]


def test_a_ruling_that_is_late_is_said_to_be_late_and_no_time_is_left_for_it(reporter: Reporter, ines: User) -> None:
    reporter.answer(**{"keep-away": {"keep_away": "his sister"}})
    reporter.declare()
    case = sweep_conflicts(reference=Case.objects.get().reference, by=the_clock())
    last, jar = settled_by(case.view), Client()
    assert last is not None
    with time_machine.travel(now() + timedelta(days=(last - case.view.today).days + 1), tick=False):
        jar.post(reverse("follow_up"), {"code": reporter.code()})
        pages = [" ".join(text(jar.get(reverse(name))).split()) for name in ("follow_up", "follow_up_conversation")]
    assert ["time until" in page for page in pages] == [False, False]
    assert f"was due by {last:%-d %B %Y}, and we are late" in pages[0]


def test_what_was_ticked_is_read_again_in_the_words_of_the_form(reporter: Reporter, ines: User) -> None:
    reporter.answer(**{"keep-away": {"keep_away_from": ["office:board_member", box(ines)]}})
    reporter.declare()
    jar = Client()
    jar.post(reverse("follow_up"), {"code": reporter.code()})
    sent = jar.get(reverse("follow_up_sent")).content.decode()
    assert ">Those on the board\nInes Farrow</div>" in sent
    assert ("office:" in sent, box(ines) in sent) == (False, False)


def ruled(case: Case, code: str) -> None:
    """The line means nobody here."""
    browser = alternate()
    page = text(browser.get(reverse("queue")))
    assert reverse("step", args=[case.reference, "rule_on_keep_away"]) in page
    answer = browser.post(reverse("step", args=[case.reference, "rule_on_keep_away"]), {"line_1": ["nobody"]})
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("today"))
    assert "Nobody here fits it." in status(code)


def alternate() -> Client:
    return signed_in(User.objects.get(name="Ivo Standish"))


def status(code: str) -> str:
    browser = Client()
    browser.post(reverse("follow_up"), {"code": code})
    return text(browser.get(reverse("follow_up")))


def test_the_question_to_an_outsider_shows_the_line_and_nothing_else(reporter: Reporter, ines: User) -> None:
    reporter.answer(**{"keep-away": {"keep_away": "his sister on the board"}})
    reporter.declare()
    case = sweep_conflicts(reference=Case.objects.get().reference, by=the_clock())
    browser = alternate()
    address = reverse("step", args=[case.reference, "rule_on_keep_away"])
    page = text(browser.get(address))
    assert "his sister on the board" in page
    assert all(name in page for name in ("Ines Farrow", "Ivo Standish", "Bo Quorum"))
    assert not any(word in page for word in ("whimbrel", "Marlowe", "Corvid", "Quill", "Sandgrouse", "Leeds"))
    assert browser.get(reverse("case", args=[case.reference])).status_code == 403
    wrong = browser.post(address, {"line_1": ["nobody", str(ines.pk)]})
    assert wrong.status_code == 422
    both = {"line_1": ["nobody", person_of(ines)]}
    answer = browser.post(address, both)
    assert "You ticked somebody and “Nobody in office”. Untick one of them." in text(answer)
    assert "his sister on the board" in text(answer)


def person_of(user: User) -> str:
    return str(pseudonym(user))


def test_a_program_sends_the_same_wishes_and_lists_whom_it_can_name(ines: User) -> None:
    listed = Client().get(reverse("api_offices")).json()["results"]
    assert {"value": box(ines), "label": "Ines Farrow", "hint": "Intake, Screening", "group": "Ethics office"} in listed
    assert "office:intake" in [one["value"] for one in listed]
