"""Which sealed texts a letter shows: its entry's own, and those its kind rests on, as far as its reader's rights go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.access import Actor
from casework.models import Case
from casework.procedure.reading.actions import open_content
from casework.queries.case.page import Text, group_by_compartment, openable_texts
from casework.queries.rulebook.reported_breach import TOLD, is_about_a_breach
from casework.queries.rulebook.worded_conditions import DEMANDED, WORDED, field_of_conditions
from casework.record.events import (
    AllegationAdded,
    AllegationFramed,
    AppealVaried,
    CaseFiled,
    ChargeAdded,
    ConsentAccepted,
    Event,
    EvidenceDisclosed,
    FindingMade,
    KeepAwayAsked,
    MessageSent,
    MinorityReasonsWritten,
    NameGiven,
    NoticeServed,
    Recorded,
    ReportCommented,
    TermsProposed,
    label_of,
)
from casework.record.rights.posting import STANDS
from casework.record.state.letters_tell import unsaid
from casework.recording import OpenedTexts
from casework.vocabulary import Reading, Seat, Verb

ALLEGED = (AllegationFramed, NoticeServed, AllegationAdded, ChargeAdded)
FOUND = (FindingMade, MinorityReasonsWritten)
RESTS_ON: Mapping[str, tuple[type[Event], ...]] = {
    "notice_of_investigation": (*ALLEGED, EvidenceDisclosed),
    "closure": (TermsProposed,),
    "charges": ALLEGED,
    "no_case": ALLEGED,
    "findings": (*ALLEGED, *FOUND),
    "not_proven": (*ALLEGED, *FOUND),
    "decision": (*ALLEGED, *FOUND, *TOLD),
    "breach_notice": DEMANDED,
    "condition_evidence_returned": DEMANDED,
    "final_report": (ReportCommented,),
    "board_papers": (MinorityReasonsWritten, *TOLD),
}
OF_A_BREACH: Mapping[str, tuple[type[Event], ...]] = {
    "board_papers": (AppealVaried,),
    "decision": (ConsentAccepted, AppealVaried),
}
"""Letters of a board that rest on `TOLD` alone if a breach lies before it. Otherwise they do not rest on these entries of it,
which have the words of a condition."""
ONE_CONDITION = frozenset({"breach_notice", "condition_evidence_returned"})
"""Letters that name one condition, in the words of the decision."""
SERVES = frozenset({"final_report", "board_papers"})
"""Letters that print, as they are, the words of the entries on which they rest."""
WEIGHING = frozenset({"dismissal", "review_result", "closure", "progress"})
"""Letters to a reporter whose words depend on whether they gave a name."""


def shown_events(template: str, seat: Seat, record: Iterable[Recorded], own: Iterable[Recorded]) -> list[Event]:
    """Return the events whose texts a letter may open, in the order of the record."""
    record, own, kinds = list(record), list(own), RESTS_ON.get(template, ())
    if template in OF_A_BREACH:
        breach = is_about_a_breach([one.event for one in record])
        kinds = TOLD if breach else tuple(kind for kind in kinds if kind not in OF_A_BREACH[template])
    if seat is not Seat.COMPLAINANT and _let_it_stand(one.event for one in own):
        kinds = DEMANDED
    if seat is not Seat.COMPLAINANT and any(isinstance(one.event, AppealVaried) for one in own):
        kinds = WORDED  # The letter says which of their conditions no longer apply.
    mine = {one.event.id for one in own}
    shown = [one.event for one in record if one.event.id in mine or isinstance(one.event, kinds)]
    filed = [one.event for one in record if isinstance(one.event, (CaseFiled, NameGiven))]
    return [*shown, *filed] if seat is Seat.COMPLAINANT else shown


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What a letter shows beside its own entry: which step it is, and its words, each with its label."""

    what: Promise
    words: tuple[tuple[Promise | str, object], ...]


def words_beside(template: str, events: Iterable[Event], texts: OpenedTexts) -> tuple[Beside, ...]:
    """Return the words that a letter serves together with those of its own entry, in the order of the record.

    None for a letter about a breach, which tells of it in its own order.
    """
    events = list(events)
    if template not in SERVES or is_about_a_breach(events):
        return ()
    found = [
        Beside(
            what=event.title,
            words=tuple(
                labelled
                for name in event.sealed
                if _says(said := texts.get((event.id, name)))
                for labelled in _labelled(name, said)
            ),
        )
        for event in events
        if isinstance(event, RESTS_ON[template])
    ]
    return tuple(one for one in found if one.words)


def _labelled(name: str, said: object) -> list[tuple[Promise | str, object]]:
    """Return a text under its label; of terms, their words and each condition under a label of its own."""
    if name != "wording" or not isinstance(said, Mapping):
        return [(label_of(name), said)]
    parts = [(label_of(name), said.get("sanction")), (_("Conditions"), said.get("conditions"))]
    return [(label, part) for label, part in parts if _says(part)]


def _says(value: object) -> bool:
    """Whether a text says anything: a list or a table of empty texts does not."""
    if isinstance(value, Mapping):
        return any(_says(one) for one in value.values())
    return any(_says(one) for one in value) if isinstance(value, (list, tuple)) else bool(value)


def open_texts(case: Case, by: Actor, template: str, events: Iterable[Event]) -> OpenedTexts:
    """Return the texts of the events that any right of `by` opens; each opening stands in the record.

    Of a report it opens the reference alone, and the reporter's identity where the letter depends on it. The names of people
    who must not see a report are read on the page of the step alone.
    """
    found = texts_told(case, template, events)
    rights = {right for _text, right in found}
    wanted = group_by_compartment(text for text, _right in found)
    return open_content(reference=case.reference, by=by, rights=rights, wanted=wanted) if wanted else {}


def texts_told(case: Case, template: str, events: Iterable[Event]) -> list[tuple[Text, Reading]]:
    """Return the texts of the events that a letter tells its reader, whom the case was shown to, each with a right to it."""
    events, open_now = list(events), openable_texts(case, [Verb.OPEN_LETTER])
    breach = template in OF_A_BREACH and is_about_a_breach(events)
    varied = [event.id for event in events if isinstance(event, AppealVaried)] if template == "appeal_decided" else []
    by_decision = template in ONE_CONDITION or _let_it_stand(events)
    worded = DEMANDED if by_decision else WORDED if breach or varied else ()
    return [
        (Text(entry=event.id, field=name, kept=seal.kept), min(held))
        for event in events
        for name, seal in event.sealed.items()
        if (held := {right for right in seal.opens if right.value in case.rights})
        and (event.id, name) in open_now
        and _is_told(event, name, template)
        and not (_has_more_than_conditions(event, name, worded) and event.id not in varied[-1:])
    ]


def _has_more_than_conditions(event: Event, name: str, kinds: tuple[type[Event], ...]) -> bool:
    """Whether a text of an event of these kinds is not the one that has the words of conditions."""
    return isinstance(event, kinds) and name != field_of_conditions(event)


def _let_it_stand(events: Iterable[Event]) -> bool:
    """Whether a letter says that a decision stands. It prints the conditions in words, and nothing else of the decision."""
    return any(isinstance(event, STANDS) for event in events)


def _is_told(event: Event, name: str, template: str) -> bool:
    if not isinstance(event, (CaseFiled, NameGiven)):
        return not isinstance(event, (KeepAwayAsked, MessageSent)) and name not in unsaid(event)
    return name == "reference" or (name == "identity" and template in WEIGHING)
