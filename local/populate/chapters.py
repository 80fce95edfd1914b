"""Chapters that the demonstration's own story does not use: cases that end early or wait."""

from collections.abc import Callable

from casework.vocabulary import ClosingCode, Seat, Verb
from local.demo import story as demo_story
from local.demo.scenario import Story

V = Verb
LIGHT = demo_story.GRAVE | {"severity": 1, "dishonesty": "no"}
DISMISSALS = (
    ClosingCode.OUT_OF_SCOPE,
    ClosingCode.INSUFFICIENT_INFORMATION,
    ClosingCode.NO_JURISDICTION,
    ClosingCode.TIME_BARRED,
)


def triage(story: Story) -> None:
    story.by(demo_story.screener(story), V.TRIAGE_CASE, **demo_story.GRAVE, notes="Read twice, with the names hidden.")


def frame_light_matter(story: Story) -> None:
    """Frame an allegation of low severity, in scope, against a member who is identified."""
    act = "Did not answer three letters in which a customer asked for a copy of the agreement."
    demo_story.frame(story, LIGHT, notes="A dispute over a letter, and nobody was harmed.", act=act)


def talks_begun(story: Story) -> None:
    """A screener offers early resolution and writes terms."""
    one = demo_story.screener(story)
    said = "The reporter wants to stay unnamed."
    story.by(one, V.DECIDE_IDENTITY, decision="stays_sealed", asked="on", reasons=said)
    story.by(one, V.OFFER_EARLY_RESOLUTION, proposal="Sit down together with an officer of the Society.", agreed="on")
    story.by(one, V.PROPOSE_TERMS, terms="A copy of the agreement within a week, and an apology.")


def settle_talks(story: Story) -> None:
    """Both sides accept the terms, and the screener closes the case."""
    story.wait(2)
    story.by("reporter", V.ACCEPT_TERMS, confirmed="on")
    story.by(story.respondent, V.ACCEPT_TERMS, confirmed="on")
    story.by(demo_story.screener(story), V.SETTLE_CASE, confirmed="on")


def ask_reporter(story: Story) -> None:
    story.by(
        demo_story.screener(story), V.REQUEST_INFORMATION, items="The letter of confirmation, and the day it came."
    )


def dismissal(code: ClosingCode) -> Callable[[Story], None]:
    """Return the chapter in which two screeners dismiss the complaint with this code, and the reporter opens the letter."""

    def chapter(story: Story) -> None:
        reasons = "What is reported is not for this procedure. The letter says who may help."
        typed = {"code_complaint": code.value, "reasons_complaint": reasons}
        one, two = story.holding(Seat.SCREENER)
        story.two(one, two, V.DISMISS_CASE, **typed)
        story.open_letter("reporter", demo_story.last_event(story, "case.case_dismissed"))

    return chapter


def time_for_review_passed(story: Story) -> None:
    """Nobody asks for a review, and the clock closes the case."""
    story.wait(45)


def review_asked(story: Story) -> None:
    story.wait(2)
    story.by("reporter", V.REQUEST_REVIEW, ground="The second page of my report was overlooked.")


def upheld(story: Story) -> None:
    """The reviewer upholds the dismissal."""
    story.wait(3)
    story.by("rhea", V.UPHOLD_DISMISSAL, reasons="The second page was read, and it does not change the result.")


def refer_elsewhere(story: Story) -> None:
    """Two screeners refer the complaint to another body."""
    typed = {
        "forum": "The ombudsman for contracts",
        "reasons": "It is a dispute over money, which the ombudsman can decide.",
        "disclosure": "The report without its name.",
        "consented": "yes",
    }
    one, two = story.holding(Seat.SCREENER)
    story.two(one, two, V.REFER_CASE, **typed)


def finish_and_vote(story: Story) -> None:
    """The report goes to the deciders, and one of them votes."""
    demo_story.report_closed(story)
    vote = demo_story.for_each_allegation(story, sees="no", reasons="The letter does not say what is alleged.")
    story.by("dana", V.VOTE_CASE_TO_ANSWER, **vote)


def no_case_found(story: Story) -> None:
    """A second decider agrees, which ends the vote, and the first closes the case."""
    vote = demo_story.for_each_allegation(story, sees="no", reasons="There is no more than one word against another.")
    story.by("dev", V.VOTE_CASE_TO_ANSWER, **vote)
    story.by("dana", V.FIND_NO_CASE_TO_ANSWER, reasons="There is no realistic prospect.", advice="")


def term_over(story: Story) -> None:
    story.wait(95)
