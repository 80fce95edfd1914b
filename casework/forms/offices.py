"""The offices of the Society in words, in the groups in which a form lists them with their holders."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.vocabulary import Office
from casework.queries.keep_away import OfficeHolder, OfficesListed, tick_for_office

OFFICES: Mapping[Office, Promise] = {
    Office.INTAKE: _("Intake"),
    Office.SCREENER: _("Screening"),
    Office.REVIEWER: _("Review"),
    Office.INVESTIGATOR: _("Investigation"),
    Office.DECIDER: _("Case to answer"),
    Office.CONSENT_APPROVER: _("Consent"),
    Office.INTERIM_MEMBER: _("Interim measures"),
    Office.PROTECTION_OFFICER: _("Protection of reporters"),
    Office.BOARD_MEMBER: _("Board"),
    Office.BOARD_SECRETARY: _("Secretary of the board"),
    Office.ADVISER: _("Legal advice"),
    Office.PANELIST: _("Panels"),
    Office.APPEAL_PANELIST: _("Appeal panels"),
    Office.MONITOR: _("Monitoring"),
    Office.CUSTODIAN: _("Custody of sealed names"),
    Office.REGISTRAR: _("Register"),
    Office.DPO: _("Data protection"),
    Office.AUDITOR: _("Audit"),
}
EVERYBODY: Mapping[Office, Promise] = {
    Office.INTAKE: _("Those who take in reports"),
    Office.SCREENER: _("Those who decide whether a report is looked into"),
    Office.REVIEWER: _("Those who look again at a report that was not taken further"),
    Office.INVESTIGATOR: _("Those who investigate"),
    Office.DECIDER: _("Those who decide whether there is a case to answer"),
    Office.CONSENT_APPROVER: _("Those who approve an agreed outcome"),
    Office.INTERIM_MEMBER: _("Those who decide on urgent measures while a case runs"),
    Office.PROTECTION_OFFICER: _("Those who protect people who report"),
    Office.BOARD_MEMBER: _("Those on the board"),
    Office.BOARD_SECRETARY: _("Those who prepare the papers of the board"),
    Office.ADVISER: _("Those who give legal advice"),
    Office.PANELIST: _("Those who hear cases on a panel"),
    Office.APPEAL_PANELIST: _("Those who hear appeals"),
    Office.MONITOR: _("Those who watch whether a sanction is carried out"),
    Office.CUSTODIAN: _("Those who keep the sealed names"),
    Office.REGISTRAR: _("Those who keep the register"),
    Office.DPO: _("Those who look after data protection"),
    Office.AUDITOR: _("Those who check the record"),
}
"""The box for everybody in an office, in words for somebody who knows none of them."""
GROUPS: tuple[tuple[Promise, tuple[Office, ...]], ...] = (
    (
        _("Ethics office"),
        (
            Office.INTAKE,
            Office.SCREENER,
            Office.REVIEWER,
            Office.INVESTIGATOR,
            Office.DECIDER,
            Office.CONSENT_APPROVER,
            Office.INTERIM_MEMBER,
            Office.PROTECTION_OFFICER,
        ),
    ),
    (_("Board"), (Office.BOARD_MEMBER, Office.BOARD_SECRETARY, Office.ADVISER)),
    (_("Panels and appeals"), (Office.PANELIST, Office.APPEAL_PANELIST, Office.MONITOR)),
    (_("Records and data"), (Office.CUSTODIAN, Office.REGISTRAR, Office.DPO, Office.AUDITOR)),
)


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box to tick: its value, its words, and the words below."""

    value: str
    label: str
    hint: str


@dataclass(frozen=True, kw_only=True)
class BoxGroup:
    """Offices that belong together, each as a box for everybody in it, and their holders, each under the first office."""

    title: str
    boxes: tuple[Box, ...]


def groups_of(listed: OfficesListed) -> list[BoxGroup]:
    """Return the offices that somebody holds, in their groups, and their holders where the form may name them."""
    found = []
    for title, offices in GROUPS:
        held = [office for office in offices if any(office in one.offices for one in listed.holders)]
        people = [one for one in listed.holders if listed.named and one.offices[0] in offices]
        boxes = (*(_office_box(office, listed.holders) for office in held), *map(_person_box, people))
        if boxes:
            found.append(BoxGroup(title=str(title), boxes=boxes))
    return found


def in_office(holder: OfficeHolder) -> str:
    """Return what somebody does, in words: "Intake, Screening"."""
    return ", ".join(str(OFFICES[office]) for office in holder.offices)


def ticked_in_words(values: Iterable[str], listed: OfficesListed) -> list[str]:
    """Return the boxes that were ticked as the form calls them; who has left office since is not named."""
    known = {tick_for_office(office): str(words) for office, words in EVERYBODY.items()}
    known |= {one.tick: one.name for one in listed.holders if listed.named}
    return [known.get(value, gettext("Somebody who was in office then")) for value in values]


def _office_box(office: Office, holders: Iterable[OfficeHolder]) -> Box:
    count = sum(office in one.offices for one in holders)
    people = ngettext("%(count)s person now", "%(count)s people now", count) % {"count": count}
    return Box(
        value=tick_for_office(office),
        label=str(EVERYBODY[office]),
        hint=gettext("%(people)s, and everybody who joins later") % {"people": people},
    )


def _person_box(holder: OfficeHolder) -> Box:
    return Box(value=holder.tick, label=holder.name, hint=in_office(holder))
