"""Steps that are rehearsed before they are taken: the letters of the rehearsal beside those that were then sent."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from django.utils.datastructures import MultiValueDict

from casework.access import Actor
from casework.access.history import case_called
from casework.models import Case, Clock, SealedDraft
from casework.record.events import KINDS
from casework.verbs import VERBS, rehearse
from casework.vocabulary import Refused, Seat, Verb
from ledger import queries as ledger
from ledger.canonical import Values
from ledger.clock import now
from notifications.dispatch import place_letters
from notifications.letters import LETTERS
from notifications.letters_ahead import NOT_SHOWN, NOT_YET, LetterAhead, letters_ahead
from notifications.models import Item, Message
from notifications.subjects import SUBJECTS
from notifications.writing import letter_for

type Sent = Counter[tuple[Seat, str]]
SENDS = frozenset(kind.verb for kind in KINDS.values() if kind in LETTERS)
"""The verbs whose steps can send a letter."""
NUMBER = re.compile(rf"\b[A-Z]{{1,2}}(?:-[0-9A-Z]{{3,6}})+\b|{re.escape(str(NOT_YET))}|comes%20when%20it%20is%20sent")


def without_numbers(html: str) -> str:
    """Return a letter without its number and those of the case and the report."""
    return NUMBER.sub("№", html)


def stored(case: Case) -> tuple[object, ...]:
    """Return what a rehearsal must leave as it was."""
    rows = Case.objects.filter(pk=case.pk).values_list()
    clocks = Clock.objects.filter(case=case).values_list().order_by("pk")
    counts = (Message.objects.count(), Item.objects.count(), SealedDraft.objects.count())
    return ([bytes(entry.leaf) for entry in ledger.stream(case.stream)], list(rows), list(clocks), counts)


@dataclass
class Rehearsals:
    """What was rehearsed so far: the verbs that sent a letter as it had been shown, and what differed."""

    seen: Counter[Verb] = field(default_factory=Counter)
    differ: list[str] = field(default_factory=list)
    hidden: set[tuple[Verb, str]] = field(default_factory=set)

    @contextmanager
    def of(self, reference: str, verb: Verb, by: Actor, typed: Values) -> Iterator[None]:
        """Rehearse a step of an officer, let it be taken, and compare."""
        ahead = self.ahead(reference, verb, by, typed) if verb in SENDS else None
        place_letters()
        known = set(Message.objects.values_list("pk", flat=True))
        yield
        place_letters()
        sent = [one for one in Message.objects.order_by("placed_at") if one.pk not in known]
        if sent and ahead is not None:
            self.compare(verb, ahead, sent)

    def ahead(self, reference: str, verb: Verb, by: Actor, typed: Values) -> tuple[LetterAhead, ...] | None:
        """Return the letters that an officer sees before the step; None for everybody else. It changes nothing."""
        case = case_called(reference, now())
        before = stored(case)
        waiting = case.view.proposals.of(verb)
        data = typed if isinstance(typed, MultiValueDict) else MultiValueDict(dict(typed))
        try:
            made = rehearse(
                VERBS[verb],
                reference=reference,
                by=replace(by, proven=False),
                typed=data,
                files=MultiValueDict(),
                read=str(waiting.id) if waiting else "",
            )
            return letters_ahead(made, verb, by)
        except Refused:
            return None
        finally:
            assert stored(case) == before, verb

    def compare(self, verb: Verb, ahead: tuple[LetterAhead, ...], sent: list[Message]) -> None:
        """Note what was sent otherwise than it was shown."""
        self.seen[verb] += 1
        for message in sent:
            letter = without_numbers(letter_for(message, Actor(user=message.reader)).html)
            shown = [
                one
                for one in ahead
                if (one.seat.value, str(one.subject)) == (message.seat, str(SUBJECTS[message.template]))
            ]
            self.hidden |= {(verb, message.template) for one in shown if one.hides}
            if not any(is_the_same(without_numbers(one.html), letter) for one in shown):
                told = "\n".join([one.html for one in shown] or ["nothing"])
                self.differ.append(
                    f"{verb} {message.template} to {message.seat}\n--- shown\n{told}\n--- sent\n{letter}"
                )


def is_the_same(shown: str, sent: str) -> bool:
    """Whether two letters agree word for word, but for what the officer may not read."""
    parts = [re.escape(part) for part in shown.split(str(NOT_SHOWN))]
    return re.fullmatch(".*?".join(parts), sent, re.DOTALL) is not None
