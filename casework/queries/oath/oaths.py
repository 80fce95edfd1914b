"""The oaths on which a case rests, by their leaves in the record."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from casework.models import Case
from casework.record.state import Allegation
from casework.vocabulary import AllegationState
from ledger import queries as ledger
from ledger.queries import entry
from policy.oaths import covers_of
from policy.queries import signature_in_force
from policy.queries.oaths import acts_of


def sealed_leaf(case: Case, day: date) -> str | None:
    """Return the leaf of the signature that bound the respondent on a day, in base64, or None."""
    signature = signature_in_force(case.respondent, day) if case.respondent else None
    return b64encode(bytes(entry(signature.entry_id).leaf)).decode() if signature else None


def leaves_sworn(case: Case, alleged: Iterable[Allegation]) -> Mapping[UUID, tuple[bytes, ...]]:
    """Return, for each of these allegations, the leaves of the respondent's signatures during its days. Three queries."""
    acts = acts_of(case.respondent) if case.respondent else ()
    covers = {one.id: covers_of(acts, one.first_day, one.last_day) for one in alleged}
    signed = {one: [cover.signature.entry_id for cover in each if cover.signature] for one, each in covers.items()}
    leaf = ledger.leaves({key for each in signed.values() for key in each})
    return {one: tuple(leaf[key] for key in each) for one, each in signed.items()}


def leaves_of_allegations(case: Case) -> Mapping[UUID, tuple[bytes, ...]]:
    """Return, for each allegation in scope, the leaves of the signatures in force during its conduct, in their order."""
    return leaves_sworn(case, case.view.allegations.in_state(AllegationState.IN_SCOPE) if case.respondent else ())
