"""The pages on which an offer of consent is signed and approved: what it rests on, who has signed, and what goes out."""

from django.urls import reverse

from casework.vocabulary import Verb
from local.demo.branches import consent_offered
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins, upon

OWN = "What your signature does"


@upon(brought_to("panel_forming"))
def offered(_town: Town, story: Story) -> Story:
    """A case whose investigator has offered consent."""
    consent_offered(story)
    return story


def page_of(town: Town, story: Story, first: str, verb: Verb) -> str:
    return " ".join(text(town.browser(first).get(reverse("step", args=[story.case, verb]))).split())


@begins(offered)
def test_the_investigator_reads_what_the_offer_rests_on_and_what_their_signature_does(town: Town, story: Story) -> None:
    page = page_of(town, story, story.investigator, Verb.SIGN_CONSENT)
    assert [words in page for words in ("What it rests on", "cancelled at any time", "Answer:")] == [True] * 3
    assert (OWN in page, "It admits nothing." in page) == (True, True)
    assert "No letter goes out with this step." in page.partition("Who has signed")[2].partition("</section>")[2]
    assert reverse("case_letters", args=[story.case]) in page


@begins(offered)
def test_it_says_who_offered_who_signed_and_who_has_not_signed_yet(town: Town, story: Story) -> None:
    before = page_of(town, story, story.investigator, Verb.SIGN_CONSENT)
    day = f"{story.view.today.day} {story.view.today:%B %Y}"
    assert f"Offered by: Investigator, {day}" in before
    assert ("Not signed yet: Respondent" in before, "Not signed yet: Investigator" in before) == (True, True)
    story.by(story.respondent, Verb.SIGN_CONSENT, offer=story.view.consent.offers[-1].id, confirmed="on")
    after = page_of(town, story, story.investigator, Verb.SIGN_CONSENT)
    assert (f"Signed by: Respondent, {day}" in after, "Not signed yet: Respondent" in after) == (True, False)


@begins(offered)
def test_the_approver_reads_the_same_without_a_signature_of_their_own(town: Town, story: Story) -> None:
    page = page_of(town, story, "connie", Verb.ACCEPT_CONSENT)
    assert ("Who has signed" in page, "What it rests on" in page, OWN in page) == (True, True, False)
