"""The day to which each number of more days leads, for a script that shows it while the number is typed."""

import json
from collections.abc import Mapping

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.record.clocks import RunningClock
from casework.record.state import CaseView


def show_days_ahead(field: forms.Field, view: CaseView, runs: Mapping[str, tuple[RunningClock, int]]) -> None:
    """Give a field the last day for each number of days up to the most, of each choice that it can be about.

    `runs`: by choice, the run and the most days that can be added to it. "" is the choice where there is only one.
    """
    days = {choice: _days(view, run, most) for choice, (run, most) in runs.items() if run.counts_from}
    said = _("%(days)s more days: the new last day is %(day)s.") % {"days": "{days}", "day": "{day}"}
    if days:
        field.widget.attrs["data-until"] = json.dumps({"said": said, "days": days})


def _days(view: CaseView, run: RunningClock, most: int) -> list[str]:
    found = [run.last_day_with(n, calendar=view.rules.calendar, today=view.today) for n in range(most + 1)]
    return [date_format(day, "j F Y") for day in found if day]
