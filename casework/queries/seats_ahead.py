"""Who screens a report, in words: before it is taken up, how many are free; after it, their names."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.pseudonyms import people_behind
from casework.models import Case
from casework.queries.rota import next_on_rota
from casework.record.state.eligibility import FULL
from casework.vocabulary import Seat

AHEAD: Mapping[int, Promise] = {
    0: gettext_lazy("No screener is free now: both seats stay empty, and Today asks you to fill them."),
    1: gettext_lazy(
        "One screener is free and gets a seat. The second seat stays empty, and Today asks you to fill it."
    ),
    2: gettext_lazy("Two screeners are free and get a seat each."),
}
"""What is said before a report is taken up, by how many screeners are free."""


def screeners_ahead(case: Case) -> str:
    """Say how many screeners get a seat if the viewer takes the report up now. Two queries."""
    return str(AHEAD[len(next_on_rota(case.view, Seat.SCREENER, case.acting.person, FULL[Seat.SCREENER]))])


def screeners_seated(case: Case) -> str:
    """Say who screens a report that was just taken up, and whether a seat stays empty. One query."""
    held = case.view.people.holding(Seat.SCREENER)
    if not held:
        return _("Nobody is free to screen it: seat somebody.")
    names = _(" and ").join(sorted(user.name for user in people_behind(held).values()))
    said = _("%(names)s will screen it.") % {"names": names}
    return said if len(held) >= FULL[Seat.SCREENER] else f"{said} {_('The second seat stays empty.')}"
