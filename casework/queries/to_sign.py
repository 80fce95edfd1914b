"""What waits for a person's signature: steps that others put forward in cases the person may act in."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat

from accounts.models import User
from accounts.pseudonyms import pseudonym
from casework.events import Moved, Recorded, StepProposed, StepSigned, read_fact
from casework.guards.signatures import NEEDED
from casework.models import CaseGrant
from casework.vocabulary import Seat, Verb
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
    """Return what the viewer can sign now, oldest first, of at most `MOST` rights to sign. Three queries."""
    verbs = [verb.value for verb in NEEDED]
    rights = CaseGrant.objects.filter(user=viewer, permission__codename__in=verbs)
    stream = Concat(Value("case/"), Cast("content_object_id", CharField()))
    rows = rights.annotate(stream=stream).order_by("-content_object__filed_at")
    held = {
        (row["stream"], Verb(row["permission__codename"])): (
            row["content_object__reference"],
            row["content_object__code_name"],
        )
        for row in rows.values(
            "stream", "permission__codename", "content_object__reference", "content_object__code_name"
        )[:MOST]
    }
    person = pseudonym(viewer)
    return [
        ToSign(reference=held[place][0], code_name=held[place][1], verb=place[1], signed_by=tuple(signers.values()))
        for place, signers in _waiting({name for name, _ in held}).items()
        if place in held and person not in signers
    ]


def _waiting(streams: set[str]) -> dict[tuple[str, Verb], dict[UUID, Seat]]:
    """Return who signed what still waits, by stream and step: the same fold as `ProposalsFacts`, over many streams at once."""
    proposed = Entry.objects.filter(stream=OuterRef("stream"), seq__lte=OuterRef("seq"), type=StepProposed.type)
    entries = Entry.objects.filter(Exists(proposed), stream__in=streams).order_by("log_index")
    found: dict[tuple[str, Verb], dict[UUID, Seat]] = {}
    for entry in entries if streams else ():
        body = entry.body
        _after(
            found,
            entry.stream,
            Recorded(
                fact=read_fact(entry.type, entry.id, body["data"]),
                at=entry.occurred,
                actor=UUID(body["actor"]),
                role=Seat(body["role"]),
            ),
        )
    return found


def _after(found: dict[tuple[str, Verb], dict[UUID, Seat]], stream: str, happened: Recorded) -> None:
    match happened.fact:
        case StepProposed(step=step):
            found[stream, step] = {happened.actor: happened.role}
        case StepSigned(step=step):
            found.get((stream, step), {})[happened.actor] = happened.role
        case Moved():
            for place in [place for place in found if place[0] == stream]:
                del found[place]
        case fact:
            found.pop((stream, fact.verb), None)
