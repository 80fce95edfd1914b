"""Which letters of a case its viewer may know of: by their titles, or only that they went out."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from casework.models import Case
from casework.queries.case.page import is_veiled
from casework.queries.case.withheld import withheld_entries
from casework.record import events as e
from casework.record.rights.hidden_letters import JUDGES
from casework.record.rights.posting import is_title_kept
from casework.record.state.letters_tell import entries_told
from casework.vocabulary import Reading, Seat
from notifications.letters.table import LETTERS
from notifications.models import Message

TO_REPORTER = (e.StatusSent, e.FeedbackGiven, e.FeedbackExtended)
"""A letter on progress, from an officer to the reporter: its title tells its writer nothing new."""


def numbered(case: Case, rows: Iterable[Message]) -> Iterator[tuple[Message, int]]:
    """Yield the letters with their numbers: 0 for one without a title, if the viewer may know that it went out."""
    may_know, is_listed = title_rule(case), _untitled_rule(case)
    numbers = Counter[str]()
    for row in rows:
        if may_know(row.about, row.seat):
            numbers[row.seat] += 1
            yield row, numbers[row.seat]
        elif is_listed(row.about, row.seat):
            yield row, 0


def _untitled_rule(case: Case) -> Callable[[UUID, str], bool]:
    """Return the rule by which a letter without a title is listed, by its entry and its reader.

    A letter to the respondent is listed until it is served. A letter to the reporter is listed if one goes out with each entry
    of its kind: a viewer who reads of the entry knows that letter anyway. It is not listed if it goes out only where the
    reporter made the entry, or if the entry is withheld from the viewer. Viewers who judge, and viewers who may not know the
    people of the case, see no letter of this kind.
    """
    waiting = {one.about for one in case.view.service.unserved}
    untold = withheld_entries(case)
    knows = Reading.READ_PEOPLE.value in case.rights and not is_veiled(case) and case.seats.isdisjoint(JUDGES)
    posts = {one.event.id: LETTERS.get(type(one.event), {}).get(Seat.COMPLAINANT) for one in case.record}
    known = {entry for entry, post in posts.items() if post and not post.sender_alone and entry not in untold}
    listed = {Seat.RESPONDENT.value: waiting, Seat.COMPLAINANT.value: known if knows else ()}
    return lambda about, seat: about in listed.get(seat, ())


def titled(case: Case, rows: Iterable[Message]) -> list[Message]:
    """Return the letters whose titles the viewer may know."""
    may_know = title_rule(case)
    return [row for row in rows if may_know(row.about, row.seat)]


def title_rule(case: Case) -> Callable[[UUID, str], bool]:
    """Return the rule by which the viewer may know the title of a letter, by its entry and its reader.

    They may if the letter tells nothing that is closed to them, or holds their own words to the reporter. The seat that keeps
    the letters of the stage also knows the title of each until it is opened: the record does not note when others open theirs.
    """
    own = {
        one.event.id for one in case.record if one.actor == case.acting.person and isinstance(one.event, TO_REPORTER)
    }
    told, view, seats = told_entries(case) | own, case.view, case.seats
    return lambda about, seat: about in told or (seat == Seat.RESPONDENT and is_title_kept(view, about, seats))


def told_entries(case: Case) -> frozenset[UUID]:
    """Return the entries whose letters tell nothing, beside their texts, that the viewer has no right to read."""
    return frozenset(entries_told((one.event for one in case.record), case.rights))
