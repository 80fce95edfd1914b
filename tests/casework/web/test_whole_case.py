"""The page on which the secretary and other officers of the board read a whole case: its papers are folded."""

import re

from django.urls import reverse

from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

FOLD = re.compile(r'<details class="ob-fold"([^>]*)>')


@begins(brought_to("board_decision"))
def test_the_papers_of_a_whole_case_are_folded_but_for_the_first(town: Town, story: Story) -> None:
    page = text(town.browser("ada").get(reverse("board_case", args=[story.case])))
    folds = [more.strip() for more in FOLD.findall(page)]
    papers = page.partition('id="papers_title"')[2].partition("</section>")[0]
    assert len(folds) > 2
    assert folds == ["open", *[""] * (len(folds) - 1)]
    assert len(FOLD.findall(papers)) == papers.count('<h3 class="govuk-heading-s">')
