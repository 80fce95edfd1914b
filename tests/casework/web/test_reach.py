"""How far one scrolls on the pages of member, panel, board and appeal: what is asked, or a first sentence, comes first."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from django.urls import reverse
from playwright.sync_api import Page

from casework.vocabulary import Verb
from local.demo import appeals
from local.demo import story as told
from local.demo.decision import send_decision
from local.demo.findings import sign_findings
from local.demo.scenario import Story
from notifications.dispatch.dispatcher import place_letters
from notifications.member.pages import CASE_PAGES, name_of_page
from notifications.models import Message
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.drafting import notice_of
from tests.casework.web.reporting import text
from tests.casework.web.test_queue_look import SITE, Window
from tests.representatives import lena_speaks
from tests.scenario_fixtures import begins

PHONE, DESK = 360, 1280
FIRST_SCREEN = 780
HIGHEST_TABLE, HIGHEST_DESK = 2_000, 2_600
BEGINS = """() => {
  const title = document.querySelector('main h1')
  const after = one => title.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING
  const shown = [...document.querySelectorAll('main :is(p, blockquote, li, dd, td, label, legend, a)')]
  const first = shown.find(one => after(one) && one.offsetParent && one.innerText.trim())
  const lines = document.createRange()
  lines.selectNodeContents(first)
  return Math.round(lines.getClientRects()[0].bottom + scrollY)
}"""
"""Where the first line behind the title of a page ends."""
HIGH = "document.documentElement.scrollHeight"
STAGES: Mapping[str, Sequence[Callable[[Story], None]]] = {
    "a hearing is called": (told.hearing_set,),
    "the hearing is open": (told.hearing_opened,),
    "findings are served": (
        lambda one: one.by("paul", Verb.OPEN_DELIBERATION, last_word_offered="yes"),
        told.save_findings,
    ),
    "the board has decided": (told.recommend, told.decide),
    "an appeal is heard": (appeals.lodge_appeal, appeals.admit_appeal, appeals.hear_appeal),
    "the sanction is reduced": (appeals.reduce_sanction,),
}
SAID = "I kept the draft on my desk, and nobody was to have it. The customer had asked me for an example."


def at_the_hearing(town: Town) -> Story:
    """Three charges, a hearing that is open, and twelve lines of its minute, which the panel may read."""
    story = town.story()
    story.alleged = ((2, 2), (4, 3), (6, 1))
    for chapter in (told.screen, told.investigate, told.answer_notice, told.finish_report, told.hearing_set):
        chapter(story)
    told.hearing_opened(story)
    for _ in range(12):
        story.by("ada", Verb.WRITE_MINUTE, kind="said", speaker="Rex", said=SAID, side="respondent", minutes="3")
    story.wait(6)
    return story


def minute_approved(story: Story) -> None:
    """Both sides get the minute, and all three approve it: findings can be saved."""
    story.by("ada", Verb.GIVE_MINUTE)
    for first in ("paul", "petra", "pia"):
        story.by(first, Verb.APPROVE_MINUTE)


def measured(page: Page, town: Town, first: str, paths: Iterable[str], width: int, script: str) -> dict[str, int]:
    """Return what a script measures on each page of somebody, at a width."""
    window, found = Window(page, town.browser(first), *paths), {}
    page.set_viewport_size({"width": width, "height": FIRST_SCREEN})
    for path, answer in window.answers.items():
        assert answer.status_code == 200, path
        page.goto(f"{SITE}{path}")
        found[path] = int(page.evaluate(script))
    window.leave()
    return found


def over(most: int, found: dict[str, int]) -> dict[str, int]:
    return {path: height for path, height in found.items() if height > most}


def pages_of(home: str, sections: Iterable[str], story: Story) -> list[str]:
    return [reverse(f"{home}_{one}", args=[story.case]) for one in sections]


def step(home: str, story: Story, verb: Verb) -> str:
    return reverse(f"{home}_step", args=[story.case, verb.value])


def test_a_panel_finds_what_is_asked_at_once_and_its_desk_and_tables_are_short(page: Page, town: Town) -> None:
    story = at_the_hearing(town)
    begins, high = (partial(measured, page, town, "petra", script=script) for script in (BEGINS, HIGH))
    sections = pages_of("panel", ("case", "days", "hearing"), story)
    assert over(FIRST_SCREEN, begins(sections, PHONE)) == {}
    assert over(HIGHEST_DESK, high(sections[2:], PHONE)) == {}
    assert over(HIGHEST_DESK, measured(page, town, "paul", sections[2:], PHONE, HIGH)) == {}
    story.by("paul", Verb.OPEN_DELIBERATION, last_word_offered="yes")
    views = [step("panel", story, Verb.GIVE_FIRST_VIEW)]
    assert over(HIGHEST_TABLE, high(views, DESK)) == {}
    sign_findings(story)
    minute_approved(story)
    saved = [step("panel", story, Verb.RECORD_FINDINGS)]
    assert 'name="charge_3_reasons"' in text(town.browser("petra").get(saved[0]))
    assert over(HIGHEST_TABLE, high(saved, DESK)) == {}
    assert over(FIRST_SCREEN, begins([*views, *saved], PHONE)) == {}


@begins(brought_to("appeal_window"))
def test_an_appeal_panel_finds_what_is_asked_at_once(page: Page, town: Town, story: Story) -> None:
    appeals.lodge_appeal(story)
    appeals.admit_appeal(story)
    appeals.hear_appeal(story)
    vote = [step("appeal", story, Verb.VOTE_ON_GROUNDS)]
    assert over(FIRST_SCREEN, measured(page, town, "amos", vote, PHONE, BEGINS)) == {}
    appeals.vote_on_grounds(story, "disproportionate")
    paths = [
        *pages_of("appeal", ("case", "days", "hearing", "decision"), story),
        step("appeal", story, Verb.VARY_ON_APPEAL),
    ]
    assert over(FIRST_SCREEN, measured(page, town, "amos", paths, PHONE, BEGINS)) == {}


@begins(brought_to("board_decision"))
def test_a_board_finds_what_is_asked_at_once(page: Page, town: Town, story: Story) -> None:
    told.open_ballot(story, "Ninety days.")
    names = ("allegations", "sanction", "said", "fairness", "letter")
    paths = [
        reverse("docket"),
        reverse("board_case", args=[story.case]),
        *pages_of("pack", names, story),
        step("board", story, Verb.CAST_VOTE),
    ]
    assert over(FIRST_SCREEN, measured(page, town, "bo", paths, PHONE, BEGINS)) == {}
    told.vote_for(story)
    send_decision(story, reasons="The board follows the panel.", wording="You are suspended.")
    after = pages_of("board", ("result", "vote"), story)
    assert over(FIRST_SCREEN, measured(page, town, "bo", after, PHONE, BEGINS)) == {}


@begins(brought_to("panel_forming"))
def test_a_representative_finds_what_is_asked_at_once(page: Page, town: Town, story: Story) -> None:
    town.people["lena"] = lena_speaks(story, "hearing")
    told.hearing_set(story)
    place_letters()
    own = Message.objects.get(template="representative_named").reference
    paths = [reverse(name_of_page(one), args=[own]) for one in CASE_PAGES if one != "answer"]
    assert over(FIRST_SCREEN, measured(page, town, "lena", paths, PHONE, BEGINS)) == {}
    assert Window(page, town.browser("lena"), paths[0], paths[-1]).look() == []


@begins(brought_to("panel_forming"))
def test_a_member_finds_what_is_asked_at_once_at_every_stage(page: Page, town: Town, story: Story) -> None:
    reference = notice_of(story, "rex", town)
    paths = [reverse(name_of_page(one), args=[reference]) for one in CASE_PAGES if one != "answer"]
    paths += [reverse("member_bundle", args=[reference])]
    too_low = {}
    for stage, chapters in STAGES.items():
        for chapter in chapters:
            chapter(story)
        place_letters()
        too_low[stage] = over(FIRST_SCREEN, measured(page, town, "rex", paths, PHONE, BEGINS))
    assert too_low == {stage: {} for stage in STAGES}
