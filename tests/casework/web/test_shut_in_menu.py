"""The menu of a case says of each step that offers nothing to choose from that it is shut, and why."""

import re
from collections.abc import Iterator

import pytest
from django.urls import reverse

from casework.access import Actor
from casework.queries.case.page import case_page
from casework.verbs import VERBS
from casework.vocabulary import NoRight, NotSeen, Verb
from local.demo.scenario import Story
from tests.casework.web import conftest as web
from tests.casework.web.conftest import CHAPTERS, Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

begun, here, town, story = web.begun, web.here, web.town, web.story
SHUT_WITHOUT_A_LETTER = {
    Verb.RECORD_SERVICE: "No letter to the respondent is still on its way.",
    Verb.RECORD_BOUNCE: "No letter to the respondent is still on its way.",
    Verb.REMIND_READER: "No e-mail about an unserved letter to the member has come back.",
    Verb.PROVE_NON_RECEIPT: "No letter counts as served on the respondent by proof or by time.",
}


def dead_ends(town: Town, story: Story) -> Iterator[str]:
    """Yield each step that looks open to somebody and has a page on which nothing can be chosen."""
    for user in town.people.values():
        try:
            page = case_page(Actor(user=user), story.case, verbs=VERBS)
        except (NoRight, NotSeen):
            continue
        for verb in (one.verb for one in page.offers if one.allowed and not one.waits and not one.signed):
            if VERBS[verb].form(view=page.case.view, acting=page.case.acting).lacking:
                yield verb.value


def test_no_stage_offers_a_step_that_has_nothing_to_choose_from(town: Town) -> None:
    story = town.story()
    found = {"submitted": set(dead_ends(town, story))}
    for stage, chapter in CHAPTERS.items():
        chapter(story)
        found[stage] = set(dead_ends(town, story))
    assert {stage: some for stage, some in found.items() if some} == {}


@pytest.mark.parametrize("verb", SHUT_WITHOUT_A_LETTER)
@begins(brought_to("investigation"))
def test_before_a_letter_goes_out_the_menu_says_why_its_steps_are_shut(town: Town, story: Story, verb: Verb) -> None:
    page = text(town.browser(story.investigator).get(reverse("case", args=[story.case])))
    menu = page.partition('<details class="ob-menu">')[2].partition("</details>")[0]
    line = menu.partition(f'href="{reverse("step", args=[story.case, verb])}"')[2].partition("</li>")[0]
    assert " ".join(re.sub(r"<[^>]+>", " ", line).split()).endswith(f"Shut: {SHUT_WITHOUT_A_LETTER[verb]}")


@begins(brought_to("investigation"))
def test_the_menu_folds_what_is_not_possible_now_under_its_number(town: Town, story: Story) -> None:
    page = text(town.browser(story.investigator).get(reverse("case", args=[story.case])))
    menu = page.partition('<details class="ob-menu">')[2]
    opened, _summary, folded = menu.partition('<details class="ob-fold ob-menu__shut">')
    folded = folded.partition("</details>")[0]
    number = len(re.findall(r'<li class="ob-refused">', folded))
    assert (number > 3, f"Not possible now ({number})" in " ".join(folded.split())) == (True, True)
    assert ("Shut:" in opened, reverse("step", args=[story.case, Verb.RECORD_SERVICE]) in folded) == (False, True)


@begins(brought_to("investigation"))
def test_intake_is_not_offered_to_fill_a_seat_that_nobody_left(town: Town, story: Story) -> None:
    page = text(town.browser("ines").get(reverse("case", args=[story.case])))
    line = page.partition(f'href="{reverse("step", args=[story.case, Verb.REPLACE_SEAT])}"')[2].partition("</li>")[0]
    assert "No seat stands empty that somebody has left." in line
