"""Where a report is acknowledged from the queue, it is said whether anybody read it for danger to a person."""

from django.urls import reverse

from casework.vocabulary import Verb
from local.demo.scenario import Story
from tests.casework.web.conftest import Town
from tests.casework.web.note_writing import in_screening
from tests.casework.web.reporting import text
from tests.casework.web.test_queue_acts import ACT, BULK, fields, lines, preview
from tests.scenario_fixtures import begins


def test_a_report_that_nobody_read_for_danger_says_so_before_and_after_it_is_acknowledged(town: Town) -> None:
    unread, read, third = town.story(), town.story("rosa"), town.story()
    ines = town.browser("ines")
    ines.post(f"{notes_of(read)}tasks/", {"do": "tick:danger"})
    shown = preview(ines, Verb.ACKNOWLEDGE_COMPLAINT, unread, read)
    came = text(ines.post(BULK, fields(shown)))
    assert [["read for danger" in words for _, _, words in lines(page)] for page in (shown, came)] == [
        [True, False]
    ] * 2
    assert f'href="{reverse("case", args=[unread.case])}">Read it first' in " ".join(shown.split())
    one = text(ines.post(ACT, {"acknowledge": third.case, "key": "5d1f0e2a-8f8b-4a57-9d6c-0a4f1c6f4f11"}, follow=True))
    ways = [(reverse("case", args=[third.case]), "Read it now"), (f"{notes_of(third)}#tasks", "then tick it off")]
    links = ", ".join(f'<a class="govuk-link" href="{there}">{words}</a>' for there, words in ways)
    assert f"Nobody has ticked off that the report was read for danger to a person. {links}." in one


def notes_of(story: Story) -> str:
    return reverse("case_notes", args=[story.case])


@begins(in_screening)
def test_the_look_for_danger_is_ticked_off_after_the_report_was_acknowledged_too(town: Town, story: Story) -> None:
    ines = town.browser("ines")
    before = text(ines.get(notes_of(story)))
    assert ('value="tick:danger"' in before, 'value="tick:reach"' in before) == (True, False)
    ticks = [ines.post(f"{notes_of(story)}tasks/", {"do": f"tick:{item}"}).status_code for item in ("danger", "reach")]
    assert ticks == [302, 404]
    after = text(ines.get(notes_of(story)))
    assert ('value="tick:danger"' in after, "Done by Ines Intake on" in after) == (False, True)
