"""Writes the changes of a list to the tables, many members at once, and makes the entries to append."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import batched
from uuid import UUID, uuid4

from django.db import IntegrityError

from accounts.models import User
from ledger.append import Draft
from policy.actions.comparing import BATCH, Change, Kind
from policy.actions.member_rows import DETAILS, build_member, standing_draft
from policy.actions.oath_ending_rows import write_endings
from policy.models import Employment, Member, Standing

WRITTEN = (*DETAILS, "user")


class ChangedMeanwhile(Exception):
    """Somebody took a number or an address between comparing and writing; the transaction must roll back."""


@dataclass
class Register:
    """Writes the changes of a list, and keeps the values for its entries. `drafts` makes the entries one by one: they take
    more memory than the values.
    """

    actor: UUID
    role: str
    day: date
    at: datetime
    _standings: list[tuple[UUID, UUID, date]] = field(default_factory=list)
    _drafts: list[Draft] = field(default_factory=list)

    def write(self, changes: Iterable[Change]) -> None:
        """ChangedMeanwhile if a number or an account is taken."""
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
        """Yield the entry of each standing that was written, after the entry of an oath that ended with it."""
        joined = Standing(kind=Standing.Kind.JOINED, at=self.at)
        for joined.entry_id, pseudonym, joined.effective in self._standings:
            joined.member = Member(pseudonym=pseudonym)
            yield standing_draft(joined, actor=self.actor, role=self.role)
        yield from self._drafts

    def _enter(self, changes: Sequence[Change], accounts: dict[str, User]) -> None:
        joined = Standing.Kind.JOINED
        entrants = [(one.entrant, one.account) for one in changes if one.entrant is not None]
        members = Member.objects.bulk_create(
            build_member(entrant, account or accounts.get(entrant.email)) for entrant, account in entrants
        )
        rows = [
            Standing(member=member, kind=joined, effective=entrant.joined, at=self.at, entry_id=uuid4())
            for member, (entrant, _) in zip(members, entrants, strict=True)
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
        kind = Standing.Kind.LAPSED
        self._drafts += write_endings(
            member=member, kind=kind, actor=self.actor, role=self.role, effective=self.day, at=self.at
        )
        standing = Standing.objects.create(member=member, kind=kind, effective=self.day, at=self.at, entry_id=uuid4())
        self._drafts.append(standing_draft(standing, actor=self.actor, role=self.role))


def _accounts(changes: Sequence[Change]) -> dict[str, User]:
    """Create the accounts that these members still need; return them by address."""
    named = [
        (one.entrant.email, one.entrant.name)
        for one in changes
        if one.entrant is not None
        and one.entrant.email
        and one.account is None
        and (one.member is None or one.member.user is None)
    ]
    return {str(user.email): user for user in User.objects.create_people(named)}
