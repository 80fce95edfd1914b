"""A case with all that is stored of it, read for the invariants alone; nothing of it is shown to anybody."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import Q

from accounts.offices import own_holders
from accounts.pseudonyms import people_behind
from accounts.vocabulary import Office
from casework.models import Case, Seating
from casework.queries.checks.replay import Drift, drifts_of
from casework.queries.conflicts.sealed_names import SealedNames, sealed_names_of
from casework.queries.invariants.base import Address, History, history_steps
from casework.record.events import BallotCounted, BallotOpened, Recorded, VoteCast
from casework.record.rights import ACCUSED, RIGHTS, When
from casework.record.state import CaseView
from casework.record.state.people import APPEAL_PANEL, PANEL
from casework.recording import open_texts
from casework.vocabulary import CaseCompartment, IdentityChoice, IdentityDecision, Reading, Seat
from ledger.sealed_answers import field_of
from policy.quorum import Option, options_reached
from vault.sealing import kept_addresses

TOLD_THE_ACCUSED = frozenset(
    right.right if isinstance(right, When) else right
    for (seat, _), rights in RIGHTS.items()
    if seat is Seat.RESPONDENT
    for right in rights
) & (frozenset(Reading) - {Reading.READ_OWN_EVIDENCE})
"""The readings that ever open a text to the respondent, but for what each side brought itself."""

JUDGES = frozenset({*PANEL, *APPEAL_PANEL})

type Answered = tuple[UUID, Option]
"""The address of an answer: the entry of a vote, and the option."""


def unknown_references(references: Iterable[str]) -> list[str]:
    """Return the references that no case has, in their order. One query."""
    wanted = list(references)
    known = set(Case.objects.filter(reference__in=wanted).values_list("reference", flat=True))
    return [each for each in wanted if each not in known]


def history_of(case: Case, *, earlier: History | None = None, drifts: Iterable[Drift] | None = None) -> History:
    """Return the history of a case that was read with its record. A dozen queries. CannotCheck when a text does not open.

    `earlier` is an older history of the case: its events are not folded, and its texts not opened, a second time. `drifts`
    are those of this case, where its row was compared before.
    """
    view, record = case.view, case.record
    earlier = earlier if earlier and _goes_on(earlier, record) else None
    steps = earlier.steps if earlier else ()
    start = CaseView(case=case.id, rules=view.rules, now=view.now, sworn=view.sworn, elsewhere=view.elsewhere)
    known = steps[-1].after if steps else start
    humans = _humans(record, view)
    return History(
        reference=case.reference,
        view=view,
        steps=(*steps, *history_steps(known, record[len(steps) :])),
        humans=humans,
        elsewhere=_linked_seats(case),
        boards=_boards(record, view),
        answers=_answers(case, earlier.answers if earlier else {}),
        outgoing=_outgoing(case, earlier.outgoing if earlier else {}),
        names=_names(case, earlier),
        lost=_sealed_addresses(record) - kept_addresses({one.event.id for one in record}),
        drift=tuple(sorted(drift.field for drift in (drifts_of(case) if drifts is None else drifts))),
        knew=_former_judges(case),
    )


def _goes_on(earlier: History, record: Sequence[Recorded]) -> bool:
    """Whether a record begins with every event of an earlier history."""
    steps = earlier.steps
    return len(steps) <= len(record) and (not steps or steps[-1].happened == record[len(steps) - 1])


def _humans(record: Iterable[Recorded], view: CaseView) -> Mapping[UUID, Hashable]:
    people = {one.actor for one in record} | {person for person, _ in view.people.acts | view.people.seats}
    return {person: user.pk for person, user in people_behind(people).items()}


def _linked_seats(case: Case) -> frozenset[tuple[Hashable, Seat]]:
    together = Q(case__linked=case.linked) | Q(case__in=list(case.view.joining.linked))
    rows = Seating.objects.filter(together).exclude(case=case).values_list("user_id", "seat")
    return frozenset((user, Seat(seat)) for user, seat in rows)


def _boards(record: Iterable[Recorded], view: CaseView) -> Mapping[UUID, frozenset[UUID]]:
    opened_on = {one.event.id: view.day_of(one.at) for one in record if isinstance(one.event, BallotOpened)}
    return {ballot: own_holders(Office.BOARD_MEMBER, day) for ballot, day in opened_on.items()}


def _answers(case: Case, known: Mapping[Answered, str]) -> Mapping[Answered, str]:
    """Return the answers that the counts of ballots reached; no other is opened. Those in `known` were opened before."""
    if _is_erased(case):
        return {}
    over = {one.event.ballot: one.event.carried for one in case.record if isinstance(one.event, BallotCounted)}
    put = {one.event.id: one.event.motions for one in case.record if isinstance(one.event, BallotOpened)}
    cast = [one.event for one in case.record if isinstance(one.event, VoteCast) and one.event.ballot in over]
    wanted = {
        (one.id, field_of(option)): (one.id, option)
        for one in cast
        for option in options_reached(put[one.ballot], over[one.ballot])
        if (one.id, option) not in known
    }
    found = open_texts(case, CaseCompartment.DECISION, list(wanted)) if wanted else {}
    return {**known, **{wanted[address]: said["answer"] for address, said in found.items() if said}}


def _names(case: Case, earlier: History | None) -> SealedNames:
    """Return the names that must not go out; none if the reporter is or agreed to be named, or nobody can read them."""
    view = case.view
    known = view.filing.identity is IdentityChoice.OPEN
    agreed = view.screening.identity_decision is IdentityDecision.RELEASE
    if known or agreed or _is_erased(case):
        return SealedNames()
    as_before = earlier is not None and earlier.view.filing.identity_entries == view.filing.identity_entries
    return earlier.names if earlier and as_before and earlier.names != SealedNames() else sealed_names_of(case)


def _outgoing(case: Case, known: Mapping[Address, str]) -> Mapping[Address, str]:
    if _is_erased(case):
        return {}
    wanted: dict[CaseCompartment, list[Address]] = {}
    for one in case.record:
        for name, sealed in one.event.sealed.items():
            told = one.role not in ACCUSED and sealed.opens & TOLD_THE_ACCUSED
            if told and (one.event.id, name) not in known:
                wanted.setdefault(sealed.kept, []).append((one.event.id, name))
    texts = {address: text for kept, each in wanted.items() for address, text in open_texts(case, kept, each).items()}
    return {**known, **{address: str(text or "") for address, text in texts.items()}}


def _is_erased(case: Case) -> bool:
    """Whether the keys of the case were destroyed. Then its texts cannot be checked any more, but its steps can."""
    return case.view.holding.erased_on is not None


def _sealed_addresses(record: Iterable[Recorded]) -> frozenset[Address]:
    return frozenset((one.event.id, name) for one in record for name in one.event.sealed)


def _former_judges(case: Case) -> frozenset[Hashable]:
    """Return the people who judged an earlier case of the same respondent and could read the history there."""
    if case.respondent_id is None:
        return frozenset()
    earlier = Seating.objects.filter(case__respondent=case.respondent_id, case__filed_at__lt=case.filed_at)
    judges = earlier.filter(seat__in=[seat.value for seat in JUDGES], case__closing_code__gt="")
    return frozenset(judges.values_list("user_id", flat=True))
