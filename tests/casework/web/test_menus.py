"""A person with work at the desk and on the board has one menu, in one order, on the pages of both."""

import re

from django.test import Client
from django.urls import reverse

from casework.vocabulary import Verb
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.casework.web.test_sent_back_on_today import put_forward, scope_undecided
from tests.scenario_fixtures import begins

LINK = re.compile(r'<a class="ob-nav__link" href="([^"]+)"([^>]*)>\s*([^<(]+)')


def menu(browser: Client, page: str) -> list[tuple[str, str]]:
    found = text(browser.get(reverse(page))).partition('<nav class="ob-nav"')[2].partition("</nav>")[0]
    return [(there, words.strip()) for there, _more, words in LINK.findall(found)]


def marked(browser: Client, page: str) -> list[str]:
    found = LINK.findall(text(browser.get(reverse(page))))
    return [words.strip() for _there, more, words in found if "aria-current" in more]


def browser_of(town: Town, first: str, first_page: str) -> Client:
    """A browser whose sign-in kept these links in its session."""
    browser = town.browser(first)
    session = browser.session
    session.update({"first_page": reverse(first_page), "decides": True, "is_intake": False, "administration": ""})
    session.save()
    return browser


def test_the_menu_has_one_order_for_somebody_of_the_desk_and_the_board(town: Town) -> None:
    bea = browser_of(town, "bea", "today")
    pages = ("today", "queue", "docket", "desk_inbox")
    menus = [menu(bea, page) for page in pages]
    assert [words for _there, words in menus[0]] == ["Today", "Queue", "Docket", "Your letters"]
    assert menus[1:] == menus[:1] * 3
    assert [marked(bea, page) for page in pages[:3]] == [["Today"], ["Queue"], ["Docket"]]


def test_somebody_of_the_board_alone_finds_the_docket_first(town: Town) -> None:
    assert next(words for _there, words in menu(browser_of(town, "bea", "docket"), "docket")) == "Docket"


@begins(brought_to("investigation"))
def test_a_first_signature_leads_on_like_any_step(town: Town, story: Story) -> None:
    scope_undecided(story)
    page = put_forward(town, story)
    banner = page.partition("Not done yet:")[2].partition("</div>")[0]
    assert f'href="{reverse("next_to_do")}?but={story.case}"' in banner
    assert Verb.SCOPE_ALLEGATION in [one.step for one in story.view.proposals.waiting]
