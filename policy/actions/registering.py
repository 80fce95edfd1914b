"""Many members written at once, with the entries that are still to be appended: what importing a list does to the tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import batched
from uuid import UUID, uuid4

from django.db import IntegrityError

from accounts.models import User
from ledger.append import Draft
from policy.actions.comparing import BATCH, DETAILS, Change, Kind
from policy.actions.member_rows import standing_draft
from policy.actions.oath_ending_rows import write_ending
from policy.models import Employment, Member, OathEnding, Standing
from policy.queries import signature_in_force

WRITTEN = (*DETAILS, "user")


class ChangedMeanwhile(Exception):
    """Somebody took a number or an address between the comparison and the writing; the transaction has to roll back."""


@dataclass
class Register:
    """Writes the changes of a list in one transaction, and holds what its entries are made from.

    An entry takes more memory than what it is made from: `drafts` makes them one by one.
    """

    actor: UUID
    role: str
    day: date
    at: datetime
    _standings: list[tuple[UUID, UUID, date]] = field(default_factory=list)
    _drafts: list[Draft] = field(default_factory=list)

    def write(self, changes: Iterable[Change]) -> None:
        """Write every change. ChangedMeanwhile where a number or an account was taken."""
        for some in batched((one for one in changes if one.kind != Kind.UNCHANGED), BATCH):
            try:
                accounts = _accounts([one for one in some if one.entrant is not None])
                self._enter([one for one in some if one.kind == Kind.NEW], accounts)
            except IntegrityError:
                raise ChangedMeanwhile from None
            self._amend([one for one in some if one.kind == Kind.CHANGED], accounts)
            for one in some:
                if one.kind == Kind.LEFT and one.member is not None:
                    self._leave(one.member)

    def drafts(self) -> Iterator[Draft]:
        """Yield the entry of each standing and ending that was written, one a member and one more where an oath ended."""
        joined = Standing(kind=Standing.Kind.JOINED, at=self.at)
        for joined.entry_id, pseudonym, joined.effective in self._standings:
            joined.member = Member(pseudonym=pseudonym)
            yield standing_draft(joined, actor=self.actor, role=self.role)
        yield from self._drafts

    def _enter(self, changes: Sequence[Change], accounts: dict[str, User]) -> None:
        joined = Standing.Kind.JOINED
        members = Member.objects.bulk_create(_member(one, accounts) for one in changes)
        rows = [
            Standing(member=member, kind=joined, effective=one.entrant.joined, at=self.at, entry_id=uuid4())
            for member, one in zip(members, changes, strict=True)
            if one.entrant is not None
        ]
        Standing.objects.bulk_create(rows)
        self._standings += [(row.entry_id, row.member.pseudonym, row.effective) for row in rows]

    def _amend(self, changes: Sequence[Change], accounts: dict[str, User]) -> None:
        members, left = [], []
        for member, one in ((one.member, one) for one in changes if one.member is not None):
            for name, before, after in one.differs:
                if name == "email":
                    member.user = one.account or accounts[after]
                    continue
                if name == "employer" and before:
                    left.append(Employment(member=member, employer=before, until=self.day))
                setattr(member, name, after)
            members.append(member)
        Member.objects.bulk_create(members, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN)
        Employment.objects.bulk_create(left)

    def _leave(self, member: Member) -> None:
        """As in `record_standing`, a member who leaves is no longer bound."""
        if signature_in_force(member, self.day) is not None:
            _, ended = write_ending(
                member=member,
                actor=self.actor,
                role=self.role,
                reason=OathEnding.Reason.LAPSED,
                effective=self.day,
                at=self.at,
                entry_id=uuid4(),
            )
            self._drafts.append(ended)
        standing = Standing.objects.create(
            member=member, kind=Standing.Kind.LAPSED, effective=self.day, at=self.at, entry_id=uuid4()
        )
        self._drafts.append(standing_draft(standing, actor=self.actor, role=self.role))


def _accounts(changes: Sequence[Change]) -> dict[str, User]:
    """Make the accounts that these members need and nobody has yet; return them by address."""
    named = [
        (one.entrant.email, one.entrant.name)
        for one in changes
        if one.entrant is not None and one.entrant.email and one.account is None and _needs_account(one)
    ]
    return {str(user.email): user for user in User.objects.create_people(named)}


def _needs_account(change: Change) -> bool:
    return change.member is None or change.member.user is None


def _member(change: Change, accounts: dict[str, User]) -> Member:
    entrant = change.entrant
    assert entrant is not None
    said = {name: getattr(entrant, name) for name in DETAILS} | {"committees": list(entrant.committees)}
    return Member(number=entrant.number, user=change.account or accounts.get(entrant.email), **said)
