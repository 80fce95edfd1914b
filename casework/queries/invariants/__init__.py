"""The seventeen invariants of the procedure (section 12): pure functions over a case, its events and its entries."""

from collections.abc import Iterable, Iterator, Sequence

from casework.queries.invariants import charges, decisions, finality, outgoing, people, record
from casework.queries.invariants.base import Breach, History, Invariant, Told, told
from casework.queries.invariants.reading import histories, history_of, unknown_references

INVARIANTS: Sequence[Invariant] = (
    people.nobody_acts_in_conflict,
    people.nobody_sits_in_two_incompatible_seats,
    decisions.a_ballot_equals_its_recomputation,
    finality.a_sanction_is_final_for_a_reason,
    finality.only_a_final_public_sanction_is_published,
    decisions.an_active_sanction_was_voted,
    decisions.the_board_stays_below_what_was_recommended,
    charges.every_finding_rests_on_evidence_in_time,
    charges.every_allegation_was_sworn_to,
    record.a_period_is_its_length_and_its_pauses,
    outgoing.nothing_outgoing_holds_a_sealed_token,
    people.no_panel_knows_history_before_its_findings,
    finality.nothing_is_open_in_a_closed_case,
    record.nothing_is_deleted_under_a_legal_hold,
    record.what_counts_once_stands_once,
    people.the_appeal_panel_is_new,
    record.the_stored_case_is_the_replayed_one,
)

__all__ = [
    "INVARIANTS",
    "Breach",
    "History",
    "Invariant",
    "Told",
    "breaches",
    "breaches_of",
    "histories",
    "history_of",
    "told",
    "unknown_references",
]


def breaches_of(history: History, invariants: Iterable[Invariant] = INVARIANTS) -> Iterator[Breach]:
    """Yield what breaks each invariant in one history; nothing where all hold."""
    for one in invariants:
        for words in one.check(history):
            yield Breach(case=history.reference, invariant=one.number, words=words)


def breaches(references: Iterable[str] | None = None) -> Iterator[Breach]:
    """Yield every breach in these cases, or in all, a case at a time. Writes nothing. CannotCheck without the keys."""
    for history in histories(references):
        yield from breaches_of(history)
