"""What a rulebook says of people in office: which boxes a report offers, which work ties them, and who reads a message."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from accounts.vocabulary import Office
from casework.forms.offices import groups_of
from casework.queries.conflicts.keep_away import OfficeHolder, listed_under
from casework.queries.decisions.blind_reading import is_read_twice
from casework.record.rights.second_readers import is_read_second
from casework.record.state.filing import FilingPart
from casework.vocabulary import CaseState, IdentityChoice, Thread
from policy import drawing
from policy.conflicts import Employment, PersonDetails, matches
from policy.rules import Rules
from tests.casework.pure import MONDAY
from tests.policy.rulebook_clocks import view

INES = OfficeHolder(person=UUID(int=1), user=UUID(int=1), name="Ines Farrow", offices=(Office.INTAKE,))


def boxes(rules: Rules) -> list[str]:
    """Return the values of the boxes where one person holds one office."""
    return [box.value for group in groups_of(listed_under(rules, (INES,))) for box in group.boxes]


def employers(rules: Rules) -> Any:
    """Return whether a tie of work still counts, by the years since it ended."""
    work = Employment(employer="Brambling Ltd")
    party = PersonDetails(name="Rex Party", employments=(work,))
    return [
        matches(
            PersonDetails(name="Ivy Officer", employments=(replace(work, until=date(2026 - years, 1, 2)),)),
            party, date(2026, 1, 3), employer_years=rules.limits["employer_years"],
        )
        for years in range(20)
    ]  # fmt: skip


def drawn(rules: Rules) -> list[bool]:
    """Return whether a report is read twice, for each number that can be thrown."""
    found, before = [], drawing.throw
    for thrown in range(drawing.HUNDRED):
        drawing.throw = partial(min, thrown)
        found.append(is_read_twice(view(rules)))
    drawing.throw = before
    return found


def second_reading(rules: Rules) -> Any:
    """Return in which threads a second reader reads, for a reporter who is sealed and for one who is not."""
    reports = [FilingPart(identity=choice) for choice in IdentityChoice]
    return [is_read_second(view(rules, filing=filed), thread) for filed in reports for thread in Thread]


def well(rules: Rules) -> Any:
    """Return on which days the reporter of a case that was closed on Monday is asked how they are."""
    closed = view(rules, state=CaseState.CLOSED, moved_at=MONDAY)
    return replace(closed, now=MONDAY + timedelta(days=400)).asked_after_closing
