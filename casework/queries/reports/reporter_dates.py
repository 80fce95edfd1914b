"""The days that a reporter is told: what happens by when in their case."""

from collections.abc import Collection, Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.record.state import CaseView
from casework.vocabulary import ClockName as C
from policy.deadlines import due_day

DATES: Mapping[C, Promise] = {
    C.INFO: _("You send what we asked for"),
    C.EARLY_RESOLUTION: _("The talks end, at the latest"),
    C.WITHDRAWAL_WAIT: _("We decide on your withdrawal, at the earliest"),
    C.REVIEW: _("You can ask for a review"),
    C.REPLY: _("You can comment on the answer"),
    C.REPORT_COMMENTS: _("You can comment on the draft report"),
    C.CONSENT_VIEWS: _("You can say what you think of the agreed outcome"),
    C.KEEP_AWAY: _("Somebody from outside says whom your line means"),
    C.ACK: _("You find word here that somebody has taken it up"),
    C.SCREEN: _("We say whether it can be looked into"),
    C.STATUS: _("You hear from us in any case, at the latest"),
    C.FEEDBACK: _("We tell you how far it has come"),
}

AFTER_ACK = (C.SCREEN, C.STATUS, C.FEEDBACK)
"""The clocks that begin when the report is acknowledged."""

ANONYMOUS_DATES = frozenset({C.INFO, C.WITHDRAWAL_WAIT, C.REVIEW, C.KEEP_AWAY, C.ACK, C.STATUS, C.FEEDBACK})
"""The dates that run whether or not the person complained of is a member."""


def dates_told(view: CaseView, told: Collection[C]) -> tuple[tuple[Promise, date], ...]:
    """Return the days that a reporter is told, without those that cannot be kept while nobody reads the report."""
    days = days_told(view)
    ruled, taken_up = days.get(C.KEEP_AWAY), days.get(C.ACK)
    is_broken = ruled and taken_up and (ruled < view.today or ruled >= taken_up)
    untold = {C.ACK, C.SCREEN, C.STATUS} if is_broken else frozenset()
    found = ((DATES[name], day) for name, day in days.items() if name in told and name not in untold)
    return tuple(sorted(found, key=lambda each: each[1]))


def days_told(view: CaseView) -> dict[C, date]:
    """Return the last day of each clock that runs, or begins at the latest when the report is acknowledged."""
    running = {run.name: view.day_of(run.due) for run in view.clocks if run.running and run.due is not None}
    return _after_acknowledging(view, running) | running


def _after_acknowledging(view: CaseView, running: Mapping[C, date]) -> dict[C, date]:
    """Return the last days of the clocks that begin when the report is acknowledged, as long as it is not."""
    begins = running.get(C.ACK)
    if begins is None:
        return {}
    rules = view.rules
    days = {name: due_day(start=begins, rule=rules.clocks[name.value], calendar=rules.calendar) for name in AFTER_ACK}
    return {name: day for name, day in days.items() if day is not None}
