"""Chapters that the demonstration's own story has no need of: cases that end early, wait, or stand half-way."""

from collections.abc import Callable
from datetime import timedelta

from casework.access import the_clock
from casework.procedure.intake.actions import sweep_conflicts
from casework.vocabulary import ClosingCode, Seat, Verb
from local.demo import story as told
from local.demo.scenario import Story
from policy.models import Member

V = Verb
GRAVE = {"severity": 3, "dishonesty": "yes", "harassment": "no", "imminent_harm": "no", "power_imbalance": "no"}
LIGHT = GRAVE | {"severity": 1, "dishonesty": "no"}
DISMISSALS = (
    ClosingCode.OUT_OF_SCOPE,
    ClosingCode.INSUFFICIENT_INFORMATION,
    ClosingCode.NO_JURISDICTION,
    ClosingCode.TIME_BARRED,
)


def screener(story: Story) -> str:
    """Return the first name of one of the screeners, the same at every call."""
    return story.holding(Seat.SCREENER)[0]


def acknowledge(story: Story) -> None:
    """Intake acknowledges the report, and a pair of screeners takes it."""
    story.by("ines", V.ACKNOWLEDGE_COMPLAINT)


def triage(story: Story) -> None:
    """The risk is recorded with the names hidden."""
    story.by(screener(story), V.TRIAGE_CASE, **GRAVE, notes="Read twice, with the names hidden.")


def frame_light_matter(story: Story) -> None:
    """A light matter with an allegation in scope, against a member who was found."""
    acknowledge(story)
    one, day = screener(story), story.view.today - timedelta(days=21)
    story.by(one, V.TRIAGE_CASE, **LIGHT, notes="A dispute over a letter, and nobody was harmed.")
    number = Member.objects.get(user=story.people[story.respondent]).number
    story.by(one, V.IDENTIFY_RESPONDENT, member=number)
    sweep_conflicts(reference=story.case, by=the_clock())
    act = "Did not answer three letters in which a customer asked for a copy of the agreement."
    story.by(one, V.FRAME_ALLEGATION, commitment=2, first_day=day, last_day=day, act=act)
    allegation = story.view.allegations.all[0].id
    scope = {"allegation": allegation, "in_scope": "yes", "reasons": "It would breach the second commitment."}
    story.by(one, V.SCOPE_ALLEGATION, **scope)


def talks_begun(story: Story) -> None:
    """Early resolution is offered, and terms are written."""
    one = screener(story)
    said = "The reporter wants to stay unnamed."
    story.by(one, V.DECIDE_IDENTITY, decision="stays_sealed", asked="on", reasons=said)
    story.by(one, V.OFFER_EARLY_RESOLUTION, proposal="Sit down together with an officer of the Society.", agreed="on")
    story.by(one, V.PROPOSE_TERMS, terms="A copy of the agreement within a week, and an apology.")


def settle_talks(story: Story) -> None:
    """Both sides accept the terms, and the case is closed."""
    story.wait(2)
    story.by("reporter", V.ACCEPT_TERMS, confirmed="on")
    story.by(story.respondent, V.ACCEPT_TERMS, confirmed="on")
    story.by(screener(story), V.SETTLE_CASE, confirmed="on")


def ask_reporter(story: Story) -> None:
    """The reporter is asked for listed items."""
    story.by(screener(story), V.REQUEST_INFORMATION, items="The letter of confirmation, and the day it came.")


def dismissal(code: ClosingCode) -> Callable[[Story], None]:
    """Return the chapter in which the complaint is dismissed by two with this code, and the letter is opened."""

    def chapter(story: Story) -> None:
        reasons = "What is reported is not for this procedure. The letter says who may help."
        typed = {"code_complaint": code.value, "reasons_complaint": reasons}
        one, two = story.holding(Seat.SCREENER)
        story.two(one, two, V.DISMISS_CASE, **typed)
        story.open_letter("reporter", told.last_event(story, "case.case_dismissed"))

    return chapter


def time_for_review_passed(story: Story) -> None:
    """Nobody asks for a review, and the clock closes the case."""
    story.wait(45)


def review_asked(story: Story) -> None:
    """The reporter asks that another person look again."""
    story.wait(2)
    story.by("reporter", V.REQUEST_REVIEW, ground="The second page of my report was overlooked.")


def upheld(story: Story) -> None:
    """The review finds the dismissal right."""
    story.wait(3)
    story.by("rhea", V.UPHOLD_DISMISSAL, reasons="The second page was read, and it does not change the result.")


def refer_elsewhere(story: Story) -> None:
    """Another body can deal with it better."""
    typed = {
        "forum": "The ombudsman for contracts",
        "reasons": "It is a dispute over money, which the ombudsman can decide.",
        "disclosure": "The report without its name.",
        "consented": "yes",
    }
    one, two = story.holding(Seat.SCREENER)
    story.two(one, two, V.REFER_CASE, **typed)


def finish_and_vote(story: Story) -> None:
    """The report goes to the deciders, and one of them has voted."""
    told.report_closed(story)
    allegation = story.view.allegations.all[0].id.hex
    vote = {f"sees_{allegation}": "no", f"reasons_{allegation}": "The letter does not say what is alleged."}
    story.by("dana", V.VOTE_CASE_TO_ANSWER, **vote)


def no_case_found(story: Story) -> None:
    """The other deciders agree, and the case is closed."""
    allegation = story.view.allegations.all[0].id.hex
    for first in ("dev", "dora"):
        vote = {f"sees_{allegation}": "no", f"reasons_{allegation}": "There is no more than one word against another."}
        story.by(first, V.VOTE_CASE_TO_ANSWER, **vote)
    story.by("dana", V.FIND_NO_CASE_TO_ANSWER, reasons="There is no realistic prospect.", advice="")


def hearing_set(story: Story) -> None:
    """A panel is formed and its day is fixed."""
    panel = {"chair": story.name("paul"), "members": [story.name("petra"), story.name("pia")]}
    story.by("ada", V.NAME_PANEL, **panel, rota_reason="Paul has chaired before.")
    story.by("ada", V.SERVE_PANEL_LIST, confirmed="on")
    story.open_letter(story.respondent, told.last_event(story, "case.panel_list_served"))
    story.wait(20)
    day = story.view.today + timedelta(days=40)
    story.by(
        "ada", V.FORM_PANEL, hearing_on=day, arrangements="By video, at ten. For an interpreter, ring 020 7946 0000."
    )
    story.open_letter(story.respondent, told.last_event(story, "case.panel_formed"))


def term_over(story: Story) -> None:
    """The term of the sanction passes."""
    story.wait(95)
