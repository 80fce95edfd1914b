"""What the pack of the board says before the vote: how many votes it needs, and nothing that another screen denies."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import strip_tags

from casework.vocabulary import ClockName, Verb
from ledger.clock import now
from local.demo.scenario import Story
from local.demo.story import BOARD, last_event, send_papers
from notifications.dispatch.dispatcher import place_letters
from notifications.today.page import today
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins


def screen(town: Town, story: Story, name: str) -> str:
    return " ".join(strip_tags(text(town.browser("bo").get(reverse(name, args=[story.case])))).split())


@begins(brought_to("board_decision"))
def test_a_pack_says_how_many_can_vote_how_many_must_and_what_carries(town: Town, story: Story) -> None:
    send_papers(story, "Ninety days.")
    story.by("bo", Verb.DECLARE_INTERESTS, answer="free")
    page = screen(town, story, "board_case")
    assert f"{len(BOARD)} can vote, 5 must" in page
    assert "If fewer voteThe ballot is void, and all vote again." in page
    assert "4 votes carrySend the case back to the panel" in page
    assert "5 votes carrySuspension" in page
    assert "These numbers hold if everybody who has not answered yet is free." in page
    assert "No vote is neededNo sanction (level 0) follows if none of these is carried." in page
    assert "Not put to a voteAdvice (level 1): it stands only where the panel recommends it." in page


@begins(brought_to("board_decision"))
def test_a_pack_says_on_which_day_the_ballot_can_open_at_the_earliest(town: Town, story: Story) -> None:
    story.two("bea", "ada", Verb.SEND_BOARD_PACK, minute="Ninety days.")
    story.by("bo", Verb.DECLARE_INTERESTS, answer="free")
    assert "VoteNot before the member has had the pack for 7 days" in screen(town, story, "board_case")
    story.open_letter(story.respondent, last_event(story, "case.board_pack_sent"))
    run = story.view.clock(ClockName.BOARD_PAPERS)
    assert run is not None
    assert run.due is not None
    first = date_format(story.view.day_of(run.due) + timedelta(days=1), "j F Y")
    assert f"VoteNot before {first}" in screen(town, story, "board_case")
    story.wait(8)
    assert "VoteThe time to read is over, and the ballot can open" in screen(town, story, "board_case")


@begins(brought_to("board_decision"))
def test_the_screens_of_a_pack_agree_with_each_other(town: Town, story: Story) -> None:
    send_papers(story, "Ninety days.")
    story.by("bo", Verb.DECLARE_INTERESTS, answer="free")
    question, sanction = screen(town, story, "board_case"), screen(town, story, "pack_sanction")
    assert "even below the panel’s range" in question
    assert ("Advice not put to a vote" in sanction, sanction.count("not put to a vote")) == (True, 2)
    assert "1 page" not in question
    assert "Why not level 5, probation? Probation would not" in sanction
    allegations = screen(town, story, "pack_allegations")
    assert "The panel’s reasons are not open to you yet" in allegations
    assert re.search(r"Allegation 1 · \w.*Commitment \d+ ·", allegations)
    assert ("The member was served with all of it" in screen(town, story, "pack_said")) is False
    docket = " ".join(strip_tags(text(town.browser("bo").get(reverse("docket")))).split())
    assert ("To read" in question, "To read" in docket, "there is nothing to tick" in docket) == (True, True, True)


@begins(brought_to("board_decision"))
def test_today_asks_a_board_member_once_to_declare(town: Town, story: Story) -> None:
    send_papers(story, "Ninety days.")
    while place_letters():
        pass
    lines = [line for _part, some in today(town.people["bo"], now()).parts for line in some]
    assert ([line.words for line in lines], all(line.due for line in lines)) == (["Declare whether you are free"], True)


@begins(brought_to("board_decision"))
def test_today_never_asks_a_board_member_twice_to_declare(town: Town, story: Story) -> None:
    send_papers(story, "Ninety days.")
    asked = []
    for days in (0, 3, 3, 3, 3):
        story.wait(days)
        while place_letters():
            pass
        lines = [line.words for _part, some in today(town.people["bo"], now()).parts for line in some]
        asked.append(len([words for words in lines if "eclare" in words]))
    assert asked == [1] * 5


@begins(brought_to("board_decision"))
def test_the_bundle_leads_to_the_report_and_back_to_the_same_page(town: Town, story: Story) -> None:
    story.open_letter(story.respondent, last_event(story, "case.report_finalised"))
    story.wait(1)
    send_papers(story, "Ninety days.")
    story.by("bo", Verb.DECLARE_INTERESTS, answer="free")
    bundle, report = (reverse(name, args=[story.case]) for name in ("board_bundle", "board_bundle_report"))
    reader, adviser = town.browser("bo"), town.browser("ada")
    assert f'href="{report}?page=2"' in text(reader.get(f"{bundle}?page=2"))
    page = text(reader.get(f"{report}?page=2"))
    assert ("The report, with every comment." in page, f'href="{bundle}?page=2#paper"' in page) == (True, True)
    assert (report in text(adviser.get(bundle)), adviser.get(report).status_code) == (False, 404)


@begins(brought_to("board_decision"))
def test_a_screen_with_shut_reasons_has_no_tick(town: Town, story: Story) -> None:
    send_papers(story, "Ninety days.")
    story.by("bo", Verb.DECLARE_INTERESTS, answer="free")
    letter = text(town.browser("bo").get(reverse("pack_letter", args=[story.case])))
    ticked = re.findall(r'ob-pack__tab--past">\s*<a[^>]*>([^<]+)<', letter)
    assert ticked == ["The question", "Sanction", "What was said", "Fairness"]
    story.open_letter(story.respondent, last_event(story, "case.findings_recorded"))
    assert text(town.browser("bo").get(reverse("pack_letter", args=[story.case]))).count("ob-pack__tab--past") == 5


@begins(brought_to("board_decision"))
def test_until_the_member_has_the_pack_its_words_have_no_tick_and_the_docket_agrees_with_its_button(
    town: Town, story: Story
) -> None:
    story.two("bea", "ada", Verb.SEND_BOARD_PACK, minute="Ninety days.")
    story.by("bo", Verb.DECLARE_INTERESTS, answer="free")
    said = text(town.browser("bo").get(reverse("pack_said", args=[story.case])))
    assert "ob-pack__tab--past" not in said
    docket = " ".join(strip_tags(text(town.browser("bo").get(reverse("docket")))).split())
    assert ("The question is open to you now" in docket, "You can read it once" in docket) == (True, False)
