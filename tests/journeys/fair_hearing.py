"""From the notice to the findings: the member by telephone with somebody who speaks for them, the panel at its own pages."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from tests.converter.samples import heic
from tests.journeys.decision import acts, reads
from tests.journeys.road import Road
from tests.journeys.somebody import Somebody, Typed
from tests.journeys.teller import Teller
from tests.journeys.test_first_administrator import chooses_a_password, links_mailed
from tests.journeys.town import until

PANEL = ("Paul Panelist", "Petra Panelist", "Pia Panelist")
LENA = "lena@chambers.example"
SCOPE = "Answer for you: the notice, the draft report, evidence, more time"
WROTE = "Wrote to a customer that the agreement could be ended at any time."
DENIED = "Denied it when the customer asked for it."
DRAFT_ONLY = "It was a draft that I had never sent."
NOT_MINE = "I shared what I knew, and helped everybody who asked."


def notice_served(road: Road) -> None:
    """The investigator serves the notice, with the particulars of the first allegation."""
    (one,) = road.holding("Investigator")
    notice: Mapping[str, Typed] = {
        "Evidence relied on": re.compile("^Letter of confirmation, described"),
        "Words to the respondent": "Please answer the allegations below.",
        f"Particulars of the allegation under commitment 2, {road.day:%-d %B %Y}": f"{WROTE}\n{DENIED}",
    }
    road.does(one, "Serve the notice", notice)
    reads(road.town["rex"], "Notice of investigation")
    acts(road, "Acknowledge the notice", {"I have opened the notice": True})


def answered_by_two(road: Road, folder: Path) -> None:
    """Somebody drafts the answer for the member, who adds a picture of their own, and sends it as theirs."""
    rex, lena = road.town["rex"], represented(road)
    drafts_answer(lena)
    rex.sets_up_app()
    rex.opens("/member/")
    rex.goes_by(rex.page.locator("a[href^='/member/letters/']").first)
    rex.goes_by(rex.page.locator("a[href^='/member/cases/']").first)
    rex.turns_to("Answer")
    rex.follows("Check my answer")
    assert [words for words in (DRAFT_ONLY, NOT_MINE, "You admit facts") if words not in rex.text] == []
    file = folder / "desk.heic"
    file.write_bytes(heic())
    rex.fills({"Your evidence": file})
    rex.presses("Send my answer")
    rex.proves("Answer")
    assert rex.told() == "Answer – done.", rex.text


def represented(road: Road) -> Somebody:
    """Rex names Lena, who chooses a password, reads for whom she is asked to speak, and accepts."""
    named: Mapping[str, Typed] = {
        "Name of your representative": "Lena Lawson",
        "Their e-mail address": LENA,
        "What may they do for you?": [SCOPE],
        "Last day": road.town.today + timedelta(days=300),
    }
    acts(road, "Name a representative", named)
    lena = road.town.people["lena"] = road.town.stranger(phone=True)
    lena.opens("/accounts/reset/")
    lena.fills({"E-mail address": LENA})
    lena.presses("Send the link")
    until(lambda: bool(links_mailed(road.town)), "the mail with the link")
    chooses_a_password(lena, links_mailed(road.town)[-1])
    lena.comes_in({"email": LENA, "password": "four unrelated words here"})
    reads(lena, "You were named as a representative")
    lena.goes_by(lena.page.locator("a[href^='/member/cases/']").first)
    lena.fills({"I speak for nobody else in this case, and nothing ties me to anybody else in it": True})
    lena.presses("Accept the representation")
    assert lena.told() == "Accept the representation – done.", lena.text
    return lena


def drafts_answer(lena: Somebody) -> None:
    """Lena writes the answer, particular by particular; each page is kept for the next reader."""
    lena.turns_to("Answer")
    lena.follows("Begin my answer")
    lena.fills(
        {
            "Your answer to the whole": "Some of it",
            f"1.1 {WROTE}": "I admit it",
            f"1.2 {DENIED}": "I deny it",
            "Why, in your words: 1.2": DRAFT_ONLY,
        }
    )
    lena.presses("Save and go on")
    for _ in range(2):
        lena.fills({"Your answer": "I deny this", "Your reasons": NOT_MINE})
        lena.presses("Save and go on")
    lena.fills({"What the person who reported may read of your answer": "Most of it is wrong."})
    lena.presses("Save and see the list")


def day_by_poll(road: Road, teller: Teller) -> date:
    """Two days are offered; panel, member and investigator say on which they can come; the better one is ordered."""
    town, rex = road.town, road.town["rex"]
    teller.tells("a panel is named")
    reads(rex, "The panel is named")
    town.wait(15)
    first, second = tuesday(town.today + timedelta(days=45)), tuesday(town.today + timedelta(days=60))
    offered: Mapping[str, Typed] = {
        "First day": first,
        "Second day": second,
        "Last day to answer": town.today + timedelta(days=5),
    }
    road.does("ada", "Offer days for the hearing", offered)
    (one,) = road.holding("Investigator")
    step, days = "Say on which days you can come", [f"{day:%A %-d %B %Y}" for day in (first, second)]
    reads(rex, "Days for the hearing")
    acts(road, step, dict(zip(days, ("No", "Yes"), strict=True)))
    road.does("paul", step, dict(zip(days, ("If it must be", "Yes"), strict=True)), at="board")
    road.does(one, step, dict(zip(days, ("Yes", "Yes"), strict=True)))
    ada = town["ada"]
    ada.opens(f"/panel/{road.case}/days/")
    assert "Standard directions" in ada.text
    ada.follows(f"Order {second:%A %-d %B}")
    ada.fills({"Place or link, and how to take part": "By video. Ask for an interpreter by “Ask for something”."})
    ada.presses("Form the panel and call the hearing")
    assert ada.told() == "Form the panel and call the hearing – done.", ada.text
    reads(rex, "Notice of hearing")
    assert f"{second:%-d %B %Y}" in rex.text
    return second


def tuesday(day: date) -> date:
    """Return the first Tuesday from a day on."""
    return day + timedelta(days=(1 - day.weekday()) % 7)


def both_page_the_bundle(road: Road) -> None:
    """The bundle is served; member, Society and panel see the same pages, the member's picture among them."""
    (one,) = road.holding("Investigator")
    road.does(one, "Serve the bundle", {"Documents of the bundle": re.compile(r"\(Document 1, ")})
    rex, paul = road.town["rex"], road.town["paul"]
    reads(rex, "The bundle for the hearing is ready to read")
    own = rex.page.get_by_role("link", name="Read the bundle").get_attribute("href") or ""
    rex.opens("/member/")
    assert own == f"{rex.page.locator("a[href^='/member/cases/']").first.get_attribute('href')}bundle/"
    until(lambda: has_all(rex, own), "the page of the picture")
    paul.opens(f"/panel/{road.case}/bundle/")
    town, pages = road.town, pages_of(rex)
    town[one].opens(f"/desk/cases/{road.case}/bundle/")
    assert (pages_of(paul), pages_of(town[one])) == (pages, pages)
    assert pages[-1] == ("desk.heic (filed by the member)", str(len(pages) + 1))


def has_all(somebody: Somebody, address: str) -> bool:
    """Whether every document of the bundle has its numbers."""
    somebody.opens(address)
    return "still being prepared" not in somebody.text


def pages_of(somebody: Somebody) -> list[tuple[str, str]]:
    """Go through the bundle by its own links; return the title of each page with its number."""
    somebody.follows("Index")
    found = []
    while somebody.page.locator("a[rel=next]").count():
        somebody.goes_by(somebody.page.locator("a[rel=next]"))
        page = somebody.page
        found.append((page.locator("#page_title").inner_text(), page.locator("#page").input_value()))
    return found
