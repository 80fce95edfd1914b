"""Who puts a ballot or votes reads what is put, in which order, what came of it, and why a ballot was void."""

from datetime import UTC, datetime

import pytest
from django.template.loader import render_to_string

from casework.models import Case
from casework.queries.case_page import case_page
from casework.verbs import VERBS
from casework.vocabulary import Verb
from casework.web.ballot import VisibleBallot, visible_ballot
from policy.quorum import Option
from tests.casework.board_cast import BOARD, Table
from tests.casework.taking import take
from tests.scenario_fixtures import begins

pytestmark = pytest.mark.django_db
OPTIONS = [
    "Send the case back to the panel", "Send the case to a new panel", "Dismiss the case on a point of law",
    "Public reprimand (L4)", "Remedial order (L3)", "Private reprimand (L2)",
]  # fmt: skip


def seen(table: Table, case: Case, name: str) -> VisibleBallot | None:
    return visible_ballot(case_page(table.by(name), case.reference, verbs=VERBS))


def came_to(ballot: VisibleBallot | None) -> list[str]:
    assert ballot is not None
    return [str(came) for _, came in ballot.options]


def against(put: Option) -> str:
    return "against"


@begins(Table.recommended)
def test_the_options_stand_in_their_order_with_what_came_of_each(table: Table, case: Case) -> None:
    assert seen(table, case, "bea") is None
    case = table.opened(case, without=frozenset({"bay"}))
    ballot = seen(table, case, "bo")
    assert ballot is not None
    assert [str(what) for what, _ in ballot.options] == OPTIONS
    assert came_to(ballot) == ["Put now", *["Not put"] * 5]
    assert ballot.closes_at is not None
    assert seen(table, case, "bay") is None, "who has not declared sees no ballot"
    assert seen(table, case, "ava") is None
    case = table.round(case, against)
    assert came_to(seen(table, case, "bea")) == ["Not carried", *["Not put"] * 5]
    case = take(case, Verb.PUT_NEXT_OPTION, table.by("bea"), **table.closing())
    assert came_to(seen(table, case, "bo")) == ["Not carried", "Put now", *["Not put"] * 4]


@begins(Table.recommended)
def test_the_question_says_what_comes_next_and_for_what_a_vote_counts_too(table: Table, case: Case) -> None:
    def hint(case: Case) -> str:
        return str(VERBS[Verb.CAST_VOTE].form(view=case.view).fields["choice"].help_text)

    case = table.opened(case)
    assert hint(case) == (
        "It is sealed until the ballot has closed, and cannot be changed. If this is not carried, what is put next, in "
        f"this order: {'; '.join(OPTIONS[1:])}."
    )
    for _ in range(3):
        case = table.round(case, against)
        case = take(case, Verb.PUT_NEXT_OPTION, table.by("bea"), **table.closing())
    assert hint(case).endswith(f"Who votes for this one votes for these too: {'; '.join(OPTIONS[4:])}.")


@begins(Table.recommended)
def test_a_void_ballot_says_why_until_another_is_opened(table: Table, case: Case) -> None:
    case = table.opened(case)
    for name in list(BOARD)[:4]:
        case = take(case, Verb.CAST_VOTE, table.by(name), choice="for", reason="So I see it.")
    table.wait(days=3)
    case = take(case, Verb.VOID_BALLOT, table.by("bea"))
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
