"""What people read in place of small codes. An event has its own `title`."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.vocabulary.machines import AllegationState

STAGES: Mapping[AllegationState, Promise] = {
    AllegationState.DRAFTED: _("Drafted"),
    AllegationState.IN_SCOPE: _("In scope"),
    AllegationState.OUT_OF_SCOPE: _("Out of scope"),
    AllegationState.CHARGED: _("Case to answer"),
    AllegationState.NO_CASE: _("No case to answer"),
    AllegationState.QUASHED: _("Quashed"),
}

DISMISSED = _("Dismissed")
"""Where an allegation stands that was still open when the case was dismissed."""

# The reason why a finding or a decision does not stand, by the type of the event that set it aside.
SET_ASIDE: Mapping[str, Promise] = {
    "case.appeal_varied": _("quashed on appeal"),
    "case.decision_quashed": _("quashed on appeal"),
    "case.appeal_remitted_to_panel": _("set aside on appeal; a new panel hears the case"),
    "case.appeal_remitted_to_board": _("set aside on appeal; the board decides again"),
    "case.decision_voided": _("void, because somebody voted who should not have; the board decides again"),
    "case.remitted_to_new_panel": _("set aside by the board; a new panel hears the case"),
    "case.panel_dissolved": _("set aside, because the panel was dissolved; a new panel hears the case"),
    "case.case_reopened": _("set aside, because the case was opened again"),
    "case.case_reopened_for_hearing": _("set aside, because the case was opened again; a new panel hears it"),
}

# By the type of an entry that belongs to no case.
BESIDE_CASES: Mapping[str, Promise] = {
    "oath.signed": _("Oath signed"),
    "oath.imported": _("Oath on paper entered"),
    "oath.ended": _("Oath ended"),
    "member.standing_recorded": _("Standing of a member recorded"),
    "members.imported": _("List of members imported"),
    "members.reminded": _("Members reminded to sign the oath"),
    "signing_key.registered": _("Passkey for signing made"),
    "signing_key.retired": _("Passkey for signing taken away"),
}
