"""The letters of a step have an address of their own: Back and loading again ask nobody to send a form once more."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from casework.models import SealedDraft
from casework.vocabulary import NotNow, Verb
from casework.web.drafts import drafts
from ledger.models import Entry
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import WORDS, sent_along
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

LETTER, SIGNED = 'class="ob-letter"', "one_person_signed"
ASKS = {"draft": "letters"}


def status_of(story: Story, name: str = "step") -> str:
    return reverse(name, args=[story.case, Verb.SEND_STATUS])


def asked(answer: Any) -> tuple[str, dict[str, list[str]], str]:
    """The path, the query and the place to which an answer leads."""
    there = urlsplit(answer.headers["Location"])
    return there.path, parse_qs(there.query), there.fragment


@begins(brought_to("awaiting_response"))
def test_the_letters_are_a_page_that_can_be_loaded_again_and_again(town: Town, story: Story) -> None:
    officer, step = town.browser(story.investigator), status_of(story)
    before = Entry.objects.count()
    answer = officer.post(step, {"next_step": WORDS} | ASKS)
    assert (answer.status_code, asked(answer)) == (302, (step, {"preview": ["letters"]}, "letters"))
    written = {Entry.objects.count() - before}
    for _time in range(3):
        page = officer.get(answer.headers["Location"])
        form, *letters = text(page).split(LETTER)
        assert (page.status_code, WORDS in form, any(WORDS in one for one in letters)) == (200, True, True)
        written.add(Entry.objects.count() - before)
    # Keeping is no reading. The letters quote earlier texts: their first page opens these on the record.
    assert (SealedDraft.objects.count(), len(written), 0 in written) == (1, 2, True)
    assert LETTER not in text(officer.get(step))


@begins(brought_to("awaiting_response"))
def test_every_form_of_the_page_with_letters_is_sent_to_the_step_itself(town: Town, story: Story) -> None:
    officer, step = town.browser(story.investigator), status_of(story)
    page = text(officer.get(officer.post(f"{step}?sheet=none", {"next_step": WORDS} | ASKS).headers["Location"]))
    main = page.partition('id="main')[2]
    forms = re.findall(r'<form (?:id="step_form" )?method="post"[^>]*?action="([^"]*)"', main)
    assert (forms, main.count("<form ")) == ([f"{step}?sheet=none"] * 2, 2)
    thrown = officer.post(forms[0], {"draft": "throw_away"})
    assert asked(thrown) == (step, {"sheet": ["none"]}, "")


@begins(brought_to("awaiting_response"))
def test_the_step_that_follows_its_letters_takes_the_draft_away(town: Town, story: Story) -> None:
    officer, step = town.browser(story.investigator), status_of(story)
    page = text(officer.post(step, {"next_step": WORDS} | ASKS, follow=True))
    done = officer.post(step, sent_along(page) | {"next_step": WORDS})
    assert (done.status_code, SealedDraft.objects.count()) == (302, 0)


@begins(brought_to("awaiting_response"))
def test_another_text_kept_meanwhile_is_shown_beside_this_one_and_none_is_lost(town: Town, story: Story) -> None:
    officer, step = town.browser(story.investigator), status_of(story)
    officer.post(step, {"next_step": "The other window, plover."} | ASKS)
    differs = officer.post(step, {"next_step": WORDS} | ASKS)
    page = text(differs)
    assert (differs.status_code, WORDS in page, "The other window, plover." in page) == (409, True, True)
    assert "Nothing was sent, and nothing is lost." in " ".join(page.split())


@begins(brought_to("awaiting_response"))
def test_a_form_that_cannot_be_kept_says_why_and_still_holds_what_was_typed(
    town: Town, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise NotNow("There is no room for it, plover.")

    monkeypatch.setattr(drafts, "keep_typed", refuse)
    answer = town.browser(story.investigator).post(status_of(story), {"next_step": WORDS} | ASKS)
    page = text(answer)
    form = page.partition('id="step_form"')[2].partition("</form>")[0]
    assert (answer.status_code, "There is no room for it, plover." in page, WORDS in form) == (409, True, True)


@begins(brought_to("awaiting_response"))
def test_what_changed_since_the_form_was_opened_is_said_above_the_letters(town: Town, story: Story) -> None:
    officer, step = town.browser(story.investigator), status_of(story)
    along = sent_along(text(officer.get(step)))
    story.two(story.investigator, "dana", Verb.EXTEND_INVESTIGATION, days="20", reasons="The bank answers late.")
    page = text(officer.post(step, along | {"next_step": WORDS} | ASKS, follow=True))
    assert ("Since you opened this page:" in page, LETTER in page) == (True, True)
    again = text(officer.post(step, sent_along(page) | {"next_step": WORDS} | ASKS, follow=True))
    assert ("Since you opened this page:" in again, LETTER in again) == (False, True)


@begins(brought_to("awaiting_response"))
def test_what_is_missing_is_said_at_its_field_and_no_letter_is_shown(town: Town, story: Story) -> None:
    officer, step = town.browser(story.investigator), reverse("step", args=[story.case, Verb.EXTEND_INVESTIGATION])
    page = text(officer.post(step, {"days": "", "reasons": WORDS} | ASKS, follow=True))
    assert ('href="#id_days"' in page, "letters_title" in page, WORDS in page) == (True, False, True)


@begins(brought_to("awaiting_response"))
def test_a_letter_chosen_in_the_form_counts_and_not_the_one_in_the_address(town: Town, story: Story) -> None:
    officer = town.browser(story.investigator)
    story.two(story.investigator, "dana", Verb.EXTEND_INVESTIGATION, days="20", reasons="The bank answers late.")
    one, other = (f"{each.about}:respondent" for each in story.view.service.unserved[:2])
    step = f"{reverse('step', args=[story.case, Verb.RECORD_SERVICE])}?letter={one}"
    changed = asked(officer.post(step, {"letter": other} | ASKS))
    same = asked(officer.post(step, {"letter": one, "draft_version": 1} | ASKS))
    assert (changed[1], same[1]) == ({"preview": ["letters"]}, {"preview": ["letters"], "letter": [one]})


@begins(brought_to("awaiting_response"))
def test_the_second_signer_reads_the_letters_at_an_address_too_and_keeps_no_draft(town: Town, story: Story) -> None:
    step = reverse("step", args=[story.case, Verb.EXTEND_INVESTIGATION])
    story.by(story.investigator, Verb.EXTEND_INVESTIGATION, days="20", reasons=WORDS)
    waits = story.view.proposals.of(Verb.EXTEND_INVESTIGATION)
    assert waits is not None
    dana = town.browser("dana")
    answer = dana.post(step, {"signs": str(waits.id)} | ASKS)
    assert asked(answer) == (step, {"preview": ["letters"], "signs": [str(waits.id)]}, "letters")
    page = text(dana.get(answer.headers["Location"]))
    assert ("Dates that move" in page, LETTER in page, SealedDraft.objects.count()) == (True, True, 0)
    other = " ".join(text(dana.get(f"{step}?preview=letters&signs={story.view.case}")).split())
    assert ("letters_title" in other, "Nothing was done" in other) == (False, True)


@begins(brought_to("awaiting_response"))
def test_no_party_and_nobody_without_the_step_reads_letters_at_the_address(town: Town, story: Story) -> None:
    step = f"{status_of(story)}?preview=letters"
    said = {first: town.browser(first).get(step).status_code for first in ("rex", "odette", "adam")}
    assert said == {"rex": 404, "odette": 404, "adam": 404}


@begins(brought_to("awaiting_response"))
def test_an_address_without_a_draft_shows_what_the_form_itself_begins_with(town: Town, story: Story) -> None:
    page = text(town.browser(story.investigator).get(f"{status_of(story)}?preview=letters"))
    assert ("letters_title" in page or "error-summary" in page, SealedDraft.objects.count()) == (True, 0)
