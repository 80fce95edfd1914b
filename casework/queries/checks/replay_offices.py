"""Accounts against their seals, offices and attacks on sign-in against the record: a row written into a table is named."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Min

from accounts.models import Appointment, Pseudonym, Siege
from accounts.seal_check import changed_accounts, changed_pseudonyms
from casework.vocabulary import Seat
from ledger.canonical import JsonObject
from ledger.entries import b64
from ledger.models import Entry
from ledger.sieges import BESIEGED
from policy.queries.replay import BROKEN
from policy.queries.second_person import NEED_TWO

GIVEN, ENDED, PROPOSED = "office.given", "office.ended", "office.proposed"
COLUMNS = ("until", "lay", "alternate", "order")


@dataclass(frozen=True, kw_only=True)
class Place:
    """An office that a person was given from a day on: it can be given so once."""

    person: UUID
    office: str
    since: date

    def __str__(self) -> str:
        return f"system/{self.office}/{self.person}"


def broken_office_entries() -> Iterator[tuple[str, str]]:
    """Yield each entry about offices or attacks that no step can have written; what it says counts for nothing."""
    for entry in Entry.objects.filter(stream="system", type__in=(GIVEN, ENDED, PROPOSED, BESIEGED)).order_by("seq"):
        if not _says_all(entry):
            yield "system", f"entry {entry.log_index} {entry.type} is broken"


def _says_all(entry: Entry) -> bool:
    """Whether an entry has every field of its type, in its form."""
    try:
        said = entry.body["data"]
        UUID(said["person"])
        if entry.type == BESIEGED:
            return bool(date.fromisoformat(said["day"]))
        _day(said.get("until"))
        given = entry.type != GIVEN or (date.fromisoformat(said["since"]) and all(name in said for name in COLUMNS))
        return bool(given and isinstance(said["office"], str))
    except BROKEN:
        return False


def _entries(*types: str) -> list[Entry]:
    found = Entry.objects.filter(stream="system", type__in=types).order_by("seq")
    return [entry for entry in found if _says_all(entry)]


def office_drifts() -> Iterator[tuple[str, str]]:
    """Yield, by office and the holder's own pseudonym, every stored value that the record does not give.

    A row that no entry gave, a column that differs, a row that is gone. An account that began after the restored backup
    was made is unknown here: it holds no office and is not missed.
    """
    given, known = _given_offices(), _own_pseudonyms()
    for row in Appointment.objects.order_by("pk"):
        place = Place(person=known.get(row.user_id, UUID(int=0)), office=row.office, since=row.since)
        said = given.pop(place, None)
        if not row.has_right_seal:
            yield str(place), "appointment.seal"
        if said is None:
            yield str(place), "appointment that nobody gave"
            continue
        yield from ((str(place), f"appointment.{name}") for name in COLUMNS if getattr(row, name) != said[name])
    people = set(known.values())
    yield from ((str(place), "no row of office.given") for place in given if place.person in people)


def one_hand_drifts() -> Iterator[tuple[str, str]]:
    """Yield every office on the record that needs two people and was given by one: not alone before the first report.

    Offices that nobody but the installation gave have the clock's role: the first administrator, and a demonstration.
    """
    first = Entry.objects.filter(stream__startswith="case/").aggregate(first=Min("log_index"))["first"]
    told = _entries(GIVEN, PROPOSED)
    proposed = {b64(bytes(entry.leaf)): entry.body for entry in told if entry.type == PROPOSED}
    for entry in told:
        body, said = entry.body, entry.body["data"]
        if entry.type != GIVEN or body["role"] == Seat.CLOCK.value or said["office"] not in NEED_TWO:
            continue
        if said.get("alone") is True and (first is None or entry.log_index < first):
            continue
        before = [proposed[ref["leaf"]] for ref in body["refs"] if ref["leaf"] in proposed]
        same = [each for each in before if all(each["data"][name] == said[name] for name in ("person", "office"))]
        if not any(each["actor"] not in (body["actor"], said["person"]) for each in same):
            yield f"system/{said['office']}/{said['person']}", "given by one person"


def account_drifts() -> Iterator[tuple[str, str]]:
    """Yield every account that was changed by another hand: its row, its second factors, or a name it goes by."""
    yield from ((f"account/{user}", "user.seal") for user in changed_accounts())
    yield from ((f"account/{user}", "pseudonym.seal") for user in changed_pseudonyms())


def siege_drifts() -> Iterator[tuple[str, str]]:
    """Yield, by the person's own pseudonym, every stored attack on sign-in that no entry tells of, and the other way round.

    Attacks are shown where lateness is ruled on: a planted one would be an excuse, a deleted one takes an excuse away.
    """
    bodies = (entry.body["data"] for entry in _entries(BESIEGED))
    recorded = {(UUID(said["person"]), date.fromisoformat(said["day"])) for said in bodies}
    known = _own_pseudonyms()
    for user, day in Siege.objects.order_by("pk").values_list("user", "day"):
        person = known.get(user, UUID(int=0))
        if (person, day) not in recorded:
            yield f"system/sign_in/{person}", "attack that nobody recorded"
        recorded.discard((person, day))
    people = set(known.values())
    for person, _ in sorted(recorded):
        if person in people:
            yield f"system/sign_in/{person}", "no row of a recorded attack"


def _own_pseudonyms() -> dict[UUID, UUID]:
    return dict(Pseudonym.objects.filter(scope="").values_list("user", "value"))


def _given_offices() -> dict[Place, JsonObject]:
    """Return every office that was ever given, with its columns as they were given, and ended, on the record."""
    given: dict[Place, JsonObject] = {}
    for entry in _entries(GIVEN, ENDED):
        said = entry.body["data"]
        person, office, until = UUID(said["person"]), said["office"], _day(said["until"])
        if entry.type == GIVEN:
            place = Place(person=person, office=office, since=date.fromisoformat(said["since"]))
            given[place] = {name: said[name] for name in COLUMNS} | {"until": until}
            continue
        for place, columns in given.items():
            lasted = place.since, columns["until"] or date.max
            if until and (place.person, place.office) == (person, office) and lasted[0] <= until < lasted[1]:
                columns["until"] = until
    return given


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
