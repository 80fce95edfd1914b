"""The letters of a step, shown before they go, are no way to find out who reported: a name is looked for on sending alone."""

import re

from casework.vocabulary import Verb
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.casework.web.test_prefill import address
from tests.responses import Response
from tests.scenario_fixtures import begins

NEW_EACH_TIME = re.compile(r'(name="(?:csrfmiddlewaretoken|request_key|draft_version)" value=)"[^"]*"|nonce="[^"]*"')


def sent(town: Town, story: Story, name: str, **more: str) -> Response:
    """Send the copy of a piece of evidence with this name in it, or ask for its letters."""
    piece = str(story.view.evidence.all[0].id)
    typed = {"evidence": piece, "title": "A letter", "text": f"Signed by {name}.", "one_holder": "no", **more}
    answer: Response = town.browser(story.investigator).post(address(story, Verb.DISCLOSE_EVIDENCE), typed, follow=True)
    return answer


@begins(brought_to("investigation"))
def test_asking_for_the_letters_does_not_say_whether_a_name_is_the_reporters(town: Town, story: Story) -> None:
    story.by(story.investigator, Verb.ADD_EVIDENCE, title="Letter of March", text="What it says.")
    names = ("Wilma Quill", "Petra Finch")
    pages = {name: sent(town, story, name, draft="letters", draft_version=str(kept)) for kept, name in enumerate(names)}
    said = {NEW_EACH_TIME.sub("", text(page)).replace(name, "Somebody") for name, page in pages.items()}
    assert ({page.status_code for page in pages.values()}, len(said)) == ({200}, 1)
    assert "Held: something in it stays sealed." in text(sent(town, story, "Wilma Quill"))
