"""A case as a seat reads it, for a command that hands a case out."""

from casework.access.actor import Actor
from casework.access.door import case_shown
from casework.access.holders import holders_of
from casework.models import Case
from casework.record.rights import rights_of
from casework.vocabulary import NoRight, NotSeen, Reading, Seat


def cases_in_seat(case: Case, seat: Seat) -> list[Case]:
    """Return the case as the door shows it to each holder of a seat now, with the rights of this seat alone.

    Holders who may not read it are left out. `case` has its view.
    """
    found = []
    for user, held in holders_of(case).values():
        if any(holder.seat is seat for holder in held):
            try:
                shown = case_shown(Actor(user=user), case.reference, *Reading)
            except (NotSeen, NoRight):
                continue
            own = rights_of(seat, shown.view, shown.acting.person)
            shown.rights = frozenset(right.value for right in own) & shown.rights
            found.append(shown)
    return found
