"""The question about a greeting tells nobody who speaks for the member, unless they may read the response."""

from django.urls import reverse

from casework.vocabulary import Verb
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.representatives import lena_speaks
from tests.scenario_fixtures import begins

NOT_THE_MEMBER, NEITHER = "The member does not have that name.", "Neither the member nor a representative"


@begins(brought_to("board_decision"))
def test_who_reads_no_response_cannot_try_names_of_a_representative(town: Town, story: Story) -> None:
    town.people["lena"] = lena_speaks(story, days=900)
    said = {}
    for first in (story.investigator, "bea"):
        step = reverse("board_step" if first == "bea" else "step", args=[story.case, Verb.SEND_STATUS])
        for tried, name in enumerate(("Lena Lawson", "Nora Nobody")):
            typed = {"next_step": f"Dear {name},\nWe read on.", "draft": "letters", "draft_version": tried}
            answer = " ".join(text(town.browser(first).post(step, typed, follow=True)).split())
            said[first == "bea", name] = (NOT_THE_MEMBER in answer, NEITHER in answer)
    assert said == {
        (False, "Lena Lawson"): (False, False),
        (False, "Nora Nobody"): (False, True),
        (True, "Lena Lawson"): (True, False),
        (True, "Nora Nobody"): (True, False),
    }
