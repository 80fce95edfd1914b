"""What the pages of the administration call offices, and what happened to a person."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.vocabulary import Certainty, ChangeRefusal, Office

TITLES: Mapping[Office, Promise] = {
    Office.INTAKE: _("Intake officer"),
    Office.SCREENER: _("Screener"),
    Office.REVIEWER: _("Reviewer"),
    Office.INVESTIGATOR: _("Investigator"),
    Office.DECIDER: _("Decider"),
    Office.CONSENT_APPROVER: _("Approver of consent"),
    Office.INTERIM_MEMBER: _("Member of the interim panel"),
    Office.PANELIST: _("Panel member"),
    Office.ADVISER: _("Legal adviser"),
    Office.BOARD_SECRETARY: _("Secretary of the board"),
    Office.BOARD_MEMBER: _("Board member"),
    Office.APPEAL_PANELIST: _("Appeal panel member"),
    Office.MONITOR: _("Monitor"),
    Office.CUSTODIAN: _("Custodian"),
    Office.PROTECTION_OFFICER: _("Protection officer"),
    Office.REGISTRAR: _("Registrar"),
    Office.DPO: _("Data protection officer"),
    Office.AUDITOR: _("Auditor"),
    Office.ADMINISTRATOR: _("Administrator"),
}
ALTERNATE = _("alternate")
CERTAINTIES: Mapping[Certainty, Promise] = {
    Certainty.CALLED_BACK: _("I called them back on a number that was known before"),
    Certainty.IN_PERSON: _("I met them in person"),
    Certainty.VIDEO_CALL: _("I saw them in a video call, and know them"),
}
MADE_SURE: Mapping[str, Promise] = {
    Certainty.CALLED_BACK.value: _("by a call back on a number that was known before"),
    Certainty.IN_PERSON.value: _("in person"),
    Certainty.VIDEO_CALL.value: _("in a video call"),
}
REFUSALS: Mapping[ChangeRefusal, Promise] = {
    ChangeRefusal.NOT_ASKED_FOR: _("They say that they did not ask for it"),
    ChangeRefusal.NOT_REACHED: _("I could not reach them"),
    ChangeRefusal.NOT_NEEDED: _("It is not needed any more"),
}
ACTS: Mapping[str, Promise] = {
    "person.invited": _("Invited"),
    "invitation.accepted": _("Invitation accepted"),
    "person.name_corrected": _("Name corrected"),
    "person.address_corrected": _("Address corrected"),
    "office.proposed": _("Office put forward: %(office)s"),
    "office.given": _("Office given: %(office)s"),
    "office.ended": _("Office ended: %(office)s"),
    "account_change.asked": _("Asked for: %(what)s"),
    "account_change.signed": _("Signed by a second administrator: %(what)s"),
    "account_change.refused": _("Refused: %(what)s"),
    "account_change.stopped": _("Stopped by the person: %(what)s"),
    "account_change.made": _("Done: %(what)s"),
    "account.closed": _("Account closed"),
    "person.absent": _("Absence noted"),
    "person.returned": _("Absence ended"),
}
CHANGES: Mapping[str, Promise] = {
    "second_factor": _("take away a lost second factor"),
    "address": _("change the address"),
}


def offices_found(text: str) -> list[Office]:
    """Return the offices of whose title a word begins with a text."""
    wanted = text.strip().casefold()
    found = [office for office, title in TITLES.items() if f" {wanted}" in f" {str(title).casefold()}"]
    return found if wanted else []
