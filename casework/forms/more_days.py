"""The day to which each number of more days leads, for a script that shows it while the number is typed."""

import json
from collections.abc import Mapping

from django import forms
from django.utils.formats import date_format
from django.utils.translation import ngettext

from casework.record.clocks import RunningClock
from casework.record.state import CaseView


def show_days_ahead(field: forms.Field, view: CaseView, runs: Mapping[str, tuple[RunningClock, int]]) -> None:
    """Give a field a sentence for each number of days up to the most, by the choice that it can be about.

    `runs`: by choice, the run and the most days that can be added to it. "" is the choice where there is only one.
    """
    said = {choice: _sentences(view, run, most) for choice, (run, most) in runs.items() if run.counts_from}
    if said:
        field.widget.attrs["data-until"] = json.dumps(said)


def _sentences(view: CaseView, run: RunningClock, most: int) -> list[str]:
    """Return the sentences in the order of the days, from none on."""
    found = [run.last_day_with(n, calendar=view.rules.calendar, today=view.today) for n in range(most + 1)]
    return [_sentence(n, date_format(day, "j F Y")) for n, day in enumerate(found) if day]


def _sentence(days: int, last: str) -> str:
    words = ngettext(
        "%(days)s more day: the new last day is %(day)s.", "%(days)s more days: the new last day is %(day)s.", days
    )
    return words % {"days": days, "day": last}
