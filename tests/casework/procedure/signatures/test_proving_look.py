"""The page where somebody proves who they are, looked at in a browser.

In a file of its own: once a browser runs, the database is reached by another connection, where a story begun before is unknown.
"""

from playwright.sync_api import Page

from local.demo.scenario import Story
from tests.casework.procedure.signatures.test_decisive import SHEET, address
from tests.casework.procedure.signatures.test_proving import findings_saved
from tests.casework.web.conftest import Town, town_begun
from tests.casework.web.test_queue_look import Window
from tests.scenario_fixtures import here

__all__ = ["here"]
begun = town_begun(to=findings_saved)


def test_axe_finds_nothing_where_somebody_proves_who_they_are(page: Page, here: tuple[Town, Story]) -> None:
    town, story = here
    window = Window(page, town.browser("paul"))
    for typed in ({}, {"proof-password": "wrong", "proof-code": ""}):
        window.answers = {address(story): town.browser("paul").post(address(story), SHEET | typed)}
        assert window.judged(address(story)) == []
