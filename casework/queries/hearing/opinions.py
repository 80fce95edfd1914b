"""What the members of a panel signed on each particular, opened, and what it comes to."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from uuid import UUID

from casework.models import Case
from casework.record.state import CaseView
from casework.record.state.eligibility import seated_panel
from casework.recording import open_texts
from casework.vocabulary import AllegationState, CaseCompartment
from ledger.canonical import Json
from policy.findings import Found, Opinion, count
from policy.quorum import Option, share_for, votes_needed

type Opinions = tuple[tuple[Opinion, ...], ...]
"""One member's opinions: by charge, then by particular."""


def sealed_opinions(opinions: Opinions) -> Json:
    return [[asdict(one) for one in of_charge] for of_charge in opinions]


def read_opinions(sealed: Sequence[Sequence[Mapping[str, bool]]]) -> Opinions:
    return tuple(tuple(Opinion(**one) for one in of_charge) for of_charge in sealed)


def signed_opinions(case: Case) -> Mapping[UUID, Opinions]:
    """Return what each member who still sits has signed."""
    seated = seated_panel(case.view)
    entries = {person: entry for person, entry in case.view.deliberation.signed if person in seated}
    texts = open_texts(case, CaseCompartment.PANEL, [(entry, "opinions") for entry in entries.values()])
    return {person: read_opinions(texts[entry, "opinions"]) for person, entry in entries.items()}


def count_findings(view: CaseView, signed: Mapping[UUID, Opinions]) -> Sequence[tuple[Found, frozenset[UUID]]]:
    """Return what was found on each charge, and who of the signers is in the minority there."""
    charges = view.allegations.in_state(AllegationState.CHARGED)
    needed = votes_needed(share_for(Option.FINDING, view.rules.bodies["panel"]), len(seated_panel(view)))
    people = list(signed)
    found = [count(one.kinds, [signed[who][n] for who in people], needed=needed) for n, one in enumerate(charges)]
    return [(one, frozenset(people[place] for place in one.minority)) for one in found]
