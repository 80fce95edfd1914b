"""A panel is put together on one page: from a hundred people with at most ten fields, and with one press at the end."""

import re
from datetime import date
from html import unescape
from uuid import UUID

from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import User
from accounts.offices import appoint
from accounts.pseudonyms import pseudonym
from accounts.vocabulary import Office
from casework.models import Case
from casework.record.events import ConflictDetected
from casework.vocabulary import Seat, Verb
from casework.web.drafts.composing import composed
from local.demo.scenario import Story
from policy.models import Member
from tests.access_matrix.test_as_if_it_were_not_there import told
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.casework.web.test_costs import cost
from tests.casework.web.test_queue_look import Window
from tests.scenario_fixtures import begins

COST, HIGHEST, MOST_FIELDS, PEOPLE = 10, 900, 10, 100
HIDDEN = re.compile(r'type="hidden" name="([^"]+)" value="([^"]*)"')
PRESSES = [
    ("add", "d"), ("add", "b"), ("off", "a"), ("chair", "c"), ("nobody", ""), ("find", ""), ("more", "10"), ("odd", "x"),
]  # fmt: skip
FIELDS = "main :is(input:not([type=hidden]), select, textarea)"


def page_of(story: Story) -> str:
    return reverse("step", args=[story.case, Verb.NAME_PANEL])


def sent_by(page: str) -> dict[str, list[str]]:
    """What the form of the page sends unseen: the people who are chosen, and what the page put in."""
    sent: dict[str, list[str]] = {}
    for name, value in HIDDEN.findall(page.partition('data-draft="own"')[2].partition("</form>")[0]):
        sent.setdefault(name, []).append(unescape(value))
    return sent


def without_marks(page: str, words: str) -> str:
    """The page without what is new each time, and without the words that were searched."""
    return re.sub(r'value="[^"]{36,}"|draft_version" value="\d+"|nonce="[^"]+"', "", page).replace(words, "")


def press(browser: Client, path: str, asked: str, **typed: str) -> str:
    """Press a button of the page as it is now; return the page that follows."""
    answer = browser.post(path, {**sent_by(text(browser.get(path))), **typed, "draft": asked})
    assert answer.status_code == 302, text(answer)
    return text(browser.get(path))


def chosen(page: str) -> list[str]:
    """The names of those who are chosen, the chair first."""
    return re.findall(r"<strong>([^<]+)</strong>", page.partition('id="panel_title"')[2].partition("</section>")[0])


def found(page: str) -> list[str]:
    return re.findall(r"<strong>([^<]+)</strong>", page.partition('id="people_title"')[2].partition("</section>")[0])


def crowd(town: Town, story: Story) -> dict[str, str]:
    """Give a hundred people the office of a panelist, and bar one of them from the case; return their marks by name."""
    people = User.objects.create_people((f"s{n}@society.example", f"Sitter {n:03}") for n in range(PEOPLE))
    for person in people:
        appoint(user=person, office=Office.PANELIST, since=date(2026, 1, 5))
    Member.objects.create(number="M-7777", name="Sitter 099", employer="Harbour Hospital", user=people[-1])
    told(Case.objects.get(reference=story.case), ConflictDetected(person=pseudonym(people[0]), provisional=False))
    return {person.name: str(pseudonym(person)) for person in people}


def test_a_press_changes_the_panel_and_the_first_person_chairs() -> None:
    typed = {"chair": ["a"], "members": ["b", "c"], "find_from": ["5"], "rota_reason": ["Why."]}
    after = [composed(typed, act, said) for act, said in PRESSES]
    assert [[*each["chair"], *each["members"]] for each in after] == [
        ["a", "b", "c", "d"], ["a", "b", "c"], ["b", "c"], ["c", "a", "b"], [], ["a", "b", "c"], ["a", "b", "c"],
        ["a", "b", "c"],
    ]  # fmt: skip
    assert [each["find_from"] for each in after] == [["5"]] * 5 + [["0"], ["10"], ["5"]]
    assert {each["rota_reason"][0] for each in after} == {"Why."}


@begins(brought_to("panel_forming"))
def test_a_panel_of_three_is_named_from_a_hundred_people_on_one_short_page(
    page: Page, town: Town, story: Story
) -> None:
    marks, ada, path = crowd(town, story), town.browser("ada"), page_of(story)
    assert chosen(text(ada.get(path))) == ["Paul Panelist", "Petra Panelist", "Pia Panelist"]
    assert cost(ada, path) == COST
    window = Window(page, ada, path)
    assert window.look() == []
    assert page.locator(FIELDS).count() <= MOST_FIELDS
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.evaluate("document.documentElement.scrollHeight") <= HIGHEST
    page.locator("#find").focus()
    with page.expect_request(lambda sent: sent.is_navigation_request()) as sent:
        page.keyboard.press("Enter")
    assert "compose:find" in (sent.value.post_data or "")

    words = {"find": "harbour HOSPITAL", "rota_reason": "Only they know the trade."}
    searched = press(ada, path, "compose:find", **words)
    assert (found(searched), len(chosen(searched))) == (["Sitter 099"], 3)
    assert words["rota_reason"] in searched
    barred, nobody = (press(ada, path, "compose:find", find=said) for said in ("Sitter 000", "Sitter 555"))
    assert (found(barred), without_marks(barred, "Sitter 000")) == ([], without_marks(nobody, "Sitter 555"))
    assert found(press(ada, path, "compose:more:5", find="sitter")) == [f"Sitter {n:03}" for n in range(6, 11)]
    assert "too long" in press(ada, path, "compose:find", find="w" * 201)
    assert chosen(press(ada, path, f"compose:add:{marks['Sitter 000']}")) == chosen(searched)

    assert chosen(press(ada, path, "compose:nobody")) == []
    for name in ("Sitter 099", "Sitter 042"):
        press(ada, path, f"compose:add:{marks[name]}")
    two = press(ada, path, "compose:find", find="lay")
    assert (chosen(two), found(two)) == (["Sitter 099", "Sitter 042"], ["Pia Panelist"])
    assert ada.post(path, sent_by(two)).status_code == 409
    whole = press(ada, path, f"compose:add:{story.name('pia')}")
    assert ada.post(path, sent_by(whole) | {"rota_reason": [words["rota_reason"]]}).status_code == 302
    assert story.view.panel.size == 3
    assert story.view.people.holding(Seat.PANEL_CHAIR) == {UUID(marks["Sitter 099"])}
