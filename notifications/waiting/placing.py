"""What waits for whom: placed and withdrawn as dispatch reads the record, in the transaction that moves its cursor."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from accounts.compiled import Compiled, Given
from accounts.models import User
from casework import access
from casework.models import Case
from casework.queries.case.withheld import entries_withheld_from
from casework.queries.people.posting import case_of_stream
from casework.record.clocks import RunningClock
from casework.record.events import CaseFiled, Event, read_event
from casework.record.rights import rights_of
from casework.record.rights.notes import note_rights
from casework.record.state.people import PARTIES
from casework.vocabulary import ClockName, Reading, Seat
from ledger.models import Entry
from notifications.mail.times import first_mail, mail_choices
from notifications.models import Item, MailChoice
from notifications.topics.asked import Asked
from notifications.topics.clock_rules import is_law_bound, is_theirs, is_told_of, moment_of, seats_told
from notifications.topics.messages_to_read import TOPIC_OF, to_read_by
from notifications.topics.own_steps import proposers_told
from notifications.topics.rules import OFFICES, RULES, STANDS_AS_IT_IS, Rule
from notifications.topics.table import TOPICS, Topic
from notifications.waiting.papers import TOPICS as PAPERS
from notifications.waiting.papers import papers_waiting
from notifications.waiting.read_marks import add_to_read, can_be_opened

SOON = timedelta(days=3)
"""How long before its end a clock is told of to the person whose clock it is."""

UNHEARD = frozenset({CaseFiled.type})
"""Types of entries after which nothing waits for anybody: nobody at the desk knows of a report before its sweep.

The entry of the sweep is read in its turn. The report itself costs dispatch no statement, also in a flood.
"""

type Key = tuple[UUID, str, str]
"""A person (their account), a topic, and a clock."""


class Waiting:
    """The notifications of one case. Changes are made in memory; `save_waiting` writes those of many cases together."""

    def __init__(self, case: Case, moment: datetime) -> None:
        """Read the items of a case that has its view, and who sits in it now. Three queries."""
        self.case, self.moment = case, moment
        self.withdrawn: list[Item] = []
        self.changed: dict[Key, Item] = {}
        self.new: dict[Key, Item] = {}
        self.mailed_again: set[Key] = set()
        self.without_mail: set[Key] = set()
        self.by_day: set[Key] = set()
        self.to_read: dict[Key, list[UUID]] = {}
        found = _OPEN.rows(case=case.pk)
        self.open: dict[Key, Item] = {(item.person_id, item.topic, item.clock): item for item in found}
        barred = case.view.people.barred
        self._sitting: dict[UUID, tuple[User, frozenset[Seat]]] = {
            person: (user, frozenset(holder.seat for holder in held))
            for person, (user, held) in access.holders_of(case).items()
            if person not in barred and user.kind == User.Kind.PERSON
        }
        self._hidden: dict[UUID, frozenset[UUID]] = {}
        self._pseudonyms = {user.pk: person for person, (user, _) in self._sitting.items()}

    def read(self, event: Event, entry: Entry) -> None:
        """Withdraw the items that an event ends, and place those that it calls for."""
        actor = UUID(entry.body["actor"])
        for key, item in list(self.open.items()):
            row = TOPICS[Topic(item.topic)]
            acted = row.until_act and self._pseudonyms.get(item.person_id) == actor
            unread = key in self.to_read or (row.until_read and item.about)
            if isinstance(event, row.ends) or (acted and not unread):
                self._withdraw(key)
        for rule in RULES.get(type(event), ()):
            if not rule.of_a_party or entry.body["role"] in PARTIES:
                self._tell(rule, event, entry.occurred, actor)
        for rule, led_to in proposers_told(self.case.view, event):
            self._tell_proposers(rule, led_to, event, entry.occurred, actor)

    def place(self, rule: Rule, *, since: datetime) -> None:
        """Place an item that no event calls for."""
        for _, seat, user in self._askable(rule.seats, rule.topic):
            self._place((user.pk, rule.topic.value, ""), seat, since=since)

    def settle(self) -> None:
        """Bring the items in line with the case now: the clocks that end soon, and the seats that people still hold."""
        runs = self._clocks_at_end()
        for name, run in runs.items():
            for person, seat, user in self._askable(seats_told(run.name, self.case.view.state), Topic.CLOCK):
                if is_theirs(name, self.case.view, Asked(person=person, seat=seat)):
                    self._place((user.pk, Topic.CLOCK.value, name), seat, since=self.moment, due=run.due)
        self._place_messages()
        for key, item in list(self.open.items()):
            if not self._holds(item, runs):
                self._withdraw(key)
            elif item.clock:
                self._follow(key, runs[item.clock].due)

    def _place_messages(self) -> None:
        """Place each thread that waits to be read, with its day, also for those who came to the case after it was written.

        What was read and is not answered keeps its place without a day, and is announced again with the next message.
        """
        for thread, topic in TOPIC_OF.items():
            since = self.case.view.conversation.get(thread).waiting_since
            if since is None:
                self._take_days_off(topic)
                continue
            for _, seat, user in self._askable(OFFICES, topic):
                key = (user.pk, topic.value, "")
                known = self.open.get(key)
                again = known is not None and key not in self.new and known.due is None
                if self._place(key, seat, since=since, due=to_read_by(self.case.view, thread)) or again:
                    self.by_day.add(key)
                if again:
                    self.open[key].since = self.case.view.day_of(since)
                    self.mailed_again.add(key)

    def _take_days_off(self, topic: Topic) -> None:
        """Remove the day and the due mail from the items of a topic, because somebody has read what they are about."""
        for key, item in self.open.items():
            if item.topic == topic and (item.due is not None or key in self.new):
                item.due = item.mail_due = None
                self.without_mail.add(key)
                self._note_change(key)

    def _tell(self, rule: Rule, event: Event, at: datetime, actor: UUID) -> None:
        named = None if rule.people is None else rule.people(event)
        due = None if rule.day is None else moment_of(rule.day(event), self.case.view.rules.zone)
        seats = rule.seats if rule.seats_in is None else rule.seats_in(event)
        if rule.by_stage is not None and self.case.view.state is not None:
            seats = rule.by_stage.get(self.case.view.state, frozenset())
        right = None if rule.right is None else rule.right(event)
        for person, seat, user in self._askable(seats, rule.topic, right):
            own_news = person == actor and named is None and TOPICS[rule.topic].until_act
            if own_news or (named is not None and person not in named):
                continue
            if rule.topic not in STANDS_AS_IT_IS and self._is_hidden(event, person):
                continue
            key = (user.pk, rule.topic.value, "")
            if self._place(key, seat, since=at, due=due):
                self.without_mail |= {key} if person == actor else set()
                self.by_day |= {key} if rule.by_day else set()
                self.open[key].about = [event.id] if rule.topic is Topic.SEAT else []
            if TOPICS[rule.topic].until_read and can_be_opened(event, rights_of(seat, self.case.view, person)):
                self.to_read.setdefault(key, []).append(event.id)

    def _tell_proposers(self, rule: Rule, led_to: Mapping[UUID, UUID], event: Event, at: datetime, actor: UUID) -> None:
        """Tell those who had put steps forward what this event made of them. The item leads to an entry for each."""
        if led_to:
            self._tell(rule._replace(people=lambda _event: led_to.keys()), event, at, actor)
        for person in led_to.keys() & self._sitting.keys():
            key = (self._sitting[person][0].pk, rule.topic.value, "")
            if key in self.open:
                self.to_read.setdefault(key, []).append(led_to[person])

    def _is_hidden(self, event: Event, person: UUID) -> bool:
        """Whether the event is hidden from a person whatever their rights. What they may not learn of is not told either."""
        if person not in self._hidden:
            self._hidden[person] = entries_withheld_from(self.case, person, self._sitting[person][1])
        return event.id in self._hidden[person]

    def _askable(
        self, seats: Iterable[Seat], topic: Topic, right: Reading | None = None
    ) -> Iterator[tuple[UUID, Seat, User]]:
        """Yield each person for whom a topic waits now in one of these seats, with the first such seat of theirs.

        With a right, only seats that give it now count.
        """
        row, wanted = TOPICS[topic], sorted(seats)
        for person, (user, held) in self._sitting.items():
            for seat in wanted:
                asked = Asked(person=person, seat=seat)
                if seat in held and self._knows(seat, person, right) and row.holds(self.case.view, asked):
                    yield person, seat, user
                    break

    def _knows(self, seat: Seat, person: UUID, right: Reading | None = None) -> bool:
        """Whether a seat shows the case to a person and gives the right, if there is one."""
        rights = rights_of(seat, self.case.view, person)
        shown = bool(rights) if seat in PARTIES else not rights.isdisjoint(access.SHOWN_TO_OFFICERS)
        return shown and (right is None or right in rights)

    def _clocks_at_end(self) -> Mapping[str, RunningClock]:
        """Return the clocks that somebody is told of and that end within three days or have ended; of several, the first."""
        runs = [run for run in self.case.view.clocks if run.running and is_told_of(run, self.case.view)]
        near = [(run.due, run) for run in runs if run.due is not None and run.due <= self.moment + SOON]
        return {run.name.value: run for _, run in sorted(near, key=lambda each: each[0], reverse=True)}

    def _holds(self, item: Item, runs: Mapping[str, RunningClock]) -> bool:
        person, seat = self._pseudonyms.get(item.person_id), Seat(item.seat)
        if person is None or seat not in self._sitting[person][1] or not self._knows(seat, person):
            return False
        if item.clock and (
            item.clock not in runs or seat not in seats_told(ClockName(item.clock), self.case.view.state)
        ):
            return False
        if not self._may_still_read(item):
            return False
        asked = Asked(person=person, seat=seat)
        return is_theirs(item.clock, self.case.view, asked) and TOPICS[Topic(item.topic)].holds(self.case.view, asked)

    def _may_still_read(self, item: Item) -> bool:
        """Whether an item about a note or a task still leads to one that the person may read."""
        return item.topic not in PAPERS or (item.person_id, item.topic) in self._papers

    @cached_property
    def _papers(self) -> Collection[tuple[UUID, str]]:
        """What waits for whom of notes and tasks now. Two queries, only where an item of that kind is open."""
        rights = {user.pk: note_rights(self.case.view, one, held) for one, (user, held) in self._sitting.items()}
        return papers_waiting(self.case, rights).keys()

    def _follow(self, key: Key, due: datetime | None) -> None:
        """Update the end of a clock, and mail it again once it has passed."""
        item, late = self.open[key], due is not None and due < self.moment
        if (item.due, item.late) == (due, late):
            return
        if late and not item.late:
            self.mailed_again.add(key)
        item.due, item.late = due, late
        self._note_change(key)

    def _place(self, key: Key, seat: Seat, *, since: datetime, due: datetime | None = None) -> bool:
        """Place an item and return whether it is new. One that waits changes only its day, or gives way to a new seat."""
        known = self.open.get(key)
        if known is not None and key[1] == Topic.SEAT and known.seat != seat:
            self._withdraw(key)
        elif known is not None:
            if due is not None and not known.clock and known.due != due:
                known.due = due
                self._note_change(key)
            return False
        person, topic, clock = key
        day = self.case.view.day_of(since)
        item = Item(case=self.case, person_id=person, seat=seat, topic=topic, clock=clock, since=day, due=due)
        self.open[key] = self.new[key] = item
        return True

    def _note_change(self, key: Key) -> None:
        if key not in self.new:
            self.changed[key] = self.open[key]

    def _withdraw(self, key: Key) -> None:
        item = self.open.pop(key)
        self.changed.pop(key, None)
        self.to_read.pop(key, None)
        if self.new.pop(key, None) is None:
            self.withdrawn.append(item)


_OPEN = Compiled(lambda: Item.objects.filter(case=Given("case"), withdrawn_at__isnull=True))


def place_items(entries: Iterable[Entry], cases: dict[str, Case | None], moment: datetime) -> None:
    """Place and withdraw items for these entries, in their order. The caller moves the cursor in the same transaction."""
    waiting: dict[str, Waiting] = {}
    for entry in entries:
        case = None if entry.type in UNHEARD else case_in(entry.stream, cases, moment)
        if case is None:
            continue
        if entry.stream not in waiting:
            waiting[entry.stream] = Waiting(case, moment)
        waiting[entry.stream].read(read_event(entry.type, entry.id, entry.body["data"]), entry)
    for one in waiting.values():
        one.settle()
    save_waiting(list(waiting.values()), moment)


def case_in(stream: str, cases: dict[str, Case | None], moment: datetime) -> Case | None:
    """Return the case of a stream from `cases`, where it is folded once; None for a stream that is not a case's."""
    if stream not in cases:
        cases[stream] = case_of_stream(stream, moment)
    return cases[stream]


def save_waiting(waiting: Collection[Waiting], moment: datetime) -> None:
    """Write the changes of several cases. At most four statements for the items, one for the choices of their
    people, and one for each item that stands already and gets more to read."""
    changed = {(one, key): item for one in waiting for key, item in (*one.changed.items(), *one.new.items())}
    choices = mail_choices({item.person_id for item in changed.values()})
    new = add_to_read((one.open[key], entries) for one in waiting for key, entries in one.to_read.items())
    for (one, key), item in changed.items():
        if key in one.new:
            new.append(item)
        if key in one.mailed_again or (key in one.new and key not in one.without_mail):
            often = choices.get(item.person_id, MailChoice.Often.DAILY)
            law = is_law_bound(Topic(item.topic), item.clock)
            # A reporter's act may be what started a clock or let it go on, so the mail must not show the hour.
            item.mail_due = first_mail(often, moment, law=law, by_day=bool(item.clock) or key in one.by_day)
    old = [item for item in changed.values() if not item._state.adding]
    gone = [item.pk for one in waiting for item in one.withdrawn]
    Item.objects.filter(pk__in=gone).update(withdrawn_at=moment, mail_due=None)
    Item.objects.bulk_create(new, ignore_conflicts=True)
    Item.objects.bulk_update(old, ["since", "due", "late", "mail_due"])
