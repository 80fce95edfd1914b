"""A case without a database: the real machine, the real events, the real rulebook, a clock moved by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Self
from uuid import NAMESPACE_OID, UUID, uuid4, uuid5

from casework.record.events import Event, LetterOpened, OfficerSeated, Recorded, read_event
from casework.record.state import CaseView, Sworn, fold
from casework.vocabulary import CaseState, Seat, Verb
from casework.workflow.guard import Acting, reason_of
from casework.workflow.step import STEPS, CaseMachine, attach_steps, unmet
from policy.editions import read
from policy.models.editions import content_of, edition_id

FILES = read(Path(__file__).parents[2] / "policy" / "editions" / "icsrm")
RULES = FILES.rules
EDITION = uuid5(NAMESPACE_OID, FILES.code.key)
RULEBOOK_WORDS, _DIGEST = content_of(FILES.rulebook_values)
RULEBOOK = edition_id(_DIGEST)
MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
"""A Monday at ten in London, no holiday in sight."""

type By = tuple[UUID, Seat] | tuple[UUID, Seat, Seat]


@cache
def someone(name: str) -> UUID:
    """Return the pseudonym of a named person, the same in every test."""
    return uuid5(NAMESPACE_OID, name)


SWORN = Sworn(first=date(2024, 1, 1), last=None, edition=EDITION)
CLOCK: By = (someone("the clock"), Seat.CLOCK)


class PureCase(CaseMachine):
    """A case whose steps are taken by `do`; nothing is saved, everything is folded."""

    class Meta:
        app_label = "pure"
        managed = False

    began: CaseView
    happened: list[Recorded]

    @classmethod
    def new(cls, *, state: CaseState | None = None, now: datetime = MONDAY, **known: Any) -> Self:
        """Return a case not yet filed, or one put straight into `state`; `known` replaces any of its events."""
        case = cls(state=state.value if state else "")
        known.setdefault("sworn", (SWORN,))
        case.began = case.view = CaseView(case=uuid4(), rules=RULES, now=now, state=state, **known)
        case.happened = []
        return case

    @property
    def now(self) -> datetime:
        """The moment the next step is taken."""
        return self.view.now

    def do(self, verb: Verb | str, *, by: By, **given: Any) -> Any:
        """Take a step as `by` (a person and the seats held), fold its event and return it. NotNow when refused."""
        self.enter(by)
        event = STEPS[Verb(verb)](self, **given)
        self.happen(event, by=by)
        return event

    def two(self, verb: Verb, *, first: By, second: By, **given: Any) -> Any:
        """Take a step that two people sign: `first` puts it forward, `second` does it."""
        waiting = self.view.proposals.of(verb)
        self.do(Verb.PROPOSE_STEP, by=first, proposed=verb, replaces=waiting.id if waiting else None)
        return self.do(verb, by=second, **given)

    def happen(self, event: Event, *, by: By = CLOCK, at: datetime | None = None) -> None:
        """Let an event stand in the record without a step, as it reads when it comes back from the ledger."""
        self.enter(by, at)
        back = read_event(event.type, event.id, event.data())
        assert back == event
        recorded = Recorded(event=event, at=self.now, actor=by[0], role=self.acting.role)
        self.happened.append(recorded)
        self.view = self.view.apply(recorded)

    def enter(self, by: By, at: datetime | None = None) -> None:
        """Come in as `by`, at a moment."""
        self.acting = Acting(person=by[0], seats=frozenset(by[1:]))
        if at:
            self.view = replace(self.view, now=at)

    def wait(self, *, days: int = 0, hours: int = 0) -> None:
        """Let time pass."""
        self.view = replace(self.view, now=self.now + timedelta(days=days, hours=hours))

    def seat(self, name: str, seat: Seat) -> By:
        """Seat a named person and return how that person acts."""
        self.happen(OfficerSeated(person=someone(name), seat=seat, by_rota=True), by=(someone("intake"), Seat.INTAKE))
        return (someone(name), seat)

    def serve(self, about: UUID, reader: Seat, on: date | None = None) -> None:
        """Let a letter about an event be opened by its reader, which serves it."""
        day = on or self.view.today
        self.happen(LetterOpened(about=about, reader=reader, served_on=day), by=(someone(reader.value), reader))

    def reasons(self, verb: Verb, *, by: By) -> list[str]:
        """Return what stands against a step now."""
        self.enter(by)
        return unmet(self, verb)

    def reason(self, guard: str) -> str:
        """Return what a refused person reads of a guard as the case stands."""
        return reason_of(guard, self.view)

    def replayed(self) -> CaseView:
        """Return the events folded again from the record; they equal `view` in a case that began unfiled."""
        return fold(replace(self.began, now=self.now), self.happened)


attach_steps(PureCase)
