"""A member's own oath: the words to be signed now, what binds the member, and everything signed so far."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.functional import Promise

from accounts.models import User
from casework.queries.oath.what_changed import Change, changes
from casework.queries.rulebook.published import society_day
from casework.vocabulary.record_words import BESIDE_CASES
from ledger import queries as ledger
from policy.editions import CodeText, OathText
from policy.models import Member, OathEdition, OathSignature, RulebookEdition, SigningKey
from policy.passkeys import request_options
from policy.queries import (
    hand_of_member,
    key_at_or_next,
    oath_in_force,
    rules_in_force,
    signature_in_force,
    statement_for,
)
from policy.signing import oath_digest

OATHS = "oath."


@dataclass(frozen=True, kw_only=True)
class OtherAct:
    """An entry that a member made in their own stream beside the oath: about the passkey for signing."""

    entry: UUID
    type: str
    on: date

    @property
    def what(self) -> str | Promise:
        return BESIDE_CASES.get(self.type, self.type)


@dataclass(frozen=True, kw_only=True)
class OwnOath:
    """The oath as one member sees it. `due`: the member has not signed the words in force, so they are asked again.

    `key` is the member's passkey for signing, even one that does not count yet.
    """

    member: Member
    edition: OathEdition
    oath: OathText
    code: CodeText
    bound_by: OathSignature | None
    signed: tuple[OathSignature, ...]
    today: date
    key: SigningKey | None
    moment: datetime

    @property
    def due(self) -> bool:
        return self.bound_by is None or self.bound_by.oath_id != self.edition.pk

    @property
    def changed(self) -> bool:
        """Whether the member signed other words before, so that something is new."""
        return self.due and bool(self.signed) and self.signed[0].oath_id != self.edition.pk

    @property
    def changes(self) -> tuple[Change, ...]:
        """What differs from the words that the member signed last; empty unless other words are asked for now."""
        if not self.changed:
            return ()
        last = self.signed[0]
        return changes((last.oath.text, last.code.text), (self.oath, self.code))

    @property
    def by_passkey(self) -> bool:
        """Whether the member signs with a passkey and cannot sign in another way."""
        return self.key is not None and self.key.counts_from <= self.moment


def own_oath(user: User, moment: datetime) -> OwnOath | None:
    """Return a person's own oath at a moment; None if they are no member, or while no rule book is in force."""
    member = Member.objects.select_related("user").filter(user=user).first()
    if member is None:
        return None
    try:
        day = society_day(moment)
        edition = oath_in_force(day)
    except (RulebookEdition.DoesNotExist, OathEdition.DoesNotExist):
        return None
    person = hand_of_member(member).person
    signed = OathSignature.objects.filter(member=member).select_related("oath", "code").order_by("-position")
    return OwnOath(
        member=member,
        edition=edition,
        oath=edition.text,
        code=edition.code.text,
        bound_by=signature_in_force(member, day),
        signed=tuple(signed),
        today=day,
        key=key_at_or_next(person, moment),
        moment=moment,
    )


def other_acts(own: OwnOath) -> tuple[OtherAct, ...]:
    """Return what a member did in their own stream beside signing the oath, oldest first."""
    person, zone = str(hand_of_member(own.member).person), ZoneInfo(rules_in_force(own.today).zone)
    return tuple(
        OtherAct(entry=entry.id, type=entry.type, on=entry.occurred.astimezone(zone).date())
        for entry in ledger.stream(own.member.stream)
        if entry.body["actor"] == person and not entry.type.startswith(OATHS)
    )


def asked_of_passkey(own: OwnOath, nonce: bytes) -> str:
    """Return what the member's passkey has to sign, as JSON: the digest of the statement on the page."""
    assert own.key is not None
    digest = oath_digest(statement_for(own.member, own.edition, own.today, nonce))
    return request_options(challenge=digest, credential=bytes(own.key.credential))
