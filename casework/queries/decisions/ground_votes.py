"""The votes of an appeal panel on each ground: what is sealed, and how it is opened for the count."""

from collections.abc import Collection, Sequence

from casework.models import Case
from casework.queries.decisions.appeal_grounds import grounds_of
from casework.record.state import CaseView
from casework.record.state.appeal_votes import Right, votes_that_count
from casework.recording import open_texts
from casework.vocabulary import CaseCompartment
from ledger.canonical import JsonObject

YES, NO = "yes", "no"


def sealed_vote(view: CaseView, right: Collection[str]) -> JsonObject:
    """Return the vote to seal: yes or no for each ground that was heard, by the words of the ground."""
    return {meaning: YES if code in right else NO for code, meaning in grounds_of(view) if code in view.appeal.arguable}


def votes_before(case: Case) -> Sequence[Right]:
    """Return the grounds that each member who still sits has found right. Only the count may use it."""
    kept = [entry for _person, entry in votes_that_count(case.view)]
    texts = open_texts(case, CaseCompartment.PANEL, [(entry, "votes") for entry in kept])
    return [_right(case.view, texts[entry, "votes"]) for entry in kept]


def _right(view: CaseView, vote: JsonObject) -> Right:
    return [code for code, meaning in grounds_of(view) if vote.get(meaning) == YES]
