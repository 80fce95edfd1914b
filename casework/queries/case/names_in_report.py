"""Names of the report in words to the respondent: of witnesses and of the reporter, where their author may read them."""

from collections.abc import Iterable, Iterator

import structlog
from django.utils.translation import gettext as _

from casework.models import Case
from casework.queries.case.reported import witnesses_named
from casework.queries.conflicts.sealed_names import SealedNames
from casework.recording import open_texts
from casework.vocabulary import CaseCompartment, IdentityChoice, Reading
from policy.names import plain
from policy.titles import TITLES
from vault.compartments import CannotOpen

LOG = structlog.get_logger()
REPORTERS = frozenset({Reading.READ_OPEN_NAME.value, Reading.READ_IDENTITY.value})
STORIES = frozenset({Reading.READ_STORY.value, Reading.READ_COMPLAINT.value})
MOST_WORDS = 3
"""A line of the report without a capital letter is a name if it has at most this many words."""


def names_in_words(case: Case, texts: Iterable[str]) -> list[str]:
    """Return who of the report stands in these texts, in words for the author, as far as the author may read it."""
    witnesses, reporter = names_in_message(case, texts)
    found = [_("%(name)s, named as a witness in the report") % {"name": name} for name in witnesses]
    return [*found, *([_("The name of the reporter, or a part of it")] if reporter else [])]


def names_in_message(case: Case, texts: Iterable[str]) -> tuple[tuple[str, ...], bool]:
    """Return the witnesses whom the report names and who stand in these texts, and whether the reporter does.

    What the viewer of the case may not read is not looked for. A case whose keys do not open names nobody here: the check
    before sending cannot be made then either, and refuses the message.
    """
    said, known = tuple(texts), [case.respondent.name] if case.respondent else []
    is_open = case.view.filing.identity is IdentityChoice.OPEN

    def stands(name: str) -> bool:
        # A part of a name counts only where no name is sealed: a witness can share one with a reporter whose name is.
        sought = SealedNames.of({"name": name}, "", known=known) if is_open else SealedNames(names=(name,))
        return bool(name) and any(sought.stand_in(text) for text in said)

    try:
        return tuple(line for line in _witnesses(case) if stands(_name_in(line))), any(map(stands, _reporters(case)))
    except CannotOpen:
        LOG.exception("names_of_report_not_read")
        return (), False


def _witnesses(case: Case) -> Iterator[str]:
    entry = case.view.filing.entry
    if entry is None or STORIES.isdisjoint(case.rights):
        return
    told = open_texts(case, CaseCompartment.CASE, [(entry, "particulars")]).get((entry, "particulars"))
    yield from witnesses_named(told)


def _reporters(case: Case) -> Iterator[str]:
    if REPORTERS.isdisjoint(case.rights) or case.view.filing.identity is not IdentityChoice.OPEN:
        return  # a name that is sealed is held by the check before sending
    # Only as it was said last: what they said before may have been sealed, and previews would find it out name by name.
    wanted = [(entry, "identity") for entry in case.view.filing.identity_entries[-1:]]
    for told in open_texts(case, CaseCompartment.IDENTITY, wanted).values():
        yield str(told.get("name") or "") if isinstance(told, dict) else ""


def _name_in(line: str) -> str:
    """Return the name that begins a line such as “Wanda Quill (the clerk)”, without titles; empty if it seems to hold none."""
    words = line.partition(",")[0].partition("(")[0].split()
    named = [word for word in words if word[0].isupper() and plain(word) not in TITLES | {"the", ""}]
    return " ".join(named or (words if len(words) <= MOST_WORDS else ()))
