"""The oaths a case rests on, by their leaves in the record."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from casework.models import Case
from casework.record.state import Allegation
from casework.vocabulary import AllegationState
from ledger import queries as ledger
from ledger.queries import entry
from policy.models import OathSignature
from policy.oaths import Act, covers_of
from policy.queries import signature_in_force, signatures_covering
from policy.queries.oaths import acts_of


def leaf_in_force(case: Case, day: date) -> bytes | None:
    """Return the leaf of the signature that bound the respondent on a day, or None where none did."""
    signature = signature_in_force(case.respondent, day) if case.respondent else None
    return bytes(entry(signature.entry_id).leaf) if signature else None


def leaves_sworn(case: Case, alleged: Iterable[Allegation]) -> Mapping[UUID, tuple[bytes, ...]]:
    """Return, for each of these allegations, the leaves of the respondent's signatures during its days. Three queries."""
    acts = acts_of(case.respondent) if case.respondent else ()
    signed = {one.id: _signed(acts, one) for one in alleged}
    leaf = ledger.leaves({key for each in signed.values() for key in each})
    return {one: tuple(leaf[key] for key in each) for one, each in signed.items()}


def _signed(acts: Sequence[Act[OathSignature]], one: Allegation) -> list[UUID]:
    covers = covers_of(acts, one.first_day, one.last_day)
    return [cover.signature.entry_id for cover in covers if cover.signature is not None]


def leaves_of_allegations(case: Case) -> Mapping[UUID, tuple[bytes, ...]]:
    """Return, for each allegation in scope, the leaves of the signatures in force during its conduct, in their order."""
    member = case.respondent
    alleged = case.view.allegations.in_state(AllegationState.IN_SCOPE) if member else ()
    found: dict[UUID, tuple[bytes, ...]] = {}
    for one in alleged:
        assert member is not None
        covers = signatures_covering(member, one.first_day, one.last_day)
        signed = [cover.signature.entry_id for cover in covers if cover.signature is not None]
        found[one.id] = tuple(bytes(entry(key).leaf) for key in signed)
    return found
