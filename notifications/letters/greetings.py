"""Finds greetings in a typed text that name neither the member nor a representative: the page asks about them.

Nothing is compared with other cases, or with a name that is sealed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from accounts.pseudonyms import people_behind
from casework.models import Case
from casework.queries.case.page import respondent_named
from casework.recording import Rehearsed
from casework.vocabulary import Reading, Seat

GREETING = re.compile(
    r"^[ \t]*(?:dear|hello|hi|good (?:morning|afternoon|day))[ \t]+([^\n,:;!]{1,60})", re.IGNORECASE | re.MULTILINE
)
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
NO_NAMES = frozenset(
    {
        *("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "madam", "or", "and", "the", "our"),
        *(
            "all",
            "both",
            "everybody",
            "member",
            "members",
            "reporter",
            "colleague",
            "colleagues",
            "representative",
            "counsel",
        ),
    }
)
"""Words of a greeting that name nobody."""


def greets_nobody_here(made: Rehearsed) -> tuple[str, ...]:
    """Return the names that the typed texts of a step greet, and that neither the member nor a representative has.

    Nothing for an officer who may not know the member's name. One who may not read the response is told of each name that is
    not the member's: nobody can find a representative by trying names. At most one query, and none unless a name does not fit.
    """
    case = made.shown
    known = respondent_named(case, case.rights)
    said = (text for _event, texts in made.acts for text in _strings(texts))
    greeted = {name.strip(): _words(name) for text in said for name in GREETING.findall(text)} if known else {}
    strange = {name: words for name, words in greeted.items() if not words <= _words(known)}
    others = _representatives(case) if strange and knows_representatives(case) else ()
    return tuple(name for name, words in strange.items() if not any(words <= one for one in others))


def knows_representatives(case: Case) -> bool:
    """Whether the viewer of a case may learn who speaks for the member."""
    return Reading.READ_RESPONSE.value in case.rights


def _representatives(case: Case) -> tuple[frozenset[str], ...]:
    people = people_behind(case.view.people.holding(Seat.REPRESENTATIVE))
    return tuple(_words(user.name) for user in people.values())


def _words(name: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in WORD.findall(name)) - NO_NAMES


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from _all_strings(value.values())
    elif isinstance(value, (list, tuple)):
        yield from _all_strings(value)


def _all_strings(values: Iterable[object]) -> Iterator[str]:
    for one in values:
        yield from _strings(one)
