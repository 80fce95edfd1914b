"""A step that waits for a second signature: what waits, for whom, since when, and who signed."""

from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags

from casework.access import Actor
from casework.models import Case
from casework.procedure.signatures.actions import return_step
from casework.queries.case.waiting_signatures import WaitingStep
from casework.verbs import VERBS
from casework.vocabulary import CaseState, NotNow, Seat, Verb
from local.demo.scenario import Story
from local.demo.story import GRAVE, frame
from notifications.dispatch.dispatcher import place_letters
from notifications.models import Item
from notifications.today.page import today
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text
from tests.casework.web.test_turns import ELSEWHERE
from tests.scenario_fixtures import begins


def proposed(town: Town) -> Story:
    """A framed case without an investigator, whose dismissal one of two screeners has signed."""
    story = town.story()
    frame(story, GRAVE, notes="A written promise was denied later.", act="Denied a written promise.")
    place_letters()
    allegation = story.view.allegations.all[0].id.hex
    given = {f"code_{allegation}": "out_of_scope", f"reasons_{allegation}": "Not ours, whimbrel."}
    story.by(story.holding(Seat.SCREENER)[0], Verb.DISMISS_CASE, **given)
    town.clock.shift(86_400)
    place_letters()
    return story


def take_back(town: Town, story: Story, first: str, to_change: str = "") -> None:
    """Let the proposer take the dismissal back, or the second signer send it back."""
    waiting = story.view.proposals.of(Verb.DISMISS_CASE)
    assert waiting is not None
    by = Actor(user=town.people[first])
    return_step(reference=story.case, by=by, step=Verb.DISMISS_CASE, signs=waiting.id, to_change=to_change)


def page_of(town: Town, story: Story, first: str, name: str = "case") -> str:
    return " ".join(text(town.browser(first).get(reverse(name, args=[story.case]))).split())


@begins(proposed)
@pytest.mark.parametrize("which", [0, 1])
def test_header_and_gate_say_what_waits_for_whom_and_since_when(town: Town, story: Story, which: int) -> None:
    page = page_of(town, story, story.holding(Seat.SCREENER)[which])
    since = story.view.day_of(story.view.now)
    day = f"{since.day - 1} {since:%B}"
    assert page.count(f"waits for another signature (Screener), since {day}") == 2


@pytest.mark.parametrize(
    ("empty", "said"),
    [
        ((Seat.DECIDER,), "this seat: Decider"),
        ((Seat.DECIDER, Seat.INVESTIGATOR), "one of these seats: Decider or Investigator"),
    ],
)
def test_the_header_says_once_which_of_the_empty_seats_has_to_be_filled(empty: tuple[Seat, ...], said: str) -> None:
    step = VERBS[Verb.PLACE_HOLD]
    waits = WaitingStep(verb=step.verb, seats=empty, since=date(2026, 5, 4), signed=True, unheld=empty)
    shown = {"waiting": [waits], "steps": VERBS, "reference": "2026-0001", "step_page": "step"}
    page = " ".join(strip_tags(render_to_string("casework/case/waits.html", shown)).split())
    assert page.partition(", since ")[2] == f"4 May. Nobody can sign it now. Intake has to fill {said}"


@begins(proposed)
def test_intake_who_cannot_dismiss_is_told_of_no_signature(town: Town, story: Story) -> None:
    assert "waits for another signature" not in page_of(town, story, "ines")


@begins(proposed)
def test_the_first_signer_has_no_turn_while_the_second_has_one(town: Town, story: Story) -> None:
    first, second = story.holding(Seat.SCREENER)
    waits = Item.objects.filter(
        topic="turn", withdrawn_at__isnull=True, person__in=[town.people[first], town.people[second]]
    )
    assert [one.person for one in waits] == [town.people[second]]
    mine, theirs = (text(town.browser(one).get(reverse("today"))) for one in (first, second))
    assert ("It is your turn" in mine, story.case in theirs) == (False, True)


@begins(proposed)
def test_the_case_is_the_second_signers_turn_and_the_first_signer_watches_it(town: Town, story: Story) -> None:
    first, second = story.holding(Seat.SCREENER)
    day = story.view.day_of(story.view.now) - timedelta(days=1)
    named = f"Next to act: Screener ({town.people[second].name}), since {day.day} {day:%B}"
    assert [named in page_of(town, story, one) for one in (first, second, "ines")] == [True, False, False]
    assert "<strong>Your turn</strong>, since" in page_of(town, story, second)
    assert "Also waits for: Screener, since" in page_of(town, story, "ines")
    (watched,) = today(town.people[first], story.view.now).watched
    assert (watched.reference, watched.seat, watched.signing) == (story.case, Seat.SCREENER, True)
    assert [one.reference for one in today(town.people[second], story.view.now).watched] == []


@begins(proposed)
def test_no_list_says_which_step_waits_for_a_signature(town: Town, story: Story) -> None:
    """The lists are open to people who may not know what is about to be decided."""
    first, _second = story.holding(Seat.SCREENER)
    put_forward = str(VERBS[Verb.DISMISS_CASE].label)
    (watched,) = today(town.people[first], story.view.now).watched
    assert str(watched.step) != put_forward
    assert Case.objects.get(reference=story.case).expected_step != Verb.DISMISS_CASE.value
    assert put_forward not in text(town.browser("ines").get(reverse("queue"), {"whose": ""}))


@begins(proposed)
def test_the_second_signer_reads_who_signed_and_on_which_day(town: Town, story: Story) -> None:
    first, second = story.holding(Seat.SCREENER)
    path = reverse("step", args=[story.case, Verb.DISMISS_CASE])
    page = " ".join(text(town.browser(second).get(path)).split())
    since = story.view.day_of(story.view.now)
    assert f"Signed by: {town.people[first].name} (Screener), {since.day - 1} {since:%B %Y}" in page


@begins(proposed)
def test_a_screener_finds_the_screening_sheet_while_somebody_else_is_to_act(town: Town, story: Story) -> None:
    first, second = story.holding(Seat.SCREENER)
    sheet = reverse("screening_sheet", args=[story.case])
    assert [sheet in page_of(town, story, one) for one in (first, second, "ines")] == [True, True, False]
    assert town.browser(first).get(sheet).status_code == 200
    story.seat(Seat.INVESTIGATOR)
    take_back(town, story, first)
    story.by(second, Verb.OPEN_INVESTIGATION, confirmed="on")
    assert sheet not in page_of(town, story, first)


@begins(proposed)
def test_the_second_signer_reads_that_the_sheet_says_the_opposite(town: Town, story: Story) -> None:
    _first, second = story.holding(Seat.SCREENER)
    shown = " ".join(text(town.browser(second).get(reverse("step", args=[story.case, Verb.DISMISS_CASE]))).split())
    assert "The sheet says the opposite: it was found in scope." in shown


def test_a_dismissal_against_the_sheet_is_refused_to_its_first_signer(town: Town) -> None:
    story = town.story()
    frame(story, GRAVE, notes="A written promise was denied later.", act="Denied a written promise.")
    allegation, first = story.view.allegations.all[0].id.hex, story.holding(Seat.SCREENER)[0]
    page = reverse("step", args=[story.case, Verb.DISMISS_CASE])
    shown = " ".join(text(town.browser(first).get(page)).split())
    assert shown.count("The sheet says the opposite: an oath was in force on every day.") == 1
    given = {f"code_{allegation}": "no_jurisdiction", f"reasons_{allegation}": "No oath."}
    with pytest.raises(NotNow, match="The sheet says the opposite"):
        story.by(first, Verb.DISMISS_CASE, **given)
    assert story.view.proposals.of(Verb.DISMISS_CASE) is None


def ready_and_proposed(town: Town) -> Story:
    """A case whose investigation could be opened, and whose dismissal one of two screeners has signed."""
    story = town.story()
    frame(story, GRAVE, notes="A written promise was denied later.", act="Denied a written promise.")
    story.seat(Seat.INVESTIGATOR)
    place_letters()
    allegation = story.view.allegations.all[0].id.hex
    given = {f"code_{allegation}": "out_of_scope", f"reasons_{allegation}": "Not ours, whimbrel."}
    story.by(story.holding(Seat.SCREENER)[0], Verb.DISMISS_CASE, **given)
    place_letters()
    return story


@begins(ready_and_proposed)
def test_while_a_dismissal_waits_no_step_ends_it_silently(town: Town, story: Story) -> None:
    first, second = story.holding(Seat.SCREENER)
    with pytest.raises(NotNow, match="waits for its second signature, and this step would end that proposal"):
        story.by(first, Verb.OPEN_INVESTIGATION, confirmed="on")
    with pytest.raises(NotNow, match="waits for its second signature"):
        story.by(first, Verb.REQUEST_INFORMATION, items="The letter.")
    assert story.view.proposals.of(Verb.DISMISS_CASE) is not None
    mine, theirs = (" ".join(text(town.browser(one).get(reverse("today"))).split()) for one in (first, second))
    assert ("Open the investigation" in mine, "Open the investigation" in theirs, story.case in theirs) == (
        False,
        False,
        True,
    )


@begins(ready_and_proposed)
def test_a_dismissal_that_waits_changes_no_list(town: Town, story: Story) -> None:
    """The lists are open to people who may not know that the case is about to end."""
    row = Case.objects.get(reference=story.case)
    assert (row.expected_step, row.awaiting_signature) == (Verb.OPEN_INVESTIGATION.value, True)
    assert str(VERBS[Verb.DISMISS_CASE].label) not in text(town.browser("ines").get(reverse("queue"), {"whose": ""}))


@begins(ready_and_proposed)
def test_a_second_end_of_the_case_waits_for_the_first(town: Town, story: Story) -> None:
    first, second = story.holding(Seat.SCREENER)
    for one in (first, second):
        with pytest.raises(NotNow, match="Another step that ends the case waits"):
            story.by(one, Verb.REFER_CASE, **ELSEWHERE)
    shut = " ".join(text(town.browser(second).get(reverse("step", args=[story.case, Verb.REFER_CASE]))).split())
    assert "Sign that one, or take it back or send it back first." in shut
    take_back(town, story, second, "It belongs elsewhere.")
    story.two(second, first, Verb.REFER_CASE, **ELSEWHERE)
    assert story.view.state == CaseState.CLOSED


def ready_and_referred(town: Town) -> Story:
    """The same, but one of two screeners has signed that it is referred elsewhere."""
    story = town.story()
    frame(story, GRAVE, notes="A written promise was denied later.", act="Denied a written promise.")
    story.seat(Seat.INVESTIGATOR)
    place_letters()
    story.by(story.holding(Seat.SCREENER)[0], Verb.REFER_CASE, **ELSEWHERE)
    place_letters()
    return story


@begins(ready_and_referred)
def test_while_a_referral_waits_today_names_neither_investigation_nor_dismissal(town: Town, story: Story) -> None:
    first, second = story.holding(Seat.SCREENER)
    allegation = story.view.allegations.all[0].id.hex
    given = {f"code_{allegation}": "out_of_scope", f"reasons_{allegation}": "Not ours, whimbrel."}
    with pytest.raises(NotNow, match="Another step that ends the case waits"):
        story.by(second, Verb.DISMISS_CASE, **given)
    mine, theirs = (" ".join(text(town.browser(one).get(reverse("today"))).split()) for one in (first, second))
    named = [str(VERBS[verb].label) for verb in (Verb.OPEN_INVESTIGATION, Verb.DISMISS_CASE)]
    assert [words for words in named if words in mine or words in theirs] == []
    assert (story.case in theirs, "A signed step waits" in mine) == (True, True)


@begins(ready_and_proposed)
def test_after_it_was_sent_back_the_investigation_opens(town: Town, story: Story) -> None:
    first, second = story.holding(Seat.SCREENER)
    assert "Take it back first" in " ".join(
        text(town.browser(first).get(reverse("step", args=[story.case, Verb.OPEN_INVESTIGATION]))).split()
    )
    take_back(town, story, second, "It is ours.")
    story.by(first, Verb.OPEN_INVESTIGATION, confirmed="on")
    assert story.view.state == CaseState.INVESTIGATION


@begins(ready_and_proposed)
def test_no_list_says_that_a_dismissal_waits_where_the_case_could_go_on(town: Town, story: Story) -> None:
    first, _second = story.holding(Seat.SCREENER)
    put_forward = str(VERBS[Verb.DISMISS_CASE].label)
    assert Case.objects.get(reference=story.case).expected_step == Verb.OPEN_INVESTIGATION.value
    pages = [town.browser("ines").get(reverse(there)) for there in ("queue", "today")]
    assert [put_forward in text(page) for page in pages] == [False, False]
    (watched,) = today(town.people[first], story.view.now).watched
    assert (watched.signing, watched.step) == (True, "")
