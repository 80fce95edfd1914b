"""The state of every part at one moment, for the doctor, the status page, the figures and the ping."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.conf import settings
from django.utils import timezone

from ledger.canonical import Values
from ledger.nightly_result import last_check
from operations.doctor.finding import Finding
from operations.models import Pulse
from operations.plural import count_of
from operations.pulse.faults import FAULTS
from operations.pulse.figures import Figures, figures
from operations.pulse.parts import DUTIES, SILENT, Duty, Part
from operations.pulse.queue import Waiting, read_queue

INSTALLATION = "installation"
MAIL_IS_TRIED_WITHIN = timedelta(minutes=5)
FILE_IS_TRIED_WITHIN = timedelta(minutes=10)
CARRIES_THE_OTHERS = (Part.QUEUE, Part.BEAT, Part.WORKER)


@dataclass(frozen=True)
class Problem:
    """One fault of one part, in sentences: what is wrong, since when, what it costs, and the steps that fix it."""

    part: Part
    name: str
    what: str
    since: datetime | None
    costs: str
    steps: tuple[str, ...]

    @property
    def finding(self) -> Finding:
        return Finding(self.name, self.what, " ".join(self.steps))


@dataclass(frozen=True)
class State:
    """A part: when it last worked, what waits for it, what is wrong with it.

    `held_up`: the stopped part for which this one waits.
    """

    part: Part
    duty: Duty
    worked_at: datetime | None
    waits: str
    numbers: Values
    problem: Problem | None = None
    held_up: Part | None = None


@dataclass(frozen=True)
class Reading:
    """What was read at one moment.

    `rows`: the rows of the table, by part. `in_doubt`: whether the last check of the record found something.
    """

    moment: datetime
    queue: Waiting
    figures: Figures
    rows: Mapping[str, Pulse]
    in_doubt: bool
    parts: Iterable[Part] = tuple(DUTIES)

    @cached_property
    def states(self) -> Sequence[State]:
        """Every part in its order. A part that only waits for a stopped one has no fault of its own."""
        return list(self._judge())

    @property
    def problems(self) -> list[Problem]:
        """What is wrong, causes first."""
        return [state.problem for state in self.states if state.problem]

    def of(self, part: Part) -> State | None:
        return next((state for state in self.states if state.part is part), None)

    def _judge(self) -> Iterator[State]:
        standing_still: Part | None = None
        for part in self.parts:
            name = self._fault(part, standing_still)
            if part in CARRIES_THE_OTHERS and name and standing_still is None:
                standing_still = part
            yield State(
                part=part,
                duty=DUTIES[part],
                worked_at=self._worked_at(part),
                waits=self._waits(part),
                numbers=self._row(part).numbers,
                problem=self._problem(part, name) if name else None,
                held_up=standing_still if not name and part is not standing_still and self._is_late(part) else None,
            )

    @property
    def _installed_at(self) -> datetime:
        row = self.rows.get(INSTALLATION)
        return row.worked_at if row and row.worked_at else self.moment

    def _row(self, part: Part) -> Pulse:
        return self.rows.get(part.value) or Pulse(part=part.value)

    def _worked_at(self, part: Part) -> datetime | None:
        """Return when a part last worked. For the queue that is now; for the beat, waiting tasks count too."""
        moments = [self._row(part).worked_at]
        if part is Part.QUEUE and self.queue.answers:
            moments.append(self.moment)
        if part is Part.BEAT:
            moments.append(self.queue.sent_at)
        return max((each for each in moments if each), default=None)

    def _age(self, part: Part) -> timedelta:
        return self.moment - (self._worked_at(part) or self._installed_at)

    def _is_late(self, part: Part) -> bool:
        return self._age(part) > DUTIES[part].after

    def _fault(self, part: Part, standing_still: Part | None) -> str:
        """Return the name of a part's own fault, or ""."""
        row, duty = self._row(part), DUTIES[part]
        if part is Part.QUEUE:
            return "" if self.queue.answers else duty.late
        if part is Part.BEAT and not self.queue.answers:
            return ""
        if part is Part.WORKER and (not self.queue.answers or self._has_nothing_to_do()):
            return ""
        if row.fault:
            return row.fault
        if part is Part.NIGHTLY and (name := self._nightly(row)):
            return name
        if part is Part.OUTBOX and not standing_still and self._mail_is_overdue():
            return "outbox-waiting"
        if part is Part.CONVERTER and not standing_still and self._file_is_overdue():
            return "converter-waiting"
        if not self._is_late(part) or (duty.by_beat and standing_still):
            return ""
        return duty.late if self._worked_at(part) else duty.never or duty.late

    def _has_nothing_to_do(self) -> bool:
        """Whether a worker that finished nothing may be well: nothing waits, and the beat sends nothing."""
        return self.queue.tasks == 0 and self._is_late(Part.BEAT)

    def _nightly(self, row: Pulse) -> str:
        unfinished = row.begun_at and (row.worked_at is None or row.worked_at < row.begun_at)
        if unfinished and row.alive_at and self.moment - row.alive_at > SILENT:
            return "nightly-killed"
        if not unfinished and self.queue.check_since and self.moment - self.queue.check_since > SILENT:
            return "nightly-waits"
        return "record-in-doubt" if self.in_doubt else ""

    def _mail_is_overdue(self) -> bool:
        overdue = self.figures.mails.overdue
        return overdue is not None and overdue > MAIL_IS_TRIED_WITHIN

    def _file_is_overdue(self) -> bool:
        overdue = self.figures.views.overdue
        return overdue is not None and overdue > FILE_IS_TRIED_WITHIN

    def _problem(self, part: Part, name: str) -> Problem:
        row, fault = self._row(part), FAULTS[name]
        ages = {
            "outbox-waiting": self.figures.mails.overdue,
            "converter-waiting": self.figures.views.overdue,
            "nightly-killed": self.moment - row.begun_at if row.begun_at else None,
            "nightly-waits": self.moment - self.queue.check_since if self.queue.check_since else None,
        }
        age = ages.get(name) or self._age(part)
        since = row.since if row.fault == name else self.moment - age
        what = fault.sentence(**row.numbers, age=in_words(age))
        return Problem(part, name, what, since, fault.costs, fault.steps)

    def _waits(self, part: Part) -> str:
        """Return what waits for a part, in words; "" for a part for which nothing can wait."""
        asked = self.figures
        if part is Part.QUEUE and self.queue.answers:
            since = f", oldest {in_words(self.moment - self.queue.oldest)}" if self.queue.oldest else ""
            return count_of(self.queue.tasks, "task", "tasks") + (since if self.queue.tasks else "")
        if part is Part.OUTBOX:
            since = f", oldest {in_words(asked.mails.oldest)}" if asked.mails.oldest is not None else ""
            return count_of(asked.mails.waiting, "mail", "mails") + since
        if part is Part.CONVERTER:
            return count_of(asked.views.waiting, "file", "files")
        if part is Part.SIGNER:
            return count_of(asked.unsigned, "entry unsigned", "entries unsigned")
        return ""


def read(*, pings: bool) -> Reading:
    """Read the pulse of every part, in three statements and four requests to the queue.

    `pings`: whether PING_URL names an address. Ping, witnesses and time-stamps are parts only where they are set up.
    """
    rows = {row.part: row for row in Pulse.objects.all()}
    checked = last_check()
    in_doubt = checked is not None and checked.in_doubt
    chosen = {
        Part.PING: pings,
        Part.WITNESS: Part.WITNESS in rows and bool(rows[Part.WITNESS].numbers.get("asked")),
        Part.STAMP: bool(settings.TSA_URL),
    }
    parts = [part for part in DUTIES if chosen.get(part, True)]
    return Reading(timezone.now(), read_queue(), figures(), rows, in_doubt, parts)


_UNITS = (("day", 86_400, 3), ("hour", 3_600, 2), ("minute", 60, 2), ("second", 1, 0))


def in_words(span: timedelta) -> str:
    """Return a span in its largest unit that gives at least a few: "9 seconds", "90 minutes", "31 hours", "4 days"."""
    seconds = max(int(span.total_seconds()), 0)
    unit, length, _ = next(each for each in _UNITS if seconds >= each[1] * each[2])
    return count_of(seconds // length, unit, f"{unit}s")
