"""A letter whose title a seat may not read is named by its day on every page and form, as on the page of the letters."""

import pytest
from django.urls import reverse

from casework import access
from casework.access import Actor
from casework.models import Case
from casework.procedure.service.forms import names_of_letters
from casework.procedure.service.guards import knows_title
from casework.queries.steps.offers import offers
from casework.record import events as e
from casework.vocabulary import Reading, Verb
from casework.workflow.guard import REASONS
from local.demo import branches
from local.demo import story as told
from local.demo.scenario import Story
from notifications.dispatch.case_letters import SentLetter, letters_to_the_member
from notifications.dispatch.dispatcher import place_letters
from notifications.templatetags.service_letters import ABOUT_SERVICE
from tests.casework.api.conftest import of
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import TABS_OF_CASE, text
from tests.casework.web.test_letters_posted import OFFICERS
from tests.casework.web.test_service_letters import address, all_named
from tests.letters_back import enter_return
from tests.scenario_fixtures import begins, upon

begun, here, town, story = web.begun, web.here, web.town, web.story
SEES = {
    "awaiting_response": ("ines", "investigator"),
    "panel_forming": ("ines", "ada", "investigator"),
    "board_decision": tuple(OFFICERS),
    "appeal_window": tuple(OFFICERS),
}
"""The officers who see the case in each state."""


def seen_by(town: Town, story: Story, first: str) -> tuple[str, Case, tuple[SentLetter, ...]]:
    who = story.investigator if first == "investigator" else first
    case = access.case_shown(Actor(user=town.people[who]), story.case, Reading.SEE_CASE)
    return who, case, letters_to_the_member(case)


def pages_of(story: Story) -> list[str]:
    steps = [f"{address(story, verb)}{more}" for verb in sorted(ABOUT_SERVICE) for more in ("", "?another")]
    tabs = [reverse(tab, args=[story.case]) for tab in TABS_OF_CASE]
    return [*steps, *tabs, reverse("today")]


def come_back(story: Story, town: Town) -> None:
    """Mail about each letter came back, so that all steps about service offer them."""
    place_letters()
    for one in story.view.service.unserved:
        enter_return(story, "ines", f"{one.about}:respondent")


@begins(brought_to("appeal_window"))
def test_no_page_names_a_letter_whose_title_the_page_of_the_letters_keeps_back(town: Town, story: Story) -> None:
    come_back(story, town)
    story.wait(12)
    names, kept_back = all_named(story), dict.fromkeys(OFFICERS, 0)
    for first in OFFICERS:
        who, _case, letters = seen_by(town, story, first)
        hidden = [names[one.about] for one in letters if not one.number and one.about in names]
        kept_back[first] = len(hidden)
        steps = [f"transitions/{verb}/" for verb in sorted(ABOUT_SERVICE)]
        api = [f"cases/{story.case}/{one}" for one in ("", "timeline/", "transitions/", *steps)]
        seen = {there: text(town.browser(who).get(there)) for there in pages_of(story)}
        seen |= {there: str(of(town.people[who]).get(there).json()) for there in api}
        for there, page in ((there, " ".join(words.split())) for there, words in seen.items()):
            assert [name for name in hidden if name in page] == [], (first, there)
    assert (kept_back["ines"] > 1, kept_back["bea"]) == (True, 0)


@begins(brought_to("appeal_window"))
def test_the_form_offers_such_a_letter_by_its_day(town: Town, story: Story) -> None:
    place_letters()
    who, case, letters = seen_by(town, story, "ines")
    page = " ".join(text(town.browser(who).get(address(story, Verb.RECORD_BOUNCE))).split())
    names = names_of_letters(case.view, case.acting)
    hidden = [names[one.about] for one in letters if one.waits and not one.number]
    assert len(hidden) > 1
    for name in hidden:
        assert (name.startswith("Letter of "), f"{name}</label>" in page.replace(" </", "</")) == (True, True)


@pytest.mark.parametrize("begun", [*map(brought_to, sorted(SEES))], ids=sorted(SEES), indirect=True)
def test_forms_and_the_page_of_the_letters_keep_back_the_same_titles(town: Town, story: Story) -> None:
    state = str(story.view.state)
    place_letters()
    for first in SEES[state]:
        _who, case, letters = seen_by(town, story, first)
        shown = {one.about: bool(one.number) for one in letters}
        sent = [one for one in case.view.service.sent if one.about in shown]
        assert [knows_title(case, one) for one in sent] == [shown[one.about] for one in sent], first


@upon(brought_to("response_review"))
def declined_unread(_town: Town, story: Story) -> Story:
    """An offer that the investigator takes back before the member has read its letter."""
    told.draft_shared(story)
    story.wait(28)
    told.finalise_report(story)
    branches.consent_offered(story)
    story.by(story.investigator, Verb.REJECT_CONSENT, reasons="It was too much.", confirmed="on")
    place_letters()
    return story


@begins(declined_unread)
def test_a_decider_learns_of_no_letter_about_an_offer_that_ended(town: Town, story: Story) -> None:
    offered = next(one for one in story.view.service.unserved if one.kind is e.ConsentProposed)
    there, at_api = address(story, Verb.DIRECT_SERVICE), f"cases/{story.case}/transitions/direct_service/"
    for page in (text(town.browser("dana").get(there)), str(of(town.people["dana"]).get(at_api).json())):
        assert ("direct_service" in page, str(offered.about) in page) == (True, False)
    assert str(offered.about) in text(town.browser(story.investigator).get(address(story, Verb.RECORD_BOUNCE)))


@begins(declined_unread)
def test_a_letter_about_an_offer_that_ended_opens_no_step_to_a_decider(town: Town, story: Story) -> None:
    for one in story.view.service.unserved:
        if one.kind is not e.ConsentProposed:
            story.open_letter(story.respondent, one.about)
    assert [one.kind for one in story.view.service.unserved] == [e.ConsentProposed]
    case = access.case_shown(Actor(user=town.people["dana"]), story.case, Reading.SEE_CASE)
    (offer,) = offers(case, case.rights, [Verb.DIRECT_SERVICE])
    assert offer.reasons == (REASONS["a_letter_waits"],)
