"""A search that is sent twice at once, as by a double click without script, is one search, and neither answer fails."""

from functools import partial

from casework.access import Actor
from casework.models import WordSearch
from casework.procedure.reading.actions import search_papers
from local.demo.scenario import Story
from tests.casework.races.racing import at_once, races


def test_of_two_searches_of_one_person_at_once_one_stays(noticed: Story) -> None:
    by = Actor(user=noticed.people[noticed.investigator])
    for _ in races(noticed):
        sent = at_once(*[partial(search_papers, words="contract", by=by)] * 4)
        assert [one.done for one in sent] == [True] * 4
        assert WordSearch.objects.count() == 1
