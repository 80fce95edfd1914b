"""An appeal panel that cannot read the findings is told so before it sets a day or votes, with who can see to that."""

from django.urls import reverse
from django.utils.html import strip_tags

from casework.vocabulary import Seat, Verb
from ledger.clock import now
from local.demo import appeals
from local.demo import story as told
from local.demo.scenario import Story
from notifications.today.page import today
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins, upon

SHUT = "The panel cannot read the findings."
PROVES = "The proof of service is entered by: Adviser"


@upon(brought_to("appeal_window"))
def appealed_by_the_society(_town: Town, story: Story) -> Story:
    """The Society appeals before the member has read the decision, and the ground is looked at."""
    story.by("rhea", Verb.COUNTERSIGN_SOCIETY_APPEAL, interest="The public reads of it.")
    grounds = {"grounds": ["undue_leniency"], "statement": "It is too little for what was found."}
    story.by(story.investigator, Verb.LODGE_APPEAL, **grounds)
    story.open_letter(story.respondent, told.last_event(story, "case.appeal_lodged"))
    appeals.seat_appeal_panel(story)
    appeals.sift(story, ("undue_leniency",))
    story.wait(20)
    return story


def page_of(town: Town, story: Story, verb: Verb) -> str:
    page = text(town.browser("amos").get(reverse("appeal_step", args=[story.case, verb.value])))
    return " ".join(strip_tags(page).split())


@begins(appealed_by_the_society)
def test_the_call_says_that_the_findings_are_shut_and_who_proves_that_they_arrived(town: Town, story: Story) -> None:
    page = page_of(town, story, Verb.CALL_APPEAL_HEARING)
    sent = next(one.on for one in story.view.service.sent if one.about == told.last_event(story, "case.board_decided"))
    said = (SHUT, f"has had the letter of {sent:%-d %B %Y}.", PROVES)
    assert {words: words in page for words in said} == dict.fromkeys(said, True)
    assert SHUT not in page_of(town, story, Verb.RULE_APPEAL_CHALLENGE)


@begins(appealed_by_the_society)
def test_the_proof_is_on_today_of_who_records_it(town: Town, story: Story) -> None:
    parts = today(town.people["ada"], now()).parts
    lines = [one.words for _part, some in parts for one in some if one.reference == story.case]
    assert [one for one in lines if one.endswith("Then enter proof of service")]


@begins(appealed_by_the_society)
def test_once_the_member_has_them_the_vote_says_from_when_the_panel_reads_them(town: Town, story: Story) -> None:
    told_on = told.last_event(story, "case.board_decided")
    story.open_letter(story.respondent, told_on)
    served = story.view.service.day(told_on, Seat.RESPONDENT)
    assert served is not None
    page = page_of(town, story, Verb.VOTE_ON_GROUNDS)
    assert (SHUT in page, "The panel can read the findings from " in page) == (False, True)
    story.wait(25)
    assert "read the findings" not in page_of(town, story, Verb.VOTE_ON_GROUNDS)
