"""A condition of the board is not lost in silence on appeal: it fills the form, and is named wherever it is left out."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from casework.queries.rulebook.conditions_replaced import conditions_replaced, timed, timed_before
from casework.queries.rulebook.worded_conditions import WordedCondition
from casework.record import events as e
from casework.record.events import Recorded, Terms
from casework.vocabulary import Seat, Verb
from local.demo import appeals, branches
from local.demo import story as told
from local.demo.scenario import Story
from policy.rules import Level
from tests.casework.pure import MONDAY
from tests.casework.web import conftest as web
from tests.casework.web.conftest import brought_to
from tests.casework.web.drafting import sent_along
from tests.casework.web.reporting import text
from tests.notifications.test_letters_of_a_breach import CONDITION, letter, words
from tests.scenario_fixtures import begins, upon

here, town, story = web.here, web.town, web.story

GONE = "Condition 1 (Complete a course on honest dealing with customers) no longer applies."
CHANGED = "Condition 1 (Complete a course on honest dealing with customers) applies with another proof or another time."
REDUCED: dict[str, Any] = {
    "level": 4,
    "wording": "You are reprimanded in public.",
    "lower_level": "A private word would not show that written promises count.",
    "outside_range": "The letter was a draft when it was sent.",
    "succeeds": ["disproportionate"],
    "reasons": appeals.REASONS,
}
COURSE = {
    "condition_1": CONDITION,
    "condition_1_proof": "The certificate of the course.",
    "condition_1_days": 60,
}


@upon(brought_to("deliberation"))
def voted(_town: web.Town, story: Story) -> Story:
    """A probation with one condition is appealed and heard, and one ground succeeds."""
    branches.probation_decided(story)
    for chapter in (appeals.lodge_appeal, appeals.admit_appeal, appeals.hear_appeal):
        chapter(story)
    appeals.vote_on_grounds(story, "disproportionate")
    return story


begun = web.town_begun(voted)


def step(story: Story) -> str:
    return reverse("appeal_step", args=[story.case, Verb.VARY_ON_APPEAL.value])


def test_the_form_opens_with_the_condition_that_the_board_set(town: web.Town, story: Story) -> None:
    opened = town.browser("amos").get(step(story))
    assert {name: opened.context["form"][name].value() for name in COURSE} == COURSE
    assert GONE not in words(text(opened))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (COURSE, {GONE: False, CHANGED: False}),
        (dict.fromkeys(COURSE, ""), {GONE: True, CHANGED: False}),
        (COURSE | {"condition_1_days": 90}, {GONE: False, CHANGED: True}),
    ],
    ids=["kept", "left out", "more days"],
)
def test_a_condition_that_is_left_out_is_named_before_and_after_the_decision(
    town: web.Town, story: Story, typed: dict[str, Any], said: dict[str, bool]
) -> None:
    amos = town.browser("amos")
    page = text(amos.get(step(story)))
    shown = {
        "form": text(amos.post(step(story), sent_along(page) | REDUCED | typed | {"draft": "work_out"}, follow=True))
    }
    story.by("amos", Verb.VARY_ON_APPEAL, **REDUCED | typed)
    shown["signing page"] = text(town.browser("anouk").get(step(story)))
    story.by("anouk", Verb.VARY_ON_APPEAL, **REDUCED | typed)
    shown["letter"] = letter(town, "appeal_decided")
    assert {where: {one: one in words(html) for one in said} for where, html in shown.items()} == dict.fromkeys(
        shown, said
    )


def test_a_condition_whose_words_are_not_open_is_named_by_its_number() -> None:
    gap = WordedCondition(asks="(not shown to you)", proof="(not shown to you)", is_gap=True)
    says = "Condition {} of the decision no longer applies, unless it is named again."
    assert conditions_replaced(timed([gap, None], [60, 60]), ()) == (says.format(1), says.format(2))


def test_a_condition_that_was_met_is_not_named_when_it_is_left_out() -> None:
    met, open_one = uuid4(), uuid4()
    worded = {
        key: WordedCondition(asks=words, proof="A receipt.") for key, words in ((met, "Pay."), (open_one, "Learn."))
    }
    terms = Terms(level=Level.L5, conditions=(met, open_one), condition_days=(30, 60))
    record = [Recorded(event=e.ConditionMet(subject=met), at=MONDAY, actor=uuid4(), role=Seat.MONITOR)]
    before = timed_before(terms, worded, record)
    assert conditions_replaced(before, ()) == ("Condition 2 (Learn) no longer applies.",)


@upon(brought_to("deliberation"))
def heard_late(_town: web.Town, story: Story) -> Story:
    """A probation whose condition was met is appealed late and heard, and one ground succeeds."""
    branches.put_on_probation(story)
    condition = story.view.sanctions.all[-1].conditions[0].id
    story.by(story.respondent, Verb.FILE_CONDITION_EVIDENCE, condition=condition, statement="I took it.")
    story.two("mona", "milo", Verb.VERIFY_CONDITION, condition=condition, reasons="The certificate is genuine.")
    late = {"grounds": ["disproportionate"], "cause": "I was ill.", "statement": "It ends my work."}
    story.by(story.respondent, Verb.APPLY_LATE, **late)
    appeals.seat_appeal_panel(story)
    story.by("amos", Verb.ADMIT_LATE_APPEAL, reasons="The illness is shown.")
    told.declare(story, "anouk", "arne")
    story.open_letter(story.respondent, told.last_event(story, "case.late_appeal_admitted"))
    story.wait(14)
    appeals.sift(story, ("disproportionate",))
    appeals.hear_appeal(story)
    appeals.vote_on_grounds(story, "disproportionate")
    return story


@begins(heard_late)
def test_a_condition_that_was_met_does_not_fill_the_form_again(town: web.Town, story: Story) -> None:
    opened = town.browser("amos").get(step(story))
    assert [opened.context["form"][name].value() for name in COURSE] == [None, None, None]
