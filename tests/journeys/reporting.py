"""A customer at the public pages: reports what happened, page by page, and follows it up with nothing but the code."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from tests.journeys.somebody import Somebody, Typed
from tests.journeys.town import Town

NAME = "Wilma Quillfeather"
STORY = (
    "I was told in writing that my contract could be cancelled at any time. When I asked to cancel, the same person said"
    " there had never been such a promise, and the letter was no longer in my file."
)
LETTER = "Dear customer, you can cancel at any time. Rex Respond, Northwind Service."


def answers(town: Town, file: Path, keep_away: str) -> Mapping[str, Mapping[str, Typed]]:
    """Return what is typed on each page, by the page's heading, in the order the pages come."""
    return {
        "What happened?": {"What happened?": STORY},
        "Who is it about?": {"Their name": "Rex Respond", "Where they work": "Northwind Service"},
        "When and where did it happen?": {
            "How long did it last?": "It was one day, or one moment",
            "When it happened or began": f"{town.today - timedelta(days=21):%-d %B %Y}",
            "Where it happened": "In the branch",
        },
        "Which commitments is it about?": {
            "Which commitments is it about?": [
                "2. Ethical, fair and transparent practice",
                "10. Integrity, respect and accountability",
            ]
        },
        "Do you have anything that shows it?": {"Choose files": file},
        "What was done about it, and what would put it right?": {
            "Have you raised it with an employer, another body, the police or a court?": "No",
            "What would put it right?": "That the promise is kept.",
        },
        "How do you want to report?": {"How do you want to report?": "Confidentially, my name sealed"},
        "Who are you?": {"Your name": NAME},
        "Who must not see this?": {"Anybody else? One person a line": keep_away},
        "Are you afraid of anything that may follow?": {"Are you afraid of anything that may follow?": "No"},
    }


def reports(reporter: Somebody, town: Town, file: Path, *, keep_away: str = "Ian Intake") -> tuple[str, str]:
    """Write a report from the first page to the receipt; return its reference and the code's words, typed back."""
    reporter.opens("/")
    reporter.follows("Raise a concern")
    reporter.presses("Start the full way")
    for heading, typed in answers(town, file, keep_away).items():
        reporter.is_at(heading)
        reporter.fills(typed)
        reporter.presses("Save and continue")
        if heading == "Who is it about?":
            reporter.is_at("Keep these twelve words")
            reporter.presses("I have kept them, continue")
    reporter.is_at("Check and send")
    reporter.fills({"What I have written is true as far as I know": True})
    reporter.presses("Send the report")
    reporter.is_at("Your report is in")
    return kept(reporter)


def kept(reporter: Somebody) -> tuple[str, str]:
    """Write down reference and code from the receipt, and type the code back; return both."""
    reference = reporter.page.locator("strong.ob-figures").inner_text()
    code = " ".join(reporter.page.locator(".ob-code__words li").all_inner_texts())
    reporter.page.get_by_text("Hide them here").click()
    reporter.fills({"Type the words from your note": code})
    reporter.presses("I have my words")
    assert reporter.page.locator(".ob-code").count() == 0
    return reference, code


def follows_up(reporter: Somebody, code: str) -> None:
    """Come to the page of the report, typing the code where this browser has not done so yet."""
    reporter.opens("/follow-up/")
    if reporter.page.get_by_label("Your twelve words").count():
        reporter.fills({"Your twelve words": code})
        reporter.presses("Continue")
