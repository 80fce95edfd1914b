"""What was said to each allegation before the case to answer is decided: by the member, and by the votes that count."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from casework.access import Actor
from casework.models import Case
from casework.procedure.reading.actions import open_content
from casework.queries.case.page import all_readable, group_by_compartment
from casework.queries.evidence.answers_filed import answer_in_words, said_to_each
from casework.queries.wording.excerpts import Excerpt, excerpt
from casework.record import events as e
from casework.record.state.report_votes import counted_votes
from casework.vocabulary import Verb

MOST = 420

type Texts = Mapping[tuple[UUID, str], Any]


@dataclass(frozen=True, kw_only=True)
class Vote:
    sees_case: bool
    reasons: Excerpt


@dataclass(frozen=True, kw_only=True)
class SaidTo:
    """What was said to one allegation: `member` in the latest answer, None without reasons; and each vote with its reasons."""

    member: Excerpt | None
    votes: tuple[Vote, ...]


def said_on_report(case: Case, verb: Verb, by: Actor) -> Mapping[UUID, SaidTo]:
    """Return what was said to each allegation, by its key, after recording that it was opened.

    The vote of somebody who has left their seat does not count, and is not among them.
    """
    counted = {vote.entry for vote in counted_votes(case.view)}
    found = [
        (one.event, text)
        for one, some in all_readable(case)
        if isinstance(one.event, e.ResponseFiled) or one.event.id in counted
        for text in some
        if text.field == "reasons"
    ]
    wanted = group_by_compartment(text for _event, text in found)
    texts = open_content(reference=case.reference, by=by, rights=[verb], wanted=wanted) if wanted else {}
    member = said_to_each(case.record, texts)
    votes = [event for event, _text in found if isinstance(event, e.CaseToAnswerVoted)]
    return {
        one.id: SaidTo(
            member=_in_short(answer_in_words(member[one.id])) if one.id in member else None,
            votes=tuple(_votes_on(one.id, votes, texts)),
        )
        for one in case.view.allegations.all
    }


def _votes_on(allegation: UUID, votes: list[e.CaseToAnswerVoted], texts: Texts) -> Iterator[Vote]:
    for vote in votes:
        written = texts.get((vote.id, "reasons"))
        if isinstance(written, list) and allegation in vote.allegations:
            n = vote.allegations.index(allegation)
            yield Vote(sees_case=vote.sees_case[n], reasons=excerpt(str(written[n]["reasons"]), MOST))


def _in_short(words: str) -> Excerpt | None:
    return excerpt(words, MOST) if words else None
