"""The offices of the Society in words, and the groups in which a form lists them with their holders."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.vocabulary import Office
from casework.queries.conflicts.keep_away import OfficeHolder, OfficesListed, tick_for_office
from policy.names import plain

GROUPS: tuple[tuple[Promise, Mapping[Office, tuple[Promise, Promise]]], ...] = (
    (
        _("Ethics office"),
        {
            Office.INTAKE: (_("Intake"), _("Those who take in reports")),
            Office.SCREENER: (_("Screening"), _("Those who decide whether a report is looked into")),
            Office.REVIEWER: (_("Review"), _("Those who look again at a report that was not taken further")),
            Office.INVESTIGATOR: (_("Investigation"), _("Those who investigate")),
            Office.DECIDER: (_("Case to answer"), _("Those who decide whether there is a case to answer")),
            Office.CONSENT_APPROVER: (_("Consent"), _("Those who approve an agreed outcome")),
            Office.INTERIM_MEMBER: (_("Interim measures"), _("Those who decide on urgent measures while a case runs")),
            Office.PROTECTION_OFFICER: (_("Protection of reporters"), _("Those who protect people who report")),
        },
    ),
    (
        _("Board"),
        {
            Office.BOARD_MEMBER: (_("Board"), _("Those on the board")),
            Office.BOARD_SECRETARY: (_("Secretary of the board"), _("Those who prepare the papers of the board")),
            Office.ADVISER: (_("Legal advice"), _("Those who give legal advice")),
        },
    ),
    (
        _("Panels and appeals"),
        {
            Office.PANELIST: (_("Panels"), _("Those who hear cases on a panel")),
            Office.APPEAL_PANELIST: (_("Appeal panels"), _("Those who hear appeals")),
            Office.MONITOR: (_("Monitoring"), _("Those who watch whether a sanction is carried out")),
        },
    ),
    (
        _("Records and data"),
        {
            Office.CUSTODIAN: (_("Custody of sealed names"), _("Those who keep the sealed names")),
            Office.REGISTRAR: (_("Register"), _("Those who keep the register")),
            Office.DPO: (_("Data protection"), _("Those who look after data protection")),
            Office.AUDITOR: (_("Audit"), _("Those who check the record")),
        },
    ),
)
"""Each office with its name, and with the label of its box: a reporter does not know what the offices do."""
OFFICES = {office: words for _title, offices in GROUPS for office, words in offices.items()}

MOST_LISTED = 40
"""With more people in office than this, a page lists only offices, with a search for people: a list of 42 takes 37 kB."""
MOST_FOUND = 20
"""How many people one search shows, in addition to those who are already ticked."""
MOST_WORDS = 6
"""How many different words of a search count. The search needs no sign-in, and each word is compared with each name."""


@dataclass(frozen=True, kw_only=True)
class Box:
    value: str
    label: str
    hint: str


@dataclass(frozen=True, kw_only=True)
class BoxGroup:
    """Related offices: a box for everybody in each, and a box for each holder, in the group of their first office."""

    title: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, kw_only=True)
class PeopleFound:
    """The people whom a search shows, and how many fit what was typed."""

    ticked: tuple[Box, ...]
    fitting: tuple[Box, ...]
    count: int

    @property
    def is_cut(self) -> bool:
        return self.count > MOST_FOUND


def is_searched(listed: OfficesListed) -> bool:
    """Whether a page finds people in office by name, because they are too many for a list."""
    return listed.named and len(listed.holders) > MOST_LISTED


def people_found(listed: OfficesListed, sought: str, ticked: Collection[str]) -> PeopleFound:
    """Return the people who are ticked, and the first people whose names have every word of `sought`, by name.

    Words after the first MOST_WORDS are ignored.
    """
    words = list(dict.fromkeys(plain(sought).split()))[:MOST_WORDS]
    fitting = [one for one in listed.holders if words and _has_each(words, plain(one.name))]
    return PeopleFound(
        ticked=tuple(_person_box(one) for one in listed.holders if one.tick in ticked),
        fitting=tuple(_person_box(one) for one in fitting[:MOST_FOUND] if one.tick not in ticked),
        count=len(fitting),
    )


def _has_each(words: Iterable[str], name: str) -> bool:
    return all(word in name for word in words)


def groups_of(listed: OfficesListed, *, people: bool = True) -> list[BoxGroup]:
    """Return the groups of the offices that have holders.

    They have boxes for the holders too, unless the form may not name them or `people` is false. Then the page says once
    that a tick also counts for everybody who joins an office later.
    """
    found, named = [], people and listed.named
    for title, offices in GROUPS:
        held = [office for office in offices if any(office in one.offices for one in listed.holders)]
        people_here = [one for one in listed.holders if named and one.offices[0] in offices]
        offices_here = (_office_box(office, listed.holders, joining=people) for office in held)
        boxes = (*offices_here, *map(_person_box, people_here))
        if boxes:
            found.append(BoxGroup(title=str(title), boxes=boxes))
    return found


def office_names(holder: OfficeHolder) -> str:
    """Return the offices of a person: "Intake, Screening"."""
    return ", ".join(str(OFFICES[office][0]) for office in holder.offices)


def ticked_in_words(values: Iterable[str], listed: OfficesListed) -> list[str]:
    """Return the labels of the ticked boxes. A person who has left office is not named."""
    known = {tick_for_office(office): str(everybody) for office, (_name, everybody) in OFFICES.items()}
    known |= {one.tick: one.name for one in listed.holders if listed.named}
    return [known.get(value, gettext("Somebody who was in office then")) for value in values]


def _office_box(office: Office, holders: Iterable[OfficeHolder], *, joining: bool) -> Box:
    count = sum(office in one.offices for one in holders)
    people = ngettext("%(count)s person now", "%(count)s people now", count) % {"count": count}
    joined = gettext("%(people)s, and everybody who joins later") % {"people": people}
    return Box(value=tick_for_office(office), label=str(OFFICES[office][1]), hint=joined if joining else str(count))


def _person_box(holder: OfficeHolder) -> Box:
    return Box(value=holder.tick, label=holder.name, hint=office_names(holder))
