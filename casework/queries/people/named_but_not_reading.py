"""People whom a note names and who will not read it."""

import re
from collections.abc import Collection

from casework.models import Case
from casework.queries.people.case_people import people_named
from casework.vocabulary import Reading
from policy.tokens import visible_text


def named_but_not_reading(case: Case, words: str, reading: Collection[str]) -> tuple[str, ...]:
    """Return the people whom the case shows to its viewer, whom these words name, and who are not in `reading`.

    Matches whole names, and first names after “@”. The case page names everybody returned here to the viewer.
    """
    if Reading.READ_PEOPLE.value not in case.rights:
        return ()
    said, own = visible_text(words).casefold(), case.acting.person
    names = dict.fromkeys(name for _seat, name, person in people_named(case) if person != own)
    return tuple(name for name in names if name not in reading and _is_named(name.casefold(), said))


def _is_named(name: str, said: str) -> bool:
    first = name.partition(" ")[0]
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)|@{re.escape(first)}(?!\w)", said))
