"""The invariant about what leaves for the respondent."""

from collections.abc import Iterator

from casework.queries.invariants.base import History, invariant
from casework.queries.outgoing import readable


@invariant(11, "Nothing outgoing to the respondent holds a sealed token.")
def nothing_outgoing_holds_a_sealed_token(history: History) -> Iterator[str]:
    """Yield the texts open to the respondent in which a name stands that nobody may be told."""
    for (entry, name), text in sorted(history.outgoing.items()):
        if history.names.stand_in(readable(text)):
            yield f"the text {name} of entry {entry} holds a sealed name"
