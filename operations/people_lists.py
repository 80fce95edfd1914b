"""A list of people and their offices, as a command and a page read it."""

from collections.abc import Sequence

from accounts.vocabulary import Office
from casework.access import Actor, Given, Listed
from casework.administration.appointments import Appointed, appoint_people
from casework.vocabulary import BadShape
from ledger.canonical import Values
from operations.csv_import import BadRoll, OfficeRow, read, valid_rows
from operations.plural import count_of


def read_people(content: bytes, *, called: str) -> list[Listed]:
    """Return the people of a list. BadRoll with every row and column that is wrong."""
    return [
        Listed(row=number, email=row["email"].lower(), name=row["name"], given=given_office(row))
        for number, row in valid_rows(read(content, OfficeRow, called=called).rows())
    ]


def appoint_listed(by: Actor, people: Sequence[Listed], *, only_checked: bool, invite: bool) -> Appointed:
    """Give them their offices, all or nobody. BadRoll with every row that cannot be done."""
    try:
        return appoint_people(by=by, people=people, only_checked=only_checked, invite=invite)
    except BadShape as bad:
        raise BadRoll(*(f"{where.capitalize()}: {' '.join(why)}" for where, why in bad.errors.items())) from None


def preview_sentence(made: Appointed) -> str:
    """Return in a sentence what a list would do."""
    second = f", {made.waiting} of them once a second person has signed" if made.waiting else ""
    offices = count_of(made.given + made.waiting, "office", "offices")
    return f"{offices} can be given{second}. Nothing was written."


def given_office(said: Values) -> Given:
    """Return the office that a row or a form names, as an action takes it."""
    span = {name: said[name] for name in ("since", "until", "lay", "alternate")}
    return Given(office=Office(said["office"]), order=said["order"] or 0, **span)
