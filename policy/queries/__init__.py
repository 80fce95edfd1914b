"""Reading the rule book: editions in force, members, and the oaths that bound them."""

from policy.queries.editions import (
    STORED_EDITIONS,
    code_in_force,
    commitment_titles,
    editions,
    in_force_at,
    name_of_body,
    oath_in_force,
    rulebook_in_force,
    rules_in_force,
    rules_of,
    text_of_code,
)
from policy.queries.members import (
    details_of_member,
    member_by_number,
    standing_on,
)
from policy.queries.oaths import signature_in_force, signatures_covering, statement_for, sworn_spans
from policy.queries.register import search_register
from policy.queries.signing_keys import (
    Hand,
    end_digest,
    evidence_of,
    had_key,
    hand_in_office,
    hand_of_member,
    key_at,
    key_at_or_next,
    key_counting,
    key_of,
)

__all__ = [
    "STORED_EDITIONS",
    "Hand",
    "code_in_force",
    "commitment_titles",
    "details_of_member",
    "editions",
    "end_digest",
    "evidence_of",
    "had_key",
    "hand_in_office",
    "hand_of_member",
    "in_force_at",
    "key_at",
    "key_at_or_next",
    "key_counting",
    "key_of",
    "member_by_number",
    "name_of_body",
    "oath_in_force",
    "rulebook_in_force",
    "rules_in_force",
    "rules_of",
    "search_register",
    "signature_in_force",
    "signatures_covering",
    "standing_on",
    "statement_for",
    "sworn_spans",
    "text_of_code",
]
