"""A member's own oath: the words to be signed now, what binds the member, and everything signed so far."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from accounts.models import User
from policy.editions import CodeText, OathText
from policy.models import Member, OathEdition, OathSignature, RulebookEdition
from policy.queries import oath_in_force, rules_in_force, signature_in_force


@dataclass(frozen=True, kw_only=True)
class OwnOath:
    """What one member meets. `due` says that the words in force have not been signed, so that they are asked again."""

    member: Member
    edition: OathEdition
    oath: OathText
    code: CodeText
    bound_by: OathSignature | None
    signed: tuple[OathSignature, ...]
    today: date

    @property
    def due(self) -> bool:
        """Whether the member is asked to sign the words that are in force now."""
        return self.bound_by is None or self.bound_by.oath_id != self.edition.pk

    @property
    def changed(self) -> bool:
        """Whether other words were signed before, so that something is new."""
        return self.due and bool(self.signed)


def own_oath(user: User, moment: datetime) -> OwnOath | None:
    """Return a person's own oath at a moment; None for somebody who is no member, or while no rule book is in force."""
    member = Member.objects.filter(user=user).first()
    if member is None or not RulebookEdition.objects.filter(in_force_from__lte=moment.date()).exists():
        return None
    day = moment.astimezone(ZoneInfo(rules_in_force(moment.date()).zone)).date()
    edition = oath_in_force(day)
    signed = OathSignature.objects.filter(member=member).select_related("oath", "code").order_by("-position")
    return OwnOath(
        member=member,
        edition=edition,
        oath=edition.text,
        code=edition.code.text,
        bound_by=signature_in_force(member, day),
        signed=tuple(signed),
        today=day,
    )
