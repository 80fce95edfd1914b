"""What the public register shows of a sanction beside its words, next to the steps that decide about these words."""

from dataclasses import dataclass
from datetime import date

from casework.models import Case
from casework.queries.decisions.pack import terms_in_words
from casework.queries.rulebook.printed_procedure import shown_for
from casework.vocabulary import Verb

REGISTERS = frozenset({Verb.APPROVE_PUBLICATION_TEXT, Verb.PUBLISH_SANCTION, Verb.CORRECT_PUBLICATION})


@dataclass(frozen=True, kw_only=True)
class RegisterLine:
    """The sanction, the commitments that were broken, the day of the decision, and how long the register shows it, in words."""

    sanction: str
    commitments: tuple[int, ...]
    decided_on: date
    shown: str


def register_line(case: Case) -> RegisterLine | None:
    """Return what the register shows of the current sanction; None if there is none. No query."""
    view = case.view
    sanction = view.sanctions.current
    if sanction is None:
        return None
    broken = {one.commitment for one in view.allegations.all if one.id in sanction.findings}
    decided = next(one.at for one in case.record if one.event.id == sanction.imposed)
    return RegisterLine(
        sanction=terms_in_words(view, view.sanctions.terms),
        commitments=tuple(sorted(broken)),
        decided_on=view.day_of(decided),
        shown=shown_for(view.rules.ladder[sanction.level].display),
    )
