"""Who puts a ballot or votes reads what is put, in which order, what came of it, and why a ballot was void."""

from datetime import UTC, datetime

import pytest
from django.template.loader import render_to_string

from casework.models import Case
from casework.procedure.board.vote import CastVoteForm
from casework.queries.case.page import case_page
from casework.verbs import VERBS
from casework.vocabulary import Verb
from casework.web.decisions.ballot import VisibleBallot, visible_ballot
from policy.quorum import Option
from tests.casework.board_cast import BOARD, Table, for_, motions_in
from tests.casework.taking import take
from tests.scenario_fixtures import begins

pytestmark = pytest.mark.django_db
OPTIONS = [
    "Send the case back to the panel", "Send the case to a new panel", "Dismiss the case on a point of law",
    "Public reprimand (level 4)", "Remedial order (level 3)", "Private reprimand (level 2)",
]  # fmt: skip


def seen(table: Table, case: Case, name: str) -> VisibleBallot | None:
    return visible_ballot(case_page(table.by(name), case.reference, verbs=VERBS))


def came_to(ballot: VisibleBallot | None) -> list[str]:
    assert ballot is not None
    return [str(came) for _, _, came in ballot.options]


@begins(Table.recommended)
def test_the_options_stand_in_their_order_with_what_each_needs_and_what_came_of_it(table: Table, case: Case) -> None:
    assert seen(table, case, "bea") is None
    case = table.opened(case, without=frozenset({"bay"}))
    ballot = seen(table, case, "bo")
    assert ballot is not None
    assert [(str(what), needed) for what, needed, _ in ballot.options] == [(what, 4) for what in OPTIONS]
    assert came_to(ballot) == ["Counted after the closing time"] * 6
    assert (ballot.eligible, ballot.least, ballot.took_part) == (6, 5, None)
    assert ballot.closes_at is not None
    assert ballot.so_far is None, "the voters learn nothing of each other"
    for_secretary = seen(table, case, "bea")
    assert for_secretary is not None
    assert for_secretary.so_far == 0
    assert seen(table, case, "bay") is None, "who has not declared sees no ballot"
    assert seen(table, case, "ava") is None
    case = table.voted(case, for_(Option.L3), absent=frozenset({"bud"}))
    after = seen(table, case, "bea")
    assert after is not None
    assert came_to(after) == ["Not carried"] * 4 + ["Carried", "Not reached: never opened"]
    assert (after.took_part, after.closes_at) == (5, None)
    assert seen(table, case, "bo") == after


@begins(Table.recommended)
def test_the_page_of_the_vote_says_before_signing_what_each_answer_counts_for(table: Table, case: Case) -> None:
    case = table.opened(case)
    form = CastVoteForm(view=case.view)
    rows = [(str(row.what), row.needed, str(row.whose), len(row.counted)) for row in form.counting]
    levels = ["Public reprimand", "Remedial order", "Private reprimand"]
    assert rows == [
        *((what, 4, "A yes to it", 1) for what in OPTIONS[:3]),
        (levels[0], 4, "A vote for it", 1),
        *((what, 4, "A vote for it, or for anything above it", n) for n, what in enumerate(levels[1:], 2)),
    ]
    assert form.eligible == 7
    assert form.taking_part == (
        "7 can vote, and 5 must take part. If fewer do, the ballot is void, and all vote again."
    )


@begins(Table.recommended)
def test_a_yes_to_a_motion_needs_a_ground_and_words_and_a_no_keeps_none(table: Table, case: Case) -> None:
    case = table.opened(case)
    answers = {
        "remit": "yes",
        "remit_to_new_panel": "no",
        "dismiss_on_law": "no",
        "outcome": "L4",
        "reason": "So I see it.",
    }
    form = VERBS[Verb.CAST_VOTE].form(answers, view=case.view)
    assert form.errors == {
        "remit_ground": ["Choose the ground."],
        "remit_words": ["Write this before you go on."],
    }
    typed = answers | {
        "remit_ground": "reasons",
        "remit_words": "None on the gain.",
        "dismiss_on_law_words": "A first thought.",
    }
    form = VERBS[Verb.CAST_VOTE].form(typed, view=case.view)
    assert form.is_valid()
    assert {name: said for name, said in form.step_input()["answers"].items() if said is not None} == {
        "remit": {"answer": "yes", "ground": "reasons", "words": "None on the gain."},
        "remit_to_new_panel": {"answer": "no"},
        "dismiss_on_law": {"answer": "no"},
        "l4": {"answer": "yes", "words": "So I see it."},
        "l3": {"answer": "yes"},
        "l2": {"answer": "yes"},
        "rest": {"answer": "named"},
    }


@pytest.mark.parametrize("named", ["L3", "none", "abstain"])
@begins(Table.recommended)
def test_a_reason_stands_with_what_the_voter_named_so_that_it_opens_with_that_alone(
    table: Table, case: Case, named: str
) -> None:
    case = table.opened(case)
    typed = for_(Option.L4)(motions_in(case)) | {"outcome": named, "reason": "So I see it, dunlin."}
    form = VERBS[Verb.CAST_VOTE].form(typed, view=case.view)
    assert form.is_valid()
    given = form.step_input()["answers"]
    assert [name for name, said in given.items() if said and "words" in said] == ["l3" if named == "L3" else "rest"]
    assert given["l4"] == {"answer": "no"}


@begins(Table.recommended)
def test_words_that_a_vote_has_no_room_for_are_refused_and_stay(table: Table, case: Case) -> None:
    case = table.opened(case)
    typed = for_(Option.L4)(motions_in(case)) | {"reason": "語" * 1_500}
    form = VERBS[Verb.CAST_VOTE].form(typed, view=case.view)
    assert form.errors == {"__all__": ["What you wrote is longer than a vote can hold. Shorten it: nothing was sent."]}
    assert form["reason"].value() == "語" * 1_500


@pytest.mark.parametrize("left_out", ["remit", "remit_to_new_panel", "dismiss_on_law", "outcome", "reason"])
@begins(Table.recommended)
def test_every_question_is_answered(table: Table, case: Case, left_out: str) -> None:
    case = table.opened(case)
    answers = for_(Option.L4)(motions_in(case))
    form = VERBS[Verb.CAST_VOTE].form(
        {name: said for name, said in answers.items() if name != left_out}, view=case.view
    )
    assert list(form.errors) == [left_out]


@begins(Table.recommended)
def test_a_void_ballot_says_why_until_another_is_opened(table: Table, case: Case) -> None:
    case = table.opened(case)
    for name in list(BOARD)[:4]:
        case = take(case, Verb.CAST_VOTE, table.by(name), **for_(Option.L4)(motions_in(case)))
    table.wait(days=3)
    case = take(case, Verb.CLOSE_BALLOT, table.by("bea"))
    ballot = seen(table, case, "bea")
    assert ballot is not None
    assert str(ballot.void).startswith("The last ballot was void: too few of the voters voted.")
    assert seen(table, case, "bo") == ballot


@begins(Table.recommended)
def test_the_closing_time_is_that_of_the_society_with_its_zone_named(table: Table, case: Case) -> None:
    table.clock.move_to(datetime(2027, 6, 1, 9, tzinfo=UTC))
    case = table.opened(case)
    page = case_page(table.by("bo"), case.reference, verbs=VERBS)
    html = render_to_string("casework/staff/ballot.html", {"page": page, "ballot": visible_ballot(page)})
    assert page.case.view.rules.zone == "Europe/London"
    assert "Votes are taken until 13 June 2027, 23:59 BST (Europe/London)." in html
    form = VERBS[Verb.OPEN_BALLOT].form(view=page.case.view)
    assert "the Society’s zone, Europe/London" in str(form.fields["closes_on"].help_text)
