"""The hearing, with its minute and the last word; the findings by particular, one of three outvoted; views on the sanction."""

import re
from collections.abc import Mapping
from datetime import date

from tests.journeys.decision import acts, reads
from tests.journeys.fair_hearing import PANEL
from tests.journeys.road import Road
from tests.journeys.somebody import Typed

SAID = "I kept the draft on my desk. Nobody was to have it."
RULED = "The picture of the desk may be shown."
TITLES = ("Ethical, fair and transparent practice", "Open dialogue and sharing", "Growth of others")
FACTS = "The letter was written, and denied when the customer asked."
MINORITY = "Nobody showed that the draft had left the desk."
VIEWS = "I told the customer that I am sorry, and put it right in writing."
COURSE = "A course on answering letters, and its certificate."


def heard(road: Road, day: date) -> None:
    """The day comes: roll call, numbered lines, a sitting, and the last word, which the member confirms."""
    town = road.town
    town.wait((day - town.today).days)
    here: Mapping[str, Typed] = {
        "Members of the panel who are here": PANEL,
        "Is the respondent here, or represented?": "Yes",
    }
    road.does("paul", "Open the hearing", here, at="board")
    ruled: Mapping[str, Typed] = {
        "What the line holds": "A ruling of the chair",
        "Who spoke, or who asked for the ruling": "Rex Respond",
        "What was said, or ruled and why": RULED,
    }
    spoke: Mapping[str, Typed] = {
        "Who spoke, or who asked for the ruling": "Rex Respond",
        "What was said, or ruled and why": SAID,
        "Whose time it took": "The respondent’s side",
        "Minutes": 12,
    }
    for line in (ruled, spoke):
        road.does("ada", "Write a line of the minute", line)
    sat: Mapping[str, Typed] = {
        "Members of the panel who attended the whole sitting": PANEL,
        "Was the respondent there, or represented?": "Yes",
    }
    road.does("ada", "Record a sitting", sat)
    road.does(
        "paul", "Close the hearing and deliberate", {"The respondent was offered the last word": True}, at="board"
    )
    acts(road, "Say whether you had the last word", {"Did you have the last word at the hearing?": "Yes"})
    road.does("ada", "Give the minute to both sides")
    rex = road.town["rex"]
    reads(rex, "The minute of the hearing is written")
    rex.follows(re.compile("^Open your case"))
    rex.turns_to("Hearing")
    assert [words for words in (RULED, SAID, "the respondent’s side 12 minutes") if words not in rex.text] == []


def found_by_particular(road: Road) -> None:
    """Each of the three decides alone, then signs; Pia is outvoted on the denial, and writes why. One approves the minute."""
    for first in ("paul", "petra", "pia"):
        road.does(first, "Form a first view", view(denied="No" if first == "pia" else "Yes"), at="board")
    for first in ("paul", "petra", "pia"):
        road.does(first, "Sign on each particular", at="board")
    why = {"Allegation 1, commitment 2: why it is not proven as you see it": MINORITY}
    road.does("pia", "Write the reasons of a minority", why, at="board")
    road.town.wait(4)
    road.does("paul", "Approve the minute of the hearing", at="board")
    # The two others say nothing, and that delays nothing.
    road.town.wait(4)
    findings: dict[str, Typed] = {}
    for n in range(1, len(TITLES) + 1):
        rests_on: list[str | re.Pattern[str]] = [re.compile("^Document 1"), re.compile("^Minute, line 2")]
        findings |= {
            f"Allegation {n}: what the finding rests on": rests_on if n == 1 else rests_on[:1],
            f"Allegation {n}: the facts that were found": FACTS,
            f"Allegation {n}: the reasons": "Particular 1 is admitted. Particular 2 follows from the letter itself.",
            f"Allegation {n}: the reasons deal with what the respondent answered": True,
        }
    road.two("paul", "petra", "Save the findings", findings, at="board")
    rex = road.town["rex"]
    reads(rex, "The panel’s findings")
    assert [words for words in (FACTS, MINORITY) if words not in rex.text] == []


def view(*, denied: str) -> Mapping[str, Typed]:
    """Return what one of the panel answers on each particular: all of it breaches, but perhaps the denial did not happen."""
    typed: dict[str, Typed] = {"Allegation 1, particular 1 (essential): did it happen?": "Yes"}
    typed["Allegation 1, particular 1: if so, does it breach commitment 2?"] = "Yes"
    typed["Allegation 1, particular 2 (essential): did it happen?"] = denied
    if denied == "Yes":
        typed["Allegation 1, particular 2: if so, does it breach commitment 2?"] = "Yes"
    for n, commitment in ((2, 4), (3, 6)):
        typed[f"Allegation {n}: did it happen as alleged?"] = "Yes"
        typed[f"Allegation {n}: if so, does it breach commitment {commitment}?"] = "Yes"
    return typed


def views_on_the_sanction(road: Road) -> None:
    """The panel says how grave it may call it and what may weigh; the member speaks on it; then two recommend."""
    road.does("paul", "Open earlier cases", {"Open the earlier decided cases of this member": True}, at="board")
    named: Mapping[str, Typed] = {
        "How grave the panel may call it, and the range in which a sanction then starts": [
            re.compile(r"^Lapse: "),
            re.compile(r"^Material: "),
            re.compile(r"^Serious: "),
        ],
        "What may weigh for the worse, for the better, or lift the start": [re.compile(r"^The harm was put right\.")],
    }
    road.does("paul", "Name what may weigh", named, at="board")
    reads(road.town["rex"], "What the panel may weigh")
    words = {"What should the panel and the board know before a sanction is decided?": VIEWS}
    acts(road, "Speak on the sanction", words)
    road.town.wait(10)
    sheet: Mapping[str, Typed] = {
        "Allegation 1: how grave it was": re.compile(r"^Material: "),
        "Allegation 2: how grave it was": re.compile(r"^Serious: "),
        "Allegation 3: how grave it was": re.compile(r"^Lapse: "),
        "Recommended level": "Suspension (level 6)",
        "Term, such as 90 days or 3 months, where the level has one": "90 days",
        "Condition 1: what has to be done": COURSE,
        "Condition 1: the proof that is wanted": "Its certificate.",
        "Condition 1: days from the day the decision is final": 120,
        "If Probation (level 5): days or months": "12 months",
        "Words of the recommendation": "A suspension of ninety days and a course.",
        "Could the next lower level protect the public and the profession? If not, why": (
            "Probation would not show that written promises count."
        ),
        "Reasons of the panel": "A written promise was denied. It was put right only later.",
    }
    road.two("paul", "petra", "Recommend a sanction", sheet, at="board")
