"""What waits for a person: a signature under a step that others put forward, or an answer about a report."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from accounts.models import User
from accounts.pseudonyms import pseudonyms_of
from casework.access import read_recorded
from casework.models import CaseGrant
from casework.record.events import StepProposed
from casework.record.state import Proposal
from casework.record.state.proposals import ProposalsPart
from casework.vocabulary import Reading, Seat, Verb
from casework.workflow.step import signed_verbs
from ledger.models import Entry

MOST = 200


@dataclass(frozen=True, kw_only=True)
class ToSign:
    """A step that waits in a case, and the seats that have put it forward or signed it."""

    reference: str
    code_name: str
    verb: Verb
    signed_by: tuple[Seat, ...]


def to_sign(viewer: User) -> list[ToSign]:
    """Return what the viewer can sign now, oldest first, of at most `MOST` rights to sign. At most three queries."""
    verbs = signed_verbs()
    rights = CaseGrant.objects.filter(
        user=viewer, content_object__awaiting_signature=True, permission__codename__in=verbs
    )
    rows = rights.order_by("-content_object__filed_at").values_list(
        "content_object", "permission__codename", "content_object__reference", "content_object__code_name"
    )
    held = {(f"case/{key}", Verb(verb)): (reference, name) for key, verb, reference, name in rows[:MOST]}
    if not held:
        return []
    person = pseudonyms_of(viewer, "").get("")
    return [
        ToSign(reference=held[place][0], code_name=held[place][1], verb=place[1], signed_by=_seats(proposal))
        for place, proposal in _waiting({stream for stream, _ in held}).items()
        if place in held and person not in {signer for signer, _ in proposal.signers}
    ]


def _waiting(streams: Collection[str]) -> dict[tuple[str, Verb], Proposal]:
    """Return what waits in these streams, by stream and step, oldest proposal first. One query."""
    proposed = Entry.objects.filter(stream=OuterRef("stream"), seq__lte=OuterRef("seq"), type=StepProposed.type)
    known: dict[str, ProposalsPart] = {}
    place: dict[UUID, int] = {}
    for entry in Entry.objects.filter(Exists(proposed), stream__in=streams).order_by("log_index"):
        place[entry.id] = entry.log_index
        known[entry.stream] = known.get(entry.stream, ProposalsPart()).apply(read_recorded(entry))
    found = [((stream, one.step), one) for stream, view in known.items() for one in view.waiting]
    return dict(sorted(found, key=lambda each: place[each[1].id]))


def _seats(proposal: Proposal) -> tuple[Seat, ...]:
    return tuple(seat for _, seat in proposal.signers)


def asked_outside(viewer: User) -> list[str]:
    """Return the references of the reports about which the viewer is asked, oldest first, at most `MOST`. One query."""
    right = Reading.READ_KEEP_AWAY.value
    rows = CaseGrant.objects.filter(user=viewer, listed=True, permission__codename=right)
    return list(rows.order_by("content_object__filed_at").values_list("content_object__reference", flat=True)[:MOST])
