"""A report taken down for a caller: it is read back and filed once, and the slip shows its words once."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from casework.access import Actor, the_clock
from casework.models import Case, SealedDraft, Seating
from casework.procedure.intake.actions import acknowledge_complaint, sweep_conflicts
from casework.vocabulary import ClockName, Seat
from ledger import queries as ledger
from tests.casework.desk_cast import Desk
from tests.casework.web.conftest import signed_in
from tests.casework.web.reporting import TOKEN, WORDS, first, text
from tests.casework.web.test_follow import CLOSED, desk, enter
from tests.casework.web.test_queue import rows

__all__ = ["desk"]
HIDDEN = re.compile(r'name="(draft_version|talk|request_key|people|read)" value="([^"]*)"')
TAKE, READ_BACK, SLIP = reverse("take_report"), reverse("read_back"), reverse("caller_slip")
STORY = "She rang to end it, and was told that it cannot be ended. Whimbrel."
ASKED = {
    "came": "telephone",
    "received_day": "1",
    "received_month": "3",
    "received_year": "2026",
    "said": "on",
    "keep_away": "Ivo Standish",
    "narrative": STORY,
    "name_1": "Rex Marlowe",
    "employer_1": "Castle Home Care",
    "choice": "confidential",
    "name": "Samantha Reeve",
}
AGREED = {"read_back": "on", "declared": "on"}
ENDED = {"finish": "yes", "has_words": "on"}
EXCHANGED = "These words were on a slip."


def sent(browser: Client, path: str, **typed: str) -> Any:
    """Open a page and send its form with what is typed."""
    return browser.post(path, dict(HIDDEN.findall(text(browser.get(path)))) | typed)


def taken_down(desk: Desk) -> Client:
    """The browser of Ines, who has typed a caller's report and may read it back."""
    ines = signed_in(desk.people["ines"])
    assert sent(ines, TAKE, **ASKED).headers["Location"] == READ_BACK
    return ines


def test_danger_is_answered_where_it_is_asked(desk: Desk) -> None:
    ines = signed_in(desk.people["ines"])
    page = text(ines.get(TAKE))
    asked = [
        page.index(part) for part in ("Is anybody in danger now?", 'name="danger"', "What happened? In your own words")
    ]
    assert asked == sorted(asked)
    assert page.count('name="danger"') == 2
    assert "“Call your local emergency number first, then ring again." in page
    assert sent(ines, TAKE, **ASKED, danger="yes").headers["Location"] == READ_BACK
    read = text(ines.get(READ_BACK))
    assert 0 < read.find("Somebody is in danger now") < read.find(STORY)


def test_words_for_the_caller_are_body_text_and_questions_that_may_stay_empty_say_so(desk: Desk) -> None:
    page = " ".join(text(signed_in(desk.people["ines"]).get(TAKE)).split())
    assert '<p class="ob-taking__say">“You need not be sure' in page
    asked = re.findall(r'<h2 class="ob-taking__said"[^>]*>.*? “(.*?)”(.*?)</h2>', page)
    optional = [said for said, more in asked if "(optional)" in more]
    assert optional == [
        "When was it, and where? A guess will do.",
        "Did you tell anybody else? What would put it right?",
    ]


def slip_of(browser: Client) -> str:
    (made,) = re.findall(r'name="show"\s+value="(\d)"', text(browser.get(SLIP)))
    return " ".join(WORDS.findall(text(browser.post(SLIP, {"show": made}))))


def test_only_intake_takes_a_report_and_what_is_typed_stays_until_it_is_filed(desk: Desk) -> None:
    assert signed_in(desk.people["sol"]).get(TAKE).status_code == 403
    ines = signed_in(desk.people["ines"])
    begun = sent(ines, TAKE, **(ASKED | {"said": "", "name_1": "", "received_day": "31", "received_month": "2"}))
    page = text(begun)
    assert begun.status_code == 422
    assert all(each in page for each in ("Say this to the caller", "Day received must be a real date", "Give a name"))
    again = text(ines.get(TAKE))
    session = ines.session
    session["is_intake"] = True
    session.save()
    assert "Draft: a report you are taking" in text(ines.get(reverse("today")))
    assert (STORY in again, "Samantha Reeve" in again, "There is a problem" in again) == (True, True, False)
    assert STORY not in str([bytes(row.blob) for row in SealedDraft.objects.all()])
    more = sent(ines, TAKE, **(ASKED | {"change": "more"}))
    assert (more.headers["Location"], "name_2" in text(ines.get(TAKE))) == (f"{TAKE}#id_name_2", True)


def test_what_is_typed_can_be_thrown_away_before_it_was_ever_saved(desk: Desk) -> None:
    ines = signed_in(desk.people["ines"])
    page = text(ines.get(TAKE))
    assert 'form="taking" formnovalidate name="draft"' in " ".join(page.split())
    sent(ines, TAKE, **ASKED)
    assert STORY in text(ines.get(TAKE))
    sent(ines, TAKE, **(ASKED | {"draft": "throw_away"}))
    assert (STORY in text(ines.get(TAKE)), SealedDraft.objects.count()) == (False, 0)


def test_a_report_that_the_caller_agreed_to_is_filed_once_and_names_the_officer(desk: Desk) -> None:
    ines = taken_down(desk)
    page = text(ines.get(READ_BACK))
    assert "wants to go on" not in page
    assert all(each in page for each in (STORY, "By telephone", "Ivo Standish", "Castle Home Care", "Samantha Reeve"))
    missing = sent(ines, READ_BACK)
    assert [text(missing).count(f"{words}</") for words in ("when the caller agrees.", "and tick the box.")] == [2, 2]
    assert missing.status_code == 422
    shown = dict(HIDDEN.findall(text(ines.get(READ_BACK)))) | AGREED
    sent(ines, TAKE, **(ASKED | {"employer_1": "Castle Care"}))
    assert (ines.post(READ_BACK, shown).status_code, Case.objects.count()) == (409, 0)
    assert sent(ines, READ_BACK, **AGREED).headers["Location"].startswith(SLIP)
    assert sent(ines, READ_BACK, **AGREED).headers["Location"] == f"{TAKE}?check"
    case = Case.objects.get()
    (entry,) = ledger.stream(case.stream)
    said = {name: entry.body["data"][name] for name in ("for_someone", "came", "received_on", "read_back")}
    assert said == {"for_someone": True, "came": "telephone", "received_on": "2026-03-01", "read_back": True}
    assert "the slip has not been handed over yet" in text(ines.get(TAKE))
    sweep_conflicts(reference=case.reference, by=the_clock())
    overview = " ".join(text(ines.get(reverse("case", args=[case.reference]))).split())
    assert "Taken down by an officer. By telephone, 1 March 2026. Read back, and agreed to." in overview


def test_the_number_on_a_slip_finds_the_case_for_intake_and_for_nobody_else(desk: Desk) -> None:
    ines, queue = taken_down(desk), reverse("queue")
    sent(ines, READ_BACK, **AGREED)
    page = text(ines.post(SLIP, {"show": "0"}))
    said = re.findall(r"Report <strong>(R-\w{4}-\w{4})</strong>", page)[0]
    case = Case.objects.get()
    assert rows(text(ines.get(queue, {"words": said}))) == []
    sweep_conflicts(reference=case.reference, by=the_clock())
    found = {typed: rows(text(ines.get(queue, {"words": typed}))) for typed in (said, said.lower().replace("-", " "))}
    assert list(found.values()) == [[case.reference]] * 2
    assert rows(text(ines.get(queue, {"words": f"{said[:-1]}8"}))) == []
    acknowledge_complaint(reference=case.reference, by=Actor(user=desk.people["ines"]))
    holders = {seating.user for seating in Seating.objects.filter(case=case, seat=Seat.SCREENER)}
    for screener in map(signed_in, holders):
        found_by = [rows(text(screener.get(queue, asked))) for asked in ({}, {"words": said})]
        assert found_by == [[case.reference], []]
    assert holders
    kept_away = signed_in(desk.people["ivo"])
    assert rows(text(kept_away.get(queue, {"words": said}))) == []
    digest = User.objects.get(kind="reporter").reference_digest
    assert digest is not None
    assert said.replace("-", "").encode() not in bytes(digest)


def test_a_slip_handed_over_leads_to_the_case_that_intake_may_see(desk: Desk) -> None:
    ines = taken_down(desk)
    sent(ines, READ_BACK, **AGREED)
    case = Case.objects.get()
    sweep_conflicts(reference=case.reference, by=the_clock())
    ines.post(SLIP, {"show": "0"})
    ines.post(SLIP, ENDED)
    there = reverse("case", args=[case.reference])
    assert f'href="{there}">{case.code_name}</a>' in text(ines.get(reverse("today"))).partition("ob-today")[0]


def test_until_its_conflicts_are_checked_the_next_page_says_when_a_report_appears(desk: Desk) -> None:
    ines = taken_down(desk)
    sent(ines, READ_BACK, **AGREED)
    ines.post(SLIP, {"show": "0"})
    ines.post(SLIP, ENDED)
    page = text(ines.get(reverse("today")))
    assert ("We first check who must not see it." in page, "no more slips" in page) == (True, False)


def test_a_slip_says_the_day_of_the_letter_or_that_a_sooner_one_may_come(desk: Desk) -> None:
    ines = taken_down(desk)
    sent(ines, READ_BACK, **AGREED)
    before = text(ines.post(SLIP, {"show": "0"}))
    assert ("by this day at the latest" in before, "we confirm that we have it" in before) == (True, True)
    case = Case.objects.get()
    sweep_conflicts(reference=case.reference, by=the_clock())
    case = acknowledge_complaint(reference=case.reference, by=Actor(user=desk.people["ines"]))
    due = case.view.clock(ClockName.FEEDBACK)
    assert due is not None and due.due is not None
    after = text(ines.post(SLIP, {"show": "1"}))
    assert f"{case.view.day_of(due.due):%A %-d %B %Y}</strong>:" in after
    assert ("by this day we say" in after, "we confirm that we have it" in after) == (True, False)


def test_what_is_read_back_holds_no_question_that_was_not_asked(desk: Desk) -> None:
    ines = signed_in(desk.people["ines"])
    sent(ines, TAKE, **(ASKED | {"choice": "anonymous", "name": "", "elsewhere": "no", "afraid": "no"}))
    page = text(ines.get(READ_BACK))
    keys = re.findall(r'summary-list__key">([^<]*)<', page)
    assert ("Raised elsewhere" in keys, "Where, and what came of it" in page, "No answer" in page) == (
        True,
        False,
        False,
    )
    assert (keys[-1], keys.count("Not answered"), "What is your name" in page) == ("Not answered", 1, False)
    assert "What would put it right" in page.partition("Not answered")[2]
    order = re.findall(r'class="ob-taking__part" id="([^"]+)"', text(ines.get(TAKE)))
    assert order[:2] == ["risk", "keep-away"]


@pytest.mark.parametrize("said", ["about 12 October 2025", "12 October 2025", "last spring"])
def test_a_day_that_was_told_is_not_read_back_as_not_answered(desk: Desk, said: str) -> None:
    ines = signed_in(desk.people["ines"])
    sent(ines, TAKE, **(ASKED | {"kind": "day", "when_words": said}))
    page = text(ines.get(READ_BACK))
    left_out = page.partition("Not answered")[2]
    assert (said in page, "happened or began" in left_out, "The last day" in left_out) == (True, False, False)


@pytest.mark.parametrize(
    ("said", "answered"),
    [({"keep_away": "Ivo Standish"}, True), ({"keep_away_from": ["office:intake"]}, True), ({}, False)],
)
def test_who_must_not_see_it_is_read_back_as_not_answered_only_if_it_is_not(
    desk: Desk, said: dict[str, Any], answered: bool
) -> None:
    ines = signed_in(desk.people["ines"])
    sent(ines, TAKE, **({name: value for name, value in ASKED.items() if name != "keep_away"} | said))
    above, _, left_out = text(ines.get(READ_BACK)).partition("Not answered")
    assert ("Who must not see this" in above, "Who must not see this" in left_out) == (answered, not answered)


def test_a_caller_on_the_telephone_gets_words_and_no_slip(desk: Desk) -> None:
    ines = taken_down(desk)
    sent(ines, READ_BACK, **AGREED)
    slip = text(ines.post(SLIP, {"show": "0"}))
    told = ("The caller has read the words back to me", "The caller holds the words on paper")
    assert [words in slip for words in told] == [True, False]
    said = " ".join(slip.split())
    assert ("data-print hidden>Print it" in said, "by this day at the latest we say how far" in said) == (True, True)
    ines.post(SLIP, ENDED)
    sent(ines, TAKE, **(ASKED | {"came": "in_person"}))
    sent(ines, READ_BACK, **AGREED)
    assert [words in text(ines.post(SLIP, {"show": made})) for made, words in zip("01", told, strict=True)] == [
        False,
        True,
    ]


def test_the_words_of_a_slip_are_shown_once_and_exchanged_at_first_use(desk: Desk) -> None:
    ines = taken_down(desk)
    sent(ines, READ_BACK, **AGREED)
    assert WORDS.findall(text(ines.get(SLIP))) == []
    jammed, words = slip_of(ines), slip_of(ines)
    assert (len(words.split()), jammed == words) == (12, False)
    for again in (ines.get(SLIP), ines.post(SLIP, {"show": "0"}), ines.post(SLIP, {"show": "1"})):
        assert ("You have shown the words." in text(again), WORDS.findall(text(again))) == (True, [])
    assert [EXCHANGED in text(enter(jammed)[1]), CLOSED in text(enter(jammed)[1])] == [True, False]
    early, door = enter(words)
    assert door.headers["Location"] == reverse("claim_code")
    words = slip_of(ines)
    assert early.get(reverse("claim_code")).status_code == 404
    jar, _ = enter(words)
    page = text(jar.get(reverse("claim_code")))
    digits = page.partition('ob-code__digits">')[2].partition("<")[0]
    jar.post(reverse("claim_code"), {"csrfmiddlewaretoken": first(TOKEN, page), "code": digits})
    status = text(jar.get(reverse("follow_up")))
    assert "Somebody wrote this report down for you" in status
    assert STORY in text(jar.get(reverse("follow_up_sent")))
    assert EXCHANGED in text(enter(words)[1])
    assert (ines.post(SLIP, {"show": "3"}).status_code, enter(digits)[1].status_code) == (409, 302)
    assert ines.post(SLIP, ENDED).headers["Location"] == reverse("today")
    assert ines.get(SLIP).headers["Location"] == TAKE
    made = [entry.body["data"] for entry in ledger.stream("system") if entry.type == "intake.slip_made"]
    (filed,) = [one for one in ledger.stream(Case.objects.get().stream) if one.type == "report.received"]
    assert made == [{"reporter": filed.body["data"]["reporter"]}] * 3


def test_a_slip_says_how_to_reach_the_society_without_a_screen(desk: Desk, settings: Settings) -> None:
    settings.CONTACT, settings.CONTACT_HOURS = "complaints@society.example", "weekdays from 9 to 12"
    ines = taken_down(desk)
    sent(ines, READ_BACK, **AGREED)
    slip = " ".join(text(ines.post(SLIP, {"show": "0"})).split())
    line = slip.partition("Without a screen</dt>")[2].partition("</dd>")[0]
    assert "<dd>complaints@society.example, weekdays from 9 to 12. Say " in line
    assert "Never tell anybody the words." in line
