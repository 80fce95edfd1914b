"""Where a report is acknowledged from the queue, it is said whether anybody read it for danger to a person."""

from django.urls import reverse

from casework.vocabulary import Verb
from local.demo.scenario import Story
from tests.casework.web.conftest import Town
from tests.casework.web.note_writing import in_screening
from tests.casework.web.reporting import text
from tests.casework.web.test_queue_acts import ACT, QUEUE, about, fields, lines, preview, states
from tests.scenario_fixtures import begins


def test_a_report_that_nobody_read_for_danger_says_so_before_and_after_it_is_acknowledged(town: Town) -> None:
    unread, read, third = town.story(), town.story("rosa"), town.story()
    ines = town.browser("ines")
    ines.post(f"{notes_of(read)}tasks/", {"do": "tick:danger"})
    shown = preview(ines, Verb.ACKNOWLEDGE_COMPLAINT, unread, read)
    came = text(ines.post(about(Verb.ACKNOWLEDGE_COMPLAINT, unread, read), fields(shown), follow=True))
    assert [["read for danger" in words for _, _, words in lines(page)] for page in (shown, came)] == [
        [True, False]
    ] * 2
    assert f'href="{reverse("case", args=[unread.case])}">Read it first' in " ".join(shown.split())
    there = f"{ACT}?acknowledge={third.case}"
    one = text(ines.post(there, fields(text(ines.get(there))), follow=True))
    ways = [(reverse("case", args=[third.case]), "Read it now"), (f"{notes_of(third)}#tasks", "then tick it off")]
    links = ", ".join(f'<a class="govuk-link" href="{there}">{words}</a>' for there, words in ways)
    assert f"Nobody has ticked off that the report was read for danger to a person. {links}." in one


def test_the_button_of_a_row_shows_a_warning_before_anything_goes_out_and_acts_at_once_without(town: Town) -> None:
    unread, read, wishes = town.story(), town.story("rosa"), town.story("remy")
    ines = town.browser("ines")
    wishes.by("reporter", Verb.ASK_WITHDRAWAL, wish="I am afraid.", confirmed="on")
    for story in (read, wishes):
        ines.post(f"{notes_of(story)}tasks/", {"do": "tick:danger"})
    ticked = {"case": [read.case, wishes.case]}
    pressed = [ines.post(ACT, {"acknowledge": story.case, **ticked}) for story in (unread, wishes, read)]
    asked = f"&case={read.case}&case={wishes.case}"
    back = [f"{ACT}?acknowledge={story.case}{asked}" for story in (unread, wishes)]
    assert [one.headers["Location"] for one in pressed] == [*back, f"{QUEUE}?ticked=yes"]
    assert states(unread, wishes, read) == ["submitted", "submitted", "screening"]
    warned = [text(ines.get(there)) for there in back]
    said = [(len(lines(page)), "read for danger" in page, "asks to withdraw" in page) for page in warned]
    assert said == [(1, True, False), (1, False, True)]
    done = ines.post(back[0], fields(warned[0]))
    assert (done.headers["Location"], states(unread, wishes)) == (f"{QUEUE}?ticked=yes", ["screening", "submitted"])
    assert f'value="{wishes.case}" checked' in text(ines.get(done.headers["Location"]))


def test_the_page_of_the_acknowledgement_warns_until_somebody_ticks_off_that_the_report_was_read(town: Town) -> None:
    story, ines = town.story(), town.browser("ines")
    page = reverse("step", args=[story.case, Verb.ACKNOWLEDGE_COMPLAINT])
    before = text(ines.get(page))
    ines.post(f"{notes_of(story)}tasks/", {"do": "tick:danger"})
    warned = "Nobody has ticked off that the report was read for danger" in before
    assert (warned, "was read for danger" in text(ines.get(page))) == (True, False)


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
