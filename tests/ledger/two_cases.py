"""A town with a case in its middle and one at its end, for the tests of a file that ask for it; the others have none."""

from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from tests.casework.web.conftest import Town, brought_to, town_begun
from tests.scenario_fixtures import upon


@upon(brought_to("awaiting_response"))
def one_more_at_its_end(town: Town, _story: Story) -> None:
    town.case_in("final")
    while place_letters():
        continue


begun = town_begun(to=one_more_at_its_end, scope="function")
