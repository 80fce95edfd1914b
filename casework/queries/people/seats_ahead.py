"""Who acts next, in words: who screens a report, before it is taken up and after it, and who investigates a case."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.pseudonyms import people_behind
from casework.models import Case
from casework.queries.people.case_people import people_named
from casework.queries.people.rota import new_screeners
from casework.record.state.eligibility import FULL
from casework.vocabulary import Reading, Seat

AHEAD: Mapping[tuple[int, int], Promise] = {
    (0, 0): gettext_lazy("No screener is free now: both seats stay empty, and Today asks you to fill them."),
    (0, 1): gettext_lazy(
        "One screener is free and gets a seat. The second seat stays empty, and Today asks you to fill it."
    ),
    (0, 2): gettext_lazy("Two screeners are free and get a seat each."),
    (1, 0): gettext_lazy(
        "One screener sits already. Nobody else is free now: the second seat stays empty, and Today asks you to fill it."
    ),
    (1, 1): gettext_lazy("One screener sits already. One more is free and gets the second seat."),
    (2, 0): gettext_lazy("Two screeners sit already."),
}
"""What is said before a report is taken up, by how many screeners sit already, and how many more get a seat."""


def screeners_ahead(case: Case) -> str:
    """Say how many screeners get a seat if the viewer takes the report up now. Two queries."""
    full, view = FULL[Seat.SCREENER], case.view
    sitting = min(full, len(view.people.holding(Seat.SCREENER) - view.people.barred))
    return str(AHEAD[sitting, len(new_screeners(view, case.acting.person))])


def screeners_seated(case: Case) -> str:
    """Say who screens a report that was just taken up, and whether a seat stays empty. One query."""
    held = case.view.people.holding(Seat.SCREENER)
    if not held:
        return _("Nobody is free to screen it: seat somebody.")
    names = _(" and ").join(sorted(user.name for user in people_behind(held).values()))
    said = _("%(names)s will screen it.") % {"names": names}
    return said if len(held) >= FULL[Seat.SCREENER] else f"{said} {_('The second seat stays empty.')}"


def words_of_place(place: str) -> str:
    """Say who was seated and as what, by the choice of the form of a seat; "" for no choice. One query."""
    seat, _colon, person = place.partition(":")
    named = people_behind({UUID(person)}) if person else {}
    return " ".join(
        _("Seated: %(name)s (%(seat)s).") % {"name": user.name, "seat": Seat(seat).label} for user in named.values()
    )


def investigator_ahead(case: Case) -> str:
    """Say who takes a case over once its investigation is opened; "" if the viewer may not know. One query at most."""
    if Reading.READ_PEOPLE.value not in case.rights:
        return ""
    names = [name for seat, name, _person in people_named(case) if seat is Seat.INVESTIGATOR]
    return _("%(names)s investigates.") % {"names": _(" and ").join(names)} if names else ""
