"""The invariants asked of stored cases: a whole case keeps them, and a hand on what is stored is seen."""

import json
from collections.abc import Callable
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django import Settings

from casework.models import Case
from casework.record.events import BoardDecided, Event, EvidenceDisclosed, LegalHoldPlaced
from casework.recording import record
from casework.vocabulary import Seat
from casework.workflow.guard import Acting
from ledger import queries as ledger
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, begun, brought_to, here, story, town
from tests.scenario_fixtures import begins
from vault.models import SealedText

__all__ = ["begun", "here", "story", "town"]


def checked(*words: str) -> tuple[int, list[dict[str, Any]]]:
    """Run the command; return its exit code and what it found."""
    out = StringIO()
    try:
        call_command("check_invariants", *words, "--json", stdout=out)
    except SystemExit as end:
        return int(str(end.code)), json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


def said(*words: str) -> tuple[int, list[str]]:
    """Run it for people; return its exit code and its lines."""
    out = StringIO()
    try:
        call_command("check_invariants", *words, stdout=out)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def put_in(story: Story, event: Event, words: str) -> None:
    """Put an event into the record of a case past its machine, as the investigator, with the same words in every text."""
    case = Case.objects.get(reference=story.case)
    case.view = story.view
    ola = next(iter(case.view.people.holding(Seat.INVESTIGATOR)))
    case.acting = Acting(person=ola, seats=frozenset({Seat.INVESTIGATOR}))
    case.keep(event)
    record(event, subject=case, sealed=dict.fromkeys(event.sealed, words))


def _a_name_goes_out(story: Story) -> None:
    copy = EvidenceDisclosed(evidence=story.view.evidence.all[0].id, copy=uuid4(), one_holder=False)
    put_in(story, copy, "As Wilma Quill told us.")


def _a_text_is_deleted_under_a_legal_hold(story: Story) -> None:
    put_in(story, LegalHoldPlaced(), "A court asks for the file.")
    filed = story.view.filing.entry
    assert filed is not None
    SealedText.objects.filter(entry_id=filed, field="particulars").delete()


def _a_column_is_edited(story: Story) -> None:
    Case.objects.filter(reference=story.case).update(closing_code="withdrawn")


def two_cases(town: Town) -> tuple[Story, Story]:
    return town.case_in("awaiting_response"), town.case_in("submitted", "rosa")


@begins(two_cases)
@pytest.mark.parametrize(
    ("hand", "number"),
    [(_a_name_goes_out, 11), (_a_text_is_deleted_under_a_legal_hold, 14), (_a_column_is_edited, 17)],
)
def test_a_hand_on_what_is_stored_is_seen_and_named_without_a_word_of_content(
    here: tuple[Town, tuple[Story, Story]], hand: Callable[[Story], None], number: int
) -> None:
    _, (story, other) = here
    with transaction.atomic():
        hand(story)
    code, found = checked()
    assert (code, {(one["case"], one["invariant"]) for one in found}) == (1, {(story.case, number)})
    assert "Quill" not in json.dumps(found)
    assert checked(other.case) == (0, [])


@begins(two_cases)
def test_what_is_broken_is_said_a_line_each(here: tuple[Town, tuple[Story, Story]]) -> None:
    _, (story, other) = here
    assert said(other.case) == (0, ["0 breaches"])
    _a_column_is_edited(story)
    words = [f"{one['case']}: {one['invariant']}: {one['words']}" for one in checked()[1]]
    assert said() == (1, [f"{len(words)} breaches", *words])


@begins(brought_to("monitoring"))
def test_a_whole_case_keeps_every_invariant_its_secret_ballot_recounted(story: Story) -> None:
    decided = [one for one in ledger.stream(f"case/{story.view.case}") if one.type == BoardDecided.type]
    assert (len(decided), checked()) == (1, (0, []))


def test_without_the_key_nothing_is_called_checked(town: Town, settings: Settings) -> None:
    town.case_in("submitted")
    settings.KEK_FILE = None
    with pytest.raises(CommandError, match="do not open here"):
        checked()


def test_a_reference_that_nobody_has_is_said_to_be_unknown(db: None) -> None:
    with pytest.raises(CommandError, match="OB-2222-2222"):
        checked("OB-2222-2222")
