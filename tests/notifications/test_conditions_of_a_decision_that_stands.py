"""The letter that says that a decision stands has its conditions in words, and says how the appeal ended."""

from collections.abc import Callable

import pytest
from django.template.loader import render_to_string

from casework.access import Actor
from casework.vocabulary import Seat, Verb
from local.demo import appeals, branches
from local.demo import story as told
from local.demo.scenario import Story, as_posted
from notifications.dispatch.letters_ahead import NOT_SHOWN
from notifications.letters.decided import sanction_in_words
from notifications.models import Message
from tests.casework.web import conftest as web
from tests.casework.web.conftest import brought_to
from tests.notifications.rehearsing import Rehearsals
from tests.notifications.test_letters_of_a_breach import CONDITION, has, letter, words
from tests.scenario_fixtures import begins, upon

begun, here, town, story = web.begun, web.here, web.town, web.story

PROOF = "Proof wanted: The certificate of the course."
OF_THE_PANEL = "A written promise was denied to a customer who relied on it."
DECIDED, TAKEN_BACK = (f"The appeal {how}: the decision stands as it was." for how in ("is decided", "was taken back"))


@upon(brought_to("deliberation"))
def on_probation(_town: web.Town, story: Story) -> Story:
    branches.probation_decided(story)
    return story


@begins(on_probation)
@pytest.mark.parametrize(
    ("chapters", "ended"),
    [
        ((appeals.admit_appeal, appeals.hear_appeal, appeals.dismiss_appeal), DECIDED),
        ((appeals.refuse_appeal,), DECIDED),
        ((appeals.withdrawn,), TAKEN_BACK),
    ],
    ids=["dismissed", "refused", "taken back"],
)
def test_the_letter_after_an_appeal_that_changed_nothing_has_the_conditions_in_words(
    town: web.Town, story: Story, chapters: tuple[Callable[[Story], None], ...], ended: str
) -> None:
    for chapter in (appeals.lodge_appeal, *chapters):
        chapter(story)
    page = letter(town, "appeal_decided")
    wanted = {f"within 60 days from the day it is final. {CONDITION} {PROOF}": True, OF_THE_PANEL: False}
    assert has(page, *wanted) == wanted
    assert [words for words in (DECIDED, TAKEN_BACK) if words in page] == [ended]


@begins(on_probation)
def test_the_letter_of_a_decision_that_nobody_appealed_has_them_too(town: web.Town, story: Story) -> None:
    told.read_decision(story)
    wanted = {f"{CONDITION} {PROOF}": True, OF_THE_PANEL: False}
    assert has(letter(town, "decision_is_final"), *wanted) == wanted
    assert set(Message.objects.filter(template="decision_is_final").values_list("seat", flat=True)) >= {Seat.RESPONDENT}


@begins(on_probation)
def test_who_takes_the_appeal_of_the_society_back_is_shown_the_letter_as_it_goes_out(
    town: web.Town, story: Story
) -> None:
    rehearsals, officer = Rehearsals(), town.people[story.investigator]
    story.open_letter(story.respondent, told.last_event(story, "case.board_decided"))
    story.by("rhea", Verb.COUNTERSIGN_SOCIETY_APPEAL, interest="The public reads of it.")
    story.by(story.investigator, Verb.LODGE_APPEAL, grounds=["undue_leniency"], statement="It is too little.")
    story.open_letter(story.respondent, told.last_event(story, "case.appeal_lodged"))
    story.wait(20)
    with rehearsals.of(story.case, Verb.WITHDRAW_APPEAL, Actor(user=officer), as_posted({"confirmed": "on"})):
        story.by(story.investigator, Verb.WITHDRAW_APPEAL, confirmed="on")
    assert (rehearsals.differ, rehearsals.hidden, set(rehearsals.seen)) == ([], set(), {Verb.WITHDRAW_APPEAL})
    wanted = {f"{CONDITION} {PROOF}": True, OF_THE_PANEL: False}
    assert has(letter(town, "appeal_decided"), *wanted) == wanted


@begins(on_probation)
def test_conditions_that_are_kept_back_stand_as_one_sentence_each(town: web.Town, story: Story) -> None:
    gap, current = str(NOT_SHOWN), story.view.sanctions.current
    assert current is not None
    sanction = sanction_in_words(story.view, (), {}, gap)
    shown = words(render_to_string("letters/parts/sanction.html", {"sanction": sanction, "texts": {"conditions": gap}}))
    assert f"Condition 1: within 60 days from the day it is final. {gap}" in shown
    assert (shown.count(gap), "Proof wanted:" in shown) == (len(current.conditions), False)
