"""What a case needs before its next stage: each thing once, and a link only where it is the viewer's to do."""

import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from casework.queries.case.gate import Gate, GateShown
from casework.verbs import VERBS
from casework.vocabulary import ClockName, Verb
from local.demo.scenario import Story
from local.demo.story import declare, last_event, open_ballot, screener
from local.demo.votes import votes_for
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.note_writing import in_screening
from tests.casework.web.reporting import text
from tests.casework.web.test_offer_signed import offered
from tests.scenario_fixtures import begins

begun, here, town, story = web.begun, web.here, web.town, web.story


def gate(town: Town, story: Story, first: str) -> str:
    page = text(town.browser(first).get(reverse("case", args=[story.case])))
    return " ".join(page.partition('id="gate"')[2].partition("</section>")[0].split())


def lines(shown: str) -> list[tuple[str, str]]:
    """Each line: whether it is done, and its words."""
    found = re.findall(r'<li class="ob-gate__(\w+)">(.*?)</li>', shown)
    return [(state, " ".join(re.sub(r"<[^>]+>", " ", words).split())) for state, words in found]


@begins(brought_to("investigation"))
def test_a_missing_step_is_not_said_twice(town: Town, story: Story) -> None:
    shown = gate(town, story, story.investigator)
    assert "Decide about the reporter" in shown
    assert "Decide first whether the reporter" not in shown


@begins(brought_to("response_review"))
def test_a_draft_report_that_is_missing_is_one_line(town: Town, story: Story) -> None:
    story.by("reporter", Verb.COMMENT_ON_RESPONSE, comment="I still have the letter.")
    assert len([words for _state, words in lines(gate(town, story, story.investigator)) if "draft" in words]) == 1


@begins(brought_to("response_review"))
def test_a_line_says_that_a_step_is_not_open_yet_and_why(town: Town, story: Story) -> None:
    run = story.view.clock(ClockName.REPLY)
    assert run is not None and run.due is not None
    day, link = story.view.day_of(run.due), reverse("step", args=[story.case, Verb.SHARE_DRAFT_REPORT])
    shown = gate(town, story, story.investigator)
    (said,) = [words for _state, words in lines(shown) if str(VERBS[Verb.SHARE_DRAFT_REPORT].label) in words]
    assert (f'href="{link}"' in shown, f"The last day is {day.day} {day:%B %Y}. , missing" in said) == (True, True)
    assert "you can write it now, not send it: The reporter" in said
    story.by("reporter", Verb.COMMENT_ON_RESPONSE, comment="I still have the letter.")
    assert "not open yet" not in gate(town, story, story.investigator)


@begins(offered)
def test_after_ones_own_signature_the_line_says_for_whom_it_waits(town: Town, story: Story) -> None:
    link = reverse("step", args=[story.case, Verb.SIGN_CONSENT])
    before = gate(town, story, story.investigator)
    offer = story.view.consent.offers[-1].id
    story.by(story.investigator, Verb.SIGN_CONSENT, offer=offer, confirmed="on")
    after = gate(town, story, story.investigator)
    assert (f'href="{link}"' in before, f'href="{link}"' in after) == (True, False)
    assert next(words for state, words in lines(after) if state == "open").startswith("Sign the offer for: Respondent")


@begins(brought_to("panel_forming"))
def test_a_right_of_a_side_does_not_read_like_a_duty(town: Town, story: Story) -> None:
    panel = {"chair": story.name("paul"), "members": [story.name("petra"), story.name("pia")]}
    story.by("ada", Verb.NAME_PANEL, **panel, rota_reason="Paul has chaired before.")
    declare(story, "paul", "petra", "pia")
    story.by("ada", Verb.SERVE_PANEL_LIST, confirmed="on")
    story.open_letter("rex", last_event(story, "case.panel_list_served"))
    run = story.view.clock(ClockName.PANEL_CHALLENGE)
    assert run is not None and run.due is not None
    day, label = story.view.day_of(run.due), VERBS[Verb.CHALLENGE_MEMBER].label
    (said,) = [words for _state, words in lines(gate(town, story, "ada")) if str(label) in words]
    assert said.startswith(f"{label} for: Respondent possible until {day.day} {day:%B}, nobody has to")


@begins(brought_to("board_decision"))
def test_after_a_void_ballot_its_steps_are_not_ticked_before_the_next(town: Town, story: Story) -> None:
    open_ballot(story, "The papers hold what there is to decide on.")
    running = gate(town, story, "bea")
    ballot = story.view.board.ballot
    assert ballot is not None
    story.by("bo", Verb.CAST_VOTE, **votes_for(ballot.motions))
    story.by("bo", Verb.DECLARE_CONFLICT, confirmed="on")
    story.by("bea", Verb.VOID_BALLOT)
    shown = gate(town, story, "bea")
    assert ("Before: Send the decision" in running, "Before: Open the ballot" in shown) == (True, True)
    assert [words for _state, words in lines(shown) if words.startswith(("Vote", "Close", "Send the decision"))] == []


@begins(brought_to("appeal_window"))
def test_what_the_panel_declared_does_not_stand_as_done_before_an_appeal(town: Town, story: Story) -> None:
    shown = lines(gate(town, story, "bea"))
    assert [words for _state, words in shown if words.startswith("Declare whether you are free")] == []


@begins(in_screening)
def test_before_a_step_that_nothing_comes_before_there_is_no_gate(town: Town, story: Story) -> None:
    asked = {"items": "Which day was it?", "reasons": "The day is not in the report."}
    story.by(screener(story), Verb.REQUEST_INFORMATION, **asked)
    page = text(town.browser(screener(story)).get(reverse("case", args=[story.case])))
    assert 'id="gate"' not in page


@pytest.mark.parametrize(
    ("step", "title"),
    [
        (Verb.DISMISS_APPEAL, "Before: Decide the appeal"),
        (Verb.SEND_BOARD_PACK, f"Before: {VERBS[Verb.SEND_BOARD_PACK].label}"),
    ],
)
def test_the_gate_names_no_outcome_before_it_is_decided(step: Verb, title: str) -> None:
    row = GateShown(gate=Gate(step=step, lines=(), waiting=()), step_page="step", steps=VERBS)
    assert title in " ".join(render_to_string("casework/case/gate.html", {"row": row, "this_case": "OB-1"}).split())
