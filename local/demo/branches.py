"""Chapters of consent, of a case that the board sends back or votes on again, and of a breach."""

from datetime import timedelta

from casework.vocabulary import Seat, Verb
from local.demo.decision import send_decision
from local.demo.scenario import Story
from local.demo.story import (
    BOARD,
    carry_option,
    last_event,
    open_ballot,
    read_decision,
    recommend_sanction,
    vote_for,
)
from local.demo.votes import votes_for
from policy.quorum import Option

V = Verb
SUSPENSION = (Option.L6, Option.L5)


def consent_offered(story: Story) -> None:
    """The investigator offers a suspension of thirty days with a course against a full admission."""
    offer = {
        "level": 6,
        "term_days": "30 days",
        "lower_5_days": "365 days",
        "lower_5_keeps": [1],
        "condition_1": "Complete a course on honest dealing with customers.",
        "condition_1_proof": "The certificate of the course.",
        "condition_1_days": 120,
        "admission": "I made the promise in writing, and I denied it later.",
        "wording": "A suspension of thirty days and a course.",
        "reasons": "It is admitted, the customer was paid, and nobody has to be heard on it.",
    }
    story.by(story.investigator, V.PROPOSE_CONSENT, **offer)
    story.by("ada", V.SEAT_ADJUDICATOR, place=f"{Seat.CONSENT_APPROVER.value}:{story.name('connie')}")


def consent_approved(story: Story) -> None:
    """Both sides sign, the reporter is heard, and somebody new to the case approves."""
    for first in (story.respondent, story.investigator):
        offer = story.view.consent.offers[-1].id
        story.by(first, V.SIGN_CONSENT, offer=offer, confirmed="on")
    story.by("reporter", V.COMMENT_ON_CONSENT, comment="I want it to be known. I can live with this.")
    story.by("connie", V.ACCEPT_CONSENT, reasons="The term is what a hearing would have come to, and it comes sooner.")


def consent_declined(story: Story) -> None:
    """The respondent says no, and the case goes on as if nothing had been offered."""
    story.by(story.respondent, V.REJECT_CONSENT, reasons="", confirmed="on")


def consent_decided(story: Story) -> None:
    """The board follows the term that both sides signed."""
    decide_on(
        story, Option.CONSENT, reasons="The board follows the term.", wording="You are suspended for thirty days."
    )


def wait_for_court(story: Story) -> None:
    """A decider lets the time to answer wait for a court."""
    reasons = "A court sits on the same facts, and has asked that nobody be heard before it."
    story.by(story.holding(Seat.DECIDER)[0], V.PLACE_HOLD, clocks=["RESPONSE"], reasons=reasons)


def reporter_informed(story: Story) -> None:
    """The reporter hears how far it is, and why it takes so long."""
    feedback = "Both sides were heard, and the board has decided. The respondent may still say that it was wrong."
    story.by("ada", V.GIVE_FEEDBACK, feedback=feedback)


def sent_back(story: Story) -> None:
    """The board sends the case back to its panel, which has not said why nothing lower would do."""
    carry_option(story, Option.REMIT)
    story.by("bea", V.REMIT_TO_PANEL, defect="The reasons do not say why a reprimand would not do.")


def sent_to_a_new_panel(story: Story) -> None:
    """The board sends the case to a new panel, as a witness was not heard."""
    carry_option(story, Option.REMIT_TO_NEW_PANEL)
    story.by("bea", V.REMIT_TO_NEW_PANEL, defect="A witness whom the respondent named was not heard.")


def voted_again(story: Story) -> None:
    """A voter steps aside during the ballot: it is void, and the others vote again and decide."""
    open_ballot(story, "The papers hold what there is to decide on.")
    ballot = story.view.board.ballot
    assert ballot is not None
    for first in BOARD[:3]:
        story.by(first, V.CAST_VOTE, **votes_for(ballot.motions))
    story.by("bo", V.DECLARE_CONFLICT, confirmed="on")
    story.by("bea", V.VOID_BALLOT)
    story.by("bea", V.OPEN_BALLOT, closes_on=story.view.today + timedelta(days=2))
    vote_for(story, *SUSPENSION)
    wording = "You are suspended for ninety days."
    send_decision(story, reasons="The board follows the panel.", wording=wording)


def read_findings(story: Story) -> None:
    """The respondent opens the letter of the findings: nobody who decides later reads their reasons before that."""
    story.open_letter(story.respondent, last_event(story, "case.findings_recorded"))


def put_on_probation(story: Story) -> None:
    """From saved findings to a final probation, with a suspension named for a breach."""
    probation_decided(story)
    read_decision(story)
    story.by("bea", V.SEAT_MONITORS, persons=[story.name("mona"), story.name("milo")])


def probation_decided(story: Story) -> None:
    """The board decides on a probation, which can still be appealed."""
    sheet = {
        "level": 5,
        "term_days": "365 days",
        "abeyance": 6,
        "abeyance_days": "90 days",
        "condition_1": "Complete a course on honest dealing with customers.",
        "condition_1_proof": "The certificate of the course.",
        "condition_1_days": 60,
        "wording": "Probation for a year and a course.",
        "lower_level": "Probation would not show that written promises count.",
        "outside_range": "The customer was paid before the hearing.",
        "reasons": "A written promise was denied to a customer who relied on it.",
    }
    recommend_sanction(story, sheet)
    decide_on(story, *SUSPENSION, reasons="The board follows the panel.", wording="You are on probation for a year.")


def breach_noticed(story: Story) -> None:
    """The course is not taken in time; the monitors give notice, and the respondent explains."""
    story.wait(70)
    condition = story.view.sanctions.all[-1].conditions[0].id
    particulars = "The day of the course has passed, and nothing was sent."
    story.by("mona", V.NOTICE_BREACH, condition=condition, particulars=particulars)
    story.open_letter(story.respondent, last_event(story, "case.breach_noticed"))
    story.by(story.respondent, V.EXPLAIN_BREACH, statement="I thought that I had more time.")


def breach_reported(story: Story) -> None:
    """The time to explain passes, and two monitors ask the board."""
    story.wait(20)
    story.two("mona", "milo", V.REPORT_BREACH, reasons="Nothing was sent, and nobody fell ill.")


def sanction_activated(story: Story) -> None:
    """The board brings the suspension into force that was named for a breach, and it becomes final."""
    wording = "You are suspended for ninety days."
    decide_on(story, Option.ACTIVATE, reasons="The course was not taken.", wording=wording)
    read_decision(story)


def decide_on(story: Story, *wanted: Option, reasons: str, wording: str) -> None:
    """Let the board carry the first of these options that is put, and decide by it."""
    carry_option(story, *wanted)
    send_decision(story, reasons=reasons, wording=wording)
