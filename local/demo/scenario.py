"""Plays a case: takes steps as people take them, through the same forms and doors, and lets days pass."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.datastructures import MultiValueDict

from accounts.models import User
from accounts.pseudonyms import people_behind, pseudonym
from casework import access
from casework.access import Actor, the_clock
from casework.procedure.intake.actions import file_complaint, sweep_conflicts
from casework.procedure.plain_step import do
from casework.queries.people.rota import next_on_rota
from casework.record.state import CaseView
from casework.tasks import serve_ballots
from casework.verbs import VERBS, perform
from casework.vocabulary import Report, Seat, Verb
from ledger.clock import advance, now

V = Verb
WAITS_FOR_SIGNER = frozenset({V.OPEN_BALLOT, V.CLOSE_BALLOT})
"""After these a ballot needs its keys, or is counted: the worker does it, who is not there when a story is played."""
ONE = ((2, 3),)
"""One allegation: the second commitment, found to be serious."""


def days_from(moment: datetime, days: int, zone: ZoneInfo) -> timedelta:
    """Return how long after a moment it is so many days later in a zone.

    A day on which summer time ends has 25 hours there: with 24, a wait that begins before midnight would lose a day.
    """
    later = moment.astimezone(zone) + timedelta(days=days)
    return max(timedelta(days=days), later.astimezone(UTC) - moment)


@dataclass(kw_only=True)
class Story:
    """A case and the people who take its steps. `wait` moves the clock and lets what fell due happen.

    `alleged` are the allegations: each the number of a commitment, and how grave it is found to be.
    """

    people: Mapping[str, User]
    respondent: str = "rex"
    alleged: tuple[tuple[int, int], ...] = ONE
    case: str = ""
    told: str = ""
    code: str = ""
    reporter: User | None = None
    move: Callable[[timedelta], object] = advance
    due: Callable[[], None] = field(default=lambda: None)

    @property
    def view(self) -> CaseView:
        return access.case_called(self.case, now()).view

    def name(self, first: str) -> str:
        """Return a person's own pseudonym, as choices carry it."""
        return str(pseudonym(self.people[first]))

    @property
    def investigator(self) -> str:
        return self.holding(Seat.INVESTIGATOR)[0]

    def by(self, first: str, verb: Verb, /, **typed: object) -> None:
        user = self.reporter if first == "reporter" else self.people[first]
        assert user is not None
        perform(VERBS[verb], reference=self.case, by=Actor(user=user, proven=True), typed=as_posted(typed))
        if verb in WAITS_FOR_SIGNER:
            serve_ballots()

    def two(self, first: str, second: str, verb: Verb, /, **typed: object) -> None:
        """Let two people take a step: one puts it forward, the other signs."""
        self.by(first, verb, **typed)
        self.by(second, verb)

    def seat(self, seat: Seat) -> str:
        """Let intake seat the next on the rota; return that person's first name."""
        (person,) = next_on_rota(self.view, seat, pseudonym(self.people["ines"]))
        self.by("ines", V.SEAT_OFFICER, place=f"{seat.value}:{person}")
        return self.holding(seat)[-1]

    def holding(self, seat: Seat) -> list[str]:
        held = set(people_behind(self.view.people.holding(seat)).values())
        return [first for first, user in self.people.items() if user in held]

    def wait(self, days: int) -> None:
        self.move(days_from(now(), days, ZoneInfo(self.view.rules.zone)))
        self.due()
        serve_ballots()

    def open_letter(self, first: str, about: UUID) -> None:
        user = self.reporter if first == "reporter" else self.people[first]
        assert user is not None
        do(Verb.OPEN_LETTER, reference=self.case, by=Actor(user=user), about=about)

    def file(self, report: Report) -> None:
        filed = file_complaint(by=None, report=report)
        assert filed.code is not None
        self.case, self.told, self.code = filed.cases[0], filed.reference, " ".join(filed.code.words)
        self.reporter = User.objects.reporter_with(lookup_id=filed.code.lookup_id)
        sweep_conflicts(reference=self.case, by=the_clock())


def as_posted(typed: Mapping[str, object]) -> MultiValueDict[str, str]:
    """Return typed values as a browser would send them."""
    sent: MultiValueDict[str, str] = MultiValueDict()
    for name, value in typed.items():
        values = value if isinstance(value, (list, tuple)) else [value]
        sent.setlist(name, [one.isoformat() if isinstance(one, date) else str(one) for one in values])
    return sent
