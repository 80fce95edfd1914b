"""A step whose letter to the member names a witness or the reporter is taken only if its author confirms the names."""

from typing import Any

import pytest
from django.urls import reverse

from casework.models import SealedDraft
from casework.verbs import VERBS
from casework.verbs.names_in_letters import TO_THE_MEMBER
from casework.vocabulary import Verb
from ledger.models import Entry
from local.demo.scenario import Story
from tests.casework.api.conftest import of
from tests.casework.web.conftest import Town
from tests.casework.web.drafting import sent_along
from tests.casework.web.reporting import text
from tests.casework.web.test_names_in_message import REPORTER, reported_openly, reported_sealed
from tests.scenario_fixtures import begins

ASKS = "What you wrote names people of the report"
WITNESS = "Ms Wanda Finch (the clerk), named as a witness in the report"


def step(story: Story) -> str:
    return reverse("step", args=[story.case, Verb.SEND_STATUS])


def send(town: Town, story: Story, words: str, **typed: Any) -> Any:
    """Send these words on progress to both sides."""
    officer = town.browser(story.investigator)
    return officer.post(step(story), sent_along(text(officer.get(step(story)))) | {"next_step": words} | typed)


def is_sent() -> bool:
    return Entry.objects.filter(type="case.status_sent").exists()


@begins(reported_openly)
def test_names_in_a_letter_to_the_member_are_asked_about_before_it_goes_out(town: Town, story: Story) -> None:
    answer = send(town, story, "What Wanda Finch and Mrs Quill say.")
    shown = text(answer)
    assert (answer.status_code, ASKS in shown, WITNESS in shown, REPORTER in shown) == (422, True, True, True)
    assert "What Wanda Finch and Mrs Quill say." in shown
    assert not is_sent()
    assert send(town, story, "What Mrs Quill says.", names_meant=WITNESS).status_code == 422
    meant = send(town, story, "What Wanda Finch says.", names_meant=WITNESS)
    assert (meant.status_code, is_sent()) == (302, True)


@begins(reported_openly)
def test_no_draft_keeps_the_tick(town: Town, story: Story) -> None:
    kept = send(town, story, "What Wanda Finch says.", names_meant=WITNESS, draft="keep")
    assert (kept.status_code, SealedDraft.objects.count()) == (302, 1)
    assert WITNESS not in text(town.browser(story.investigator).get(step(story)))
    assert send(town, story, "What Wanda Finch says.").status_code == 422


@begins(reported_openly)
def test_a_letter_without_names_is_asked_nothing(town: Town, story: Story) -> None:
    assert send(town, story, "Please answer.").status_code == 302


@begins(reported_sealed)
def test_a_sealed_name_is_held_and_not_asked_about(town: Town, story: Story) -> None:
    answer = send(town, story, "What Wilma Quill says.")
    assert (answer.status_code, ASKS in text(answer), is_sent()) == (409, False, False)
    assert REPORTER not in text(send(town, story, "What Wanda Finch and Wilma Quill say."))


@begins(reported_openly)
def test_a_program_is_refused_under_the_same_field_and_goes_on_with_the_names(town: Town, story: Story) -> None:
    program, path = of(town.people[story.investigator]), f"cases/{story.case}/transitions/send_status/"
    given = {"next_step": "What Wanda Finch says."}
    refused = program.post(path, {"input": given})
    assert (refused.status_code, refused.json()["errors"]) == (422, {"names_meant": [WITNESS]})
    assert not is_sent()
    assert program.post(path, {"input": given, "names_meant": [WITNESS]}).status_code == 200
    assert is_sent()


@pytest.mark.parametrize("verb", sorted(TO_THE_MEMBER))
def test_each_text_that_is_looked_through_is_one_that_the_step_asks_for(verb: Verb) -> None:
    if verb in VERBS:
        in_several_fields = {"conditions"}
        assert set(TO_THE_MEMBER[verb]) - in_several_fields <= VERBS[verb].form.step_input_names()
