"""The appeal, allowed in part: new evidence, a hearing, the sanction worked out again; then the register, and the end."""

import re
from collections.abc import Mapping
from datetime import timedelta

from tests.journeys.decision import acts, free, names, reads
from tests.journeys.reporting import follows_up
from tests.journeys.road import Road
from tests.journeys.somebody import Typed

STATEMENT = "The promise was a draft that I had never sent."
ANSWERED = "The customer wrote that she had read it as a draft."
REASONS = "The letter was a draft. The two other findings stand."
SENTENCE = "You are reprimanded in public, and complete a course on answering letters."
COURSE = "A course on answering letters, and its certificate."
GONE = "Finding 1: commitment 2, Ethical, fair and transparent practice. Without it the sheet starts at levels 4 to 5."
PUBLIC = "Reprimanded for not sharing what was known with a colleague who asked."


def the_respondent_appeals(road: Road) -> None:
    """The decision is read; an appeal without a ground is refused with what is missing; then it is lodged."""
    rex = road.town["rex"]
    rex.follows(re.compile("^Open your case"))
    rex.turns_to("Appeal")
    rex.goes_by(rex.page.locator("main a.govuk-button", has_text="Appeal"))
    rex.presses("Appeal")
    assert "Choose at least one ground." in rex.text
    grounds: Mapping[str, Typed] = {
        "Why is the decision wrong?": ["The Code was misapplied.", "The sanction is out of proportion."],
        "What is to be said on all grounds together": STATEMENT,
    }
    rex.fills(grounds)
    rex.presses("Appeal")
    assert rex.told() == "Appeal – done.", rex.text
    reads(rex, "An appeal is pending")
    assert [
        words in rex.text for words in (STATEMENT, "The Code was misapplied.", "The Society may appeal as well")
    ] == [True] * 3


def three_new_people_look_at_it(road: Road) -> None:
    """The adviser seats them, their chair finds both grounds arguable, and all three hear it."""
    town, rex = road.town, road.town["rex"]
    names(road, "Seat the appeal panel", ("Amos Appeal", "Anouk Appeal", "Arne Appeal"))
    free(road, "amos", "anouk", "arne")
    reads(rex, "The appeal panel is named")
    assert "“Challenge a member of the appeal panel”" in rex.text
    town.wait(14)
    sift: Mapping[str, Typed] = {
        "Appeal": "The respondent’s appeal",
        "Grounds that can be argued": ["The Code was misapplied.", "The sanction is out of proportion."],
        "For each ground: whether it can be argued, and why": "Whether it was a draft was not weighed.",
    }
    road.does("amos", "Look at the grounds of an appeal", sift, at="board")
    reads(rex, "The grounds of the appeal")
    assert "Whether it was a draft was not weighed." in rex.text
    town.wait(20)
    it_is_called(road)
    here: Mapping[str, Typed] = {
        "Members of the appeal panel who are here": ["Amos Appeal", "Anouk Appeal", "Arne Appeal"],
        "Is the respondent here, or represented?": "Yes",
        "The respondent was offered the last word": True,
        "It began on the day for which both sides were called": True,
    }
    road.does("amos", "Record that the appeal was heard", here, at="board")


def it_is_called(road: Road) -> None:
    """The chair calls both sides; the respondent argues in writing, and offers something new, which is admitted."""
    town, rex = road.town, road.town["rex"]
    call: Mapping[str, Typed] = {
        "Day of the hearing of the appeal": town.today + timedelta(days=40),
        "Place or link, and how to take part": "In the reading room or by video.",
    }
    road.does("amos", "Call the hearing of the appeal", call, at="board")
    reads(rex, "The hearing of the appeal")
    assert "In the reading room or by video." in rex.text
    rex.follows(re.compile("^Open your case"))
    rex.follows("Offer new evidence on appeal")
    offered: Mapping[str, Typed] = {
        "Which grounds is this about?": ["The Code was misapplied."],
        "What is it?": "A letter of 2 March.",
        "What it says, or what it shows": ANSWERED,
        "Why could this not come before the decision?": "The customer found it a week ago.",
    }
    rex.fills(offered)
    rex.presses("Offer new evidence on appeal")
    assert rex.told() == "Offer new evidence on appeal – done.", rex.text
    rule: Mapping[str, Typed] = {
        "New evidence": re.compile("Evidence"),
        "Is it heard?": "Yes",
        "Reasons": "It came to light after the decision.",
    }
    road.does("amos", "Rule on new evidence", rule, at="board")
    reads(rex, "New evidence in the appeal")
    assert "It is admitted" in rex.text
    town.wait(41)


def the_decision_is_varied_by_two(road: Road) -> None:
    """One finding is set aside; what follows from the two that stand is put forward by one and signed by another."""
    vote: Mapping[str, Typed] = {
        "Does this ground succeed? The Code was misapplied.": "Yes",
        "Does this ground succeed? The sanction is out of proportion.": "No",
    }
    for first in ("amos", "anouk"):
        road.does(first, "Vote on each ground", vote, at="board")
    sheet: Mapping[str, Typed] = {
        "Grounds that succeed": ["The Code was misapplied."],
        "Findings that are set aside": [GONE],
        "Level, worked out from the findings that stand": "Public reprimand (level 4)",
        "Condition 1: what has to be done": COURSE,
        "Condition 1: the proof that is wanted": "Its certificate.",
        "Condition 1: days from the day the decision is final": 60,
        "Words of the decision": SENTENCE,
        "Could the next lower level protect the public and the profession? If not, why": "It would teach nothing.",
        "Reasons of the appeal panel": REASONS,
    }
    road.two("amos", "anouk", "Allow the appeal in part", sheet, at="board")


def both_sides_read_the_result(road: Road) -> None:
    """The respondent reads the reasons and the new sanction; the reporter that an appeal has changed the outcome."""
    rex = road.town["rex"]
    reads(rex, "The appeal is decided")
    wanted = ("worked out again from the findings that stand", REASONS, SENTENCE, "Public reprimand", COURSE)
    assert [words for words in wanted if words not in rex.text] == []
    assert "Suspension" not in rex.text
    follows_up(road.reporter, road.code)
    reads(road.reporter, "The outcome of your report is corrected", inbox="/follow-up/letters/")
    told = road.reporter.text
    assert ("An appeal has changed it." in told, [words for words in (REASONS, SENTENCE, COURSE) if words in told]) == (
        True,
        [],
    )
    assert road.reporter.page.locator("main s").all_inner_texts() == ["a breach"]


def the_finding_that_fell_is_struck_through(road: Road) -> None:
    """Member and officers see one finding of three struck through, with day and reason; old letters have a banner."""
    rex, since = road.town["rex"], f"Does not stand since {road.town.today:%-d %B %Y}: quashed on appeal."
    reads(rex, "Decision")
    assert ("This letter is out of date" in rex.text, since in rex.text) == (True, True)
    rex.follows(re.compile("^Open your case"))
    rex.turns_to(re.compile("^Allegations"))
    struck = rex.page.locator("main section", has=rex.page.locator("s"))
    assert [(one.locator("h2").inner_text()[:2], since in one.inner_text()) for one in struck.all()] == [("1.", True)]
    ada = road.town["ada"]
    for tab, where in (("allegations", "main td s"), ("history", "main li p s")):
        ada.opens(f"/desk/cases/{road.case}/{tab}/")
        assert ada.page.locator(where).count() == 1, tab


def in_both_registers(road: Road) -> None:
    """The registrar enters it in the register of members; two approve the words of the public one, and they are published."""
    town = road.town
    note = "Reprimanded in public. Nothing rests."
    changed = {"What was changed: standing, seats, credentials, voting rights": note}
    road.does("reg", "Enter the sanction in the register of members", changed)
    approve = "Approve the words for the register"
    road.does("ada", approve, {"Words for the public register": PUBLIC})
    road.does("dee", approve, {})
    shown: Mapping[str, Typed] = {
        "Last day in the register": town.today + timedelta(days=3 * 365),
        "A reader could not recognise anybody else from these words": True,
    }
    road.does("bea", "Publish the sanction", shown)
    anybody = town.stranger(phone=True)
    anybody.opens("/register/")
    (row,) = anybody.page.locator("tbody tr").all()
    said = row.inner_text()
    assert [words for words in ("Rex Respond", "Public reprimand", PUBLIC) if words not in said] == []
    assert not re.search("Suspension", said)


def the_condition_is_met_and_the_file_closed(road: Road) -> None:
    """The member shows the certificate from the phone, two monitors verify it, and two close the file."""
    road.does("bea", "Seat the monitors", {"Monitors": ["Mona Monitor", "Milo Monitor"]})
    shown: Mapping[str, Typed] = {
        "Condition": "Condition 1, open",
        "What you did, and when": "I took the course in May.",
    }
    acts(road, "Show that a condition is met", shown)
    verified = {"Condition": "Condition 1, evidence filed", "Why the evidence is enough": "The certificate is genuine."}
    road.two("mona", "milo", "Verify a condition", verified)
    sure = {"Every condition was verified, and every term is over": True}
    road.two("mona", "milo", "Close the case: all is done", sure)
    assert road.state("ada") == "Closed"
    reads(road.town["rex"], "Everything is done")


CHAPTERS = (
    the_respondent_appeals,
    three_new_people_look_at_it,
    the_decision_is_varied_by_two,
    both_sides_read_the_result,
    the_finding_that_fell_is_struck_through,
    in_both_registers,
    the_condition_is_met_and_the_file_closed,
)
