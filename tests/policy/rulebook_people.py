"""What a rulebook says of people in office: which boxes a report offers, and which work ties them to somebody."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from accounts.vocabulary import Office
from casework.forms.offices import groups_of
from casework.queries.keep_away import OfficeHolder, listed_under
from policy.conflicts import Employment, PersonDetails, matches
from policy.rules import Rules

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
