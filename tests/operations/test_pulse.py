"""Each part that stands still is named with what mends it, and what only waits for it is not named beside it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from config.broker import PULSE_SECONDS
from operations.doctor.finding import Finding
from operations.models import Pulse
from operations.pulse import task_signals
from operations.pulse.faults import FAULTS
from operations.pulse.figures import Figures, Mails, Views
from operations.pulse.parts import DUTIES, SILENT, Part
from operations.pulse.queue import Waiting
from operations.pulse.status import Reading, in_words

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 27, 9, 32, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
NOTHING_WAITS = Figures(
    entries=9,
    unsigned=0,
    unplaced=0,
    letters=Mails(),
    account_mails=Mails(),
    views=Views(),
    clocks_overdue=0,
    clocks_this_week=0,
)
ALIVE = Waiting(answers=True, tasks=2, oldest=NOW - 4 * SECOND, sent_at=NOW - SECOND)


def row(part: Part, ago: timedelta = SECOND, **changes: Any) -> Pulse:
    return Pulse(part=part.value, worked_at=NOW - ago, **changes)


def judged(
    *changed: Pulse, queue: Waiting = ALIVE, waits: Figures = NOTHING_WAITS, doubt: bool = False, without: str = ""
) -> Reading:
    """An installation where all is well, but for these rows."""
    rows = {part.value: row(part) for part in Part} | {each.part: each for each in changed}
    rows["installation"] = Pulse(part="installation", worked_at=NOW - 48 * HOUR)
    rows.pop(without, None)
    return Reading(moment=NOW, queue=queue, figures=waits, rows=rows, in_doubt=doubt)


def named(found: Reading) -> list[str]:
    return [problem.name for problem in found.problems]


def test_nothing_is_named_where_all_is_well() -> None:
    found = judged()
    assert (named(found), [state.held_up for state in found.states]) == ([], [None] * len(Part))
    assert {state.part: state.waits for state in found.states if state.waits} == {
        Part.QUEUE: "2 tasks, oldest 4 seconds", Part.OUTBOX: "0 mails", Part.SIGNER: "0 entries unsigned",
        Part.CONVERTER: "0 files",
    }  # fmt: skip


@pytest.mark.parametrize("part", [part for part in DUTIES if part is not Part.QUEUE])
def test_a_part_that_is_late_or_never_worked_is_named_with_its_remedy(part: Part) -> None:
    duty = DUTIES[part]
    idle = Waiting(answers=True, tasks=3, sent_at=None if part is Part.BEAT else NOW)
    late = judged(row(part, duty.after + SECOND), queue=idle)
    never = judged(without=part.value, queue=idle)
    assert (named(late), named(never)) == ([duty.late], [duty.never or duty.late])
    assert named(judged(row(part, duty.after), queue=idle)) == []
    assert late.problems[0].finding == Finding(
        duty.late, FAULTS[duty.late].sentence(age=in_words(duty.after + SECOND)), FAULTS[duty.late].mend
    )


def test_a_beat_that_stopped_is_told_from_a_worker_that_stopped() -> None:
    long_ago = 4 * MINUTE
    stale = [row(part, long_ago) for part in Part if part not in (Part.NIGHTLY, Part.BACKUP)]
    beat = judged(*stale, queue=Waiting(answers=True, tasks=0))
    assert [problem.what for problem in beat.problems] == ["The beat has sent no task for 4 minutes."]
    worker = judged(*stale, queue=Waiting(answers=True, tasks=40, oldest=NOW - long_ago, sent_at=NOW))
    assert [problem.what for problem in worker.problems] == ["No worker has finished a task for 4 minutes."]
    both = judged(*stale, queue=Waiting(answers=True, tasks=3, oldest=NOW - long_ago, sent_at=NOW - long_ago))
    assert named(both) == ["beat-stopped", "worker-stopped"]
    queue = judged(*stale, queue=Waiting(answers=False))
    assert named(queue) == ["queue-down"]
    held_up = {state.part: state.held_up for state in queue.states if state.held_up}
    assert held_up == dict.fromkeys(
        (Part.BEAT, Part.WORKER, Part.OUTBOX, Part.SIGNER, Part.MAIL, Part.CACHE, Part.FILES, Part.FENCE, Part.PING),
        Part.QUEUE,
    )


def test_a_part_says_how_it_is_since_when_and_on_which_machine() -> None:
    found = judged(row(Part.FILES, fault="disk-full", since=NOW - HOUR, numbers={"errno": 28, "free": 0, "total": 9}))
    (problem,) = found.problems
    assert (problem.what, problem.since) == ("The disk of FILES_DIR is full (errno 28, ENOSPC).", NOW - HOUR)
    assert problem.finding.mend == "Make room on that disk, or move FILES_DIR to another."


def test_a_nightly_check_that_was_killed_is_told_from_one_that_works_or_ended() -> None:
    begun = {"begun_at": NOW - 10 * MINUTE}
    works = row(Part.NIGHTLY, 24 * HOUR, **begun, alive_at=NOW - 20 * SECOND)
    killed = row(Part.NIGHTLY, 24 * HOUR, **begun, alive_at=NOW - 2 * MINUTE)
    ended = row(Part.NIGHTLY, MINUTE, **begun, alive_at=NOW - 2 * MINUTE)
    assert [named(judged(each)) for each in (works, killed, ended)] == [[], ["nightly-killed"], []]
    assert (
        judged(killed).problems[0].what == "The nightly check began 10 minutes ago and was stopped before it finished."
    )
    assert named(judged(doubt=True)) == ["record-in-doubt"]
    silent = (row(Part.NIGHTLY, 24 * HOUR, **begun, alive_at=NOW - SILENT - after) for after in (0 * SECOND, SECOND))
    assert [named(judged(each)) for each in silent] == [[], ["nightly-killed"]]
    assert SILENT + timedelta(seconds=PULSE_SECONDS) < 2 * MINUTE
    unheard = judged(works, queue=replace(ALIVE, check_since=NOW - 2 * MINUTE))
    assert (named(unheard), named(judged(queue=replace(ALIVE, check_since=NOW - 2 * MINUTE)))) == (
        [],
        ["nightly-waits"],
    )


def test_a_mail_that_nobody_tries_is_named_and_one_that_is_tried_later_is_not() -> None:
    late = judged(
        waits=replace(NOTHING_WAITS, letters=Mails(1, HOUR, 6 * MINUTE), account_mails=Mails(1, MINUTE, SECOND))
    )
    assert [problem.what for problem in late.problems] == ["A mail has been due for 6 minutes and was not tried."]
    assert (late.of(Part.OUTBOX) or late.states[0]).waits == "2 mails, oldest 60 minutes"
    assert named(judged(waits=replace(NOTHING_WAITS, account_mails=Mails(1, HOUR, 6 * MINUTE)))) == ["outbox-waiting"]
    assert named(judged(waits=replace(NOTHING_WAITS, letters=Mails(1, HOUR, -MINUTE)))) == []


def test_a_file_not_converted_is_named_and_one_tried_later_is_not() -> None:
    late = judged(waits=replace(NOTHING_WAITS, views=Views(2, 11 * MINUTE)))
    assert [problem.what for problem in late.problems] == [
        "A file has been due for its safe view for 11 minutes and was not tried."
    ]
    assert (late.of(Part.CONVERTER) or late.states[0]).waits == "2 files"
    assert named(judged(waits=replace(NOTHING_WAITS, views=Views(1, MINUTE)))) == []
    assert named(judged(waits=replace(NOTHING_WAITS, views=Views(1, -MINUTE)))) == []


@pytest.mark.parametrize(
    ("span", "words"),
    [(SECOND, "1 second"), (-SECOND, "0 seconds"), (90 * SECOND, "90 seconds"), (119 * MINUTE, "119 minutes"),
     (31 * HOUR, "31 hours"), (96 * HOUR, "4 days")],
)  # fmt: skip
def test_a_span_is_said_in_the_largest_unit_of_which_there_are_a_few(span: timedelta, words: str) -> None:
    assert in_words(span) == words


def test_every_fault_says_what_is_wrong_what_it_costs_and_what_mends_it() -> None:
    said = [
        (name, fault.sentence(age="4 minutes", errno=28), fault.costs, *fault.steps) for name, fault in FAULTS.items()
    ]
    assert [name for name, *sentences in said if not all(each.endswith(".") for each in sentences)] == []
    assert {name for duty in DUTIES.values() for name in (duty.late, duty.never or duty.late)} <= FAULTS.keys()
    assert set(task_signals.TAKES_LONG.values()) <= FAULTS.keys()
