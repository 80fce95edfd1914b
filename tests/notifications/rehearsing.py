"""Steps that are rehearsed before they are taken: the letters of the rehearsal beside those that were then sent."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext
from django.utils.datastructures import MultiValueDict

from casework.access import Actor
from casework.access.history import case_called
from casework.models import Case, Clock, SealedDraft
from casework.verbs import VERBS, rehearse
from casework.verbs.perform import show_case
from casework.vocabulary import Refused, Verb
from ledger import queries as ledger
from ledger.canonical import Values
from ledger.clock import now
from notifications.dispatch.dispatcher import place_letters
from notifications.dispatch.letters_ahead import NOT_YET, OWN_NUMBER, LetterAhead, letters_ahead
from notifications.letters.subjects import SUBJECTS
from notifications.letters.table import LETTERS
from notifications.letters.writing import letter_for
from notifications.models import Item, Message
from notifications.templatetags.step_letters import LetterToSend, letters_of

type Shown = tuple[LetterAhead, ...]
SENDS = frozenset(kind.verb for kind, posts in LETTERS.items() if not all(post.sender_alone for post in posts.values()))
"""The verbs whose steps can send a letter to somebody else than the person who takes them."""
NUMBER = re.compile(
    rf"\b[A-Z]{{1,2}}(?:-[0-9A-Z]{{3,6}})+\b|{re.escape(str(NOT_YET))}|{re.escape(str(OWN_NUMBER))}|comes%20when%20it%20is%20sent"
)


def without_numbers(html: str) -> str:
    """Return a letter without its number and those of the case and the report."""
    return NUMBER.sub("№", html)


def counted(statements: CaptureQueriesContext) -> int:
    """Return how many statements there were, without those by which a test lets a transaction stand inside its own."""
    return len([one for one in statements if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))])


def stored(case: Case) -> tuple[object, ...]:
    """Return what a rehearsal must leave as it was."""
    rows = Case.objects.filter(pk=case.pk).values_list()
    clocks = Clock.objects.filter(case=case).values_list().order_by("pk")
    counts = (Message.objects.count(), Item.objects.count(), SealedDraft.objects.count())
    return ([bytes(entry.leaf) for entry in ledger.stream(case.stream)], list(rows), list(clocks), counts)


@dataclass
class Rehearsals:
    """What was rehearsed so far: the verbs that sent a letter as it had been shown, what differed, and what was not shown.

    `announced` has what a page named as a letter to come, and did not come, or came unnamed.
    `costs` are the statements of a rehearsal with its letters, and of the step. `waiting` has what the first signers saw.
    """

    seen: Counter[Verb] = field(default_factory=Counter)
    differ: list[str] = field(default_factory=list)
    announced: set[tuple[Verb, str, str]] = field(default_factory=set)
    hidden: set[tuple[Verb, str]] = field(default_factory=set)
    costs: set[tuple[Verb, int, int]] = field(default_factory=set)
    waiting: dict[tuple[str, Verb], Shown] = field(default_factory=dict)

    @contextmanager
    def of(self, reference: str, verb: Verb, by: Actor, typed: Values) -> Iterator[None]:
        """Rehearse a step of an officer, let it be taken, and compare."""
        if verb not in SENDS:
            yield
            return
        self.ahead(reference, verb, by, typed)
        ahead, costs = self.ahead(reference, verb, by, typed)
        named = {(one.seat.value, str(one.subject), bool(one.depends)) for one in self.named(reference, verb, by)}
        while place_letters():
            pass
        known = set(Message.objects.values_list("pk", flat=True))
        reset_queries()
        with CaptureQueriesContext(connection) as statements:
            yield
        while place_letters():
            pass
        messages = Message.objects.select_related("case__rulebook__code", "case__respondent", "reader")
        sent = list(messages.exclude(pk__in=known))
        first = self.waiting.pop((reference, verb), None)
        if ahead is not None and not sent:
            self.waiting[reference, verb] = ahead
        elif ahead is not None:
            self.costs.add((verb, costs, counted(statements)))
            went = {(message.seat, str(SUBJECTS[message.template])) for message in sent}
            always = {(seat, subject) for seat, subject, depends in named if not depends}
            wrong = (went - {one[:2] for one in named}) | (always - went)
            self.announced |= {(verb, *one) for one in wrong}
            self.compare(verb, ahead, sent)
            self.compare(verb, ahead if first is None else first, sent)

    def ahead(self, reference: str, verb: Verb, by: Actor, typed: Values) -> tuple[Shown | None, int]:
        """Return the letters that an officer sees before the step, and what they cost; None for everybody else.

        It changes nothing. The second time, the texts that it opens were opened before.
        """
        case = case_called(reference, now())
        before, waiting = stored(case), case.view.proposals.of(verb)
        data = typed if isinstance(typed, MultiValueDict) else MultiValueDict(dict(typed))
        read = str(waiting.id) if waiting else ""
        reset_queries()
        try:
            with CaptureQueriesContext(connection) as statements:
                step, files = VERBS[verb], MultiValueDict[str, object]()
                made = rehearse(
                    step, reference=reference, by=replace(by, proven=False), typed=data, files=files, read=read
                )
                found = letters_ahead(made, verb, by)
            return found, counted(statements)
        except Refused:
            return None, 0
        finally:
            assert stored(case) == before, verb

    def named(self, reference: str, verb: Verb, by: Actor) -> list[LetterToSend]:
        """Return the letters that the page of the step names to an officer before anything is typed."""
        try:
            return letters_of(verb, show_case(VERBS[verb], reference, by, as_officer=True))
        except Refused:
            return []

    def compare(self, verb: Verb, ahead: Shown, sent: list[Message]) -> None:
        """Note what was sent otherwise than it was shown."""
        self.seen[verb] += 1
        letters = {
            (message.seat, str(SUBJECTS[message.template])): without_numbers(
                letter_for(message, Actor(user=message.reader)).html
            )
            for message in sent
        }
        self.hidden |= {(verb, str(one.subject)) for one in ahead if one.hides}
        for seat, subject in letters.keys() | {(one.seat.value, str(one.subject)) for one in ahead}:
            shown = [
                without_numbers(one.html) for one in ahead if (one.seat.value, str(one.subject)) == (seat, subject)
            ]
            if letters.get((seat, subject)) not in shown:
                told = "\n".join(shown)
                self.differ.append(f"{verb} to {seat}\n--- shown\n{told}\n--- sent\n{letters.get((seat, subject))}")
