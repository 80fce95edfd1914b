"""What letters tell beside their sealed texts, and which rights somebody needs who reads one."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from casework.record import events as e
from casework.vocabulary import Reading, RequestKind

FOUND = (
    e.FirstViewGiven,
    e.FindingsSigned,
    e.MinorityReasonsWritten,
    e.FindingMade,
    e.FindingsRecorded,
    e.FactorsNamed,
    e.HistoryOpened,
    e.SanctionViewsFiled,
    e.SanctionRecommended,
)
FROM_THEN_ON: Mapping[Reading, tuple[type[e.Event], ...]] = {
    Reading.READ_FINDINGS: (*FOUND, e.BoardPackSent, e.BoardDecided),
}
"""The first of these entries begins the letters that may tell what only this right opens, in their texts and beside them."""
ALONE: Mapping[Reading, tuple[type[e.Event], ...]] = {Reading.READ_OFFER: (e.ConsentProposed,)}
"""The letters about these entries tell it, and no later letter does: an offer that ended counts as never made."""


OF_CONDITIONS = (
    e.BreachNoticed,
    e.BreachNoticeWithdrawn,
    e.ConditionEvidenceReturned,
    e.ConditionExtended,
    e.ConditionLapsed,
    e.ConditionMet,
)
"""The letters about these entries tell of a condition alone, for which the right to the evidence on it is enough."""
INSTEAD = {Reading.READ_CONDITION_EVIDENCE: Reading.READ_FINDINGS}
"""For a right that letters need, another right that is also enough."""


def rights_begun(event: e.Event) -> frozenset[Reading]:
    """Return the rights that every letter needs from this entry on."""
    return frozenset(right for right, kinds in FROM_THEN_ON.items() if isinstance(event, kinds))


def rights_for_itself(event: e.Event) -> frozenset[Reading]:
    """Return the rights that the letters about this entry alone need."""
    return frozenset(right for right, kinds in ALONE.items() if isinstance(event, kinds))


def rights_needed(event: e.Event, telling: frozenset[Reading]) -> frozenset[Reading]:
    """Return the rights of somebody who may know what the letters about an entry tell beside their texts.

    `telling`: those that letters need because of earlier entries.
    """
    if isinstance(event, OF_CONDITIONS):
        return frozenset({Reading.READ_CONDITION_EVIDENCE})
    return telling | rights_begun(event) | rights_for_itself(event)


def is_told(needs: Iterable[Reading], rights: Collection[str]) -> bool:
    """Whether somebody with these rights may know what letters tell that need these."""
    return all(right.value in rights or INSTEAD.get(right, right).value in rights for right in needs)


def entries_told(events: Iterable[e.Event], rights: Collection[str]) -> Iterator[UUID]:
    """Yield the entries whose letters tell nothing, beside their texts, that these rights do not open."""
    telling = frozenset[Reading]()
    for event in events:
        telling |= rights_begun(event)
        if is_told(rights_needed(event, telling), rights):
            yield event.id


def unsaid(event: e.Event) -> frozenset[str]:
    """Return the sealed fields of an entry that hold nothing, as its other fields say."""
    if not isinstance(event, e.RespondentRequestAnswered | e.ReporterRequestAnswered):
        return frozenset()
    return frozenset({"reasons" if event.kind is RequestKind.ADJUSTMENT else "arranged"})
