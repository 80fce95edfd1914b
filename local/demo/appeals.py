"""Chapters of an appeal: lodged, seated, looked at, heard, and every way in which it can end."""

from datetime import timedelta

from casework.record.state.people import APPEAL_PANEL
from casework.vocabulary import CaseState, Verb
from ledger.canonical import JsonObject
from local.demo.scenario import Story
from local.demo.story import declare, last_event

V = Verb
PANEL = ("amos", "anouk", "arne")
GROUNDS = ("misapplied_code", "disproportionate")
REASONS = "Each ground was looked at, and the letter was read again with the words of the Code."


def lodge_appeal(story: Story) -> None:
    """The respondent reads the decision and appeals on two grounds."""
    story.open_letter(story.respondent, last_event(story, "case.board_decided"))
    story.wait(5)
    rests_on = "The promise was a draft, and ninety days end my work. The third page of the letter was not looked at."
    story.by(story.respondent, V.LODGE_APPEAL, grounds=GROUNDS, statement=rests_on)


def admit_appeal(story: Story) -> None:
    """Three people who are new to the case are seated, and their chair finds both grounds arguable."""
    seat_appeal_panel(story)
    sift(story, GROUNDS)


def seat_appeal_panel(story: Story) -> None:
    """Let the adviser seat the appeal panel, and its members declare. A late application is for the chair alone."""
    chair, *members = (story.name(first) for first in PANEL)
    story.by("ada", V.SEAT_APPEAL_PANEL, chair=chair, members=members, rota_reason="Amos has chaired before.")
    declare(story, *(PANEL if story.view.state is CaseState.APPEAL else PANEL[:1]))
    if story.view.state is CaseState.APPEAL:
        story.open_letter(story.respondent, last_event(story, "case.appeal_panel_seated"))
        story.wait(14)


def sift(story: Story, grounds: tuple[str, ...]) -> None:
    """Let the chair of the appeal panel say which grounds can be argued."""
    (waiting,) = story.view.appeal.live
    reasons = "What the letter says of a draft was not weighed." if grounds else "The panel weighed all of this."
    story.by(PANEL[0], V.SIFT_APPEAL, appeal=waiting.id, grounds=grounds, reasons=reasons)


def hear_appeal(story: Story) -> None:
    """The Society's own time to appeal passes, both sides are called, and all three hear the appeal."""
    story.wait(20)
    call_appeal_hearing(story)
    story.wait(28)
    present = [story.name(first) for first in PANEL]
    assert {str(person) for seat in APPEAL_PANEL for person in story.view.people.holding(seat)} == set(present)
    there = {"respondent_present": "yes", "last_word_offered": "on", "note": "Each side spoke, the respondent last."}
    story.by(PANEL[0], V.HEAR_APPEAL, present=present, **there)


def call_appeal_hearing(story: Story, *, read: bool = True) -> None:
    """Let the chair call both sides, and the respondent read it unless said otherwise."""
    day = story.view.today + timedelta(days=28)
    story.by(
        PANEL[0],
        V.CALL_APPEAL_HEARING,
        hearing_on=day,
        hearing_at="10:00",
        hearing_minutes=120,
        arrangements="In the reading room or by video.",
    )
    if read:
        story.open_letter(story.respondent, last_event(story, "case.appeal_hearing_called"))


def vote_on_grounds(story: Story, *right: str) -> None:
    """Let two of the three find these grounds right and no other; that decides each, and the third need not vote."""
    for first in PANEL[:2]:
        said = {f"ground_{code}": "yes" if code in right else "no" for code in story.view.appeal.arguable}
        story.by(first, V.VOTE_ON_GROUNDS, **said)


def dismiss_appeal(story: Story) -> None:
    """The decision stays as it was."""
    vote_on_grounds(story)
    story.two(*PANEL[:2], V.DISMISS_APPEAL, reasons=REASONS)


def reduce_sanction(story: Story) -> None:
    """The findings stand, and the sanction is reduced to a public reprimand with a course."""
    sheet: JsonObject = {
        "level": 4,
        "condition_1": "Complete a course on honest dealing with customers.",
        "condition_1_proof": "The certificate of the course.",
        "condition_1_days": 90,
        "wording": "You are reprimanded in public, and complete a course.",
        "lower_level": "A private word would not show that written promises count.",
        "outside_range": "The letter was a draft when it was sent.",
        "succeeds": ["disproportionate"],
        "reasons": REASONS,
    }
    vote_on_grounds(story, "disproportionate")
    story.two(*PANEL[:2], V.VARY_ON_APPEAL, **sheet)


def quash_decision(story: Story) -> None:
    """Nothing of the decision stands."""
    vote_on_grounds(story, *GROUNDS)
    story.two(*PANEL[:2], V.QUASH_ON_APPEAL, succeeds=GROUNDS, reasons=REASONS)


def sent_to_a_new_panel(story: Story) -> None:
    """The findings are annulled, and other people are to hear the case."""
    defect = "The third page was not before the panel."
    vote_on_grounds(story, "misapplied_code")
    story.two(*PANEL[:2], V.REMIT_ON_APPEAL_TO_PANEL, succeeds=["misapplied_code"], defect=defect)


def sent_back_to_the_board(story: Story) -> None:
    """The board is to decide again on the same findings."""
    defect = "The board gave no reason for the length of the term."
    vote_on_grounds(story, "disproportionate")
    story.two(*PANEL[:2], V.REMIT_ON_APPEAL_TO_BOARD, succeeds=["disproportionate"], defect=defect)


def refuse_appeal(story: Story) -> None:
    """No ground can be argued, and two of the appeal panel refuse the appeal."""
    seat_appeal_panel(story)
    sift(story, ())
    story.wait(20)
    story.two(*PANEL[:2], V.REFUSE_APPEAL, reasons="Every ground was before the panel, and it dealt with each.")


def withdrawn(story: Story) -> None:
    """The respondent takes the appeal back, once the Society's own time is over."""
    story.wait(20)
    story.by(story.respondent, V.WITHDRAW_APPEAL, confirmed="on")
