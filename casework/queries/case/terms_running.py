"""The terms of sanctions that run in a case, each with its sanction and its last day: after a breach there can be two."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.record.state import CaseView
from casework.vocabulary import ClockName


class Term(NamedTuple):
    """`sanction` is its level in words. `ends`: its last day; None while it waits."""

    sanction: str
    ends: date | None

    @property
    def words(self) -> str:
        words = {"sanction": self.sanction, "day": date_format(self.ends, "j F Y") if self.ends else ""}
        return _("%(sanction)s, until %(day)s") % words if self.ends else self.sanction


def terms_running(view: CaseView, *, without: UUID | None = None) -> tuple[Term, ...]:
    """Return the terms that run, `without` that of one sanction, in the order in which they began. No query."""
    running = [run for run in view.clocks if run.name is ClockName.TERM and run.running and run.subject != without]
    return tuple(
        Term(sanction=sanction_named(view, run.subject), ends=view.day_of(run.due) if run.due else None)
        for run in running
    )


def sanction_named(view: CaseView, key: UUID | None) -> str:
    """Return the level of one of the sanctions of a case in words; "" if it has no such sanction."""
    found = next((one for one in view.sanctions.all if one.id == key), None)
    return str(view.rules.ladder[found.level].words) if found else ""
