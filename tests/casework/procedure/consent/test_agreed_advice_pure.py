"""An advice that was agreed is put to the vote like every term, and does not stand without it."""

from collections.abc import Sequence
from dataclasses import replace

from casework.procedure.board.steps import impose
from casework.record.events import Recorded, Terms, VoteCast
from casework.record.state.people import PeoplePart
from casework.vocabulary import Verb
from policy.quorum import Option
from policy.rules import Level
from tests.casework.board_road import BOARD, ballot_ends, opened, sent, with_papers
from tests.casework.lower_terms import with_lower
from tests.casework.panel_road import OLA, REX, charged
from tests.casework.procedure.consent.test_consent_pure import WIM, accepted
from tests.casework.pure import PureCase
from tests.invariants.offline import entries_of, faults_of


def test_an_agreed_advice_that_the_board_voted_down_leaves_no_sanction() -> None:
    case = charged(people=PeoplePart(seats=frozenset({REX, OLA, WIM})))
    case.do(Verb.PROPOSE_CONSENT, by=OLA, terms=with_lower(Terms(level=Level.L1)))
    accepted(case)
    case.view = replace(case.view, board_members=frozenset(person for person, _ in BOARD))
    decided = sent(ballot_ends(opened(with_papers(case)), None))
    assert (decided.carried, decided.level, impose(case, decided)) == (None, Level.L0, None)
    assert "level-above" not in faults(case, case.happened)
    stood = replace(decided, level=Level.L1)
    told = [replace(one, event=stood) if one.event is decided else one for one in case.happened]
    assert "level-above" in faults(case, told)


def faults(case: PureCase, happened: Sequence[Recorded]) -> set[str]:
    """Return the codes of what the verifier finds in a case whose board voted everything down."""
    votes = [one.event.id for one in happened if isinstance(one.event, VoteCast)]
    answers = {
        (vote, option): "no" for vote in votes for option in (Option.REMIT, Option.DISMISS_ON_LAW, Option.CONSENT)
    }
    return {code for code, _words in faults_of(entries_of(f"case/{case.view.case}", happened), answers)}
