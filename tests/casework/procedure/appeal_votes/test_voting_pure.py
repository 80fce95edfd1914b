"""Each of the appeal panel votes on each ground; two of three decide it, and the decision says the same."""

import pytest

from casework.record.events import AppealPanelSeated, ConflictDetected
from casework.record.state.appeal import numbers_of
from casework.record.state.appeal_votes import grounds_by_result, right_grounds, vote_ended_without, votes_that_count
from casework.vocabulary import Verb
from casework.workflow.guard import REASONS
from tests.casework.appeal_road import (
    AMOS,
    ANOUK,
    ARNE,
    OWN_CODES,
    RIGHT,
    heard,
    refused,
    sifted,
    voted,
)
from tests.casework.pure import PureCase

NEITHER, FIRST, SECOND, BOTH = (), OWN_CODES[:1], OWN_CODES[1:], OWN_CODES


@pytest.mark.parametrize(
    ("votes", "found"),
    [
        ([BOTH], (None, None)),
        ([BOTH, BOTH], (True, True)),
        ([NEITHER, NEITHER], (False, False)),
        ([FIRST, BOTH], (None, None)),
        ([FIRST, BOTH, NEITHER], (True, False)),
        ([FIRST, SECOND, SECOND], (False, True)),
    ],
)
def test_a_ground_is_decided_once_two_of_the_three_agree(
    votes: list[tuple[str, ...]], found: tuple[bool | None, ...]
) -> None:
    case = heard()
    for n, (by, right) in enumerate(zip((AMOS, ANOUK, ARNE), votes, strict=False)):
        case.do(Verb.VOTE_ON_GROUNDS, by=by, codes=right, others=votes[:n])
    results = dict(grounds_by_result(case.view))
    assert tuple(results[code] for code in OWN_CODES) == found
    assert (REASONS["every_ground_is_decided"] in case.reasons(Verb.DISMISS_APPEAL, by=AMOS)) is (None in found)


def test_nobody_votes_twice_or_before_the_hearing_or_on_what_was_not_heard() -> None:
    assert REASONS["appeal_was_heard"] in sifted().reasons(Verb.VOTE_ON_GROUNDS, by=AMOS)
    case = heard()
    said = refused(case, Verb.VOTE_ON_GROUNDS, AMOS, codes=("new_evidence",), others=())
    assert said == (REASONS["vote_is_on_what_was_heard"],)
    voted(case, *FIRST, by=[AMOS])
    assert refused(case, Verb.VOTE_ON_GROUNDS, AMOS, codes=BOTH, others=[FIRST]) == (REASONS["vote_on_grounds_is_new"],)


def test_the_vote_ends_once_two_agree_on_every_ground() -> None:
    case, over = heard(), REASONS["vote_on_grounds_runs"]
    case.do(Verb.VOTE_ON_GROUNDS, by=AMOS, codes=FIRST, others=())
    case.do(Verb.VOTE_ON_GROUNDS, by=ANOUK, codes=BOTH, others=[FIRST])
    assert case.reasons(Verb.VOTE_ON_GROUNDS, by=ARNE) == []
    ended = voted(heard(), *BOTH)
    assert ended.reasons(Verb.VOTE_ON_GROUNDS, by=ARNE) == [over]
    told = [vote_ended_without(one.view, ARNE[0]) for one in (case, ended)]
    assert (told, vote_ended_without(ended.view, AMOS[0])) == ([False, True], False)


def signing(case: PureCase, verb: Verb) -> PureCase:
    case.do(Verb.PROPOSE_STEP, by=AMOS, proposed=verb)
    return case


def test_a_decision_that_contradicts_the_votes_is_refused() -> None:
    against = (REASONS["decision_follows_the_votes"],)
    other = signing(voted(heard(), "disproportionate"), Verb.QUASH_ON_APPEAL)
    assert refused(other, Verb.QUASH_ON_APPEAL, ARNE, **RIGHT) == against
    more = signing(voted(heard(), *BOTH), Verb.QUASH_ON_APPEAL)
    assert refused(more, Verb.QUASH_ON_APPEAL, ARNE, **RIGHT) == against


def test_the_votes_of_who_left_do_not_count_and_a_new_panel_votes_again() -> None:
    case = voted(heard(), *BOTH, by=[ANOUK])
    assert [person for person, _entry in votes_that_count(case.view)] == [ANOUK[0]]
    case.happen(ConflictDetected(person=ANOUK[0], provisional=False))
    assert list(votes_that_count(case.view)) == []
    case = voted(heard(), *BOTH)
    assert right_grounds(case.view) == frozenset(BOTH)
    case.happen(ConflictDetected(person=ANOUK[0], provisional=False))
    assert REASONS["appeal_panel_is_seated"] in case.reasons(Verb.QUASH_ON_APPEAL, by=AMOS)
    case.happen(AppealPanelSeated(chair=AMOS[0], members=(ANOUK[0], ARNE[0]), lay=(ANOUK[0],)))
    assert (case.view.appeal.votes, case.view.appeal.found) == ((), None)


def test_the_record_says_in_the_clear_what_a_majority_found_and_nobodys_vote() -> None:
    case = heard()
    data = [case.do(Verb.VOTE_ON_GROUNDS, by=AMOS, codes=FIRST, others=())]
    data.append(case.do(Verb.VOTE_ON_GROUNDS, by=ANOUK, codes=NEITHER, others=[FIRST]))
    data.append(case.do(Verb.VOTE_ON_GROUNDS, by=ARNE, codes=FIRST, others=[FIRST, NEITHER]))
    numbers = numbers_of(case.view.rules, FIRST)
    assert [(one.data(), set(one.sealed)) for one in data] == [
        ({"found": f}, {"votes"}) for f in (None, None, [*numbers])
    ]


ALLOWING = (Verb.VARY_ON_APPEAL, Verb.QUASH_ON_APPEAL, Verb.REMIT_ON_APPEAL_TO_PANEL, Verb.REMIT_ON_APPEAL_TO_BOARD)


def test_after_every_ground_failed_an_appeal_can_only_be_dismissed_and_the_reverse() -> None:
    failed, right = voted(heard()), voted(heard(), "procedure")
    shut = [verb for verb in ALLOWING if REASONS["a_ground_was_found_right"] in failed.reasons(verb, by=AMOS)]
    cannot = REASONS["no_ground_was_found_right"]
    assert (tuple(shut), cannot in failed.reasons(Verb.DISMISS_APPEAL, by=AMOS)) == (ALLOWING, False)
    assert cannot in right.reasons(Verb.DISMISS_APPEAL, by=AMOS)
    assert [verb for verb in ALLOWING if REASONS["a_ground_was_found_right"] in right.reasons(verb, by=AMOS)] == []
