"""The cases of a viewer's list: all that they may see, or without the reports of floods, or the reports of one flood."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from typing import Any

from django.db.models import CharField, DateTimeField, IntegerField, OuterRef, QuerySet

from accounts.compiled import Given, Probed
from accounts.models import User
from casework.models import Case, CaseGrant
from casework.models.grant import number_of
from casework.queries.reports.floods import Flood, InList, in_list_of, slow_reports
from casework.vocabulary import Reading

MANY, COUNTED = 1000, 100
"""The list of a person who may see more than `MANY` cases is read by its index, and its counts stop above `COUNTED`."""


class Among(Enum):
    ALL = auto()
    WITHOUT_FLOODS = auto()
    ONE_FLOOD = auto()


@dataclass(frozen=True, kw_only=True)
class Seen:
    """Whose list it is, and which of their cases it has. `right` is the number of the right to see a case.

    `number` is how many cases the right shows, counted to one above `most`, which is `MANY`.
    """

    viewer: User
    right: int
    now: datetime
    number: int
    flood: str = ""
    among: Among = Among.ALL
    most: int = field(default_factory=lambda: MANY)

    @property
    def given(self) -> Mapping[str, Any]:
        """The values of the compiled statements about these cases."""
        return {"viewer": self.viewer.pk, "right": self.right, "now": self.now, "flood": self.flood}

    @property
    def cases(self) -> QuerySet[Case]:
        return _cases(self.among, **self.given)

    @property
    def all_cases(self) -> QuerySet[Case]:
        return _cases(Among.ALL, **self.given)

    @property
    def counted(self) -> int:
        """The most that is counted where the cases are many."""
        return min(self.most, COUNTED)

    @property
    def are_many(self) -> bool:
        return self.number > self.most


def seen_by(viewer: User, now: datetime, flood: str = "", found: InList | None = None) -> tuple[Seen, list[Flood]]:
    """Return the list of a viewer without the reports of floods, and the floods; with `flood`, its reports.

    One query unless what is in the list was `found` before.
    """
    values = values_of_list(viewer, now)
    number, floods = found or in_list_of(values)
    among = Among.ONE_FLOOD if flood else Among.WITHOUT_FLOODS if floods else Among.ALL
    return Seen(viewer=viewer, right=values["right"], now=now, number=number, flood=flood, among=among), floods


def values_of_list(viewer: User, now: datetime) -> dict[str, Any]:
    """Return the values of `IN_LIST`, which finds the floods of a viewer and whether their cases are many."""
    return {"viewer": viewer.pk, "right": number_of(Reading.SEE_CASE), "now": now, "most": MANY}


def given_cases(among: Among) -> QuerySet[Case]:
    """Return these cases for a compiled statement: `Seen.given` are its values."""
    return _cases(among, **VALUES)


def looked_up(rows: QuerySet[Any], case: str, among: Among, given: Mapping[str, Any]) -> QuerySet[Any]:
    """Return those rows whose `case` column names one of these cases, each looked up by itself."""
    seen = Probed(granted(given["viewer"], given["right"]).filter(content_object=OuterRef(case)))
    return _narrowed(rows.filter(seen), case, among, given["now"], given["flood"])


def grants_among(among: Among) -> QuerySet[CaseGrant]:
    """Return the grants that show these cases, one for each, for a compiled statement: to count them, no case is read."""
    seen = granted(VALUES["viewer"], VALUES["right"])
    return _narrowed(seen, "content_object", among, VALUES["now"], VALUES["flood"])


def _cases(among: Among, viewer: Any, right: Any, now: Any, flood: Any) -> QuerySet[Case]:
    seen = Case.objects.filter(pk__in=granted(viewer, right).values("content_object"))
    return _narrowed(seen, "pk", among, now, flood)


def _narrowed(rows: QuerySet[Any], case: str, among: Among, now: Any, flood: Any) -> QuerySet[Any]:
    if among is Among.ALL:
        return rows
    slow = slow_reports(now)
    if among is Among.ONE_FLOOD:
        return rows.filter(**{f"{case}__in": slow.filter(flood=flood).values("pk")})
    return rows.exclude(**{f"{case}__in": slow.values("pk")})


def granted(viewer: Any, right: Any) -> QuerySet[CaseGrant]:
    return CaseGrant.objects.filter(user=viewer, permission_id=right, listed=True)


VALUES: Mapping[str, Any] = {
    "viewer": Given("viewer"),
    "right": Given("right", IntegerField()),
    "now": Given("now", DateTimeField()),
    "flood": Given("flood", CharField()),
}
