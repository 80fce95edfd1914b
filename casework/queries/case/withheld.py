"""Entries that no right shows: of ended offers, annulled findings, other cases, void votes; and items that were not served."""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from itertools import dropwhile
from uuid import UUID

from casework.models import Case
from casework.record import events as e
from casework.record.events.conversation import IN_A_THREAD, SECOND_READING
from casework.record.rights import rights_of
from casework.record.rights.hidden_letters import JUDGES, OF_AN_OFFER, an_offer_stands, ended_offers
from casework.record.rights.served import shut_entries
from casework.record.state import CaseView
from casework.record.state.eligibility import seated_panel
from casework.record.state.letters_tell import FOUND
from casework.record.state.people import PARTIES
from casework.record.state.report_votes import votes_decide
from casework.vocabulary import Reading, Seat
from casework.workflow.guard import Acting
from ledger.sealed_answers import REST, field_of
from policy.quorum import Option, options_reached

PANEL = frozenset({Seat.PANEL_CHAIR, Seat.PANEL_MEMBER})
BLIND = frozenset({Seat.BLIND_READER})
KNOW_TURNOUT = frozenset({Seat.BOARD_SECRETARY, Seat.AUDITOR})
"""Who learns that somebody has voted while a ballot runs: the secretary can close it, the auditor reads the record itself."""
ANNULS = (e.PanelDissolved, e.RemittedToNewPanel, e.AppealRemittedToPanel, e.CaseReopenedForHearing)


def withheld_entries(case: Case) -> frozenset[UUID]:
    """Return the entries of a case that are hidden from its viewer, who neither learns of them nor opens them.

    A judge learns of no offer that was rejected, lapsed or sent back, nor of who was to approve one if none stands, and
    of no finding that was annulled before it was served. A panel does not learn what another panel found. Before its
    own findings it learns of no link to another case, because a link would reveal an earlier one. People who see a case
    that grew out of this one learn of it here. People who are not denied a linked case learn of it here. The author of
    the entry learns of both. Only people who read a thread learn that somebody wrote in it. No side learns whether a
    filing was held. A blind reader learns of nothing since the risk was recorded, and nobody of a blind reader who has
    not answered. While a ballot runs, a voter learns of no vote but their own, and nobody else but `KNOW_TURNOUT` of
    any: so nobody is pressed, or waits for others. What a reporter adds about who must not see the report is known to
    nobody but the reporter and the people who are asked about it.
    """
    judges, in_panel = case.seats & JUDGES, case.seats & PANEL
    offers = _of_ended_offers(case) if judges else ()
    findings = _annulled_findings(case) if in_panel else _unserved_findings(case) if judges else ()
    linking = (e.CasesLinked, e.CasesSevered) if in_panel and not case.view.deliberation.saved else ()
    links = (one.event.id for one in case.record if isinstance(one.event, linking))
    blind = _of_blind_reading(case)
    hidden = (*offers, *findings, *links, *blind, *_of_running_ballot(case))
    return frozenset((*hidden, *_of_other_cases(case), *_of_closed_threads(case), *_of_what_was_added(case)))


def entries_withheld_from(case: Case, person: UUID, seats: frozenset[Seat]) -> frozenset[UUID]:
    """Return what `withheld_entries` returns to a person in these seats, for the machine alone.

    The case needs no viewer. Every entry of somebody else that names another case counts as hidden.
    """
    shown = copy(case)
    shown.seats, shown.others_told = seats, frozenset()
    shown.rights = frozenset(right.value for seat in seats for right in rights_of(seat, case.view, person))
    shown.acting = Acting(person=person, seats=seats)
    return withheld_entries(shown)


def unopened_texts(case: Case) -> frozenset[tuple[UUID, str]]:
    """Return the texts that the viewer cannot open, by entry and field: answers, counts and opinions that nobody may, and
    for a body that decides what was not served on the member in time.

    Nobody opens those of a ballot that is open or void or whose decision is void; of a ballot with a result, the answers that
    the count did not reach; the opinions that members of the panel signed, until everybody has; the votes on the grounds of
    an appeal, until a majority agrees on each; and the view of another decider, until their votes decide about the report.
    Somebody who may read the reporter's name reads it as it was said last.
    """
    reached = fields_reached(case.record)
    counted = case.view.board.readable_ballots
    everybody = seated_panel(case.view) <= case.view.deliberation.signers
    signed = () if everybody else {entry for _who, entry in case.view.deliberation.signed}
    votes = _uncounted_votes(case) | _uncounted_views(case)
    unserved = shut_entries(case.view, case.seats)
    shut = set(_names_said_before(case))
    for event in (one.event for one in case.record):
        if isinstance(event, (e.VoteCast, e.BallotCounted)):
            opened = {"tally", *reached[event.ballot]} if event.ballot in counted else set()
            shut.update((event.id, name) for name in event.sealed if name not in opened)
        elif event.id in signed or event.id in unserved or event.id in votes:
            shut.update((event.id, name) for name in event.sealed)
    return frozenset(shut)


def _names_said_before(case: Case) -> Iterator[tuple[UUID, str]]:
    """Yield what the reporter said of themselves before they said it again: perhaps sealed, with more than they show now."""
    if Reading.READ_OWN_COMPLAINT.value not in case.rights:
        yield from ((entry, "identity") for entry in case.view.filing.identity_entries[:-1])


def _uncounted_votes(case: Case) -> frozenset[UUID]:
    """Return the votes on the grounds of an appeal that decide nothing: there is no majority yet, or a later panel voted."""
    known = case.view.appeal
    counted = frozenset(entry for _who, entry in known.votes if known.found is not None)
    return frozenset(one.event.id for one in case.record if isinstance(one.event, e.AppealGroundsVoted)) - counted


def _uncounted_views(case: Case) -> frozenset[UUID]:
    """Return the views of other deciders on the latest report, while a vote that is to come can still change the result."""
    votes = case.view.report.votes
    if not votes or votes_decide(case.view):
        return frozenset()
    return frozenset(vote.entry for vote in votes if vote.person != case.acting.person)


def fields_reached(record: Iterable[e.Recorded]) -> dict[UUID, frozenset[str]]:
    """Return the fields of votes that the count of each counted ballot opened, by ballot."""
    put: dict[UUID, tuple[Option, ...]] = {}
    reached: dict[UUID, frozenset[str]] = {}
    for event in (one.event for one in record):
        match event:
            case e.BallotOpened(id=ballot, motions=motions):
                put[ballot] = motions
            case e.BallotCounted(ballot=ballot, carried=carried):
                names = {field_of(option) for option in options_reached(put[ballot], carried)}
                reached[ballot] = frozenset(names if carried else names | {REST})
    return reached


def _of_ended_offers(case: Case) -> Iterator[UUID]:
    """Yield the entries of ended offers, those about their letters and, where no offer stands, those of an approver."""
    hidden, never = set(ended_offers(case.view)), not an_offer_stands(case.view)
    for one in case.record:
        event, names = one.event, {getattr(one.event, name, None) for name in ("id", "offer", "about")}
        approver = Seat.CONSENT_APPROVER in {one.role, getattr(event, "seat", None)}
        clock = getattr(event, "clock", None) in OF_AN_OFFER
        if isinstance(event, e.ConsentReturned) or names & hidden or (never and (approver or clock)):
            hidden.add(event.id)
            yield event.id


def _of_other_cases(case: Case) -> Iterator[UUID]:
    for one in case.record:
        if isinstance(one.event, e.NAMES_ANOTHER_CASE) and one.actor != case.acting.person:
            yield from () if one.event.other in case.others_told else (one.event.id,)


def _of_what_was_added(case: Case) -> Iterator[UUID]:
    """Yield what the reporter added about who must not see the report, with the sweep and the question that followed it.

    Its author knows of it, and the people asked know of it once it was compared with them.
    """
    filing = case.view.filing
    if not filing.added:
        return
    asked, follows = Reading.READ_KEEP_AWAY.value in case.rights, False
    for one in case.record:
        if isinstance(one.event, e.KeepAwayExplained):
            follows = True
            if one.actor != case.acting.person and not (asked and one.event.id in filing.told_to_asked):
                yield one.event.id
        elif follows and not asked and isinstance(one.event, (e.ConflictsSwept, e.KeepAwayAsked)):
            follows = isinstance(one.event, e.ConflictsSwept)
            yield one.event.id


def _of_closed_threads(case: Case) -> Iterator[UUID]:
    for event in (one.event for one in case.record):
        if isinstance(event, IN_A_THREAD) and event.thread.opens.value not in case.rights:
            yield event.id
        if isinstance(event, SECOND_READING) and case.seats & PARTIES:
            yield event.id


def numbers_told(view: CaseView, record: Sequence[e.Recorded]) -> int:
    """Return up to which number the places of entries in the record of a case may be told.

    While a ballot runs, it is the place of its opening: any number after it would count the votes.
    """
    ballot = view.board.ballot
    if ballot is None or not ballot.is_running:
        return len(record)
    return next(number for number, one in enumerate(record, 1) if one.event.id == ballot.id)


def _of_running_ballot(case: Case) -> Iterator[UUID]:
    ballot = case.view.board.ballot
    if ballot is not None and ballot.is_running and not case.seats & KNOW_TURNOUT:
        yield from (vote.entry for vote in ballot.votes if vote.voter != case.acting.person)


def _of_blind_reading(case: Case) -> Iterator[UUID]:
    """Yield, to a blind reader, all from the first answers on; to others, that somebody was drawn and has not answered."""
    if case.seats == BLIND:
        events = (one.event for one in case.record)
        yield from (event.id for event in dropwhile(lambda one: not isinstance(one, e.RiskTriaged), events))
    elif case.view.screening.second_severity is None:
        yield from (one.event.id for one in case.record if isinstance(one.event, e.BlindReaderSeated))


def _annulled_findings(case: Case) -> Iterator[UUID]:
    events = [one.event for one in case.record]
    last = max((n for n, event in enumerate(events) if isinstance(event, ANNULS)), default=0)
    yield from (event.id for event in events[:last] if isinstance(event, FOUND))


def _unserved_findings(case: Case) -> Iterator[UUID]:
    """Yield the entries of a panel whose findings were annulled before any letter about them reached the respondent."""
    unserved = {one.finding.id for one in case.view.deliberation.set_aside if one.finding and not one.served}
    found: list[UUID] = []
    for event in [one.event for one in case.record] if unserved else ():
        if isinstance(event, FOUND):
            found.append(event.id)
        elif isinstance(event, ANNULS):
            yield from found if unserved.intersection(found) else ()
            found = []
