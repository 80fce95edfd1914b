"""What the service of a letter does to the clocks that wait for it."""

from dataclasses import replace

from casework.record import events as e
from casework.record.clocks.clocks import SERVED_ON
from casework.record.clocks.runs import RunningClock
from casework.vocabulary import ClockName

type Serves = e.LetterOpened | e.NoticeAcknowledged | e.ServiceProven | e.LetterDeemedServed | e.NonReceiptProven
SERVES = (e.LetterOpened, e.NoticeAcknowledged, e.ServiceProven, e.LetterDeemedServed, e.NonReceiptProven)
"""Events that say since when a letter counts as served."""


def serve_runs(runs: tuple[RunningClock, ...], happened: e.Recorded) -> tuple[RunningClock, ...]:
    """Return the clocks after an event; those whose letter it serves count from then."""
    event = happened.event
    return _without_grace(tuple(_serve(run, event) for run in runs), happened) if isinstance(event, SERVES) else runs


def _serve(run: RunningClock, event: Serves) -> RunningClock:
    if (run.about, SERVED_ON.get(run.name)) != (event.about, event.reader):
        return run
    if isinstance(event, e.NonReceiptProven):
        return _afresh(run, event)
    return replace(run, counts_from=event.served_on) if run.counts_from is None and run.running else run


def _afresh(run: RunningClock, event: e.NonReceiptProven) -> RunningClock:
    """Return a run whose letter had never arrived: it begins again. That of the answer does so after its lapse, too."""
    lapsed = run.name is ClockName.RESPONSE and not run.running
    return replace(run, counts_from=event.served_on, stopped=None) if run.running or lapsed else run


def _without_grace(runs: tuple[RunningClock, ...], happened: e.Recorded) -> tuple[RunningClock, ...]:
    """Return the clocks; the days of grace end where the time to answer that had lapsed runs again."""
    again = isinstance(happened.event, e.NonReceiptProven) and any(
        run.name is ClockName.RESPONSE and run.running and run.about == happened.event.about for run in runs
    )
    ends = (again and run.name is ClockName.RESPONSE_GRACE and run.running for run in runs)
    return tuple(run.stopped_by(happened) if end else run for run, end in zip(runs, ends, strict=True))
