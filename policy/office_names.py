"""The names that people give to the offices of the Society, where they know no name of a person."""

import re
from collections.abc import Iterator

from accounts.vocabulary import Office
from policy.names import plain
from policy.tokens import word_set

PANEL, APPEAL_PANEL = {Office.PANELIST, "panel_chair", "panel_member"}, {"appeal_chair", "appeal_member"}
APPEAL_PANEL |= {Office.APPEAL_PANELIST}

CALLED: tuple[tuple[set[str], str], ...] = (
    (
        {Office.INTAKE},
        "intake | intake officer | officer of intake | intake team | intake office | intake person | intake staff",
    ),
    ({Office.SCREENER}, "screener | screening officer | screening team"),
    ({Office.REVIEWER}, "reviewer | review officer"),
    ({Office.INVESTIGATOR}, "investigator | investigating officer | investigation officer | investigation team"),
    ({Office.DECIDER}, "decider | decision maker"),
    ({Office.CONSENT_APPROVER}, "consent approver | approver | approver of consent"),
    ({Office.INTERIM_MEMBER}, "interim panel | interim member | interim panel member | member of the interim panel"),
    (PANEL, "panel | panelist | panellist | panel member | member of the panel | hearing panel | hearing panel member"),
    (PANEL, "panel chair | chair of the panel | chair of the hearing panel | hearing panel chair | hearing chair"),
    ({Office.ADVISER}, "adviser | advisor | legal adviser | legal advisor | panel adviser | adviser of the panel"),
    ({Office.BOARD_SECRETARY}, "board secretary | secretary of the board | secretary"),
    ({Office.BOARD_MEMBER}, "board | board member | member of the board | board chair | chair of the board"),
    (APPEAL_PANEL, "appeal panel | appeals panel | appeal panelist | appeal panellist | appeal panel member"),
    (APPEAL_PANEL, "appeal member | member of the appeal panel | appeal chair | appeal panel chair"),
    (APPEAL_PANEL, "chair of the appeal panel | chair of the appeals panel"),
    (PANEL.union(APPEAL_PANEL, {Office.BOARD_MEMBER}), "chair"),
    ({Office.MONITOR}, "monitor | monitoring officer"),
    ({Office.CUSTODIAN}, "custodian | key custodian | custodian of the keys"),
    ({Office.PROTECTION_OFFICER}, "protection officer"),
    ({Office.REGISTRAR}, "registrar | registry"),
    ({Office.DPO}, "dpo | data protection officer | data protection | data officer"),
    ({Office.AUDITOR}, "auditor"),
    ({Office.ADMINISTRATOR}, "administrator | admin | system administrator"),
)
"""Offices, and seats in a case, with what they are called."""

AROUND = word_set("the a an your our my any all every each of to for in at on from and or please not")
CHAIRS = re.compile(r"chair(man|woman|person|lady)")


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a name of an office in the singular, without articles and prepositions."""
    words = CHAIRS.sub("chair", plain(text)).split()
    single = (word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word for word in words)
    return tuple(word for word in single if word not in AROUND)


NAMES = {
    _words(name): frozenset(str(office) for office in offices) for offices, names in CALLED for name in names.split("|")
}
LONGEST_FIRST = sorted(NAMES, key=len, reverse=True)


def offices_named(text: str) -> frozenset[str]:
    """Return the offices and seats that a short text names: by a name of several words anywhere, or by nothing else.

    "The intake officer" names an office and so does "Intake", but "Ines Intake" is somebody's name.
    """
    found = list(_names_in(_words(text)))
    alone = all(found)
    return frozenset(office for name in found if name[1:] or alone for office in NAMES[name])


def without_office(text: str) -> str:
    """Return a text without the name of an office that it begins with, as in "Registrar Reg"; "" when nothing is left."""
    words = _words(text)
    name = _first_name(words)
    return " ".join(words[len(name) :]) if name else text


def _first_name(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the longest name of an office that begins at the first word; () where none does."""
    return next((name for name in LONGEST_FIRST if words[: len(name)] == name), ())


def _names_in(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the names of offices in their order, and () for each word that is in none."""
    while words:
        name = _first_name(words)
        yield name
        words = words[len(name) or 1 :]
