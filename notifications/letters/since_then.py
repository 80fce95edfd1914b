"""What a letter said that no longer stands: the letter stays as it was sent, and says so above its text."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casework.models import Case
from casework.queries.case.set_aside import entries_not_standing, not_standing, since_when
from casework.record.events import AppealVaried
from casework.record.state import CaseView
from casework.vocabulary import Seat
from notifications.models import Message
from policy.queries import commitment_titles

TELLS_FINDINGS = frozenset({"findings", "decision", "outcome", "outcome_corrected"})
TO_THE_MEMBER = frozenset({"not_proven", "decision_is_final", "appeal_decided"})
"""Letters that tell findings to the member alone; of what the reporter was told only the outcome names them."""
TELLS_A_DECISION = frozenset({"decision", "decision_is_final"})


@dataclass(frozen=True, kw_only=True)
class FindingGone:
    """A finding that a letter told and that does not stand: its commitment, and the sentence since when and why."""

    number: int
    title: str
    since: str


@dataclass(frozen=True, kw_only=True)
class SinceThen:
    """What a letter told and does not stand any more. `decision` is the sentence about the decision, or empty."""

    findings: tuple[FindingGone, ...] = ()
    decision: str = ""


def since_then(message: Message, told: CaseView, case: Case) -> SinceThen:
    """Return what a letter of a case that was entered said and does not stand now; `told` are the events it was written from.

    At most one query.
    """
    tells = message.template in TELLS_FINDINGS or (
        message.template in TO_THE_MEMBER and message.seat != Seat.COMPLAINANT.value
    )
    if not tells:
        return SinceThen()
    gone = [
        one
        for one in case.view.deliberation.set_aside
        if one not in told.deliberation.set_aside and (one.finding is None or one.finding in told.deliberation.findings)
    ]
    alleged = {one.id: one for one in case.view.allegations.all}
    titles = commitment_titles({alleged[one.allegation].edition for one in gone}) if gone else {}
    return SinceThen(
        findings=tuple(
            FindingGone(
                number=alleged[one.allegation].commitment,
                title=titles.get((alleged[one.allegation].edition, alleged[one.allegation].commitment), ""),
                since=since_when(not_standing(one)),
            )
            for one in gone
        ),
        decision=_of_the_decision(message, case),
    )


def _of_the_decision(message: Message, case: Case) -> str:
    """Return since when the decision a letter told does not stand, or that an appeal changed what it imposed."""
    undone = entries_not_standing(case.view, case.record).get(message.about)
    if undone:
        return since_when(undone)
    if message.template not in TELLS_A_DECISION:
        return ""
    told_at = next(one.at for one in case.record if one.event.id == message.about)
    varied = [one for one in case.record if isinstance(one.event, AppealVaried) and one.at > told_at]
    if not varied:
        return ""
    day = date_format(case.view.day_of(varied[-1].at), "j F Y")
    return _("Changed on appeal on %(day)s; a later letter says what is imposed now.") % {"day": day}
