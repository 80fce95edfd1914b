"""A ruling on lateness shows attacks on sign-in during the time, and the attacked person can give them as the reason."""

from datetime import timedelta
from html import unescape

import pytest

from accounts.models import Siege
from accounts.sieges import sieges_of
from casework.verbs import VERBS
from casework.vocabulary import Seat, Verb
from casework.workflow.step import STEPS
from ledger.clock import now
from local.demo import story as told
from local.demo.scenario import Story
from local.demo.story import send_papers
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Message
from tests.casework.web.conftest import Town, brought_to, town_begun

begun = town_begun(brought_to("awaiting_response"))


def besieged(town: Town, first: str, *days: int) -> str:
    """Sign-in of a person was under attack on days counted from today; return the first of them in words."""
    today = now().date()
    for each in days:
        Siege.objects.create(user=town.people[first], day=today + timedelta(days=each))
    return next(iter(sieges_of([town.people[first].pk], since=today - timedelta(days=90)).values()))[0].words


def own_reference(story: Story) -> str:
    """The reference by which the respondent knows the case: that of a letter."""
    while place_letters():
        pass
    return Message.objects.filter(case__reference=story.case, seat=Seat.RESPONDENT)[0].reference


def page(town: Town, story: Story, first: str, verb: Verb, audience: str = "desk") -> str:
    case = own_reference(story) if audience == "member" else story.case
    answer = town.browser(first).get(f"/{audience}/cases/{case}/do/{verb.value}/")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def in_default(story: Story) -> str:
    """The respondent acknowledges, does not answer, and the default is recorded; return who decided it."""
    story.by(story.respondent, Verb.ACKNOWLEDGE_NOTICE, confirmed="on")
    for _ in range(4):
        story.wait(15)
    decider = story.holding(Seat.DECIDER)[0]
    story.by(decider, Verb.ENTER_DEFAULT, reasons="No answer came.")
    return decider


def test_the_respondent_is_offered_the_attack_as_the_reason_for_the_decider(town: Town, story: Story) -> None:
    days = besieged(town, "rex", 3, 4, 5)
    decider = in_default(story)
    asked = page(town, story, "rex", Verb.ASK_TO_SET_ASIDE, "member")
    typed = asked.partition("<textarea")[2].partition("</textarea>")[0].partition(">")[2].strip()
    assert (typed, asked.count(typed)) == (f"Sign-in to my account was under attack {days}.", 2)
    story.by("rex", Verb.ASK_TO_SET_ASIDE, cause="I could not sign in.")
    for verb in (Verb.SET_ASIDE_DEFAULT, Verb.REFUSE_SET_ASIDE):
        assert f"Respondent: sign-in was under attack {days}." in page(town, story, decider, verb)


def test_no_attack_outside_the_time_to_answer_or_on_somebody_else_is_shown(town: Town, story: Story) -> None:
    besieged(town, "rex", -30, 58)
    besieged(town, "remy", 3)
    decider = in_default(story)
    assert "under attack" not in page(town, story, "rex", Verb.ASK_TO_SET_ASIDE, "member")
    story.by("rex", Verb.ASK_TO_SET_ASIDE, cause="I forgot.")
    assert "under attack" not in page(town, story, decider, Verb.SET_ASIDE_DEFAULT)


def test_who_records_a_default_sees_that_the_respondent_could_perhaps_not_sign_in(town: Town, story: Story) -> None:
    days = besieged(town, "rex", 3)
    story.by(story.respondent, Verb.ACKNOWLEDGE_NOTICE, confirmed="on")
    story.wait(40)
    decider = story.holding(Seat.DECIDER)[0]
    assert f"Respondent: sign-in was under attack {days}." in page(town, story, decider, Verb.ENTER_DEFAULT)


def test_a_page_that_judges_no_lateness_shows_nothing(town: Town, story: Story) -> None:
    besieged(town, "rex", 3)
    story.wait(10)
    assert "under attack" not in page(town, story, story.investigator, Verb.ADD_EVIDENCE)


def test_every_step_about_lateness_is_a_step_that_people_meet() -> None:
    about = [verb for verb, declared in STEPS.items() if declared.late]
    assert [verb for verb in about if verb not in VERBS] == []
    assert len(about) == 17


@pytest.mark.parametrize("begun", [brought_to("deliberation")], indirect=True, ids=["deliberation"])
def test_the_secretary_sees_which_board_members_could_perhaps_not_sign_in_to_vote(town: Town, story: Story) -> None:
    told.recommend(story)
    send_papers(story, "The panel recommends a suspension.")
    for first in told.BOARD:
        story.by(first, Verb.DECLARE_INTERESTS, answer="free")
    story.wait(12)
    story.by("bea", Verb.OPEN_BALLOT, closes_on=story.view.today + timedelta(days=2))
    besieged(town, "bo", 0, 1)
    besieged(town, "bella", -5)
    story.wait(3)
    shown = page(town, story, "bea", Verb.OPEN_BALLOT, "board")
    name = town.people["bo"].name
    assert f"Board member {name}: sign-in was under attack from " in shown
    assert town.people["bella"].name not in shown.partition("under attack")[2].partition("</ul>")[0]
