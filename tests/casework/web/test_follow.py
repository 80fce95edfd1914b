"""Following up with a code: who gets in, what they are told, what never stands there."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from casework.access import the_clock
from casework.models import Case
from casework.procedure.intake.actions import acknowledge_complaint, file_complaint, sweep_conflicts
from casework.queries.threads.follow_up import on_receipt
from casework.vocabulary import IdentityChoice, Reporter, Seat
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from policy.queries import name_of_body
from tests.casework.desk_cast import MONDAY, REPORT, Desk, desk_on
from tests.casework.web.reporting import TOKEN, first, text
from tests.step_client import StepClient
from vault.codes import Code, new_code

ANONYMOUS = replace(REPORT, reporter=Reporter(choice=IdentityChoice.ANONYMOUS))
HOW_FAR = re.compile(r"how far it has come</dt> <dd[^>]*>by (\d+ \w+ \d+)")
CLOSED = "This code opens nothing here."


@pytest.fixture
def desk(db: None, settings: Settings, tmp_path: Any) -> Iterator[Desk]:
    settings.FILES_DIR = tmp_path
    made, traveller = desk_on()
    yield made
    traveller.stop()


def filed(report: Any = REPORT, **given: Any) -> tuple[Case, Code]:
    """A report by the public, and its code."""
    done = file_complaint(by=None, report=report, **given)
    assert done.code is not None
    return Case.objects.get(reference=done.cases[0]), done.code


def enter(code: str, jar: Client | None = None) -> tuple[Client, Any]:
    """Type a code at the door; return the browser and the answer."""
    jar = jar or StepClient(enforce_csrf_checks=True)
    token = first(TOKEN, text(jar.get(reverse("follow_up"))))
    return jar, jar.post(reverse("follow_up"), {"csrfmiddlewaretoken": token, "code": code})


def test_words_or_digits_open_the_report_and_nothing_of_it_is_in_the_address(desk: Desk) -> None:
    case, code = filed()
    for typed in (" ".join(code.words).upper(), code.digits.replace(" ", ", ")):
        jar, answer = enter(typed)
        assert (answer.status_code, answer.headers["Location"]) == (302, reverse("follow_up"))
        page = text(jar.get(reverse("follow_up")))
        assert ("Report R-" in page, case.reference in page, case.code_name in page) == (True, False, False)
        assert "Rex Marlowe" not in page
        assert "You can write to us here at any time." in page


def test_a_word_that_was_mended_is_told_once_and_only_if_the_code_opened(desk: Desk) -> None:
    _, code = filed(code=Code(bytes(16)))
    jar, _ = enter(" ".join((f"{code.words[0]}d", *code.words[1:])))
    read = f"We read “{code.words[0]}d” as “{code.words[0]}”."
    assert [read in text(jar.get(reverse("follow_up"))) for _ in range(2)] == [True, False]


def test_two_mended_words_are_told_in_one_box(desk: Desk) -> None:
    _, code = filed(code=Code(bytes(range(16))))
    jar, _ = enter(" ".join((*code.words[:8], *(f"{word}q" for word in code.words[8:]))))
    page = text(jar.get(reverse("follow_up")))
    assert (page.count("For your information"), page.count("We read “")) == (1, 4)


@pytest.mark.parametrize("typed", ["", "one two", "1234", "x" * 300, "zebra " * 12])
def test_a_wrong_code_is_told_one_calm_sentence_and_costs_one_look_up(
    desk: Desk, django_assert_num_queries: DjangoAssertNumQueries, typed: str
) -> None:
    jar = Client()
    jar.get(reverse("follow_up"))
    with django_assert_num_queries(1 + bool(typed)):
        answer = jar.post(reverse("follow_up"), {"code": typed})
    assert (answer.status_code, CLOSED in text(answer), "sessionid" in answer.cookies) == (422, bool(typed), False)


def test_a_code_that_nobody_has_is_told_the_same_as_no_code(
    desk: Desk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    pages = []
    for typed, looked_up in ((" ".join(new_code().words), 4), ("zebra " * 12, 2)):
        jar = Client()
        with django_assert_num_queries(looked_up):
            answer = jar.post(reverse("follow_up"), {"code": typed})
        pages.append((answer.status_code, text(answer).replace(typed, "")))
    assert [status for status, _ in pages] == [422, 422]
    assert first(TOKEN, pages[0][1]) != first(TOKEN, pages[1][1])
    assert pages[0][1].replace(first(TOKEN, pages[0][1]), "") == pages[1][1].replace(first(TOKEN, pages[1][1]), "")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("zebra " * 11, "A code has twelve words. You typed 11."),
        ("1234 5678", "A code has forty digits. You typed 8."),
        ("abide " * 10 + "hippopotamus, oryx.", "No code has these words: “hippopotamus”, “oryx”."),
        ("r-7k2m 9qtx", "That is your reference. We need the twelve words."),
    ],
)
def test_a_mistyped_code_is_told_which_word_no_code_has(desk: Desk, typed: str, said: str) -> None:
    page = text(enter(typed)[1])
    assert (f"{CLOSED} {said}" in page, typed.strip() in page) == (True, True)


def test_the_session_is_new_and_ends_an_account_that_was_signed_in(desk: Desk) -> None:
    _, code = filed()
    jar = Client(enforce_csrf_checks=True)
    jar.force_login(desk["rex"], backend="accounts.backends.PeopleOnly")
    before = jar.cookies["sessionid"].value
    enter(" ".join(code.words), jar)
    assert jar.cookies["sessionid"].value != before
    assert ("_auth_user_id" in jar.session, "Your report" in text(jar.get(reverse("follow_up")))) == (False, True)


def stages(report: Any, desk: Desk) -> list[str]:
    """The headings a reporter reads before and after the report was taken up."""
    case, code = filed(report)
    read = []
    acts: tuple[Callable[[], object], ...] = (lambda: None, lambda: taken_up(case, desk))
    for act in acts:
        act()
        jar, _ = enter(" ".join(code.words))
        read.append(text(jar.get(reverse("follow_up"))).partition("<h1")[2].partition(">")[2].partition("<")[0])
    return read


def test_the_page_says_that_the_connected_are_shut_out_only_once_they_are(desk: Desk) -> None:
    case, code = filed()
    jar, _ = enter(" ".join(code.words))
    assert "is being shut out before anybody reads it" in text(jar.get(reverse("follow_up")))
    sweep_conflicts(reference=case.reference, by=the_clock())
    page = text(jar.get(reverse("follow_up")))
    assert ("has been shut out." in page, "is being shut out" in page) == (True, False)


def taken_up(case: Case, desk: Desk) -> None:
    """Sweep and acknowledge."""
    sweep_conflicts(reference=case.reference, by=the_clock())
    acknowledge_complaint(reference=case.reference, by=desk.by("ines"))


def test_an_anonymous_reporter_is_told_three_words_and_others_the_step(desk: Desk) -> None:
    assert stages(REPORT, desk) == ["Received", "Being screened"]
    assert stages(ANONYMOUS, desk) == ["Received", "Considered"]


def test_the_next_dates_and_the_day_it_was_opened_before_are_there(desk: Desk) -> None:
    _, code = filed()
    jar, _ = enter(" ".join(code.words))
    page = text(jar.get(reverse("follow_up")))
    days = re.findall("by ([0-9]+ [A-Z][a-z]+ 2026)", page)
    assert days == ["9 March 2026", "30 March 2026", "8 April 2026", "8 June 2026"]
    assert ("2 March 2026</dd>" in page, "A full case takes several months." in page) == (True, True)
    for back in (page, text(jar.get(reverse("follow_up")))):
        assert "Since it was sent, this is the first visit with your twelve words." in back
    with time_machine.travel(MONDAY + timedelta(days=3), tick=False):
        jar, _ = enter(" ".join(code.words))
        assert re.search(
            r"Last opened with your twelve words on\s+2 March 2026, \d\d:\d\d \w+\.",
            text(jar.get(reverse("follow_up"))),
        )


def test_a_name_that_was_given_is_said_to_be_sealed_and_one_page_has_one_name(desk: Desk) -> None:
    named, nameless = (enter(" ".join(filed(report)[1].words))[0] for report in (REPORT, ANONYMOUS))
    step, asked = reverse("follow_up_step", args=["give_name"]), "Give your name, or change who may know it"
    for jar, sealed in ((named, True), (nameless, False)):
        page, form = text(jar.get(reverse("follow_up"))), text(jar.get(step))
        for shown in (page, form):
            assert ("Your name is given and sealed." in shown, asked in shown) == (sealed, not sealed)
        assert ("As you gave it." in form, 'name="choice" value="open" checked' in form) == (sealed, False)
        assert ("Sealed: only you can read it, here." in text(jar.get(reverse("follow_up_sent")))) is sealed
        assert (reverse("follow_up_times") in page, "runs until the next working day" in page) == (False, True)
    letters, talk = text(named.get(reverse("reporter_inbox"))), text(named.get(reverse("follow_up_conversation")))
    assert ("<title>Your letters" in letters, "There is no letter for you yet." in letters) == (True, True)
    assert ("Until then nobody reads your" in talk, "Then we read it within 3 working" in talk) == (True, True)


def test_the_receipt_and_the_report_name_one_day_for_how_far_it_has_come(desk: Desk) -> None:
    case, code = filed()
    assert "By 8 June 2026 at the latest we tell you how far" in text(Client().get(reverse("start")))
    jar, found = enter(" ".join(code.words))[0], []
    acts: tuple[Callable[[], object], ...] = (lambda: None, lambda: taken_up(case, desk))
    for act in acts:
        act()
        page = " ".join(text(jar.get(reverse("follow_up"))).split())
        told = on_receipt(case.reference)
        found.append((first(HOW_FAR, page), f"{told.feedback_by:%-d %B %Y}", told.taken_up))
    assert found == [("8 June 2026", "8 June 2026", False), ("1 June 2026", "1 June 2026", True)]


def test_a_step_is_taken_in_the_channel_and_another_cannot_be(desk: Desk) -> None:
    case, code = filed()
    taken_up(case, desk)
    jar, _ = enter(" ".join(code.words))
    page = text(jar.get(reverse("follow_up_step", args=["add_evidence"])))
    assert (case.reference in page, "<h1" in page) == (False, True)
    data = {"csrfmiddlewaretoken": first(TOKEN, page), "title": "Minutes", "text": "They say so."}
    answer = jar.post(reverse("follow_up_step", args=["add_evidence"]), data)
    assert (answer.status_code, answer.headers.get("Location")) == (302, reverse("follow_up"))
    assert ("the person you report" in page, "bundle" in page, "which phone took it" in page) == (True, False, True)
    home = text(jar.get(reverse("follow_up")))
    assert ("Added." in home, "Add evidence – done" in home) == (True, False)
    assert [jar.get(reverse("follow_up_step", args=[verb])).status_code for verb in ("triage_case", "nothing")] == [
        403,
        404,
    ]
    assert jar.post(reverse("follow_up_step", args=["add_evidence"]), {**data, "title": "x" * 5000}).status_code == 422


def test_every_page_of_the_channel_and_each_letter_stands_under_the_societys_name(desk: Desk) -> None:
    case, code = filed()
    taken_up(case, desk)
    place_letters()
    jar, _ = enter(" ".join(code.words))
    letter = f"letters/{Message.objects.get(case=case, seat=Seat.COMPLAINANT).reference}/"
    for path in ("", "letters/", letter, "do/add_evidence/", "receipt/"):
        page = text(jar.get(f"/follow-up/{path}"))
        assert f" – {name_of_body()}</title>" in page, path
        assert f"Run by {name_of_body()} on Oathbound" in page, path


def test_without_a_code_nothing_of_the_channel_exists(desk: Desk) -> None:
    jar = Client()
    paths = ["do/add_evidence/", "receipt/", "claim/", "letters/"]
    assert [jar.get(f"/follow-up/{path}").status_code for path in paths] == [404] * 4


def test_a_code_that_staff_made_opens_only_the_way_to_a_new_one(desk: Desk) -> None:
    done = file_complaint(by=desk.by("ines"), report=REPORT, for_someone=True)
    assert done.code is not None
    jar, answer = enter(" ".join(done.code.words))
    assert answer.headers["Location"] == reverse("claim_code")
    assert [jar.get(f"/follow-up/{path}").status_code for path in ("letters/", "receipt/")] == [404, 404]
    page = text(jar.get(reverse("claim_code")))
    digits = page.partition('ob-code__digits">')[2].partition("<")[0]
    token = {"csrfmiddlewaretoken": first(TOKEN, page)}
    assert jar.post(reverse("claim_code"), {**token, "code": done.code.digits}).status_code == 422
    assert jar.post(reverse("claim_code"), {**token, "code": digits}).headers["Location"] == reverse("follow_up")
    assert enter(done.code.digits)[1].status_code == 422
    assert enter(digits)[1].status_code == 302
    assert User.objects.filter(kind="reporter").count() == 1


def test_the_receipt_and_the_way_out(desk: Desk) -> None:
    _, code = filed()
    jar, _ = enter(" ".join(code.words))
    page = text(jar.get(reverse("follow_up_receipt")))
    assert ("was received on 2 March 2026" in " ".join(page.split()), code.digits in page) == (True, False)
    token = first(TOKEN, text(jar.get(reverse("follow_up"))))
    answer = jar.post(reverse("follow_up_leave"), {"csrfmiddlewaretoken": token})
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "Your report goes on." in text(jar.get(answer.headers["Location"]))
    assert jar.get(reverse("follow_up_receipt")).status_code == 404


def test_what_the_page_of_a_report_costs(desk: Desk, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    _, code = filed()
    jar, _ = enter(" ".join(code.words))
    jar.get(reverse("follow_up"))
    with django_assert_num_queries(8):
        jar.get(reverse("follow_up"))
