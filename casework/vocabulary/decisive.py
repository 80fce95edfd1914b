"""The steps that decide something: people with a passkey for signing take them with it (R8)."""

from casework.vocabulary.verbs import Verb

DECISIVE = frozenset(
    {
        Verb.VOTE_CASE_TO_ANSWER,
        Verb.FIND_CASE_TO_ANSWER,
        Verb.FIND_NO_CASE_TO_ANSWER,
        Verb.RECORD_FINDINGS,
        Verb.CLOSE_NOT_PROVEN,
        Verb.RECOMMEND_SANCTION,
        Verb.CAST_VOTE,
        Verb.DECIDE_CASE,
        Verb.REFUSE_APPEAL,
        Verb.DISMISS_APPEAL,
        Verb.VARY_ON_APPEAL,
        Verb.QUASH_ON_APPEAL,
    }
)
