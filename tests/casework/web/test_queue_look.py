"""The desk, the docket and the record in a real browser: axe finds nothing, nothing scrolls sideways, keys are enough."""

import mimetypes

from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, Route

from casework.models import Case, Turn
from casework.vocabulary import Seat, Verb
from ledger.clock import now
from local.demo.scenario import Story
from tests import axe
from tests.casework.web.conftest import Town, brought_to
from tests.casework.web.test_queue import listed
from tests.casework.web.test_queue_acts import about, fields
from tests.journeys.looking import BESIDE
from tests.scenario_fixtures import begins

SITE = "http://localhost"
WIDTHS = (1280, 360)
ROWS = """() => [...document.querySelectorAll('tbody tr')].map(row => {
  const place = row.getBoundingClientRect();
  return [place.top + scrollY, place.bottom + scrollY];
})"""
"""Where each row of a table begins and ends on its page."""


LONGEST = """() => {
  const button = document.querySelector(".ob-queue__step .ob-queue__button");
  button.textContent = "Decide about the reporter’s identity";
  const cell = button.closest("td").getBoundingClientRect(), box = button.getBoundingClientRect();
  const within = box.top >= cell.top && box.bottom <= cell.bottom && box.right <= cell.right;
  const whole = button.scrollWidth <= button.clientWidth + 1 && button.scrollHeight <= button.clientHeight + 3;
  return [within && whole, cell.height <= 40];
}"""
"""Whether a long step stands whole in its row, and whether the row stays low."""
LINES = """words => words.map(word => {
  const button = document.querySelector(".ob-queue__step .ob-queue__button");
  button.textContent = word;
  return Math.round(button.getBoundingClientRect().height);
})"""
"""How high the button of a step of each of these words is: 28 with one line, 38 with two."""
CUT = """() => {
  const empty = document.querySelector(".ob-queue__waiting:has(.ob-queue__care)").closest("tr");
  empty.querySelector(".ob-queue__waiting .ob-queue__second").textContent = "Board secretary fills it, 27 Nov 2026";
  empty.querySelector(".ob-tag").lastChild.textContent = "Dismissed, review possible";
  empty.querySelector(".ob-queue__about").innerHTML = '<span class="ob-queue__soft">Not shown before triage</span>';
  const isCut = one => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1;
  const words = [...empty.querySelectorAll("td, th, span")].filter(isCut);
  return [words.map(one => one.textContent.trim()), empty.getBoundingClientRect().height <= 40];
}"""
"""Which of the longest words in a row are cut off, and whether the row stays low."""


class Window:
    """A browser window that is shown the answers of a test client: pages are asked for before it opens them."""

    def __init__(self, page: Page, client: Client, *paths: str) -> None:
        """Ask for the pages, answer the look from its files, and keep what the browser complains of."""
        self.page, self.aside = page, client.get(BESIDE)
        self.answers = {path: client.get(path) for path in paths}
        self.heard: list[str] = []
        page.on("console", lambda message: self.heard.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.heard.append(str(error)))
        page.context.route("**/*", self.answer)

    def answer(self, route: Route) -> None:
        """Answer one request."""
        path = route.request.url.removeprefix(SITE)
        if path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/").partition("?")[0])
            route.fulfill(path=str(found), content_type=mimetypes.guess_type(str(found))[0] or "")
            return
        if route.request.resource_type == "fetch" and path not in self.answers:
            route.fulfill(status=204)  # what a script of the page asks by itself, a moment after it came
            return
        answer = self.aside if path == BESIDE else self.answers[path]
        headers = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
        route.fulfill(status=answer.status_code, body=answer.content, headers=headers)

    def leave(self) -> None:
        """Close the page before its answers are taken away: a script of its may still ask for something."""
        self.page.goto("about:blank")
        self.page.context.unroute_all()

    def look(self) -> list[str]:
        """What axe and the browser find on every page at both widths."""
        return [found for path in self.answers for found in self.judged(path)] + self.heard

    def judged(self, path: str) -> list[str]:
        """What axe and the browser find on one page at both widths; a page that scrolls sideways is found too."""
        found: list[str] = []
        self.page.goto(f"{SITE}{path}")
        for again, width in enumerate(WIDTHS):
            self.page.set_viewport_size({"width": width, "height": 900})
            found += [f"{path} {width} {each}" for each in axe.wrong(self.page, again=bool(again))]
        return found


@begins(brought_to("board_decision"))
def test_axe_finds_nothing_where_boards_decide_and_where_the_record_is_read(
    page: Page, town: Town, story: Story
) -> None:
    case = reverse("board_case", args=[story.case])
    pack = f"{case}do/send_board_pack/"
    story.by("bea", Verb.SEND_BOARD_PACK, minute="Ninety days.")
    paths = {
        "bo": (case, reverse("docket")),
        "ada": (case, pack, f"{pack}?replace_waiting", reverse("queue")),
        "bea": (pack,),
        "audrey": (reverse("record"),),
    }
    for first, some in paths.items():
        window = Window(page, town.browser(first), *some)
        assert window.look() == []
        window.leave()


@begins(brought_to("investigation"))
def test_a_case_is_reached_and_a_refusal_read_by_keys_alone(page: Page, town: Town, story: Story) -> None:
    window = Window(page, town.browser(story.investigator), reverse("queue"), reverse("case", args=[story.case]))
    page.goto(f"{SITE}{reverse('queue')}")
    _tab_to(page, Case.objects.get(reference=story.case).code_name)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{story.case}/")
    _tab_to(page, "More steps")
    page.keyboard.press("Enter")
    assert page.locator("details[open] .ob-refused").count() > 0
    page.keyboard.press("Escape")
    assert page.locator("details[open] .ob-refused").count() == 0
    assert page.evaluate("document.activeElement.textContent").strip() == "More steps"
    assert window.heard == []


def _tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus says `words`."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == words:
            return
    raise AssertionError(f"no key leads to {words}")


def test_eighteen_rows_stand_in_the_first_window_and_three_lines_a_case_on_a_phone(page: Page, town: Town) -> None:
    listed(town.people["ines"], 24, severity=2)
    town.story()
    town.case_in("panel_forming", "rosa")
    path = reverse("queue")
    window = Window(page, town.browser("ines"), path, f"{path}?whose=turn", f"{path}?severity=4&due=late")
    assert window.look() == []
    page.goto(f"{SITE}{path}")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.locator(".ob-queue__waiting").filter(has_text="Empty seat Adviser fills it").count() == 1
    rows = page.evaluate(ROWS)
    assert max(bottom - top for top, bottom in rows) <= 40
    assert len([bottom for _, bottom in rows if bottom <= 900]) >= 18
    assert page.evaluate(LONGEST) == [True, True]
    steps = ("Give the reporter feedback", "Share the draft report", "Enter proof of service", "Add words on progress")
    assert page.evaluate(LINES, steps) == [28] * len(steps)
    longest = (
        "Sign: Decide whether there is a case to answer",
        "Sign: Take the sanction out of the register of members",
    )
    assert page.evaluate(LINES, longest) == [38, 38]
    assert page.evaluate(CUT) == [[], True]
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate(CUT)[0] == []
    tall = [bottom - top for top, bottom in page.evaluate(ROWS) if bottom - top > 100]
    assert (len(tall), max(tall) <= 140) == (2, True), "the rows with the longest words have a line or two more"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for drop in page.locator(".ob-queue__drop > summary").all():
            drop.click()
            box = page.locator("details[open] > .ob-queue__choices").bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
            drop.click()


NEXT_STEPS = """() => [...document.querySelectorAll(".ob-queue__step")].flatMap(cell => {
  const box = cell.getBoundingClientRect(), row = cell.closest("tr").getBoundingClientRect()
  const under = cell.closest("tr").querySelector(".ob-queue__case .ob-queue__second").getBoundingClientRect()
  return [...cell.querySelectorAll("a, button, span:not(.govuk-visually-hidden)")].filter(one => {
    const own = one.getBoundingClientRect()
    const leaves = own.right > box.right + 1 || own.bottom > row.bottom + 1
    const isCut = one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1 || leaves
    const isCovered = own.right > under.left + 1 && own.bottom > under.top + 1
    return isCut || isCovered
  }).map(one => one.textContent.trim())
})"""
"""The next steps on the cards of a phone that are cut off, or that lie under the number of their case."""


def test_a_card_on_a_phone_shows_the_whole_next_step(page: Page, town: Town) -> None:
    ines = town.people["ines"]
    *own, other = listed(ines, 4, waiting_on=Seat.INVESTIGATOR.value, due=now())
    for case, step in zip(own, (Verb.DECIDE_IDENTITY, Verb.SEAT_OFFICER, Verb.RULE_ON_KEEP_AWAY), strict=True):
        Turn.objects.create(case=case, user=ines, seat=Seat.INTAKE, step=step, fills=Seat.INVESTIGATOR, signs=True)
    Case.objects.filter(pk=other.pk).update(expected_step=Verb.DECIDE_IDENTITY)
    path = reverse("queue")
    Window(page, town.browser("ines"), path)
    page.goto(f"{SITE}{path}")
    found = {}
    for width in (320, 360, 390, 600, 959):
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = page.evaluate(NEXT_STEPS)
    assert page.locator(".ob-queue__step :is(a, .ob-queue__soft)").count() == 4
    assert {width: cut for width, cut in found.items() if cut} == {}


def test_axe_finds_nothing_where_what_was_typed_is_shown_again(page: Page, town: Town) -> None:
    ines = town.browser("ines")
    window = Window(page, ines)
    window.answers["/name/"] = ines.post(reverse("queue_person"), {"name": "Rxe", "list": "state=hearing"})
    window.answers["/papers/"] = ines.post(reverse("queue_papers"), {"phrase": "x", "list": "state=hearing"})
    window.answers["/view/"] = ines.post(reverse("queue_views"), {"name": " ", "list": "state=hearing"})
    assert [found for found in window.look() if "status of 422" not in found] == []


def test_the_values_of_the_record_stand_in_the_window_when_all_are_unfolded(page: Page, town: Town) -> None:
    town.case_in("board_decision")
    path, widths = reverse("record"), (1280, 820, 360)
    Window(page, town.browser("audrey"), path)
    page.goto(f"{SITE}{path}")
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        found.append(page.evaluate("document.documentElement.scrollWidth"))
    assert found == list(widths)


LEFT = """() => [...document.querySelectorAll("header .govuk-width-container, main")].map(one => {
  return Math.round(one.getBoundingClientRect().left);
})"""
"""Where the header and the content of a page begin."""


def test_what_is_asked_and_done_in_several_cases_begins_where_the_list_begins(page: Page, town: Town) -> None:
    story, ines = town.story(), town.browser("ines")
    there = about(Verb.ACKNOWLEDGE_COMPLAINT, story)
    window = Window(page, ines, reverse("queue"), f"{reverse('queue_ask')}?case={story.case}", there)
    window.answers["/results/"] = ines.post(there, fields(window.answers[there].content.decode()), follow=True)
    page.set_viewport_size({"width": 1280, "height": 900})
    begins = {}
    for path in window.answers:
        page.goto(f"{SITE}{path}")
        begins[path] = page.evaluate(LEFT)
    assert len(begins) == 4
    assert {path: left for path, left in begins.items() if left != begins[reverse("queue")]} == {}
    assert "1 done, 0 not" in " ".join(page.locator("h1").inner_text().split())


SEVERITIES = """() => [...document.querySelectorAll(".ob-queue__severity abbr, .ob-queue__severities")].map(one => {
  const box = one.getBoundingClientRect()
  return box.width > 1 && box.height > 1 && box.right <= document.documentElement.clientWidth ? one.title || one.innerText : ""
})"""
"""What the list says of each severity that it shows, and the legend; empty for what cannot be seen."""


def test_a_severity_is_explained_where_it_stands_wide_and_narrow(page: Page, town: Town) -> None:
    listed(town.people["ines"], 1, severity=3)
    path = reverse("queue")
    window = Window(page, town.browser("ines"), path, f"{path}?hide=severity")
    page.goto(f"{SITE}{path}")
    legend = "Severity, if it were true: S1 lapse, S2 material, S3 serious, S4 gross"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(SEVERITIES) == ["S3 serious", legend]
    page.goto(f"{SITE}{path}?hide=severity")
    assert set(page.evaluate(SEVERITIES)) == {""}
    assert window.heard == []


def test_a_card_on_a_phone_says_since_when_its_case_waits(page: Page, town: Town) -> None:
    town.story()
    path = reverse("queue")
    Window(page, town.browser("ines"), path)
    page.goto(f"{SITE}{path}")
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.locator(".ob-queue__waiting .ob-queue__second").inner_text().startswith("since ")
    box, row = (page.locator(one).bounding_box() for one in (".ob-queue__waiting", ".ob-queue__table tbody tr"))
    assert box and row and box["x"] >= row["x"] and box["x"] + box["width"] <= row["x"] + row["width"]
