"""What the case page says of the commitments that the reporter chose."""

from dataclasses import replace

from django.urls import reverse
from django.utils.html import strip_tags

from ledger.clock import now
from local.demo.story import report_about
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text


def test_the_case_page_says_which_commitments_the_reporter_chose(town: Town) -> None:
    about, ines = report_about("Rex Respond", "Wilma Quill", on=now().date()), town.browser("ines")

    def said(*chosen: int) -> str:
        story = town.story()
        story.file(replace(about, commitments=chosen, help_asked=not chosen))
        return " ".join(strip_tags(text(ines.get(reverse("case_allegations", args=[story.case])))).split())

    assert "The reporter chose: Commitments 2 and 10" in said(2, 10)
    assert "The reporter chose: Commitment 3 " in said(3)
    assert "The reporter chose no commitment, and leaves that to you." in said()
