"""A covered copy that waits for a second signature is told of where people look for it."""

from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from casework import tasks
from casework.verbs import VERBS
from casework.vocabulary import Seat, Verb
from casework.web.desk.seats_sheet import next_of
from casework.workflow.guard import REASONS
from tests.casework.api.conftest import of
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town
from tests.casework.web.covering import Desk, all_covered, copy_waits, desk
from tests.casework.web.reporting import text
from tests.casework.web.test_conversation_pages import LATER, desk_page
from tests.scenario_fixtures import begins
from tests.step_client import version_on

__all__ = ["desk"]
begun, here, town, story = web.begun, web.here, web.town, web.story
WAITS = "A copy waits for a second signature"
NO_COPY = "No copy for the member yet"
ONE_WAITS, OF_THIS = REASONS["none_waits_that_it_would_replace"], REASONS["no_covered_copy_of_it_waits"]


def shown(browser: Client, page: str, reference: str) -> str:
    return " ".join(text(browser.get(reverse(page, args=[reference]))).split())


@begins(all_covered())
def test_the_tab_says_that_a_copy_waits_and_which_seats_sign_it(town: Town, desk: Desk) -> None:
    assert WAITS not in shown(desk.browser, "case_evidence", desk.case)
    desk.forward()
    own = shown(desk.browser, "case_evidence", desk.case)
    second = shown(town.browser(desk.story.holding(Seat.DECIDER)[0]), "case_evidence", desk.case)
    assert [WAITS in page and "signs it: Decider or another investigator." in page for page in (own, second)] == [
        True,
        True,
    ]
    assert ("Look at the comparison" in own, "Compare it, and sign" in second) == (True, True)
    assert WAITS not in shown(town.browser("ines"), "case_evidence", desk.case)


@begins(all_covered())
def test_the_step_leads_who_signs_second_to_the_comparison(town: Town, desk: Desk) -> None:
    verb = Verb.DISCLOSE_REDACTED_COPY
    on_desk, on_board = (reverse(page, args=[desk.case, verb]) for page in ("step", "board_step"))
    copies, comparison = (reverse(page, args=[desk.case]) for page in ("copies", "compare"))
    second = town.browser(desk.story.holding(Seat.DECIDER)[0])
    assert [one.get(on_desk).headers["Location"] for one in (desk.browser, second)] == [copies, copies]
    desk.forward()
    assert on_board in text(second.get("/board/"))
    assert [second.get(step).headers["Location"] for step in (on_desk, on_board)] == [comparison, comparison]
    assert desk.browser.get(on_desk).headers["Location"] == copies
    assert "Your signature is the second." in text(second.get(on_board, follow=True))


@begins(all_covered("investigation"))
def test_where_nobody_can_sign_a_copy_the_tab_names_the_seat_to_fill(desk: Desk) -> None:
    assert desk.story.holding(Seat.DECIDER) == []
    desk.forward()
    assert "Intake has to fill this seat: Decider." in shown(desk.browser, "case_evidence", desk.case)
    header = shown(desk.browser, "case", desk.case)
    assert "waits for another signature (Decider or another investigator)" in header
    assert "Nobody can sign it now. Intake has to fill this seat: Decider" in header


@begins(copy_waits("investigation"))
def test_intake_reads_of_the_seat_that_signs_beside_another_that_is_empty(town: Town, desk: Desk) -> None:
    desk.browser.post(desk_page(desk.story), {"message": "When was it, whimbrel?"})
    town.clock.shift(LATER)
    tasks.deliver_messages()
    page = shown(town.browser("ines"), "seats_sheet", desk.case)
    assert "Seats. The case waits for: Reviewer, Decider" in page


@begins(all_covered("investigation"))
def test_the_overview_knows_of_the_copy_that_waits(town: Town, desk: Desk) -> None:
    assert NO_COPY in shown(desk.browser, "case", desk.case)
    desk.forward()
    own, intake = shown(desk.browser, "case", desk.case), shown(town.browser("ines"), "case", desk.case)
    assert (WAITS in own, NO_COPY in own, WAITS in intake) == (True, False, False)


@begins(copy_waits("investigation"))
def test_what_is_missing_and_what_is_next_name_the_signature_under_a_copy(town: Town, desk: Desk) -> None:
    desk.story.seat(Seat.DECIDER)
    second = town.browser(desk.story.holding(Seat.DECIDER)[0])
    own, decider = (shown(one, "case", desk.case) for one in (desk.browser, second))
    gates = [page[page.index('id="gate"') : page.index('id="people_title"')] for page in (own, decider)]
    in_words, covered = (str(VERBS[verb].label) for verb in (Verb.DISCLOSE_EVIDENCE, Verb.DISCLOSE_REDACTED_COPY))
    assert [in_words in gate for gate in gates] == [False, False]
    assert [f"{covered}<small> for: Decider" in gate for gate in gates] == [True, False]
    assert next_of(desk.story.view) == "Next: a step waits for a signature (Decider)."


@begins(all_covered())
def test_the_pages_of_covering_are_shut_while_a_copy_waits(desk: Desk) -> None:
    assert 'value="forward"' in desk.page()
    desk.forward()
    waits = desk.story.view.proposals.of(Verb.DISCLOSE_REDACTED_COPY)
    page, copies = desk.page(), shown(desk.browser, "copies", desk.case)
    assert ('value="forward"' in page, ONE_WAITS in page, reverse("compare", args=[desk.case]) in page) == (
        *(False, True, True),
    )
    number = [one.id for one in desk.story.view.evidence.all].index(desk.evidence) + 1
    assert (ONE_WAITS in copies, f"It is a copy of evidence {number}." in copies) == (True, True)
    status, refused = desk.forward()
    assert (status, ONE_WAITS in refused) == (409, True)
    assert desk.story.view.proposals.of(Verb.DISCLOSE_REDACTED_COPY) == waits
    assert desk.press(do="box", left="10", top="900", right="200", bottom="1000", reason="O")[0] == 200


def copy_in_words(desk: Desk) -> dict[str, Any]:
    said = {"title": "A letter", "text": "It asks for a call.", "one_holder": "no"}
    return {"evidence": str(desk.evidence), "request_key": str(uuid4()), **said}


@begins(all_covered())
def test_a_copy_in_words_cannot_be_chosen_for_the_piece_that_waits(desk: Desk) -> None:
    path, choice = reverse("step", args=[desk.case, Verb.DISCLOSE_EVIDENCE]), f'value="{desk.evidence}"'
    assert choice in text(desk.browser.get(path))
    desk.forward()
    page = text(desk.browser.get(path))
    assert (choice in page, OF_THIS in page) == (False, True)
    copies = len(desk.story.view.evidence.copies)
    answer = desk.browser.post(path, copy_in_words(desk) | version_on(page))
    assert (answer.status_code, OF_THIS in text(answer)) == (422, True)
    assert len(desk.story.view.evidence.copies) == copies


@begins(copy_waits())
def test_programs_are_refused_a_second_copy_for_the_same_reasons(town: Town, desk: Desk) -> None:
    program, there = of(town.people[desk.story.investigator]), f"cases/{desk.case}/transitions"
    given = copy_in_words(desk)
    del given["request_key"]
    answer = program.post(f"{there}/disclose_evidence/", {"input": given})
    assert (answer.status_code, OF_THIS in answer.content.decode()) == (422, True)
    covered = {"title": "A letter", "one_holder": "no", "known_hand": "no", "file": str(uuid4()), "digest": "0" * 64}
    second = {"input": covered | {"evidence": str(desk.evidence)}, "replace_waiting": True}
    answer = program.post(f"{there}/disclose_redacted_copy/", second)
    assert (answer.status_code, ONE_WAITS in answer.content.decode()) == (409, True)
