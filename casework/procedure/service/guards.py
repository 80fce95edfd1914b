"""Guards of service: the event of a letter, and the proof that it arrived."""

from datetime import date
from uuid import UUID

from casework.vocabulary import Channel, Seat
from casework.workflow.guard import Asked, guard

ON_PAPER = frozenset({Channel.POST, Channel.COURIER, Channel.BY_HAND})
FAILED_FIRST = 2
READERS = frozenset({Seat.COMPLAINANT, Seat.RESPONDENT, Seat.REPRESENTATIVE, Seat.WITNESS})


@guard("There is no such letter in this case.")
def letter_is_of_this_case(case: Asked, about: UUID, reader: Seat) -> bool:
    return about in case.view.service.letter_entries and reader in READERS


@guard("This letter was opened before. Nothing was done twice.")
def letter_is_unopened(case: Asked, about: UUID, reader: Seat) -> bool:
    return not case.view.service.is_opened(about, reader)


@guard("Attach the postal proof. A second person confirms it.")
def proof_is_attached(case: Asked, *, proof: bool, channel: Channel, posted_on: date) -> bool:
    """Whether there is proof that a letter was sent, on paper or in a directed way, on a day that is not in the future."""
    return proof and channel in ON_PAPER | {Channel.DIRECTED} and posted_on <= case.view.today


@guard("Nobody has directed another way of sending this letter.")
def way_was_directed(case: Asked, about: UUID, reader: Seat, channel: Channel) -> bool:
    return channel is not Channel.DIRECTED or (about, reader) in case.view.service.directed


@guard("Two different ways of sending must have failed first.")
def two_channels_failed(case: Asked, reader: Seat) -> bool:
    return len({one.channel for one in case.view.service.failed if one.reader is reader}) >= FAILED_FIRST
