"""A panel to which the board sent a case back reads that first: on which day, why, and what it had recommended."""

from django.urls import reverse
from django.utils.html import strip_tags

from casework.record.state.minute_days import board_reasons_open_on
from casework.verbs import VERBS
from casework.vocabulary import Verb
from ledger.clock import now
from local.demo import story as told
from local.demo.branches import sent_back
from local.demo.scenario import Story
from notifications.today.page import today
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.casework.web.reporting import text
from tests.scenario_fixtures import upon

WHY = "The reasons do not say why a reprimand would not do."
TERMS = "You had recommended Suspension, 90 days"


@upon(brought_to("board_decision"))
def back(_town: Town, story: Story) -> Story:
    sent_back(story)
    return story


begun = town_begun(back)


def pages(story: Story) -> dict[str, str]:
    """The pages on which a panel meets the case."""
    return {
        "docket": reverse("docket"),
        "now": reverse("panel_case", args=[story.case]),
        "sanction": reverse("panel_sanction", args=[story.case]),
        "sheet": reverse("panel_step", args=[story.case, Verb.RECOMMEND_SANCTION.value]),
    }


def said(town: Town, first: str, address: str) -> str:
    return " ".join(strip_tags(text(town.browser(first).get(address))).split())


def served(story: Story) -> None:
    """Let the member read the letter about it, and three business days pass."""
    story.open_letter(story.respondent, told.last_event(story, "case.remitted_to_panel"))
    story.wait(8)


def test_each_page_of_the_panel_says_that_the_board_sent_it_back_and_what_was_recommended(
    here: tuple[Town, Story],
) -> None:
    town, story = here
    assert "sent this case back" not in said(town, "paul", reverse("docket")), "nothing is asked before it can be read"
    served(story)
    shown = {name: said(town, "paul", address) for name, address in pages(story).items()}
    day = "The board sent this case back on 26 August 2026."
    assert {name: (day in page, TERMS in page) for name, page in shown.items()} == dict.fromkeys(shown, (True, True))


def test_the_reason_opens_once_the_member_has_had_it_for_three_business_days(here: tuple[Town, Story]) -> None:
    town, story = here
    before = {name: WHY in said(town, "paul", address) for name, address in pages(story).items()}
    assert (before, "once the member has had the letter" in said(town, "paul", pages(story)["now"])) == (
        dict.fromkeys(before, False),
        True,
    )
    served(story)
    after = {name: WHY in said(town, "paul", address) for name, address in pages(story).items()}
    assert after == dict.fromkeys(before, True)


def test_the_step_stays_shut_and_names_the_day_until_both_can_read_the_reason(here: tuple[Town, Story]) -> None:
    town, story = here
    sheet = pages(story)["sheet"]
    shut = {name: said(town, name, sheet) for name in ("paul", "petra")}
    assert {
        name: ("This is not open now" in page, "you can read them from 16 September 2026" in page)
        for name, page in shut.items()
    } == (dict.fromkeys(shut, (True, True)))
    served(story)
    page = said(town, "paul", sheet)
    assert ("This is not open now" in page, WHY in page) == (False, True)


def test_it_stands_on_today_from_the_day_on_which_the_reason_opens(here: tuple[Town, Story]) -> None:
    town, story = here

    def on_today() -> bool:
        found = today(town.people["paul"], now())
        lines = [one for _part, some in found.parts for one in some if one.reference == story.case]
        return str(VERBS[Verb.RECOMMEND_SANCTION].label) in {one.words for one in lines}

    story.open_letter(story.respondent, told.last_event(story, "case.remitted_to_panel"))
    opens = board_reasons_open_on(story.view)
    assert opens is not None
    story.wait((opens - story.view.today).days - 1)
    assert not on_today()
    story.wait(1)
    assert on_today()


def test_the_sheet_begins_as_the_panel_had_signed_it(here: tuple[Town, Story]) -> None:
    town, story = here
    served(story)
    form = town.browser("paul").get(pages(story)["sheet"]).context["form"]
    held = {
        name: form[name].value() for name in ("level", "term_days", "lower_5_days", "lower_5_keeps", "condition_1_days")
    }
    assert held == {
        "level": "6",
        "term_days": "90 days",
        "lower_5_days": held["lower_5_days"],
        "lower_5_keeps": ["1"],
        "condition_1_days": 120,
    }
    texts = {name: form[name].value() for name in ("wording", "reasons", "condition_1", "severity_1")}
    assert texts == {
        "wording": "A suspension of ninety days and a course.",
        "reasons": "A written promise was denied to a customer who relied on it.",
        "condition_1": "Complete a course on honest dealing with customers.",
        "severity_1": str(told.severities_of(story)["severity_1"]),
    }


def test_the_tab_of_the_sanction_shows_the_sheet_that_came_back(here: tuple[Town, Story]) -> None:
    town, story = here
    page = said(town, "petra", pages(story)["sanction"])
    shown = (
        "Signed on",
        "Level 6",
        "90 days, from the day",
        "A written promise was denied to a customer who relied on it.",
    )
    assert {words: words in page for words in shown} == dict.fromkeys(shown, True)


def test_a_sheet_that_was_begun_is_shown_as_it_was_kept(here: tuple[Town, Story]) -> None:
    town, story = here
    served(story)
    paul, sheet = town.browser("paul"), pages(story)["sheet"]
    paul.post(sheet, {"draft": "keep", "draft_version": "0", "reasons": "It answers the board."})
    form = paul.get(sheet).context["form"]
    assert (form["reasons"].value(), form["wording"].value()) == ("It answers the board.", None)


def test_the_second_signer_reads_it_above_what_waits(here: tuple[Town, Story]) -> None:
    town, story = here
    served(story)
    sheet = {"level": 4, "wording": "A public reprimand.", "lower_level": "No.", "reasons": "It answers the board."}
    sheet["outside_range"] = "He has put it right."
    story.by("paul", Verb.RECOMMEND_SANCTION, **told.severities_of(story), **sheet)
    page = said(town, "petra", pages(story)["sheet"])
    assert (WHY in page, TERMS in page, page.find(WHY) < page.find("It answers the board.")) == (True, True, True)


def test_nobody_is_told_so_before_the_board_sent_a_case_back_or_after_a_new_recommendation(town: Town) -> None:
    story = town.case_in("deliberation")
    assert "sent this case back" not in said(town, "paul", pages(story)["now"])
    told.recommend(story)
    assert "sent this case back" not in said(town, "bo", reverse("docket"))
