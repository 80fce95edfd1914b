"""Which sealed texts a letter shows: its entry's own, and those its kind rests on, as far as its reader's rights go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from casework.access import Actor
from casework.models import Case
from casework.procedure.reading.actions import open_content
from casework.queries.case_page import openable_texts
from casework.record.events import (
    AllegationAdded,
    AllegationFramed,
    BreachReported,
    CaseFiled,
    ChargeAdded,
    ConsentAccepted,
    Event,
    EvidenceDisclosed,
    FindingMade,
    KeepAwayAsked,
    MessageSent,
    MinorityReasonsWritten,
    NoticeServed,
    Recorded,
    ReportCommented,
    SanctionRecommended,
    TermsProposed,
    label_of,
)
from casework.recording import OpenedTexts
from casework.vocabulary import CaseCompartment, Reading, Seat, Verb

ALLEGED = (AllegationFramed, NoticeServed, AllegationAdded, ChargeAdded)
FOUND = (FindingMade, MinorityReasonsWritten)
RESTS_ON: Mapping[str, tuple[type[Event], ...]] = {
    "notice_of_investigation": (*ALLEGED, EvidenceDisclosed),
    "closure": (TermsProposed,),
    "charges": ALLEGED,
    "no_case": ALLEGED,
    "findings": (*ALLEGED, *FOUND),
    "not_proven": (*ALLEGED, *FOUND),
    "decision": (*ALLEGED, *FOUND, SanctionRecommended),
    "final_report": (ReportCommented,),
    "board_papers": (SanctionRecommended, MinorityReasonsWritten, ConsentAccepted, BreachReported),
}
SERVES = frozenset({"final_report", "board_papers"})
"""Letters that print, as they are, the words of the entries on which they rest."""
WEIGHING = frozenset({"dismissal", "review_result", "closure", "progress"})
"""Letters to a reporter whose words depend on whether they gave a name."""


def shown_events(template: str, seat: Seat, record: Iterable[Recorded], own: Iterable[Recorded]) -> list[Event]:
    """Return the events whose texts a letter may open, in the order of the record."""
    kinds = RESTS_ON.get(template, ())
    mine = {one.event.id for one in own}
    shown = [one.event for one in record if one.event.id in mine or isinstance(one.event, kinds)]
    filed = [one.event for one in record if isinstance(one.event, CaseFiled)]
    return [*shown, *filed] if seat is Seat.COMPLAINANT else shown


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What a letter shows beside its own entry: which step it is, and its words, each with its label."""

    what: Promise
    words: tuple[tuple[Promise | str, object], ...]


def words_beside(template: str, events: Iterable[Event], texts: OpenedTexts) -> tuple[Beside, ...]:
    """Return the words that a letter serves together with those of its own entry, in the order of the record."""
    if template not in SERVES:
        return ()
    found = [
        Beside(
            what=event.title,
            words=tuple((label_of(name), said) for name in event.sealed if (said := texts.get((event.id, name)))),
        )
        for event in events
        if isinstance(event, RESTS_ON[template])
    ]
    return tuple(one for one in found if one.words)


def open_texts(case: Case, by: Actor, template: str, events: Iterable[Event]) -> OpenedTexts:
    """Return the texts of the events that any right of `by` opens; each opening stands in the record.

    Of a report it opens the reference alone, and the reporter's identity where the letter depends on it. The names of people
    who must not see a report are read on the page of the step alone.
    """
    open_now = openable_texts(case, [Verb.OPEN_LETTER])
    wanted: dict[CaseCompartment, list[tuple[UUID, str]]] = {}
    rights: set[Reading] = set()
    for event in events:
        for name, seal in event.sealed.items():
            held = {right for right in seal.opens if right.value in case.rights}
            if held and (event.id, name) in open_now and _is_told(event, name, template):
                rights.add(min(held))
                wanted.setdefault(seal.kept, []).append((event.id, name))
    return open_content(reference=case.reference, by=by, rights=rights, wanted=wanted) if wanted else {}


def _is_told(event: Event, name: str, template: str) -> bool:
    if not isinstance(event, CaseFiled):
        return not isinstance(event, (KeepAwayAsked, MessageSent))
    return name == "reference" or (name == "identity" and template in WEIGHING)
