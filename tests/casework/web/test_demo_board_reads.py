"""The board of the demonstration reads why the panel found what it found: the member has opened that letter."""

from django.urls import reverse

from local.demo import seed
from local.demo import story as told
from local.demo.scenario import Story
from local.populate.case_paths import ALL, Road
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

SHUT = "The panel’s reasons are not open to you yet"
REASONS = "The letter is on the employer"


def page(town: Town, story: Story) -> str:
    return text(town.browser("bo").get(reverse("pack_allegations", args=[story.case])))


def to_the_pack(story: Story) -> None:
    told.send_papers(story, "Ninety days.")
    told.declare(story, "bo")


@begins(brought_to("deliberation"))
def test_the_board_of_the_demonstration_reads_the_reasons_of_the_panel(town: Town, story: Story) -> None:
    between = seed.TO_A_DECISION[seed.TO_A_DECISION.index(told.hold_hearing) + 1 :]
    for chapter in between[: between.index(told.decide)]:
        chapter(story)
    to_the_pack(story)
    assert (REASONS in page(town, story), SHUT in page(town, story)) == (True, False)


@begins(brought_to("board_decision"))
def test_the_page_says_why_they_are_shut_where_the_member_has_not_had_them(town: Town, story: Story) -> None:
    to_the_pack(story)
    assert (REASONS in page(town, story), SHUT in page(town, story)) == (False, True)


def chapters_before(road: Road, name: str, so_far: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The chapters of each path to the one of this name, which comes last."""
    path = (*so_far, road.tell.__name__)
    found = [path] if road.tell.__name__ == name else []
    return found + [one for then in road.then for one in chapters_before(then, name, path)]


def test_every_generated_case_before_the_board_has_its_findings_read() -> None:
    paths = chapters_before(ALL, "recommend")
    assert paths
    assert [one for one in paths if one[-2] != "read_findings"] == []
