"""The letters against the record, by set queries: each answers an entry, and those that were found good are all there.

The comparison runs in the database, which querysets cannot say: docs/adr/0025 has the figures.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from accounts.models import User
from accounts.pseudonyms import people_behind
from accounts.streamed import stream_rows
from casework.access import case_behind
from casework.record.events import Recorded
from casework.record.rights import ACCUSED, may_know_of_report
from casework.record.state import CaseView, fold
from casework.vocabulary import Seat
from ledger.clock import now
from ledger.models import Entry
from notifications.dispatch.dispatcher import readers, with_copies
from notifications.letters.table import LETTERS, Post, posts_of
from notifications.models import Cursor, Message

MOST = 50
type Fault = tuple[str, str]

# A subquery, because a join with the kinds of letters is planned as a loop over them for each letter: five times as slow.
_FOREIGN = """
SELECT m.about, CASE WHEN e.stream = 'case/' || m.case_id::text THEN e.log_index END AS place
FROM notifications_message AS m {joined}
WHERE (e.stream = 'case/' || m.case_id::text AND (e.type, m.seat, m.letter, m.template) IN (
  SELECT * FROM unnest(%(types)s::text[], %(seats)s::text[], %(letters)s::text[], %(templates)s::text[])
)) IS NOT TRUE ORDER BY e.log_index LIMIT %(most)s
"""
# A letter about no entry is in front of none, so that only the search among all letters finds it.
_OF_ALL = "LEFT JOIN ledger_entry AS e ON e.id = m.about"
_OF_NEW = "JOIN ledger_entry AS e ON e.id = m.about AND e.log_index >= %(good)s"
_DATED = """
SELECT r.log_index FROM (
  SELECT e.log_index, e.at, m.placed_at, convert_from(e.entry, 'UTF8')::jsonb ->> 'occurred' AS occurred
  FROM notifications_message AS m JOIN ledger_entry AS e ON e.id = m.about WHERE e.log_index >= %(good)s OFFSET 0
) AS r WHERE r.placed_at IS DISTINCT FROM coalesce(r.occurred, r.at)::timestamptz LIMIT %(most)s
"""
_LETTERS = """
  sha256(convert_to(string_agg(
    concat_ws(' ', m.about, m.case_id, m.reader_id, m.seat, m.letter, m.template, extract(epoch FROM m.placed_at)),
    ';' ORDER BY m.about, m.reader_id, m.template
  ) FILTER (WHERE {which}), 'UTF8'))
"""
_LAST = "e.log_index < %(before)s AND e.log_index >> 8 >= least(%(end)s, %(before)s) >> 8"
# The columns of a letter that never change, some entries at a time: one long text would have to be held in memory whole. A
# part in front of both ends has one digest for both: making the texts takes most of the time.
_DIGESTS = f"""
SELECT sha256(coalesce(string_agg(b.digest, ''::bytea ORDER BY b.part), ''::bytea)),
  sha256(coalesce(string_agg(
    CASE WHEN b.part < least(%(end)s, %(before)s) >> 8 THEN b.digest ELSE b.before END, ''::bytea ORDER BY b.part
  ), ''::bytea)),
  coalesce(bool_or(b.odd), false)
FROM (
  SELECT e.log_index >> 8 AS part, {_LETTERS.format(which="e.log_index < %(end)s")} AS digest,
    {_LETTERS.format(which=_LAST)} AS before,
    bool_or(
      num_nulls(e.id, m.case_id, m.reader_id, m.seat, m.letter, m.template, m.placed_at) > 0
      OR strpos(m.seat || m.letter || m.template, ';') > 0
    ) AS odd
  FROM notifications_message AS m LEFT JOIN ledger_entry AS e ON e.id = m.about GROUP BY 1
) AS b
"""  # noqa: S608


PLACED = frozenset({Seat.COMPLAINANT, Seat.RESPONDENT, Seat.REPRESENTATIVE})
"""The seats that are held by people, and whose letters are therefore known from the record alone."""


class Placed(NamedTuple):
    """A digest of the letters about entries in front of `upto`, and one of those in front of an earlier entry.

    `odd`: some letter is about no entry and so in neither digest. Or it could have the digest of others: with a semicolon one
    row passes for two, and what one column lacks can stand in another.
    """

    upto: int
    digest: bytes
    before: bytes
    odd: bool


def placed_letters(upto: int, *, before: int = 0) -> Placed:
    """Return the letters about the entries in front of `upto`, as far as dispatch has come, and in front of `before`.

    Two queries: one pass over the letters gives both digests.
    """
    end = min(upto, dispatch_position() + 1)
    with connection.cursor() as cursor:
        cursor.execute(_DIGESTS, {"end": end, "before": before})
        digest, earlier, odd = cursor.fetchone()
    return Placed(end, bytes(digest), bytes(earlier), odd)


def letter_faults(*, good: int = 0) -> Iterator[Fault]:
    """Yield letters that answer no entry of their case, and those that have another day than their entry.

    `good`: the letters about entries in front of this index are those that an earlier check found good, and no letter is odd.
    They are not compared again, because only a change of an entry could make one wrong. 0: all are compared.
    """
    rows = [
        (event.type, seat.value, post.letter.value, post.template)
        for event, posts in LETTERS.items()
        for seat, post in with_copies(posts, copied=True)
    ]
    columns = zip(("types", "seats", "letters", "templates"), map(list, zip(*rows, strict=True)), strict=True)
    foreign = _FOREIGN.format(joined=_OF_NEW if good else _OF_ALL)
    for about, place in stream_rows(foreign, dict(columns) | {"good": good, "most": MOST}):
        where = f"entry {place}" if place is not None else f"no entry of its case, but {about}"
        yield "letter-foreign", f"a letter is about {where}, which calls for no such letter"
    for (place,) in stream_rows(_DATED, {"good": good, "most": MOST}):
        yield "letter-date", f"a letter about entry {place} has another day"


def missing_letters(key: UUID, *, since: int, read: int) -> Iterator[Fault]:
    """Yield each letter that an entry of this case called for and that its reader has not, or that somebody else has.

    Of entries from index `since` on, as far as dispatch has `read`. A reader is expected who held the seat in that step and
    holds it today; a person who held it only at one of these moments may have got the letter or not.
    """
    case = case_behind(key, now())
    places = dict(
        Entry.objects.filter(stream=case.stream, log_index__gte=since, log_index__lte=read).values_list(
            "id", "log_index"
        )
    )
    letters = set(
        Message.objects.filter(case=case, about__in=places).values_list("about", "reader_id", "seat", "template")
    )
    there = {(about, reader, template) for about, reader, _, template in letters}
    holders: dict[Seat, set[UUID]] = {}
    wanted: list[tuple[UUID, Seat, Post, CaseView]] = []
    known = CaseView(case=case.id, rules=case.view.rules, now=case.view.now, sworn=case.view.sworn)
    for step in steps_of(case.record):
        known = fold(known, step)
        for person, seat in known.people.seats:
            holders.setdefault(seat, set()).add(person)
        for one in step:
            posts = posts_of(one.event if one.event.id in places else None)
            wanted += [
                (one.event.id, seat, post, known)
                for seat, post in with_copies(posts, copied=known.representation.accepted)
                if seat in PLACED
            ]
    users = {
        person: user.pk for person, user in people_behind({each for held in holders.values() for each in held}).items()
    }
    actors = {one.event.id: one.actor for one in case.record}

    @cache
    def today(seat: Seat, alone: UUID | None) -> list[User]:
        return readers(case, seat, alone=alone)

    for about, seat, post, then in wanted:
        held = {person for person, place in then.people.seats if place is seat} - then.people.barred
        told = then.notice.known_to_respondent or seat not in ACCUSED
        alone = actors[about] if post.sender_alone else None
        for reader in today(seat, alone) if told and may_know_of_report(seat, then) else ():
            is_held = any(users.get(person) == reader.pk for person in held)
            if is_held and (about, reader.pk, post.template) not in there:
                yield "letter-missing", f"a letter about entry {places[about]} is not where its reader would find it"
    for about, reader_id, seat_name, _ in letters:
        seat = Seat(seat_name)
        if seat in PLACED and reader_id not in {users.get(person) for person in holders.get(seat, ())}:
            yield "letter-foreign", f"a letter about entry {places[about]} went to somebody who never held that seat"


def dispatch_position() -> int:
    """Return the last entry whose letters dispatch says that it has placed; -1 for none."""
    read = Cursor.objects.values_list("log_index", flat=True).first()
    return -1 if read is None else read


def steps_of(record: Iterable[Recorded]) -> Iterator[list[Recorded]]:
    """Yield the events of a record, those of one step together."""
    for _, step in groupby(record, key=lambda one: (one.at, one.actor)):
        yield list(step)
