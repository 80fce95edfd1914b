"""The roles a person can hold in one case."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Seat(TextChoices):
    """A person's role in one case; nobody is appointed as the public or the clock."""

    PUBLIC = "public", _("The public")
    CLOCK = "clock", _("The system")
    COMPLAINANT = "complainant", _("Reporter")
    RESPONDENT = "respondent", _("Respondent")
    REPRESENTATIVE = "representative", _("Representative")
    WITNESS = "witness", _("Witness")
    INTAKE = "intake", _("Intake")
    SCREENER = "screener", _("Screener")
    REVIEWER = "reviewer", _("Reviewer")
    INVESTIGATOR = "investigator", _("Investigator")
    DECIDER = "decider", _("Decider")
    CONSENT_APPROVER = "consent_approver", _("Consent approver")
    INTERIM_MEMBER = "interim_member", _("Interim panel")
    PANEL_CHAIR = "panel_chair", _("Panel chair")
    PANEL_MEMBER = "panel_member", _("Panel member")
    ADVISER = "adviser", _("Adviser")
    BOARD_SECRETARY = "board_secretary", _("Board secretary")
    BOARD_MEMBER = "board_member", _("Board member")
    APPEAL_CHAIR = "appeal_chair", _("Appeal chair")
    APPEAL_MEMBER = "appeal_member", _("Appeal panel")
    MONITOR = "monitor", _("Monitor")
    CUSTODIAN = "custodian", _("Custodian")
    PROTECTION_OFFICER = "protection_officer", _("Protection officer")
    REGISTRAR = "registrar", _("Registrar")
    DPO = "dpo", _("Data protection officer")
    AUDITOR = "auditor", _("Auditor")
    OUTSIDE_ALTERNATE = "outside_alternate", _("Outside alternate")
    BLIND_READER = "blind_reader", _("Blind reader")
