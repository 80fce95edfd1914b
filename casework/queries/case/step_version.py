"""What the page of a step showed to one person, as an opaque version, and what has changed since for that person.

A version names the last entry that counts among those that the person may know of. So an entry that is hidden from them
changes no version, and no version tells how many entries there are.
"""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.keys import derived_keys
from casework.models import Case
from casework.queries.case.own_acts import is_own_act
from casework.queries.case.page import all_readable, is_veiled
from casework.record import events as e
from casework.record.events import Event, Recorded, StepProposed
from casework.record.state.people import PARTIES
from casework.vocabulary import CaseChanged, Reading, Right, Seat, Verb
from casework.workflow.step import steps_by_code

READINGS = (e.LetterOpened, e.NoticeAcknowledged, e.HistoryOpened, e.CodeClaimed, e.MessagesRead)
VOTES = (
    e.HearingDaysAnswered,
    e.VoteCast,
    e.CaseToAnswerVoted,
    e.InterestsDeclared,
    e.FirstViewGiven,
    e.FindingsSigned,
    e.BoardMinutesApproved,
    e.MinuteApproved,
    e.AppealGroundsVoted,
)
SIGNATURES = (e.StepSigned, e.SignatureGiven, e.PartySignatureGiven, e.ConsentSigned, e.TermsAccepted)
OF_ONE_PERSON: tuple[type[Event], ...] = (*READINGS, *VOTES, *SIGNATURES, e.MessageSent, e.MessageFileSent)
"""What each person does for themselves: it makes only that person's forms of the same step stale."""
ROUTINE: tuple[type[Event], ...] = (
    *(e.ConflictsSwept, e.ClockEscalated, e.ServiceProven, e.ServiceFailed, e.StatusSent),
    *(e.BallotKeysMade, e.BundleFrozen, e.ServedItemsListed, e.MinuteWritten, e.MinuteCorrected),
    *(e.ReaderReminded, e.LetterDeemedServed, e.NonReceiptProven),
    *(e.MessagePutForward, e.MessageReleased, e.MessageReturned),
    *(e.BlindReaderSeated, e.RiskReadBlind),
)
"""What matters to no other step: it makes only forms of the same step stale."""
BYTES = 16


@dataclass(frozen=True, kw_only=True)
class Change:
    """An entry that was made since. `seat` is None where the reader is not told who acts."""

    what: Promise
    on: date
    seat: Seat | None
    own: bool
    same_step: bool

    @property
    def words(self) -> str:
        said = {"what": self.what, "day": date_format(self.on, "j F Y"), "seat": self.seat.label if self.seat else ""}
        if self.own and self.same_step:
            return _("You have already taken this step: %(what)s, %(day)s") % said
        if self.own:
            return _("%(what)s (you), %(day)s") % said
        return (_("%(what)s (%(seat)s), %(day)s") if self.seat else _("%(what)s, %(day)s")) % said


def step_version(case: Case, verb: Verb | None) -> str:
    """Return the version of a step as the viewer sees it now; of the whole case without a verb."""
    counted = _counted_entries(case, verb)
    return _version(_key(), case, verb, counted[-1].event.id if counted else None)


def changes_since(case: Case, verb: Verb | None, versions: Collection[str]) -> tuple[Change, ...] | None:
    """Return the changes since the latest of `versions` that matter to the step, oldest first.

    None if none of them was made for this person, case and step.
    """
    key, counted = _key(), {one.event.id: one for one in _counted_entries(case, verb)}
    since: list[Recorded] = []
    for entry in (*(one.event.id for one in reversed(case.record)), None):
        if _version(key, case, verb, entry) in versions:
            return tuple(_change(one, case, verb) for one in reversed(since))
        if entry in counted:
            since.append(counted[entry])
    return None


def changes_after(case: Case, verb: Verb, moment: datetime) -> tuple[Change, ...]:
    """Return the changes that matter to the step and were made after a moment (UTC), oldest first.

    The viewer may have taken the step since then for something else, such as another message. It is not taken for this one.
    """
    return tuple(_change(one, case, None) for one in _counted_entries(case, verb) if one.at > moment)


def refuse_if_changed(case: Case, verb: Verb, versions: Collection[str]) -> None:
    """Raise CaseChanged, without saying what has changed, unless one of `versions` is still current."""
    if changes_since(case, verb, versions) != ():
        raise CaseChanged


def change_in_words(changes: Collection[Change] | None) -> CaseChanged:
    """Return the refusal that says what has changed or, for None, that the version of the page is unknown."""
    if changes is None:
        return CaseChanged(
            _("We cannot tell what your page showed when you opened it. Nothing was done. Read it and send it again.")
        )
    return CaseChanged(
        _("The case has changed since you opened this step. Nothing was done."), *(one.words for one in changes)
    )


def _counted_entries(case: Case, verb: Verb | None) -> list[Recorded]:
    return [one for one in _known_entries(case, verb) if _counts(one, case, verb)]


def _known_entries(case: Case, verb: Verb | None) -> list[Recorded]:
    """Return the entries of which the viewer may know: an officer what the page of the case lists, others what they may read.

    A reporter knows of their own acts alone in the steps that are open to an anonymous reporter, and so does a member of
    the board who sees no more of the case than whom it is about.
    """
    readable = list(all_readable(case))
    reports = Seat.COMPLAINANT in case.seats and (verb is None or verb in steps_by_code())
    if reports or is_veiled(case) or verb is Verb.DECLARE_INTERESTS:
        return [one for one, _ in readable if is_own_act(one, case)]
    lists_all = Reading.SEE_CASE.value in case.rights and not case.seats & PARTIES
    return [one for one, texts in readable if lists_all or texts or is_own_act(one, case)]


def _counts(one: Recorded, case: Case, verb: Verb | None) -> bool:
    """Whether an entry makes forms of a step stale."""
    if isinstance(one.event, (StepProposed, e.StepReturned, e.StepTakenBack)):
        return verb in (None, one.event.step)
    if isinstance(one.event, OF_ONE_PERSON):
        return one.event.verb is verb and one.actor == case.acting.person
    return one.event.verb is verb or not isinstance(one.event, ROUTINE)


def _change(one: Recorded, case: Case, verb: Verb | None) -> Change:
    told = not case.seats & PARTIES or is_own_act(one, case)
    return Change(
        what=one.event.title,
        on=case.view.day_of(one.at),
        seat=one.role if told else None,
        own=one.actor == case.acting.person,
        same_step=verb is not None and one.event.verb is verb,
    )


def _key() -> bytes:
    return derived_keys("step version")[0]


def _version(key: bytes, case: Case, verb: Right | None, entry: UUID | None) -> str:
    """Return 22 letters that only this installation can make, for one person, case, step and last entry."""
    named = "\0".join(map(str, (case.acting.person, case.id, verb.value if verb else "", entry or "")))
    return urlsafe_b64encode(hmac.digest(key, named.encode(), "sha256")[:BYTES]).decode().rstrip("=")
