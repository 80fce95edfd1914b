"""Roads aside on the database that an appeal takes: its list, its day, an absence, and what the sides bring."""

from collections.abc import Mapping

from casework.vocabulary import Verb
from local.demo import appeals
from tests.invariants.stored_steering import Chapter, Mark
from tests.invariants.stored_town import Counted

V = Verb


def passed(days: int) -> Chapter:
    """Return the chapter in which so many days pass."""
    return lambda story: story.wait(days)


def asked_late(story: Counted) -> None:
    """The respondent was kept from appealing in time, and says by what."""
    typed = {"cause": "I was in hospital.", "grounds": ["procedure"], "statement": "A page was not looked at."}
    story.by(story.respondent, V.APPLY_LATE, **typed)


CALLED: tuple[Mark, ...] = (passed(20), appeals.call_appeal_hearing)

ROADS_OF_APPEALS: Mapping[Chapter, tuple[tuple[Mark, ...], ...]] = {
    appeals.lodge_appeal: (
        (V.COUNTERSIGN_SOCIETY_APPEAL, V.CROSS_APPEAL),
        (appeals.seat_appeal_panel, V.CHALLENGE_APPEAL_MEMBER, V.RULE_APPEAL_CHALLENGE),
    ),
    appeals.admit_appeal: (
        (V.MAKE_APPEAL_SUBMISSION,),
        (V.OFFER_NEW_EVIDENCE, V.RULE_NEW_EVIDENCE),
        (*CALLED, V.ADJOURN_APPEAL_HEARING),
        (*CALLED, passed(29), V.RECORD_APPEAL_ABSENCE),
    ),
    appeals.quash_decision: ((V.REOPEN_TO_PANEL,),),
}
"""By the chapter behind which cases stand."""
