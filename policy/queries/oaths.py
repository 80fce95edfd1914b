"""Which signature bound a member, on a day or over a time."""

from datetime import date
from uuid import UUID

from django.db.models import F, UUIDField, Value

from policy.models import Member, OathEnding, OathSignature
from policy.oaths import Act, Cover, Span, covers_of, in_force, spans_of


def signature_in_force(member: Member, day: date) -> OathSignature | None:
    """Return the signature that bound the member on a day, with its oath and Code; None if none did. Two queries."""
    return in_force(acts_of(member), day)


def signatures_covering(member: Member, first: date, last: date) -> tuple[Cover[OathSignature], ...]:
    """Return the days from `first` to `last`, split where the signature changes; a gap has the signature None.

    ValueError when the days are reversed. Two queries.
    """
    return covers_of(acts_of(member), first, last)


def covers(member: Member, first: date, last: date) -> bool:
    """Whether a signature was in force on every day from `first` to `last`. ValueError when they are reversed."""
    return all(cover.signature is not None for cover in signatures_covering(member, first, last))


def sworn_spans(member_id: UUID) -> tuple[Span[UUID], ...]:
    """Return the stretches of days on which a member was bound, each with the id of the Code sworn. One query."""
    columns = ("effective", "position", "bound")
    signed = OathSignature.objects.filter(member_id=member_id).annotate(bound=F("code_id"))
    ended = OathEnding.objects.filter(member_id=member_id).annotate(bound=Value(None, output_field=UUIDField()))
    rows = signed.order_by().values_list(*columns).union(ended.order_by().values_list(*columns), all=True).order_by()
    return spans_of(Act(effective=day, position=position, signature=bound) for day, position, bound in rows)


def acts_of(member: Member) -> tuple[Act[OathSignature], ...]:
    """Return a member's signatures and endings in the order of the record. Two queries."""
    signatures = OathSignature.objects.filter(member=member).select_related("oath", "code")
    acts = [Act(effective=each.effective, position=each.position, signature=each) for each in signatures]
    endings = OathEnding.objects.filter(member=member)
    acts += [Act(effective=each.effective, position=each.position, signature=None) for each in endings]
    return tuple(sorted(acts, key=lambda act: act.position))
