"""The straight road from the served notice to the closed file: the parties at their own pages, panel, board, monitors."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial

from tests.journeys.reporting import follows_up
from tests.journeys.road import Road
from tests.journeys.somebody import Somebody, Typed
from tests.journeys.town import until

CASE = re.compile(r"/member/cases/[^/]+/")
BOARD = ("bo", "bruno", "bella", "ben", "birgit", "boris", "beth")
PANEL = ("Paul Panelist", "Petra Panelist", "Pia Panelist")
FINDING = "The promise was made in the letter and denied later."
SENTENCE = "You are suspended for ninety days."
PUBLIC = "Suspended for ninety days for denying a written promise to a customer."
COURSE = "Complete a course on honest dealing with customers."


def reads(somebody: Somebody, subject: str, *, inbox: str = "/member/") -> None:
    """Open the newest letter of a subject in a party's own inbox, once the worker has placed it there."""

    def lies_there() -> bool:
        somebody.opens(inbox)
        return somebody.page.get_by_role("link", name=subject).count() > 0

    until(lies_there, f"a letter: {subject}")
    somebody.goes_by(somebody.page.get_by_role("link", name=subject).first)


def acts(road: Road, step: str, answers: Mapping[str, Typed]) -> None:
    """Let the respondent take a step from the page of their own case."""
    rex = road.town["rex"]
    if at := CASE.search(rex.page.url):
        rex.opens(at[0])
    else:
        rex.opens("/member/")
        rex.goes_by(rex.page.locator("a[href^='/member/cases/']").first)
    rex.follows(step)
    rex.fills(answers)
    rex.presses(step)
    assert rex.told() == f"{step} – done.", rex.text


def answered(road: Road) -> None:
    """The respondent opens the notice, acknowledges it and answers within the time."""
    reads(road.town["rex"], "Notice of investigation")
    acts(road, "Acknowledge the notice", {"I have opened the notice": True})
    road.town.wait(5)
    sends_answer(road.town["rex"])


def sends_answer(rex: Somebody) -> None:
    """The answer is written page by page, checked and sent; a member's case is open in front of them."""
    rex.follows("Answer")
    rex.follows("Begin my answer")
    rex.fills({"Your answer": "I deny this", "Your reasons": "I did not write that letter."})
    rex.presses("Save and go on")
    rex.fills({"What the person who reported may read of your answer": "I deny it."})
    rex.presses("Save and see the list")
    rex.follows("Check my answer")
    rex.presses("Send my answer")
    assert rex.told() == "Answer – done.", rex.text


def reported(road: Road) -> None:
    """The reporter comments, both sides read the draft, the report is closed, and three deciders see a case."""
    one = road.holding("Investigator")[0]
    wilma = road.reporter
    follows_up(wilma, road.code)
    wilma.follows("Comment on the answer")
    wilma.fills({"Your comment on the answer": "I still have the letter."})
    wilma.presses("Comment on the answer")
    draft: dict[str, Typed] = {
        "Draft of the report": "What was gathered, and what each side says.",
        "The draft proposes no sanction": True,
    }
    road.does(one, "Share the draft report", draft)
    reads(road.town["rex"], "A draft report for your comments")
    road.town.wait(25)
    report: dict[str, Typed] = {
        "The report": "The report, with every comment.",
        "The report proposes no sanction": True,
    }
    road.does(one, "Close the report", report)
    what = f"the allegation under commitment 2, {road.day:%-d %B %Y}"
    vote = {
        f"Is there a realistic prospect that {what} is proven?": "Yes",
        f"Your reasons on {what}": "There is a letter.",
    }
    deciders = road.holding("Decider")[:2]
    for first in deciders:
        road.does(first, "Vote on the case to answer", vote, at="board")
    road.does(
        deciders[0], "Decide that there is a case to answer", {"Reasons": "There is a realistic prospect."}, at="board"
    )


def free(road: Road, *firsts: str) -> None:
    """People who are to decide read the names, and say that nothing ties them to anybody named."""
    for first in firsts:
        answer = {"Your answer": "Free: nothing ties me to anybody named here"}
        road.does(first, "Declare whether you are free", answer, at="board")


def names(road: Road, step: str, people: Sequence[str], answers: Mapping[str, Typed] | None = None) -> None:
    """The adviser looks for each of the people by name and adds them, the chair first; then one press names them."""
    ada = road.town["ada"]
    ada.finds(road.case)
    ada.follows(step)
    if ada.page.get_by_role("button", name="Take everybody off").count():
        ada.presses("Take everybody off")
    for name in people:
        ada.fills({"Name, employer, chapter, committee, or “lay”": name})
        ada.presses("Search")
        ada.goes_by(ada.page.locator("#people li", has_text=name).get_by_role("button"))
    ada.fills(answers or {})
    ada.presses(step)
    ada.proves(step)
    assert ada.told() == f"{step} – done.", ada.text


def heard(road: Road) -> None:
    """The panel is named, formed, meets, hears, decides one by one, and saves its finding by two hands."""
    town, one = road.town, road.holding("Investigator")[0]
    named = {"If these are not the next on the rota: why": "Paul has chaired before."}
    names(road, "Name the panel", PANEL, named)
    free(road, *(name.split()[0].lower() for name in PANEL))
    both = {"Both sides are to receive the list of the panel as it is named now": True}
    road.does("ada", "Send the list of the panel", both)
    reads(town["rex"], "The panel is named")
    town.wait(15)
    called: dict[str, Typed] = {
        "Day of the hearing": town.today + timedelta(days=40),
        "Place or link, and how to take part": "By video. Tell us if you need an interpreter.",
    }
    road.does("ada", "Form the panel and call the hearing", called)
    reads(town["rex"], "Notice of hearing")
    road.does(one, "Serve the bundle", {"Documents of the bundle": re.compile(re.escape(f"({bundle(road)})"))})
    town.wait(40)
    chair = PANEL[0].split()[0].lower()
    here = {"Members of the panel who are here": PANEL, "Is the respondent here, or represented?": "Yes"}
    road.does(chair, "Open the hearing", here, at="board")
    sat = {
        "Members of the panel who attended the whole sitting": PANEL,
        "Was the respondent there, or represented?": "Yes",
    }
    road.does("ada", "Record a sitting", sat)
    word = {"The respondent was offered the last word": True}
    road.does(chair, "Close the hearing and deliberate", word, at="board")
    decided(road, chair, "petra", "pia")
    finding: Mapping[str, Typed] = {
        "Allegation 1: what the finding rests on": bundle(road),
        "Allegation 1: the facts that were found": FINDING,
        "Allegation 1: the reasons": "The letter is on the employer's paper and names the respondent.",
    }
    road.two(chair, "petra", "Save the findings", finding, at="board")


def decided(road: Road, *panel: str) -> None:
    """Each of the panel decides by themselves first; that is what each finds on the page again, and signs."""
    view = {
        "Allegation 1: did it happen as alleged?": "Yes",
        "Allegation 1: if so, does it breach commitment 2?": "Yes",
    }
    for first in panel:
        road.does(first, "Form a first view", view, at="board")
    for first in panel:
        road.does(first, "Sign on each particular", at="board")


def bundle(road: Road) -> str:
    """Return the one document of the bundle as choices call it: it begins behind the index and the notice."""
    return f"Document 1, given on {road.copied:%-d %B %Y}, p. 3"


def recommended(road: Road) -> None:
    """The respondent may speak on the sanction; then two of the panel recommend one."""
    town = road.town
    earlier = {"Open the earlier decided cases of this member": True}
    road.does("paul", "Open earlier cases", earlier, at="board")
    reads(town["rex"], "The panel’s findings")
    named: Mapping[str, Typed] = {
        "How grave the panel may call it, and the range in which a sanction then starts": [
            "Material: Careless, or repeated. (levels 4 to 5)",
            "Serious: Reckless, or it did real harm. (level 6)",
        ],
        "What may weigh for the worse, for the better, or lift the start": [re.compile(r"^It was done for gain\.")],
    }
    road.does("paul", "Name what may weigh", named, at="board")
    reads(town["rex"], "What the panel may weigh")
    town.wait(20)
    sheet: Mapping[str, Typed] = {
        "Allegation 1: how grave it was": "Serious: Reckless, or it did real harm.",
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
        "Reasons of the panel": "A written promise was denied to a customer who relied on it.",
    }
    road.two("paul", "petra", "Recommend a sanction", sheet, at="board")


def declared(road: Road) -> None:
    """The respondent and the board have the papers for a week, and each member of the board rules out a conflict."""
    town = road.town
    minute = {"Minute for the board": "The panel recommends a suspension of ninety days and a course."}
    road.two("bea", "ada", "Send the board pack", minute)
    reads(town["rex"], "The papers that the board reads")
    free(road, *BOARD)
    town.wait(12)


NO, LEVEL = "No", "Suspension (level 6), 90 days, condition 1 – recommended"


def voted(road: Road) -> None:
    """Everybody answers every question; the worker closes the ballot at its time; then the decision is written."""
    town = road.town
    road.does("bea", "Open the ballot", {"Last day to vote": town.today + timedelta(days=2)})
    vote = {
        "Send the case back to the panel?": NO,
        "Send the case to a new panel?": NO,
        "Dismiss the case on a point of law?": NO,
        "The highest level you support": LEVEL,
        "Your reason": "On the papers.",
    }
    until(partial(road.offers, BOARD[0], "Vote", at="board"), "the keys of the ballot")
    for first in BOARD:
        road.does(first, "Vote", vote, at="board")
    town.wait(3)
    until(partial(road.offers, "bea", "Write the decision"), "the close of the ballot")
    words = {
        "Reasons of the board": "The board follows the panel.",
        "Words of the decision": SENTENCE,
        "Who presided over the board": "Bo Board",
    }
    sends_decision(road, words)


def sends_decision(road: Road, words: Mapping[str, Typed]) -> None:
    """The secretary writes the letter, the chair signs it, and it goes out once it has rested for a day."""
    road.does("bea", "Write the decision", words)
    road.does(BOARD[0], "Sign the letter of the decision", at="board")
    road.town.wait(1)
    road.does("bea", "Send the decision")


def final(road: Road) -> None:
    """The respondent reads the decision; the time to appeal lapses by the worker; the register of members follows."""
    rex = road.town["rex"]
    reads(rex, "Decision")
    assert [words in rex.text for words in (SENTENCE, COURSE, FINDING)] == [True, True, True]
    road.town.wait(50)
    road.moves_to("bea", "Monitoring")
    note = "Suspended from today. Committee seats and voting rights rest."
    road.does(
        "reg", "Enter the sanction in the register of members",
        {"What was changed: standing, seats, credentials, voting rights": note},
    )  # fmt: skip


def monitored(road: Road) -> None:
    """Two monitors watch; the words for the register are approved by two and published; the condition is met."""
    town = road.town
    road.does("bea", "Seat the monitors", {"Monitors": ["Mona Monitor", "Milo Monitor"]})
    approve = "Approve the words for the register"
    road.does("ada", approve, {"Words for the public register": PUBLIC})
    road.does("dee", approve, {})
    shown: dict[str, Typed] = {
        "Last day in the register": town.today + timedelta(days=3 * 365),
        "A reader could not recognise anybody else from these words": True,
    }
    road.does("bea", "Publish the sanction", shown)
    acts(
        road, "Show that a condition is met",
        {"Condition": "Condition 1, open", "What you did, and when": "I took the course in March."},
    )  # fmt: skip
    verified = {"Condition": "Condition 1, evidence filed", "Why the evidence is enough": "The certificate is genuine."}
    road.two("mona", "milo", "Verify a condition", verified)


def completed(road: Road) -> None:
    """The term ends by the worker, and two monitors close the file."""
    road.town.wait(100)
    until(lambda: road.offers("mona", "Close the case: all is done"), "the end of the term")
    sure = {"Every condition was verified, and every term is over": True}
    road.two("mona", "milo", "Close the case: all is done", sure)
