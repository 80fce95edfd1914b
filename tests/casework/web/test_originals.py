"""Originals: an officer downloads a file as it came only after a second person agreed, and for a day."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ledger.models import Entry
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins
from tests.step_client import StepClient

SHOWN = "investigation"


def sent_by_the_reporter(story: Story) -> str:
    """The page of a file that the reporter sent, as the desk finds it."""
    reporter = StepClient()
    assert reporter.post("/follow-up/", {"code": story.code}).status_code == 302
    given = {"title": "My copy", "text": "", "file": SimpleUploadedFile("memo.hta", b"as it came")}
    assert reporter.post("/follow-up/do/add_evidence/", given).status_code == 302
    file = story.view.evidence.all[-1].file
    assert file is not None
    return reverse("file", args=[story.case, file])


@begins(brought_to(SHOWN))
def test_an_original_is_downloaded_by_its_asker_for_a_day_once_another_agreed(town: Town, story: Story) -> None:
    page = sent_by_the_reporter(story)
    ivo, ines, piece = town.browser(story.investigator), town.browser("ines"), story.view.evidence.all[-1].id
    step = reverse("step", args=[story.case, "release_original"])
    assert (ivo.get(f"{page}download/").status_code, "download/" in text(ivo.get(page))) == (409, False)
    assert f'href="{step}?evidence={piece}"' in text(ivo.get(page))
    asked = {"evidence": str(piece), "reasons": "The wax seal is cut off on the page."}
    assert ivo.post(step, asked).status_code == 302
    assert ivo.get(f"{page}download/").status_code == 409
    waiting = text(ines.get(step))
    assert ("The wax seal is cut off" in waiting, "My copy" in waiting or "Evidence 1" in waiting) == (True, True)
    assert ines.post(step, {"signs": str(story.view.proposals.waiting[0].id)}).status_code == 302
    (entry,) = Entry.objects.filter(type="case.original_released")
    assert entry.body["data"]["piece"] == str(piece)
    shown = ivo.get(f"{page}download/")
    assert (shown.getvalue(), shown.headers["Content-Disposition"]) == (
        b"as it came",
        'attachment; filename="memo.hta.txt"',
    )
    assert "You can do so until" in text(ivo.get(page))
    assert ines.get(f"{page}download/").status_code == 404
    town.clock.shift(timedelta(hours=24, seconds=1))
    assert town.browser(story.investigator).get(f"{page}download/").status_code == 409


@begins(brought_to(SHOWN))
def test_who_may_not_read_a_file_is_answered_as_if_it_did_not_exist(town: Town, story: Story) -> None:
    page = sent_by_the_reporter(story)
    assert [town.browser(first).get(f"{page}download/").status_code for first in ("ines", "rex", "bo")] == [404] * 3
