"""The tables that join verbs, actions and letters hold together."""

import re

from casework.record.events.base import KINDS
from casework.verbs import VERBS
from casework.vocabulary import ClockName, Reading, Verb
from casework.workflow.guard import REASONS
from notifications.letters.table import LETTERS, SILENT
from notifications.topics.clock_rules import CLOCKS, UNANNOUNCED_CLOCKS
from notifications.topics.not_notified import NOT_NOTIFIED
from notifications.topics.rules import RULES
from notifications.topics.table import TOPICS, Topic
from tests.house_rules.domain import own_actions
from tests.house_rules.source import ROOT

# What is done in every case but moves none: reading, the two halves of a two-person step, and refusals folded in; and
# what is done in none: what administrators do about people, taking an alarm, and taking out what ties a case to the
# oath; and what waits or is written outside the record: messages, notes, tasks.
BESIDE_THE_VERBS = {
    "accept_invitation",
    "add_task",
    "appoint_officer",
    "appoint_people",
    "change_comparison",
    "change_covering",
    "change_note",
    "close_account",
    "correct_person",
    "countersign_office",
    "delete_note",
    "delete_task",
    "decline_code",
    "deliver_message",
    "drop_copy",
    "end_absence",
    "end_appointment",
    "export_bundle",
    "export_ties",
    "finish_task",
    "fold_refusals",
    "invite_again",
    "invite_person",
    "make_account_change",
    "make_copy",
    "make_slip",
    "note_absence",
    "note_openings",
    "open_content",
    "open_file",
    "open_notes",
    "propose_step",
    "refuse_account_change",
    "release_flood",
    "reopen_account",
    "reopen_task",
    "report_lost_factor",
    "search_papers",
    "sign_account_change",
    "sign_step",
    "return_step",
    "stop_account_change",
    "take_alarm",
    "take_back_message",
    "take_task",
    "take_tick_off",
    "tick_off",
    "write_note",
}


WITHOUT_EVENT = {
    *(Topic.CLOCK, Topic.UNOPENED, Topic.NOTE, Topic.TASK, Topic.TASK_DONE),
    *(Topic.STEP_UNSIGNED, Topic.STEP_TAKEN),
}
"""What waits for a person without one event that calls for it: time, a working paper, a move, or any step that two sign."""

SHOW_A_PAGE = {
    Reading.READ_RECORD: "casework/queries/case/record.py",
    Reading.READ_HISTORY: "casework/queries/case/history.py",
}
"""Rights that open no sealed field, each with the query that asks for it."""


def test_every_action_is_named_after_a_verb() -> None:
    assert {name for name in own_actions() - BESIDE_THE_VERBS if name not in set(Verb)} == set()


def test_a_verb_is_done_by_the_action_of_its_name() -> None:
    own = {verb: step.action.__name__ for verb, step in VERBS.items() if step.action is not None}
    assert own == {verb: verb.value for verb in VERBS if verb.value in own_actions()}


def test_every_event_has_its_letters_or_is_silent() -> None:
    assert (LETTERS.keys() | SILENT, LETTERS.keys() & SILENT) == (set(KINDS.values()), set())


def test_every_event_tells_somebody_of_what_waits_or_says_why_nobody() -> None:
    ours = {kind for kind in KINDS.values() if kind.__module__.startswith("casework.record.events.")}
    assert (RULES.keys() | NOT_NOTIFIED.keys(), RULES.keys() & NOT_NOTIFIED.keys()) == (ours, set())
    assert (CLOCKS.keys() | UNANNOUNCED_CLOCKS.keys(), CLOCKS.keys() & UNANNOUNCED_CLOCKS.keys()) == (
        set(ClockName),
        set(),
    )
    assert {rule.topic for row in RULES.values() for rule in row} | WITHOUT_EVENT == set(Topic)
    assert TOPICS.keys() == set(Topic)


def test_every_right_to_read_opens_a_sealed_field_or_shows_a_page() -> None:
    opened = {right for kind in KINDS.values() for seal in kind.sealed.values() for right in seal.opens}
    assert (opened | SHOW_A_PAGE.keys(), opened & SHOW_A_PAGE.keys()) == (set(Reading), set())


def test_a_right_that_shows_a_page_is_asked_for_by_its_query() -> None:
    asked = [
        f"Reading.{right.name}" in (ROOT / path).read_text(encoding="utf-8") for right, path in SHOW_A_PAGE.items()
    ]
    assert asked == [True, True]


def test_people_read_allegation_and_never_charge() -> None:
    labels = [str(words) for one in VERBS.values() for words in (one.label, one.sentence)]
    said = [*labels, *REASONS.values(), *(str(event.title) for event in KINDS.values())]
    assert [words for words in said if re.search(r"\bcharge", words, re.IGNORECASE)] == []
