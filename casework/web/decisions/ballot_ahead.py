"""What a ballot would fix if it opened now, for the secretary who opens it."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from accounts.pseudonyms import people_behind
from casework.models import Case
from casework.procedure.board import guards
from casework.procedure.board.forms import Words, put_in_words
from casework.procedure.board.steps import put_now
from casework.vocabulary import Verb
from casework.web.shared.context import Context
from policy.quorum import quorum


@dataclass(frozen=True, kw_only=True)
class BallotAhead:
    """The names of the voters, how many of them must take part, the options with what each needs, and the papers."""

    voters: tuple[str, ...]
    least: int
    options: tuple[tuple[Words, int], ...]
    papers: str
    sent_on: date | None


def over_ballot(case: Case, verb: Verb) -> Context:
    """Return it for the page of the step that opens a ballot. One query."""
    if verb is not Verb.OPEN_BALLOT or case.view.board.recommended is None:
        return {}
    view, people = case.view, people_behind(guards.voters(case))
    sent = [view.day_of(one.at) for one in case.record if one.event.id == view.board.pack]
    return {
        "ballot_ahead": BallotAhead(
            voters=tuple(sorted(user.name for user in people.values())),
            least=quorum(guards.electorate(case), view.rules.ballot),
            options=tuple((put_in_words(one.option, view), one.needed) for one in put_now(case)),
            papers=reverse("board_case", args=[case.reference]),
            sent_on=sent[0] if sent else None,
        )
    }
