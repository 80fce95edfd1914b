"""A proposal that no longer fits the case: its page names what was chosen, says why it cannot be signed, and lets go of it."""

import re
from uuid import UUID

from django.urls import reverse

from casework.vocabulary import Verb
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.casework.web.test_service_letters import address, all_named, page_of, signed_once
from tests.scenario_fixtures import begins

begun, here, town, story = web.begun, web.here, web.town, web.story
STEP = Verb.RECORD_SERVICE
CANNOT = "Put forward, and can no longer be signed"


def headings(page: str) -> list[str]:
    """Return the titles of the boxes that say whose signature a proposal waits for, or that it can have none."""
    titles = re.findall(r'<h2 class="ob-panel__title">\s*([^<]*?)\s*</h2>', page)
    return [title for title in titles if title.startswith(("Put forward", "Waiting for another signature"))]


def served_meanwhile(story: Story) -> str:
    """The proof of the newest letter waits for a signature, and then the member opens the letter; return its key."""
    for days in ("20", "30"):
        story.two(story.investigator, "dana", Verb.EXTEND_INVESTIGATION, days=days, reasons="The bank answers late.")
    place_letters()
    about = story.view.service.unserved[-1].about
    signed_once(story, f"{about}:respondent")
    story.open_letter(story.respondent, about)
    place_letters()
    return str(about)


def served_on(story: Story, about: str) -> str:
    day = next(one.on for one in story.view.service.served if one.about == UUID(about))
    return f"{day:%-d %B %Y}"


@begins(brought_to("response_review"))
def test_the_page_names_the_letter_says_why_and_offers_to_send_it_back(town: Town, story: Story) -> None:
    about = served_meanwhile(story)
    page = page_of(town, story, "ines", STEP)
    name = all_named(story)[UUID(about)]
    assert (about in page, f'ob-typed">{name}' in page) == (False, True)
    assert f"The member has opened this letter. It counts as served since {served_on(story, about)}." in page
    assert (headings(page), ">Sign<" in page, "Send it back" in page) == ([CANNOT], False, True)


@begins(brought_to("response_review"))
def test_signing_it_all_the_same_is_refused_with_the_same_reason(town: Town, story: Story) -> None:
    about = served_meanwhile(story)
    signs = {"signs": story.view.proposals.of(STEP).id}  # type: ignore[union-attr]
    page = " ".join(text(town.browser("ines").post(address(story, STEP), signs)).split())
    assert ("Select a valid choice" in page, about in page) == (False, False)
    assert page.count(f"It counts as served since {served_on(story, about)}.") == 2


@begins(brought_to("response_review"))
def test_either_signer_can_let_go_of_it(town: Town, story: Story) -> None:
    served_meanwhile(story)
    own = page_of(town, story, story.investigator, STEP)
    assert (headings(own), "Take it back" in own) == ([CANNOT], True)
    waiting = story.view.proposals.of(STEP)
    assert waiting is not None
    sent = {"signs": str(waiting.id), "send_back": "yes", "to_change": "It was opened."}
    assert town.browser("ines").post(address(story, STEP), sent).status_code == 302
    assert story.view.proposals.waiting == ()


@begins(brought_to("response_review"))
def test_it_can_be_sent_back_when_no_letter_waits_any_more(town: Town, story: Story) -> None:
    served_meanwhile(story)
    for one in story.view.service.unserved:
        story.open_letter(story.respondent, one.about)
    page = page_of(town, story, "ines", STEP)
    assert (headings(page), 'name="to_change"' in page) == ([CANNOT], True)
    assert reverse("case", args=[story.case]) in page
