"""The act of the benchmark that saves a draft: it saves one, in as few statements as it is meant to take."""

from benchmarks.callers import Within, watched
from benchmarks.measures import MEASURES, Material
from benchmarks.targets import TARGETS
from casework.models import SealedDraft
from casework.vocabulary import Seat
from local.demo.scenario import Story
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town, brought_to

begun, here, town, story = web.town_begun(to=brought_to("investigation")), web.here, web.town, web.story


def test_autosave_keeps_one_draft_in_five_statements(town: Town, story: Story) -> None:
    (one,) = [each for each in MEASURES if each.name == "autosave"]
    caller = Within(town.browser(story.holding(Seat.SCREENER)[0]))
    caller.look(f"/desk/cases/{story.case}/")
    with watched() as statements:
        one.act(caller, Material(known=story.case, cases=iter([story.case]), waiting=iter(())))
    asked = [each for each in statements if "SAVEPOINT" not in each.sql]
    assert (SealedDraft.objects.count(), len(asked)) == (1, 5)
    assert len(asked) <= TARGETS["autosave"].queries
