"""The small machines a case owns, by their states."""

from enum import StrEnum


class AllegationState(StrEnum):
    """Where one allegation stands."""

    DRAFTED = "drafted"
    IN_SCOPE = "in_scope"
    OUT_OF_SCOPE = "out_of_scope"
    CHARGED = "charged"
    NO_CASE = "no_case"
    ADMITTED = "admitted"
    PROVEN = "proven"
    NOT_PROVEN = "not_proven"
    QUASHED = "quashed"


class BallotState(StrEnum):
    """Where one round of a ballot stands."""

    OPEN = "open"
    CLOSED = "closed"
    CARRIED = "carried"
    NOT_CARRIED = "not_carried"
    VOIDED = "voided"


class SanctionState(StrEnum):
    """Where one sanction stands."""

    STAYED = "stayed"
    ACTIVE = "active"
    COMPLETED = "completed"
    UNMET = "unmet"
    QUASHED = "quashed"
    ENDED_BY_DEATH = "ended_by_death"


class ConditionState(StrEnum):
    """Where one condition stands."""

    OPEN = "open"
    EVIDENCE_FILED = "evidence_filed"
    OVERDUE = "overdue"
    MET = "met"
    UNMET = "unmet"


class PanelState(StrEnum):
    """Where a panel stands."""

    NAMED = "named"
    LISTED = "listed"
    FORMED = "formed"
    DISSOLVED = "dissolved"
    DISCHARGED = "discharged"


class ConsentState(StrEnum):
    """Where an offer of consent stands."""

    PROPOSED = "proposed"
    SIGNED = "signed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    LAPSED = "lapsed"
    RETURNED = "returned"


class AppealState(StrEnum):
    """Where one appeal stands."""

    LODGED = "lodged"
    ADMITTED = "admitted"
    NOT_ADMITTED = "not_admitted"
    HEARD = "heard"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    DISMISSED = "dismissed"
    ALLOWED = "allowed"
    REMITTED = "remitted"
    ABATED = "abated"


class InterimState(StrEnum):
    """Where an interim measure stands."""

    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    LIFTED = "lifted"
    LAPSED = "lapsed"
