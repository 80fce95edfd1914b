"""A box that declares something: no draft keeps its tick, and the letters of a step are shown before anybody ticks it."""

from django.test import Client
from django.urls import reverse

from casework.access import Actor
from casework.models import SealedDraft
from casework.vocabulary import Verb
from casework.web.drafts.drafts import place_in
from casework.web.drafts.texts import get_draft
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import WORDS, keep, sent_along
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

STEP = Verb.SHARE_DRAFT_REPORT


def step_of(town: Town, story: Story) -> tuple[Client, str]:
    return town.browser(story.investigator), reverse("step", args=[story.case, STEP])


@begins(brought_to("response_review"))
def test_letters_are_shown_before_anybody_declares_anything_and_the_step_needs_it_still(
    town: Town, story: Story
) -> None:
    story.wait(40)
    officer, path = step_of(town, story)
    typed = sent_along(text(officer.get(path))) | {"draft_text": WORDS}
    shown = officer.post(path, typed | {"draft": "letters"}, follow=True)
    assert (shown.status_code, 'class="ob-letter"' in text(shown)) == (200, True)
    assert ("Tick the box" in text(shown), SealedDraft.objects.count()) == (False, 1)
    sent = officer.post(path, typed)
    assert (sent.status_code, "Tick the box" in text(sent)) == (422, True)


@begins(brought_to("response_review"))
def test_a_draft_keeps_no_tick_and_a_tick_alone_makes_no_draft(town: Town, story: Story) -> None:
    officer, path = step_of(town, story)
    assert keep(officer, path, {"no_sanction": "on"}).json() == {"version": 0}
    assert SealedDraft.objects.count() == 0
    keep(officer, path, {"draft_text": WORDS, "no_sanction": "on"})
    place = place_in(Actor(user=town.people[story.investigator]), story.view.case, STEP, "office")
    assert get_draft(place).typed == {"draft_text": [WORDS]}
